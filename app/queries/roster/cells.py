"""From the layers of a roster to its cells: drafts, swaps, leaves and edits over plain shifts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.queries import work
from app.queries.leave.cover import CoverRow, covers_of
from app.queries.roster import load
from app.queries.roster.lines import Stay
from app.queries.roster.load import Days, Sheet
from app.queries.roster.rows import LeaveMark, RosterCell, SwapMark
from app.queries.work import Chains, Ids
from app.rules.work import Moved

OUTSIDE = RosterCell(outside=True)
Slot = tuple[int, int]
"""Person id and column."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything that the cells of some people over some days are made of.

    `sheet` is the layer that is shown, before swaps; `differs` has the other layer's shift ids
    where the two disagree, and load.SAME where they agree, for the people who have a draft.
    """

    days: Days
    codes: Mapping[int, str]
    sheet: Sheet
    differs: Sheet
    moved: Mapping[Slot, Moved]
    names: Mapping[str, str]
    leaves: Mapping[Slot, LeaveMark]
    edited: set[Slot]
    covers: Mapping[Slot, CoverRow]
    """Those who work shifts that leaves opened, or that somebody left behind."""
    left: Mapping[int, date]
    """The last day of those who left before the range ends."""


def read_layers(
    session: Session, days: Days, sheet: Sheet, draft: bool, people: Ids = None
) -> Layers:
    """The layers over the published `sheet`, which takes on the draft's shifts if `draft`."""
    codes = {shift_id: shift.code for shift_id, shift in load.shifts_by_id(session).items()}
    differs = _lay_drafts(session, days, sheet, draft, people)
    chains = work.chains(session, people, days.first, days.last)
    rows = {**_behind(session, days, draft, chains), **sheet}
    return Layers(
        days=days,
        codes=codes,
        sheet=sheet,
        differs=differs,
        moved=load.moved_cells(days, rows, chains, codes),
        names=chains.names,
        leaves=load.leave_marks(session, days, people),
        edited=load.edited_cells(session, days, people),
        covers=covers_of(session, days, people),
        left=load.last_days(session, days, people),
    )


def _behind(session: Session, days: Days, draft: bool, chains: Chains) -> Sheet:
    """The same layer of those through whom swaps brought their shifts to the people on show."""
    others = {person for person, _day in chains.others}
    if not others:
        return {}
    sheet = load.published_sheet(session, days, others)
    _lay_drafts(session, days, sheet, draft, others)
    return sheet


def _lay_drafts(session: Session, days: Days, sheet: Sheet, draft: bool, people: Ids) -> Sheet:
    """Lay the drafts over the sheet (if `draft`); what either layer hides is returned."""
    return _compare(sheet, load.draft_sheet(session, days, people), draft, len(days.all))


def _compare(sheet: Sheet, drafts: Sheet, draft: bool, width: int) -> Sheet:
    blank, same = [0] * width, load.SAME
    differs: Sheet = {}
    for person, wished in drafts.items():
        held = sheet.get(person, blank)
        if draft:
            sheet[person] = [
                had if wish == same else wish for had, wish in zip(held, wished, strict=True)
            ]
            hidden = held
        else:
            hidden = wished
        differs[person] = [
            same if wish in (same, had) else other
            for had, wish, other in zip(held, wished, hidden, strict=True)
        ]
    return differs


class CellMaker:
    """Makes lines of cells; plain cells of one look are one shared object."""

    def __init__(self, layers: Layers, fixed: Collection[Slot] = ()) -> None:
        """`fixed`: the places of a draft that no solver changes."""
        self._layers = layers
        self._fixed = frozenset(fixed)
        width = len(layers.days.all)
        self._blank, self._same = [0] * width, [load.SAME] * width
        self._codes = {**layers.codes, 0: ""}
        self._plain = {shift: RosterCell(code) for shift, code in self._codes.items()}
        self._looks: dict[tuple[int, int], RosterCell] = {}
        self._special: dict[int, list[int]] = {}
        for person, column in {*layers.moved, *layers.leaves, *layers.edited, *fixed}:
            self._special.setdefault(person, []).append(column)

    def line(self, stay: Stay) -> tuple[RosterCell, ...]:
        """The cells of one person's stay in a unit, `outside` before and after it."""
        person = stay.person_id
        shifts = self._layers.sheet.get(person, self._blank)
        others = self._layers.differs.get(person)
        plain = self._plain
        cells = (
            [plain[shift] for shift in shifts] if others is None else self._drafted(shifts, others)
        )
        for column in self._special.get(person, ()):
            cells[column] = self.cell(person, column)
        self._blank_outside(stay, cells)
        return tuple(cells)

    def cell(self, person: int, column: int) -> RosterCell:
        """One cell with everything that marks it."""
        layers, place = self._layers, (person, column)
        moved = layers.moved.get(place)
        shift = layers.sheet.get(person, self._blank)[column]
        other = layers.differs.get(person, self._same)[column]
        code = moved.code if moved else self._codes[shift]
        leave = layers.leaves.get(place)
        gone = person in layers.left and layers.days.all[column] > layers.left[person]
        opened = bool(code) and (gone or (leave is not None and leave.opens))
        cover = layers.covers.get(place) if opened else None
        covered_by = cover.name if cover else ""
        return RosterCell(
            code,
            None if other == load.SAME else self._codes[other],
            self._mark(moved) if moved else None,
            leave,
            opened and not covered_by,
            place in layers.edited,
            covered_by=covered_by,
            fixed=place in self._fixed,
        )

    def _drafted(self, shifts: list[int], others: list[int]) -> list[RosterCell]:
        """Cells of a line that has a draft, one object for each pair of shifts."""
        looks, cells = self._looks, []
        for look in zip(shifts, others, strict=True):
            cell = looks.get(look)
            if cell is None:
                shift, other = look
                differs = None if other == load.SAME else self._codes[other]
                cell = looks[look] = RosterCell(self._codes[shift], differs)
            cells.append(cell)
        return cells

    def _mark(self, moved: Moved) -> SwapMark:
        names = self._layers.names
        return SwapMark(
            moved.swap_no,
            moved.received_from,
            names.get(moved.received_from, ""),
            moved.given_to,
            names.get(moved.given_to, ""),
            moved.given_code,
        )

    def _blank_outside(self, stay: Stay, cells: list[RosterCell]) -> None:
        """Days in another unit are blank; a shift on a day of no employment stays to be seen:
        after the last day it is open."""
        days = self._layers.days
        first = days.first
        whole = stay.first == first and stay.last == days.last
        if whole and stay.hired_on <= first and (stay.left_on is None or stay.left_on >= days.last):
            return
        begin, end = (stay.first - first).days, (stay.last - first).days + 1
        cells[:begin] = [OUTSIDE] * begin
        cells[end:] = [OUTSIDE] * (len(cells) - end)
        hired = (stay.hired_on - first).days
        left = len(cells) if stay.left_on is None else (stay.left_on - first).days + 1
        for column in range(begin, min(hired, end)):
            cells[column] = replace(cells[column], outside=True)
        for column in range(max(left, begin), end):
            cells[column] = replace(self.cell(stay.person_id, column), outside=True)
