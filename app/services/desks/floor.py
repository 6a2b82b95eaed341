"""Leaving the floor during a shift: asked for, allowed with minutes, and only so many at once.

ATT-5. Whoever is allowed to go while enough of the team are off the floor waits, and is told when
their turn has come; a turn that is not taken keeps its place until somebody takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound, RuleViolated
from app.models import FloorWait, OffPost
from app.queries.desks.rows import WaitRow, off_floor, waiting
from app.queries.reference import Reference, reference
from app.reading import permission
from app.rules.books import LeftFloor
from app.rules.deeds import Deed
from app.rules.desks.floor import judge_leaving
from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.policy import Policy
from app.rules.vocabulary import msg
from app.services.desks.scene import department_place, leads, minute
from app.services.requests.ledger import tell, tell_all
from app.services.typed import tidied, worded

LONGEST = 480
"""A permission is for less than a shift: minutes."""


@dataclass(frozen=True, slots=True)
class _Floor:
    """The person in question, their team, and what the team's others are doing."""

    session: Session
    known: Reference
    person: Person
    today: date
    now: datetime
    policy: Policy

    @property
    def team(self) -> tuple[str, str]:
        return self.person.post_on(self.today).team_key

    def mates(self, rows: Iterable[int]) -> int:
        """How many of those with these ids are of the same team."""
        people = self.known.people([*rows]).values()
        return sum(one.post_on(self.today).team_key == self.team for one in people)

    def taken(self) -> int:
        """The places that are taken: off the floor, or told that it is their turn."""
        off = [row.person_id for row in off_floor(self.session, self.now)]
        turns = [row.person_id for row in waiting(self.session) if row.turn_at]
        return self.mates(key for key in (*off, *turns) if key != self.person.id)

    @property
    def free(self) -> bool:
        return self.taken() < self.policy.off_post_at_once


WHAT_FOR = msg("Say what for.")


def ask(ctx: Context, reason: str) -> None:
    """Ask to leave the floor; whoever leads the shift sees it. BadInput without a reason."""
    told = worded(reason, WHAT_FOR)
    with ctx.write() as session:
        permission.require_say(ctx, session)
        assert ctx.actor.person_id is not None, "somebody who has a say is a person"
        floor = _floor(ctx, session, ctx.actor.person_id)
        _refuse_off(floor)
        if session.get(FloorWait, floor.person.id) is not None:
            raise Conflict(msg("You have asked already"), msg("You are in the queue."))
        row = FloorWait(person_id=floor.person.id, asked_at=floor.now, reason=told)
        session.add(row)
        session.flush()
        ctx.audit(session, Deed.FLOOR_ASK, _subject(floor), None, {"reason": row.reason})


def allow(ctx: Context, person_id: int, minutes: int | None = None, reason: str = "") -> bool:
    """Let somebody of the own department leave the floor for so many minutes (the policy's).

    True: they go now. False: enough of the team are off it, and they wait for their turn.
    """
    with ctx.write() as session:
        floor = _floor(ctx, session, person_id)
        limit = floor.policy.off_post_limit_minutes if minutes is None else minutes
        _refuse_limit(limit)
        _require_leader(ctx, session, floor)
        _refuse_off(floor)
        _refuse_broken(ctx, floor, limit)
        row = session.get(FloorWait, person_id)
        asked = row is not None
        if row is None:
            row = FloorWait(person_id=person_id, asked_at=floor.now, reason=tidied(reason))
            session.add(row)
        if row.turn_at is not None:
            raise Conflict(
                msg("Their turn has come"), msg("{name} may go now.", name=floor.person.name)
            )
        row.allowed_by_id, row.limit_minutes = ctx.actor.person_id, limit
        session.flush()
        if floor.free:
            _leave(ctx, floor, row)
            if asked:
                _tell(ctx, floor, "floor.allowed", minutes=limit)
            return True
        after = {"limit_minutes": limit, "reason": row.reason}
        ctx.audit(session, Deed.FLOOR_ALLOW, _subject(floor), None, after)
        return False


def go(ctx: Context, person_id: int) -> None:
    """Leave the floor now that one's turn has come: oneself, or recorded by who leads."""
    with ctx.write() as session:
        floor = _floor(ctx, session, person_id)
        _require_own_or_leader(ctx, session, floor)
        row = _waits(floor)
        if row.allowed_by_id is None or row.turn_at is None:
            raise Conflict(
                msg("Not yet"),
                msg("{name} may go when permission is given and a place is free.",
                    name=floor.person.name),
            )  # fmt: skip
        _leave(ctx, floor, row)


def withdraw(ctx: Context, person_id: int) -> None:
    """No longer want to leave, or refuse somebody; the next one's turn comes."""
    with ctx.write() as session:
        floor = _floor(ctx, session, person_id)
        _require_own_or_leader(ctx, session, floor)
        row = _waits(floor)
        ctx.audit(session, Deed.FLOOR_WITHDRAW, _subject(floor), {"reason": row.reason}, None)
        session.delete(row)
        session.flush()
        _tell(ctx, floor, "floor.refused")
        _call_next(ctx, floor)


def come_back(ctx: Context, person_id: int) -> None:
    """Be back on the floor; the next one's turn comes."""
    with ctx.write() as session:
        floor = _floor(ctx, session, person_id)
        _require_own_or_leader(ctx, session, floor)
        query = select(OffPost).where(OffPost.person_id == person_id, OffPost.back_at.is_(None))
        row = session.scalars(query.order_by(OffPost.left_at.desc())).first()
        if row is None:
            raise Conflict(
                msg("Not off the floor"), msg("{name} is back already.", name=floor.person.name)
            )
        row.back_at = max(floor.now, row.left_at)
        session.flush()
        before, after = {"back_at": None}, {"left_at": row.left_at, "back_at": row.back_at}
        ctx.audit(session, Deed.FLOOR_BACK, _subject(floor), before, after)
        _call_next(ctx, floor)


def _floor(ctx: Context, session: Session, person_id: int) -> _Floor:
    known, now = reference(session), minute(ctx)
    person = known.person(person_id)
    if person is None:
        raise NotFound(msg("Unknown person"), msg("They are no longer in the store."))
    if not person.posts or not person.post_on(ctx.today()).department:
        raise BadInput(
            msg("No department"), msg("{name} belongs to no department.", name=person.name)
        )
    return _Floor(session, known, person, ctx.today(), now, known.policies.at(ctx.now()))


def _leave(ctx: Context, floor: _Floor, wait: FloorWait) -> None:
    """They go: the row of those who wait becomes one of those who are off."""
    session = floor.session
    same = select(OffPost).where(OffPost.person_id == floor.person.id, OffPost.left_at == floor.now)
    if session.scalar(same) is not None:
        raise Conflict(
            msg("Not yet"), msg("{name} came back this very minute.", name=floor.person.name)
        )
    row = OffPost(
        person_id=floor.person.id,
        left_at=floor.now,
        allowed_by_id=wait.allowed_by_id,
        limit_minutes=wait.limit_minutes,
        reason=wait.reason,
    )
    session.add(row)
    session.delete(wait)
    session.flush()
    after = {"left_at": row.left_at, "limit_minutes": row.limit_minutes, "reason": row.reason}
    ctx.audit(session, Deed.FLOOR_LEAVE, _subject(floor), None, after)


def _call_next(ctx: Context, floor: _Floor) -> None:
    """The first of the team who is allowed to go and waits is told that it is their turn."""
    for wait in waiting(floor.session):
        if floor.taken() >= floor.policy.off_post_at_once:
            return
        if wait.allowed_by and wait.turn_at is None and floor.mates([wait.person_id]):
            _call(ctx, floor, wait)


def _call(ctx: Context, floor: _Floor, wait: WaitRow) -> None:
    row = floor.session.get_one(FloorWait, wait.person_id)
    row.turn_at = floor.now
    floor.session.flush()
    subject = f"floor:{wait.no}"
    ctx.audit(floor.session, Deed.FLOOR_TURN, subject, None, {"turn_at": row.turn_at})
    tell_all(
        ctx, floor.session, [wait.person_id], "floor.turn", subject, minutes=wait.limit_minutes
    )


def _tell(ctx: Context, floor: _Floor, code: str, **words: object) -> None:
    """Tell the person what somebody else decided on their asking."""
    by = floor.known.person(ctx.actor.person_id) if ctx.actor.person_id is not None else None
    name = by.name if by else ctx.actor.name
    tell(ctx, floor.session, [floor.person.id], code, _subject(floor), by=name, **words)


def _waits(floor: _Floor) -> FloorWait:
    row = floor.session.get(FloorWait, floor.person.id)
    if row is None:
        raise Conflict(
            msg("Nobody waits"),
            msg("{name} is not waiting to leave the floor.", name=floor.person.name),
        )
    return row


def _refuse_off(floor: _Floor) -> None:
    for row in off_floor(floor.session, floor.now):
        if row.person_id == floor.person.id:
            raise Conflict(
                msg("Off the floor already"),
                msg("{name} left at {at} and is not back.", name=row.name, at=row.left_at),
            )


def _refuse_limit(minutes: int) -> None:
    if not 0 < minutes <= LONGEST:
        raise BadInput(
            msg("For how long?"), msg("Give whole minutes, from 1 to {most}.", most=LONGEST)
        )


def _refuse_broken(ctx: Context, floor: _Floor, minutes: int) -> None:
    """ATT-5, by the function that `check` asks."""
    by = floor.known.person(ctx.actor.person_id) if ctx.actor.person_id is not None else None
    row = LeftFloor(
        person=floor.person.no, left_at=floor.now, allowed_by=by.no if by else "",
        limit_minutes=minutes,
    )  # fmt: skip
    right = leads(floor.known, ctx.actor.person_id, floor.person, floor.today)
    found = judge_leaving(row, allower_leads=right, as_of=floor.now)
    if found is not None:
        figures, level = found
        finding = Finding(_subject(floor), floor.person.no, floor.today, figures, level)
        raise RuleViolated(
            msg("Not allowed to leave the floor"), msg("Nothing was changed."), [finding]
        )


def _require_leader(ctx: Context, session: Session, floor: _Floor) -> None:
    place = department_place(floor.person.place_on(floor.today).department)
    permission.require(ctx, session, Action.KEEP_DESKS, place, known=floor.known)


def _require_own_or_leader(ctx: Context, session: Session, floor: _Floor) -> None:
    if ctx.actor.person_id == floor.person.id:
        permission.require_say(ctx, session, floor.known)
    else:
        _require_leader(ctx, session, floor)


def _subject(floor: _Floor) -> str:
    return f"floor:{floor.person.no}"
