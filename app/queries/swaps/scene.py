"""The state against which a swap request is judged: of its parties, exactly; of others, only what
their swaps with the parties need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.models.prepared import Prepared, as_list, listed, one_of
from app.queries import facts
from app.queries.reference import Reference
from app.rules.calendar import CentreTime
from app.rules.check import effective_swaps
from app.rules.facts import Leave, LiveRequest, Roster, Shift, Swap
from app.rules.ledger import RosterLedger
from app.rules.swap_states import AGREED, HOLDING, UNDECIDED
from app.rules.swaps import SwapScene, is_live
from app.rules.vocabulary import SwapStatus

_NEAR = timedelta(days=7)
"""How far around the two legs the neighbouring shifts are looked for at first."""
_Cell = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Leg:
    """One person (by id) gives their shift on `gives_on` away."""

    person_id: int
    gives_on: date


def request_scene(
    session: Session,
    time: CentreTime,
    known: Reference,
    requester: Leg,
    counterpart: Leg,
    besides: str = "",
    *,
    agreed: bool = False,
) -> SwapScene:
    """What a swap of the two legs is judged by now, with no more of the roster than the rules
    look at: the legs, and the shifts next to them however far away they lie.

    `besides`: the number of the request itself, which takes no second place in its own month;
    `agreed`: whether its counterpart has agreed to it already.
    """
    parties = (requester.person_id, counterpart.person_id)
    gives, takes = requester.gives_on, counterpart.gives_on
    first, last = min(gives, takes) - _NEAR, max(gives, takes) + _NEAR
    one, two = (known.number(key) for key in parties)
    scene = swap_scene(
        session,
        time,
        known,
        parties,
        signers=known.approvers(parties),
        besides=besides,
        agreed=agreed,
        first=first,
        last=last,
    )
    received = ((one, takes, gives), (two, gives, takes))
    before = all(scene.ledger.day_before(*place) for place in received)
    after = all(scene.ledger.day_after(*place) for place in received)
    if before and after:
        return scene
    whole = worked(session, parties, first if before else None, last if after else None)
    return replace(scene, ledger=whole)


def live_requests(
    session: Session, people: Collection[int], besides: str = "", *, agreed: bool = False
) -> dict[Shift, list[LiveRequest]]:
    """SWAP-11: the requests of `people` (ids), but for `besides`, that wait for somebody, by each
    of the two shifts that they are about.

    `agreed`: only those that their counterpart has agreed to. Once a request is, one that was
    merely offered meanwhile does not hold it up.
    """
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    query = (
        select(
            *(swap.swap_no, swap.status, requester.employee_no, swap.requester_date),
            *(counterpart.employee_no, swap.counterpart_date),
        )
        .join(requester, requester.id == swap.requester_id)
        .join(counterpart, counterpart.id == swap.counterpart_id)
        .where(
            or_(swap.requester_id.in_(people), swap.counterpart_id.in_(people)),
            swap.status.in_(AGREED if agreed else UNDECIDED),
            swap.swap_no != besides,
        )
        .order_by(swap.swap_no)
    )
    found: dict[Shift, list[LiveRequest]] = defaultdict(list)
    for no, status, one, gives, two, takes in session.execute(query):
        request = LiveRequest(no, frozenset((one, two) if status in AGREED else (one,)))
        found[one, gives].append(request)
        found[two, takes].append(request)
    return found


def swap_scene(
    session: Session,
    time: CentreTime,
    known: Reference,
    parties: Collection[int],
    *,
    signers: Collection[int] = (),
    besides: str = "",
    agreed: bool = False,
    first: date | None = None,
    last: date | None = None,
) -> SwapScene:
    """What requests between `parties` (person ids) are judged by now.

    `signers`: further people whose posts are looked at. `first` and `last` bound the roster.
    """
    swaps = _holding(session, parties, *_months(first, last))
    return SwapScene(
        people=known.people({*parties, *signers}),
        shifts=known.shifts,
        holidays=known.holidays,
        ledger=_ledger(*_worked_from(session, parties, swaps, first, last)),
        time=time,
        given_in_month=_given_in_month(swaps, parties, besides),
        leaves=_by_person(facts.live_leaves(session, parties, first, last)),
        leave_counts=is_live,
        live=live_requests(session, parties, besides, agreed=agreed),
    )


def worked(
    session: Session, people: Collection[int], first: date | None = None, last: date | None = None
) -> RosterLedger:
    """What `people` (ids) work from `first` to `last`, effective swaps applied.

    A shift received may itself have reached its giver through a swap: such swaps are followed,
    cell by cell, as far as they go.
    """
    return _ledger(*worked_from(session, people, first, last))


def worked_by_swap(
    session: Session, people: Collection[int], first: date, last: date
) -> tuple[RosterLedger, dict[str, Swap]]:
    """As `worked`, and the effective swaps from which it follows, by number."""
    swaps, roster = worked_from(session, people, first, last)
    return _ledger(swaps, roster), {swap.no: swap for swap in swaps}


def worked_from(
    session: Session, people: Collection[int], first: date | None = None, last: date | None = None
) -> tuple[list[Swap], Roster]:
    """The effective swaps and the published shifts from which `worked` follows."""
    return _worked_from(session, people, _holding(session, people, first, last), first, last)


def effective_of(session: Session, people: Collection[int]) -> dict[str, Swap]:
    """The effective swaps to which one of `people` (ids) is a party, by number."""
    rows = _effective(_holding(session, people, None, None))
    return {no: row.swap for no, row in rows.items()}


@dataclass(frozen=True, slots=True)
class _Held:
    """A swap that holds its place, and the cells (by person id) from which its legs are given."""

    swap: Swap
    requester: _Cell
    counterpart: _Cell

    @property
    def sides(self) -> tuple[tuple[str, _Cell], tuple[str, _Cell]]:
        return (self.swap.requester, self.requester), (self.swap.counterpart, self.counterpart)

    @property
    def is_between_two(self) -> bool:
        return self.requester[0] != self.counterpart[0]

    def touches(self, cells: Collection[_Cell]) -> bool:
        """Whether it gave or brought a shift in one of `cells`."""
        (one, gives), (two, takes) = self.requester, self.counterpart
        return any((person, day) in cells for person in (one, two) for day in (gives, takes))


def _ledger(swaps: Iterable[Swap], roster: Roster) -> RosterLedger:
    ledger = RosterLedger(roster)
    for swap in effective_swaps(swaps):
        if swap.requester != swap.counterpart:
            ledger.apply(swap)
    return ledger


def _worked_from(
    session: Session,
    people: Collection[int],
    swaps: Mapping[str, _Held],
    first: date | None,
    last: date | None,
) -> tuple[list[Swap], Roster]:
    """As `worked_from`; `swaps`: those of `people` that touch the days. What a date is worked by
    depends on the legs of that date alone."""
    rows, mine = _effective(swaps), frozenset(people)
    roster = facts.roster(session, people, first, last)
    asked: set[_Cell] = set()
    while new := _of_others(rows.values(), mine, first, last) - asked:
        asked |= new
        givers, days = {person for person, _ in new}, [day for _, day in new]
        found = _effective(_holding(session, givers, min(days), max(days)))
        rows |= {no: row for no, row in found.items() if row.touches(new)}
        for no, shifts in facts.roster(session, givers, min(days), max(days)).items():
            roster.setdefault(no, {}).update(shifts)
    return [row.swap for row in rows.values()], roster


def _effective(swaps: Mapping[str, _Held]) -> dict[str, _Held]:
    return {no: row for no, row in swaps.items() if row.swap.status is SwapStatus.EFFECTIVE}


def _of_others(
    rows: Iterable[_Held], people: Collection[int], first: date | None, last: date | None
) -> set[_Cell]:
    early, late = first or date.min, last or date.max
    return {
        cell
        for row in rows
        for cell in (row.requester, row.counterpart)
        if cell[0] not in people and early <= cell[1] <= late
    }


def given_in_month(
    session: Session, people: Collection[int]
) -> dict[tuple[str, int, int], list[tuple[str, date]]]:
    """SWAP-2: number and date given away of every swap that holds a place in a person's month."""
    return _given_in_month(_holding(session, people, None, None), people)


def _given_in_month(
    swaps: Mapping[str, _Held], people: Collection[int], besides: str = ""
) -> dict[tuple[str, int, int], list[tuple[str, date]]]:
    """As `given_in_month`, but for the swap `besides`.

    A swap with oneself, as a register kept on paper may have one, holds none.
    """
    given: dict[tuple[str, int, int], list[tuple[str, date]]] = defaultdict(list)
    for swap_no, row in swaps.items():
        for no, (person, day) in row.sides:
            if person in people and swap_no != besides and row.is_between_two:
                given[no, day.year, day.month].append((swap_no, day))
    return given


def _months(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """The whole months in which the days lie: SWAP-2 counts by them."""
    if last is not None:
        last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first and first.replace(day=1), last


def _holding(
    session: Session, people: Collection[int], first: date | None, last: date | None
) -> dict[str, _Held]:
    """Number -> swap that holds its place, of one of `people` (ids), with a leg in these days."""
    found = {}
    for row in _HOLDING.rows(
        session, people=as_list(people), first=first or date.min, last=last or date.max
    ):
        no, filed_at, one, gives, two, takes, status, at, one_id, two_id = row
        swap = Swap(no, filed_at, one, gives, two, takes, status, effective_at=at)
        found[no] = _Held(swap, (one_id, gives), (two_id, takes))
    return found


def _holding_query() -> Any:
    """Each side by its own index; a swap between two of the people comes twice."""
    return union_all(*(_held_by(party) for party in (m.Swap.requester_id, m.Swap.counterpart_id)))


def _held_by(party: Any) -> Any:
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    days: Any = (bindparam("first"), bindparam("last"))
    return (
        select(
            *(swap.swap_no, swap.filed_at, requester.employee_no, swap.requester_date),
            *(counterpart.employee_no, swap.counterpart_date, swap.status, swap.effective_at),
            *(swap.requester_id, swap.counterpart_id),
        )
        .join(requester, requester.id == swap.requester_id)
        .join(counterpart, counterpart.id == swap.counterpart_id)
        .where(
            party.in_(listed("people")),
            or_(swap.requester_date.between(*days), swap.counterpart_date.between(*days)),
            one_of(swap.status, HOLDING),
        )
    )


_HOLDING = Prepared(_holding_query)


def _by_person(leaves: Iterable[Leave]) -> dict[str, list[Leave]]:
    rows: dict[str, list[Leave]] = defaultdict(list)
    for leave in leaves:
        rows[leave.person].append(leave)
    return rows
