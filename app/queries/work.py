"""Work out of the store: what people hold on some days, once effective swaps are applied.

A shift received may itself have reached its giver through a swap, and that giver through another
one. What a date is worked by depends on the legs of that date alone, so the chains are followed
cell by cell through whoever they pass, and the rows of the people asked for are right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.models import Person, Swap
from app.queries import facts
from app.rules.facts import Roster
from app.rules.facts import Swap as SwapFact
from app.rules.vocabulary import SwapStatus
from app.rules.work import Cell, Moved, RosterLedger, in_effect_at

Spot = tuple[int, date]
"""Person id and business date."""
Ids = Collection[int] | None
"""The people in question; None for everybody."""

_EFFECTIVE = (SwapStatus.EFFECTIVE,)
_EVER = (SwapStatus.EFFECTIVE, SwapStatus.CANCELLED)
"""Those that are in effect, or have been."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who gives their shift on `gives_on` away."""

    id: int
    no: str
    name: str
    gives_on: date

    @property
    def spot(self) -> Spot:
        return (self.id, self.gives_on)


@dataclass(frozen=True, slots=True)
class BoundSwap:
    """A swap, consents left out, with its parties as the store knows them."""

    swap: SwapFact
    requester: Party
    counterpart: Party

    @property
    def parties(self) -> tuple[Party, Party]:
        return (self.requester, self.counterpart)

    @property
    def spots(self) -> Iterator[Spot]:
        """The four cells in which it gives and brings a shift."""
        return ((party.id, leg.gives_on) for party in self.parties for leg in self.parties)

    @property
    def is_between_two(self) -> bool:
        return self.requester.id != self.counterpart.id

    @property
    def is_effective(self) -> bool:
        return self.swap.status is SwapStatus.EFFECTIVE


_Read = Callable[[Collection[int], date, date], list[BoundSwap]]
"""The swaps of some people on some days."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The effective swaps from which the work of some people follows.

    `others`: the cells of further people through which their shifts came.
    """

    swaps: tuple[BoundSwap, ...]
    others: frozenset[Spot]

    @property
    def names(self) -> dict[str, str]:
        """Employee number -> name of all parties."""
        return {party.no: party.name for swap in self.swaps for party in swap.parties}

    def ledger(self, roster: Roster) -> RosterLedger:
        """`roster` (in which the cells of `others` must be) with the swaps applied."""
        return RosterLedger.of(roster, self.register())

    def register(self) -> list[SwapFact]:
        """The swaps as rules know them."""
        return [row.swap for row in self.swaps]


@dataclass(frozen=True, slots=True)
class Sources:
    """Effective swaps, and the published shifts over which they go."""

    swaps: tuple[SwapFact, ...]
    roster: Roster

    def ledger(self) -> RosterLedger:
        """The one over which the swaps have gone."""
        return RosterLedger.of(self.roster, self.swaps)


def worked(
    session: Session, people: Ids, first: date | None = None, last: date | None = None
) -> RosterLedger:
    """What `people` hold from `first` to `last` (inclusive; None: without end)."""
    return sources(session, people, first, last).ledger()


def moved(session: Session, people: Ids, first: date, last: date) -> Mapping[Cell, Moved]:
    """What swaps made of cells of `people`, by employee number; where none did, nothing more is
    read."""
    found = chains(session, people, first, last)
    if not found.swaps:
        return {}
    return found.ledger(rostered(session, people, first, last, found)).moved


def sources(
    session: Session, people: Ids, first: date | None = None, last: date | None = None
) -> Sources:
    """What the work of `people` from `first` to `last` follows from."""
    found = chains(session, people, first, last)
    return Sources(tuple(found.register()), rostered(session, people, first, last, found))


def worked_by(
    session: Session,
    swaps: Iterable[BoundSwap],
    people: Ids,
    first: date | None = None,
    last: date | None = None,
) -> RosterLedger:
    """As `worked`, from the `swaps` of these people and days, which somebody has read already."""
    found = follow(session, swaps, people, first, last)
    return found.ledger(rostered(session, people, first, last, found))


def chains(
    session: Session, people: Ids, first: date | None = None, last: date | None = None
) -> Chains:
    """The effective swaps of `people` with a leg in these days, and those behind them."""
    own = bound_swaps(session, people, first, last, _EFFECTIVE)
    return follow(session, own, people, first, last)


def chains_at(
    session: Session, people: Collection[int], first: date, last: date, instant: datetime
) -> Chains:
    """As `chains`, of the swaps that were in effect at `instant`."""
    back = facts.taken_back(session)

    def read(people: Collection[int], first: date, last: date) -> list[BoundSwap]:
        rows = {row.swap.no: row for row in bound_swaps(session, people, first, last, _EVER)}
        swaps = [replace(row.swap, taken_back_at=back.get(no)) for no, row in rows.items()]
        return [replace(rows[one.no], swap=one) for one in in_effect_at(swaps, instant)]

    return _followed(read(people, first, last), _Asked(frozenset(people), first, last, set()), read)


def follow(
    session: Session,
    swaps: Iterable[BoundSwap],
    people: Ids,
    first: date | None = None,
    last: date | None = None,
) -> Chains:
    """The effective ones of `swaps`, which are those of `people` and of these days, and all that
    brought a giver their shift."""
    effective = [row for row in swaps if row.is_effective]
    if people is None:
        return Chains(tuple({row.swap.no: row for row in effective}.values()), frozenset())

    def read(people: Collection[int], first: date, last: date) -> list[BoundSwap]:
        return bound_swaps(session, people, first, last, _EFFECTIVE)

    asked = _Asked(frozenset(people), first or date.min, last or date.max, set())
    return _followed(effective, asked, read)


def _followed(swaps: Iterable[BoundSwap], asked: _Asked, read: _Read) -> Chains:
    """`swaps`, and those of what `read` has that brought a giver their shift."""
    rows = {row.swap.no: row for row in swaps}
    while new := asked.behind(rows.values()):
        asked.others.update(new)
        days = [day for _, day in new]
        found = read({key for key, _ in new}, min(days), max(days))
        rows |= {row.swap.no: row for row in found if not new.isdisjoint(row.spots)}
    return Chains(tuple(rows.values()), frozenset(asked.others))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The cells whose work is to be right: of `people` from `first` to `last`, and `others`."""

    people: frozenset[int]
    first: date
    last: date
    others: set[Spot]

    def behind(self, rows: Iterable[BoundSwap]) -> set[Spot]:
        """Further cells, from which these cells got a shift."""
        return {
            giver.spot
            for row in rows
            for giver, receiver in (row.parties, row.parties[::-1])
            if (receiver.id, giver.gives_on) in self and giver.spot not in self
        }

    def __contains__(self, spot: Spot) -> bool:
        person, day = spot
        within = person in self.people and self.first <= day <= self.last
        return within or spot in self.others


def rostered(
    session: Session, people: Ids, first: date | None, last: date | None, found: Chains
) -> Roster:
    """The published roster of `people` on these days, and of the cells behind them."""
    roster = facts.roster(session, people, first, last)
    if found.others:
        days = [day for _, day in found.others]
        others = {key for key, _ in found.others}
        roster |= facts.roster(session, others, min(days), max(days))
    return roster


def bound_swaps(
    session: Session,
    people: Ids,
    first: date | None,
    last: date | None,
    statuses: Collection[SwapStatus],
) -> list[BoundSwap]:
    """The swaps in one of `statuses` to which one of `people` is a party, with a leg from `first`
    to `last`; each once."""
    values: dict[str, Any] = {
        "statuses": list(statuses),
        "first": first or date.min,
        "last": last or date.max,
    }
    if people is not None:
        values["people"] = list(people)
    query = _everybodys_query() if people is None else _some_query()
    rows = session.connection().execute(query, values).all()
    return list({row[0]: _bound(row) for row in rows}.values())


def _bound(row: Any) -> BoundSwap:
    no, filed_at, status, effective_at = row[:4]
    one, two = _party(row[4:8]), _party(row[8:])
    swap = SwapFact(
        no=no,
        filed_at=filed_at,
        requester=one.no,
        requester_date=one.gives_on,
        counterpart=two.no,
        counterpart_date=two.gives_on,
        status=status,
        effective_at=effective_at,
    )
    return BoundSwap(swap, one, two)


def _party(row: Any) -> Party:
    key, no, name, gives_on = row
    return Party(key, no, name, gives_on)


@cache
def _everybodys_query() -> Any:
    """Built once, as the other: putting a query together takes longer than running it."""
    return _query()


@cache
def _some_query() -> Any:
    """Each side by its own index; a swap between two of the people comes twice."""
    people: Any = bindparam("people", expanding=True)
    sides = (Swap.requester_id, Swap.counterpart_id)
    return union_all(*(_query().where(side.in_(people)) for side in sides))


def _query() -> Select[*tuple[Any, ...]]:
    requester, counterpart = aliased(Person), aliased(Person)
    days: Any = (bindparam("first"), bindparam("last"))
    return (
        select(
            *(Swap.swap_no, Swap.filed_at, Swap.status, Swap.effective_at),
            *(requester.id, requester.employee_no, requester.name, Swap.requester_date),
            *(counterpart.id, counterpart.employee_no, counterpart.name, Swap.counterpart_date),
        )
        .join(requester, requester.id == Swap.requester_id)
        .join(counterpart, counterpart.id == Swap.counterpart_id)
        .where(
            Swap.status.in_(bindparam("statuses", expanding=True)),
            or_(Swap.requester_date.between(*days), Swap.counterpart_date.between(*days)),
        )
    )
