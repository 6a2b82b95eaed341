"""Effective swaps that somebody wants to take back: the requests, and what they are judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Swap, SwapTakingBack
from app.queries import work
from app.queries.reference import Reference
from app.queries.requests.undecided import Moment, Undecided
from app.queries.swaps import rows
from app.queries.swaps.rows import SwapRow
from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType, Signature
from app.rules.facts import Swap as SwapFact
from app.rules.requests import RequestKind
from app.rules.swap_states import UNDECIDED
from app.rules.turn import Turn, taking_back_turn
from app.rules.vocabulary import SIDES, Side, SwapStatus


@dataclass(frozen=True, slots=True)
class TakingBackRow:
    """A request of the party on `side` to take the swap with the number `no` back."""

    id: int
    no: str
    side: Side
    reason: str
    filed_at: datetime
    status: SwapStatus
    version: int
    requester: Signature | None
    counterpart: Signature | None

    def of(self, row: SwapRow) -> SwapFact:
        """The swap with the state and the consents of this request."""
        return replace(
            row.fact(),
            status=self.status,
            requester_consent=self.requester,
            counterpart_consent=self.counterpart,
        )


def waiting(session: Session) -> list[TakingBackRow]:
    """Every request that is undecided, the oldest first."""
    return [_row(found) for found in session.execute(_waiting())]


def waiting_on(session: Session, swap_no: str) -> TakingBackRow | None:
    """The undecided request to take the swap with this number back."""
    found = session.execute(_waiting().where(Swap.swap_no == swap_no)).first()
    return _row(found) if found else None


@cache
def _waiting() -> Any:
    row = SwapTakingBack
    return (
        select(
            *(row.id, Swap.swap_no, row.side, row.reason, row.filed_at, row.status, row.version),
            *(row.requester_leader_no, row.requester_leader_at),
            *(row.counterpart_leader_no, row.counterpart_leader_at),
        )
        .join(Swap, Swap.id == row.swap_id)
        .where(row.status.in_(UNDECIDED))
        .order_by(row.filed_at, row.id)
    )


def _row(found: Any) -> TakingBackRow:
    *_whole, one, one_at, two, two_at = found
    requester, counterpart = (
        Signature(by, at) if at else None for by, at in ((one, one_at), (two, two_at))
    )
    return TakingBackRow(
        id=found.id,
        no=found.swap_no,
        side=found.side,
        reason=found.reason,
        filed_at=found.filed_at,
        status=found.status,
        version=found.version,
        requester=requester,
        counterpart=counterpart,
    )


def turn_of(known: Reference, row: SwapRow, asked: TakingBackRow, at: Moment) -> Turn:
    """Whose word is next, by the posts of that day."""
    people = known.people({*row.parties, *known.approvers(row.parties)})
    return taking_back_turn(asked.of(row), asked.side, people, at.today)


def undecided(session: Session, known: Reference, at: Moment) -> Iterator[Undecided]:
    """Every effective swap that somebody wants to take back."""
    for asked in waiting(session):
        row = rows.swap(session, asked.no)
        assert row is not None
        one, two = row.requester, row.counterpart
        yield Undecided(
            RequestKind.TAKING_BACK.ref(asked.no),
            turn_of(known, row, asked, at),
            asked.filed_at,
            one.name,
            one.gives_on,
            two.gives_on,
            other=two.name,
        )


def begins(row: SwapRow, time: CentreTime, shifts: Mapping[str, ShiftType]) -> datetime:
    """When the earlier of the two shifts starts; of one whose shift is not known, its day does."""
    starts = []
    for party in map(row.side, SIDES):
        shift = shifts.get(party.shift)
        day = party.gives_on
        starts.append(time.interval(shift, day)[0] if shift else time.instant(day))
    return min(starts)


def later_swaps(session: Session, row: SwapRow) -> list[tuple[str, str]]:
    """The swaps that took effect after this one and have a shift or a day of it: the number of
    each, and the party concerned."""
    bound = work.bound_swaps(session, row.parties, None, None, (SwapStatus.EFFECTIVE,))
    own = {(party, day) for party in row.parties for _giver, day in row.legs}
    names = {one.person_id: one.no for one in (row.requester, row.counterpart)}
    found: dict[str, str] = {}
    for other in bound:
        if other.swap.no != row.no and _after(other.swap, row):
            for party, _day in sorted(own.intersection(other.spots)):
                found.setdefault(other.swap.no, names[party])
    return sorted(found.items())


def _after(other: SwapFact, row: SwapRow) -> bool:
    """In the order in which effective swaps go over the roster."""
    mine = row.fact()
    return (other.took_effect, other.no) > (mine.took_effect, mine.no)
