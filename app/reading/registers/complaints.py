"""Complaints: the list, one with its verdict, and who may be named as first receiver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.context import Context
from app.errors import NotFound
from app.queries.registers import complaints as rows
from app.queries.registers.complaints import ComplaintRow
from app.reading import permission
from app.reading.registers.ground import RegisterGround
from app.rules import books
from app.rules.permissions import Action
from app.rules.registers.terms import last_day
from app.rules.registers.verdicts import complaint_verdict
from app.rules.verdict import Verdict
from app.rules.vocabulary import msg

NEAR_DAYS = 3
"""So many days before its last day a complaint is called urgent."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of the list. `days_left`: to its last day, negative after it; None: answered."""

    row: ComplaintRow
    mine: bool
    last_day: date
    days_left: int | None

    @property
    def is_open(self) -> bool:
        return self.row.is_open

    @property
    def overdue(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def near(self) -> bool:
        return self.days_left is not None and 0 <= self.days_left <= NEAR_DAYS


@dataclass(frozen=True, slots=True)
class ComplaintFile:
    """One complaint with what the rules say, and what the actor may do: deal with it at all."""

    complaint: Complaint
    verdict: Verdict
    may_deal: bool
    names: Mapping[str, str]


def complaints(ctx: Context) -> tuple[Complaint, ...]:
    """The complaints that the actor may see, the latest first."""
    with ctx.read() as session:
        return seen(RegisterGround.of(ctx, session))


def seen(ground: RegisterGround) -> tuple[Complaint, ...]:
    """As `complaints`, in a transaction that is open."""
    return tuple(
        shown(ground, row) for row in rows.complaints(ground.session) if may_see(ground, row)
    )


def open_complaint(ctx: Context, no: str) -> ComplaintFile:
    """One complaint; NotFound, or NotAllowed for whom it is not in sight."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        row = found(ground, no)
        if not may_see(ground, row):
            raise permission.refusal(session, Action.SEE_CASES)
        return ComplaintFile(
            complaint=shown(ground, row),
            verdict=_verdict(ground, row.fact()),
            may_deal=may_deal(ground, row),
            names=ground.names,
        )


def judge_close(ctx: Context, no: str, handled: str) -> tuple[Verdict, Mapping[str, str]]:
    """What the rules say before the actor closes it so."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        row = found(ground, no)
        if not may_see(ground, row):
            raise permission.refusal(session, Action.SEE_CASES)
        closed = replace(
            row.fact(), closed_at=ground.now, closed_by=ground.me, handled=handled.strip()
        )
        return _verdict(ground, closed), ground.names


def receivers(ctx: Context) -> Sequence[tuple[int, str]]:
    """Who may be named as first receiver: those employed in the actor's department, the actor
    first."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        mine, day = ground.sight.standing.place.department, ground.today
        here = [
            one
            for one in ground.people.values()
            if one.employed_on(day) and one.place_on(day).department == mine is not None
        ]
        here.sort(key=lambda one: (one.no != ground.me, one.no))
        return [(one.id, f"{one.name} {one.no}") for one in here]


def found(ground: RegisterGround, no: str) -> ComplaintRow:
    """The complaint with this number; NotFound."""
    row = rows.complaint(ground.session, no)
    if row is None:
        raise NotFound(
            msg("No such complaint"), msg("There is no complaint {no} in this store.", no=no)
        )
    return row


def may_see(ground: RegisterGround, row: ComplaintRow) -> bool:
    return ground.sight.case(row.received_by_id, ground.day(row.received_at))


def may_deal(ground: RegisterGround, row: ComplaintRow) -> bool:
    """Whether the actor may answer and close it: their own, or one that a leader or head sees. One
    that was closed and of which nobody has said that it was answered waits for that (COMP-2)."""
    standing = ground.sight.standing
    return (
        (row.is_open or row.replied_at is None)
        and standing.has_say
        and may_see(ground, row)
        and standing.may(Action.REGISTER_CASE, standing.place)
    )


def shown(ground: RegisterGround, row: ComplaintRow) -> Complaint:
    """A row with how much time it has."""
    last = last_day(row.fact(), ground.time, ground.policy(row.received_at))
    left = (last - ground.today).days
    return Complaint(
        row=row,
        mine=row.received_by_id == ground.my_id and row.is_open,
        last_day=last,
        days_left=left if row.replied_at is None else None,
    )


def _verdict(ground: RegisterGround, fact: books.Complaint) -> Verdict:
    return complaint_verdict(fact, ground.time, ground.policy(fact.received_at), ground.now)
