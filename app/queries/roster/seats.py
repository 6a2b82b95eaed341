"""In which team a shift counts: where it is needed, whoever works it.

Somebody who has a shift through a swap, or who covers one that a leave opened, counts in the team
of the person who was rostered for it. Foot, Today, the cover of a request and the form ask here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.queries.roster.cells import CellMaker, Layers, Slot
from app.queries.roster.lines import Stay, passes
from app.queries.roster.rows import EVERYBODY, Lent, RosterCell, RosterFilter, TeamBlock


def at_work(cell: RosterCell) -> bool:
    """Whether somebody is at work in this cell: an open shift is nobody's, nor is one that stands
    in the roster of somebody who has left."""
    return bool(cell.code) and not cell.away and not cell.outside


def lent_shifts(
    layers: Layers,
    maker: CellMaker,
    staff: Sequence[Stay],
    offered: Mapping[Slot, str],
    wanted: RosterFilter = EVERYBODY,
) -> tuple[Lent, ...]:
    """Who of `staff` (everybody) and of those `wanted` works a shift that another team needs;
    `offered`: the team whose shift somebody took by an offer."""
    places = _Places(layers, staff)
    takers = {**_swapped(layers, staff), **_covering(layers)}
    needed = {**offered, **dict(_needed(layers, maker, places, takers))}
    found = _lent(layers, maker, places, needed)
    return tuple(lent for stay, lent in found if passes(stay, wanted))


def counted(
    counts: Sequence[Counter[str]], lent: Iterable[Lent], scopes: Iterable[str]
) -> Sequence[Counter[str]]:
    """`counts`, one for each column, of the people of `scopes`, with each lent shift counted where
    it is needed."""
    shown = frozenset(scopes)
    for one in lent:
        counts[one.column][one.cell.code] += (one.needed_at in shown) - (one.at_home in shown)
    return counts


def seats(lent: Iterable[Lent]) -> dict[Slot, str]:
    """(person id, column) -> the team in which their shift counts, where it is not their own."""
    return {(one.person_id, one.column): one.needed_at for one in lent}


def crew_of(block: TeamBlock, lent: Iterable[Lent], column: int) -> tuple[set[int], list[Lent]]:
    """Ids of those of a block whose shift in a column counts elsewhere, and who comes to it."""
    there = [one for one in lent if one.column == column]
    gone = {one.person_id for one in there if one.at_home == block.scope}
    return gone, [one for one in there if one.needed_at == block.scope]


def _swapped(layers: Layers, staff: Sequence[Stay]) -> dict[Slot, int]:
    """Who holds a shift through a swap -> whose it was."""
    if not layers.moved:
        return {}
    known = {stay.no: stay.person_id for stay in staff}
    return {
        place: known[moved.received_from]
        for place, moved in layers.moved.items()
        if moved.code and moved.received_from in known
    }


def _covering(layers: Layers) -> dict[Slot, int]:
    """Who covers -> for whom, where they work that very shift."""
    return {(row.by_id, column): absent for (absent, column), row in layers.covers.items()}


class _Places:
    """Where a person belongs on a day."""

    def __init__(self, layers: Layers, staff: Sequence[Stay]) -> None:
        self._days = layers.days
        self._stays: dict[int, list[Stay]] = defaultdict(list)
        for stay in staff:
            self._stays[stay.person_id].append(stay)

    def at(self, person: int, column: int) -> Stay | None:
        day = self._days.all[column]
        return next((s for s in self._stays.get(person, ()) if s.first <= day <= s.last), None)


def _needed(
    layers: Layers, maker: CellMaker, places: _Places, takers: Mapping[Slot, int]
) -> Iterator[tuple[Slot, str]]:
    """The team of those whose shift somebody else works."""
    for (person, column), whose in takers.items():
        stay, row = places.at(whose, column), layers.covers.get((whose, column))
        covers = row is not None and row.by_id == person
        same = maker.cell(whose, column).code == maker.cell(person, column).code
        if stay is not None and (same or not covers):
            yield (person, column), stay.unit.scope


def _lent(
    layers: Layers, maker: CellMaker, places: _Places, needed: Mapping[Slot, str]
) -> Iterator[tuple[Stay, Lent]]:
    for (person, column), scope in needed.items():
        home, cell = places.at(person, column), maker.cell(person, column)
        if home is None or home.unit.scope == scope or not at_work(cell):
            continue
        if _employed(home, layers.days.all[column]):
            yield (
                home,
                Lent(
                    person_id=person,
                    no=home.no,
                    name=home.name,
                    role=home.role,
                    column=column,
                    cell=cell,
                    at_home=home.unit.scope,
                    team=home.unit.team,
                    needed_at=scope,
                    job_type=home.job_type,
                ),
            )


def _employed(stay: Stay, day: date) -> bool:
    return stay.hired_on <= day and (stay.left_on is None or stay.left_on >= day)
