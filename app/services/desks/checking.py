"""Checking in at a desk, which frees the one before; and letting a desk go (HAND-2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, RuleViolated
from app.models import Seat
from app.queries.desks.rows import SeatRow, standing_orders
from app.queries.desks.standing import held_before, release_of
from app.queries.reference import reference
from app.rules.attendance import SHEET_OPENS
from app.rules.deeds import Deed
from app.rules.desks.release import judge_release
from app.rules.desks.relief import DeskAction, DeskPart, DeskState, possible
from app.rules.findings import Finding
from app.rules.vocabulary import msg
from app.services.desks.scene import Scene, leads, scene_of, subject, told
from app.services.typed import tidied

_MINUTE = timedelta(minutes=1)


def check_in(ctx: Context, seat_id: int) -> list[str]:
    """Be at the desk, or have it recorded by who leads the shift; the names of those whom it
    relieves: their shift is over, and they waited for this one."""
    with ctx.write() as session:
        scene = scene_of(ctx, session, seat_id)
        _refuse_check_in(session, scene)
        _check_in(ctx, session, scene)
        freed = [one for one in held_before(scene.seat, scene.around) if one.end <= scene.now]
        for one in freed:
            _let_go(ctx, session, one, scene)
        return [one.name for one in freed if one.person_id != scene.seat.person_id]


def release(ctx: Context, seat_id: int, reason: str = "") -> None:
    """Let a desk go at the end of the shift, once its relief has come where one is placed.

    RuleViolated where HAND-2 says no. With a `reason`, one who leads the department and does not
    sit there lets them go at any time: that stays on record.
    """
    with ctx.write() as session:
        scene = scene_of(ctx, session, seat_id)
        _refuse_gone(scene)
        free = possible(scene.standing.scene, DeskAction.RELEASE)
        if not free and not tidied(reason):
            _refuse_unrelieved(scene)
            _refuse_early(scene)
        row, known = scene.row, reference(session)
        before = told(row, known)
        if not free:
            _override(ctx, session, scene, tidied(reason))
        row.released_at = scene.now
        session.flush()
        by = {} if free else {"override_reason": row.override_reason}
        ctx.audit(session, Deed.SEAT_RELEASE, subject(row), before, {**told(row, known), **by})


def _check_in(ctx: Context, session: Session, scene: Scene) -> None:
    row, known = scene.row, reference(session)
    before = told(row, known)
    row.checked_in_at = scene.now
    session.flush()
    ctx.audit(session, Deed.SEAT_CHECK_IN, subject(row), before, told(row, known))


def _let_go(ctx: Context, session: Session, seat: SeatRow, scene: Scene) -> None:
    """The one before, whose shift is over, is relieved."""
    row, known = session.get_one(Seat, seat.id), reference(session)
    before = told(row, known)
    row.released_at = scene.now
    session.flush()
    ctx.audit(session, Deed.SEAT_RELEASE, subject(row), before, told(row, known))


def _refuse_check_in(session: Session, scene: Scene) -> None:
    seat, state = scene.seat, scene.standing.scene.state
    if state is DeskState.RELEASED:
        raise _gone(seat)
    if state is not DeskState.EXPECTED:
        raise Conflict(
            msg("Already checked in"),
            msg("{name} is at desk {desk} since {at}.", name=seat.name, desk=seat.desk,
                at=seat.checked_in_at),
        )  # fmt: skip
    if seat.end <= scene.now or scene.now < seat.start - SHEET_OPENS:
        raise BadInput(
            msg("Not the time of this shift"),
            msg("One checks in from {opens} until the shift ends at {end}.",
                opens=seat.start - SHEET_OPENS, end=seat.end),
        )  # fmt: skip
    _refuse_stopped(session, seat)
    for other in _elsewhere(scene):
        raise Conflict(
            msg("At another desk"),
            msg(
                "{name} is at desk {desk} until {end}. That desk is let go first.",
                name=other.name, desk=other.desk, end=other.end,
            ),
        )  # fmt: skip
    for other in _there(scene):
        raise Conflict(
            msg("Somebody sits there"),
            msg(
                "{name} is at desk {desk} until {end}. Take a free desk, or have the seats moved.",
                name=other.name, desk=seat.desk, end=other.end,
            ),
        )  # fmt: skip


def _refuse_stopped(session: Session, seat: SeatRow) -> None:
    for order in standing_orders(session):
        if order.person_id == seat.person_id:
            raise RuleViolated(
                msg("Told to stop working"),
                msg(
                    "DUTY-5: {name} was ordered to stop working at {at}: {reason}. Who leads the "
                    "department ends the order first.",
                    name=order.name, at=order.ordered_at, reason=order.reason,
                ),
            )  # fmt: skip


def _there(scene: Scene) -> Iterator[SeatRow]:
    """Who is at that very desk in a shift that goes on beyond this one's start."""
    for other in scene.around:
        same = other.desk == scene.seat.desk and other.id != scene.seat.id
        if same and other.is_open and other.end > max(scene.now, scene.seat.start):
            yield other


def _elsewhere(scene: Scene) -> Iterator[SeatRow]:
    """Where the sitter is, in a shift that goes on beyond this one's start."""
    for other in scene.around:
        same = other.person_id == scene.seat.person_id and other.id != scene.seat.id
        if same and other.is_open and other.end > max(scene.now, scene.seat.start):
            yield other


def _refuse_gone(scene: Scene) -> None:
    seat, state = scene.seat, scene.standing.scene.state
    if state is DeskState.RELEASED:
        raise _gone(seat)
    if state is DeskState.EXPECTED:
        raise Conflict(
            msg("Nobody is there"),
            msg("{name} has not checked in at desk {desk}.", name=seat.name, desk=seat.desk),
        )
    if state is DeskState.OFF_POST:
        raise Conflict(
            msg("Off the floor"),
            msg("{name} comes back first; then the desk can be let go.", name=seat.name),
        )


def _gone(seat: SeatRow) -> Conflict:
    return Conflict(
        msg("Already let go"),
        msg("Desk {desk} was let go at {at}.", desk=seat.desk, at=seat.released_at),
    )


def _refuse_unrelieved(scene: Scene) -> None:
    figures = judge_release(release_of(scene.standing, scene.now))
    if figures is not None:
        found = Finding(subject(scene.seat), scene.seat.no, scene.seat.day, figures)
        raise RuleViolated(
            msg("Desk {desk} waits for its relief", desk=scene.seat.desk),
            msg("Nothing was changed."),
            [found],
        )


def _refuse_early(scene: Scene) -> None:
    seat = scene.seat
    if seat.end > scene.now:
        raise BadInput(
            msg("The shift goes on"),
            msg(
                "{name}'s shift at desk {desk} ends at {end}, in {n} minutes. Who leads the "
                "department may let them go before, with a reason.",
                name=seat.name, desk=seat.desk, end=seat.end,
                n=-((scene.now - seat.end) // _MINUTE),
            ),
        )  # fmt: skip


def _override(ctx: Context, session: Session, scene: Scene, reason: str) -> None:
    """By HAND-2's own function: who leads the department, another person, with a reason."""
    known = reference(session)
    by = known.person(ctx.actor.person_id) if ctx.actor.person_id is not None else None
    row = scene.row
    asked = release_of(scene.standing, scene.now)
    fact = replace(asked.row, override_by=by.no if by else "", override_reason=reason)
    right = leads(known, ctx.actor.person_id, scene.sitter, scene.seat.day)
    figures = judge_release(replace(asked, row=fact, overrider_leads=right))
    if figures is not None:
        found = Finding(subject(scene.seat), scene.seat.no, scene.seat.day, figures)
        raise RuleViolated(
            msg("Desk {desk} waits for its relief", desk=row.desk),
            msg("Nothing was changed."),
            [found],
        )
    if DeskPart.LEADER not in scene.parts:
        _refuse_early(scene)
    row.override_by_id = ctx.actor.person_id
    row.override_reason = reason
