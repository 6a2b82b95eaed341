"""Balances of a centre's own kinds of leave: an append-only ledger of days for each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import LeaveBalance, OwnLeaveKind
from app.queries.leave import counting
from app.queries.leave.balances import left
from app.queries.reference import reference
from app.reading import permission
from app.rules.balances import DaysLeft
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import BalanceEntry, Message, msg
from app.services.seen import Seen, refuse_stale

_BY_HAND = (BalanceEntry.GRANT, BalanceEntry.CARRY_OVER, BalanceEntry.EXPIRE)


@dataclass(frozen=True, slots=True)
class Span:
    """A leave of some kind from its first day to its last."""

    person_id: int
    kind: str
    first: date
    last: date

    def days(self, session: Session) -> int:
        """The days that it takes of its balance."""
        return counting.days_counted(session, self.person_id, self.kind, self.first, self.last)


_DEEDS = frozenset(Deed(f"balance.{entry}") for entry in BalanceEntry)


def enter(
    ctx: Context,
    person_id: int,
    kind: str,
    entry: BalanceEntry,
    days: int,
    note: str = "",
    seen: Seen[int] | None = None,
) -> None:
    """Grant, carry over or let expire so many days (a positive number).

    Stale where other days are left than were `seen`: a year's days are not granted twice.
    """
    with ctx.write() as session:
        permission.require_for(ctx, session, Action.GRANT_BALANCE, person_id)
        _check(session, kind, entry, days)
        subject = f"person:{reference(session).number(person_id)}"
        refuse_stale(
            session, seen, left(session, person_id, kind), None, _said, subject, deeds=_DEEDS
        )
        if entry is BalanceEntry.EXPIRE:
            _require_days(session, person_id, kind, days)
            days = -days
        _append(ctx, session, person_id, kind, entry, days, note=note)


def grant_to_all(
    ctx: Context, people: Mapping[int, int], kind: str, days: int, note: str = ""
) -> None:
    """Grant so many days to each of several people, to all or to none.

    `people`: what each was seen to have left. Stale where somebody has other days by now.
    """
    with ctx.write() as session:
        _check(session, kind, BalanceEntry.GRANT, days)
        numbers = reference(session)
        for person_id, seen in people.items():
            permission.require_for(ctx, session, Action.GRANT_BALANCE, person_id)
            subject = f"person:{numbers.number(person_id)}"
            now = left(session, person_id, kind)
            refuse_stale(session, Seen(seen), now, None, _said, subject, deeds=_DEEDS)
            _append(ctx, session, person_id, kind, BalanceEntry.GRANT, days, note=note)


def _check(session: Session, kind: str, entry: BalanceEntry, days: int) -> None:
    if days <= 0 or entry not in _BY_HAND:
        raise BadInput(msg("How many days?"), msg("Give a number of days above 0."))
    if not _has_balance(session, kind):
        raise BadInput(
            msg("This kind has no balance"),
            msg("Days are counted for kinds of the centre's own that are set up so."),
        )


def _said(days: int) -> Message:
    return msg("a balance of {days} days", days=days)


def require(ctx: Context, session: Session, asked: Span, replaces: str = "") -> None:
    """BadInput where a kind has a balance and fewer days are free of it than are asked for, with
    what the leave `replaces`, which gives way to the new one, took."""
    if not _has_balance(session, asked.kind):
        return
    person, kind = asked.person_id, asked.kind
    have = counting.balance_of(session, person, kind, ctx.today())
    back = counting.taken_by(session, person, kind, replaces) if replaces else 0
    days = asked.days(session)
    if have.free + back < days:
        raise BadInput(msg("Too few days are left"), why_short(have, back, days))


def why_short(have: DaysLeft, back: int, days: int) -> Message:
    """ "5 left, 2 held by L-00041, 3 free": why so many `days` cannot be asked for. `back`: what
    a leave that is changed gives back."""
    if not have.held:
        have_now = have.left + back
        return msg("{have} are left of this kind and {days} are asked for.", have=have_now,
                   days=days)  # fmt: skip
    return msg(
        "{left} are left of this kind, {held} of them held by {leaves}, so {free} are free; {days} "
        "are asked for.",
        left=have.left + back, held=sum(one.days for one in have.held),
        leaves=[one.no for one in have.held], free=have.free + back, days=days,
    )  # fmt: skip


def take(ctx: Context, session: Session, asked: Span, leave: str) -> None:
    """Take an approved leave's days; refused where too few are left by now."""
    if _has_balance(session, asked.kind):
        _require_days(session, asked.person_id, asked.kind, asked.days(session))
    take_decided(ctx, session, asked, leave)


def take_decided(ctx: Context, session: Session, asked: Span, leave: str) -> None:
    """Take the days of a leave that was approved already, elsewhere, however few are left."""
    if _has_balance(session, asked.kind) and (days := asked.days(session)):
        _append(ctx, session, asked.person_id, asked.kind, BalanceEntry.TAKE, -days, leave)


def give_back(ctx: Context, session: Session, person_id: int, kind: str, leave: str) -> int:
    """Give back what a leave that is none any more had taken; how many days."""
    taken = counting.taken_by(session, person_id, kind, leave)
    if taken:
        _append(ctx, session, person_id, kind, BalanceEntry.GIVE_BACK, taken, leave)
    return taken


def _append(
    ctx: Context,
    session: Session,
    person_id: int,
    kind: str,
    entry: BalanceEntry,
    days: int,
    leave: str = "",
    note: str = "",
) -> None:
    session.execute(
        insert(LeaveBalance).values(
            person_id=person_id, kind=kind, entry=entry, days=days, leave_no=leave,
            at=ctx.now(), by_no=ctx.actor.name, note=note.strip(),
        )
    )  # fmt: skip
    told = {"kind": kind, "days": days, "leave": leave}
    subject = f"person:{reference(session).number(person_id)}"
    ctx.audit(session, Deed(f"balance.{entry}"), subject, after=told)


def _has_balance(session: Session, kind: str) -> bool:
    found = session.scalar(select(OwnLeaveKind.has_balance).where(OwnLeaveKind.code == kind))
    return bool(found)


def _require_days(session: Session, person_id: int, kind: str, days: int) -> None:
    have = left(session, person_id, kind)
    if have < days:
        raise BadInput(
            msg("Too few days are left"),
            msg("{have} are left of this kind and {days} are asked for.", have=have, days=days),
        )
