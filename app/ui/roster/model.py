"""The grid as a table model: rows are teams' bands and people, columns are days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from app.queries.roster.rows import DayHead, RosterCell, RosterMonthRows, ShiftRow
from app.queries.roster.seats import at_work
from app.queries.roster.wishes import WishRow
from app.rules.findings import Finding
from app.rules.vocabulary import Level
from app.rules.work import Cell
from app.text import dates
from app.ui.kit.day_words import day_words
from app.ui.kit.indexes import Index
from app.ui.roster.lines import Band, Line, Load, Narrowing, Row, Sheet, load_of
from app.ui.roster.looks import CellLook, Ground, ground_of, look_of
from app.ui.roster.wish_marks import WishMark, WishMarks
from app.ui.roster.words import cell_words, row_words

WEEK = 7
"""Up to so many days, cells have room for their shift's hours."""
"""Employee number and day: what a cell is, wherever it stands in the grid."""

_GRAVEST = (Level.BREACH, Level.WARNING, Level.NOTE)
_ROOT = QModelIndex()


class RosterModel(QAbstractTableModel):
    """One reading of the store, narrowed by the quick filter, with edits shown at once."""

    wished = Signal()
    """The marks of wishes are others; no cell is, and nothing need be counted again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._rows: list[Row] = []
        self._everybody: list[Line] = []
        self._places: dict[int, int] = {}
        self._bands: dict[str, Band] = {}
        self._findings: dict[str, dict[date, list[Finding]]] = {}
        self._narrowing = Narrowing()
        self._folded: set[str] = set()
        self._loads: dict[int, Load] = {}
        self._differs: dict[int, int] = {}
        self.wishes = WishMarks()
        self._stands: dict[tuple[int, int], RosterCell] = {}
        """What the store has, by line and column, of cells that are shown ahead of it."""
        self.days: tuple[DayHead, ...] = ()
        self.grounds: tuple[Ground, ...] = ()
        self.shifts: dict[str, ShiftRow] = {}
        self.draft = False

    # -- what is shown -----------------------------------------------------------------------

    def show(self, rows: RosterMonthRows, findings: Mapping[Cell, Sequence[Finding]]) -> None:
        """Take a new reading in the place of the old one."""
        self.beginResetModel()
        self._sheet = Sheet(rows)
        self._findings = {}
        self._take_findings(findings)
        self._loads = {}
        self._differs = {}
        self._stands = {}
        self.days = rows.days
        self.grounds = tuple(ground_of(head) for head in rows.days)
        self.shifts = {shift.code: shift for shift in rows.shifts}
        self.draft = rows.draft
        self._take_rows()
        self.endResetModel()

    def _take_findings(self, findings: Mapping[Cell, Sequence[Finding]]) -> None:
        for (no, day), found in findings.items():
            if found:
                self._findings.setdefault(no, {})[day] = list(found)
            else:
                self._findings.get(no, {}).pop(day, None)

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only who passes the quick filter."""
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            self._arrange()

    def fold(self, scope: str) -> None:
        """Hide or show the people of a team below its band."""
        self._folded ^= {scope}
        self._arrange()

    def _arrange(self) -> None:
        if self._sheet is not None:
            self.beginResetModel()
            self._take_rows()
            self.endResetModel()

    def _take_rows(self) -> None:
        if self._sheet is not None:
            lets = self._narrowing.lets
            self._everybody = [line for line in self._sheet.lines if lets(line.block, line.person)]
            self._rows = self._sheet.narrowed(self._narrowing, self._folded)
            self._places = {id(shown): row for row, shown in enumerate(self._rows)}
            self._bands = {row.block.scope: row for row in self._rows if isinstance(row, Band)}

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    @property
    def narrowing(self) -> Narrowing:
        return self._narrowing

    def codes(self) -> list[str]:
        """The codes that can be assigned."""
        return [code for code, shift in self.shifts.items() if not shift.retired]

    def names(self) -> dict[str, str]:
        """What the shifts are called, by their codes."""
        return {code: shift.name for code, shift in self.shifts.items()}

    def row(self, row: int) -> Row:
        return self._rows[row]

    def line(self, row: int) -> Line | None:
        """The person of a row; None for a team's band."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Line) else None

    def everybody(self) -> list[Line]:
        """The people who pass the filter, those of folded teams as well."""
        return self._everybody

    def cell(self, row: int, column: int) -> RosterCell | None:
        line = self.line(row)
        return line.cells[column] if line is not None else None

    def place(self, row: int, column: int) -> Cell | None:
        line = self.line(row)
        return (line.person.no, self.days[column].day) if line is not None else None

    def find(self, place: Cell) -> QModelIndex:
        """Where a person's day is now; invalid where it is not shown."""
        no, day = place
        column = self.column_of(day)
        if column is None or self._sheet is None:
            return QModelIndex()
        shown = [line for line in self._sheet.of_person(no) if id(line) in self._places]
        at_home = [line for line in shown if not line.cells[column].outside]
        lines = at_home or shown
        return self.index(self._places[id(lines[0])], column) if lines else QModelIndex()

    def _line_cell(self, row: int, column: int) -> RosterCell:
        line = self._rows[row]
        return line.cells[column] if isinstance(line, Line) else RosterCell(outside=True)

    def column_of(self, day: date) -> int | None:
        column = (day - self.days[0].day).days if self.days else -1
        return column if 0 <= column < len(self.days) else None

    def findings(self, row: int, column: int) -> list[Finding]:
        line = self.line(row)
        if line is None or line.cells[column].outside:
            return []
        return self._findings.get(line.person.no, {}).get(self.days[column].day, [])

    def levels(self, line: Line) -> dict[int, Level | None]:
        """The gravest level of each of a person's cells that has findings, by column."""
        found = self._findings.get(line.person.no, {})
        columns = ((self.column_of(day), findings) for day, findings in found.items())
        return {
            column: gravest(findings)
            for column, findings in columns
            if column is not None and not line.cells[column].outside
        }

    def load(self, row: int) -> Load | None:
        """What a person's shown days add up to; None for a band."""
        line = self.line(row)
        if line is None:
            return None
        found = self._loads.get(id(line))
        if found is None:
            found = self._loads[id(line)] = load_of(line.cells, self.shifts)
        return found

    def changes(self, band: Band) -> int:
        """How many cells of a team's draft differ from what is published, in the days shown."""
        if self._sheet is None:
            return 0
        return sum(map(self._differing, self._sheet.of_team(band.block.scope)))

    def all_changes(self) -> int:
        """How many cells differ between the layers, whoever passes the filter."""
        return sum(map(self._differing, self._everybody))

    def changes_of(self, scopes: Collection[str]) -> int:
        """As `all_changes`, of some teams."""
        return sum(self._differing(line) for line in self._everybody if line.block.scope in scopes)

    def _differing(self, line: Line) -> int:
        found = self._differs.get(id(line))
        if found is None:
            found = sum(cell.differs is not None for cell in line.cells)
            self._differs[id(line)] = found
        return found

    def at_work(self, band: Band, column: int) -> int:
        """How many of a team's people, filtered or not, work on a day."""
        if self._sheet is None:
            return 0
        scope = band.block.scope
        own = sum(at_work(line.cells[column]) for line in self._sheet.of_team(scope))
        return own + self._sheet.lent(scope, column).total()

    def look(self, row: int, column: int) -> CellLook:
        """What a person's cell looks like."""
        cell = self._line_cell(row, column)
        level = gravest(self.findings(row, column))
        line = self.line(row)
        wish = self.wishes.mark(line, self.days, column, self.draft) if line else None
        shift = self.shifts.get(cell.code) if len(self.days) <= WEEK else None
        detail = dates.hours(shift) if shift else ""
        return look_of(cell, self.grounds[column], level, self.draft, detail, wish)

    # -- edits, before and after the store has them ------------------------------------------

    def put(self, codes: Mapping[Cell, str]) -> None:
        """Show these codes at once; the store's own reading of them follows."""
        changed = []
        for place, code in codes.items():
            for line, column in self._lines_at(place):
                cell = line.cells[column]
                self._stands.setdefault((id(line), column), cell)
                changed.append(self._replaced(line, column, _with_code(cell, code, self.draft)))
        self._tell(changed)

    def put_back(self, places: Iterable[Cell]) -> None:
        """Show again what the store has of these places."""
        changed = [
            self._replaced(line, column, cell)
            for place in places
            for line, column in self._lines_at(place)
            if (cell := self._stands.pop((id(line), column), None)) is not None
        ]
        self._tell(changed)

    def put_cells(
        self,
        cells: Mapping[Cell, RosterCell],
        findings: Mapping[Cell, Sequence[Finding]],
    ) -> None:
        """Show what the store now has of these places, and what the rules say of others."""
        self._take_findings(findings)
        changed = []
        for place, cell in cells.items():
            for line, column in self._lines_at(place):
                self._stands.pop((id(line), column), None)
                changed.append(self._replaced(line, column, cell))
        judged = [at for place in findings.keys() - cells.keys() for at in self._lines_at(place)]
        self._tell([*changed, *judged])

    def take_wishes(self, rows: Iterable[WishRow]) -> None:
        """Mark what was wished of the days shown."""
        before, self.wishes = self.wishes, WishMarks(rows)
        if before or self.wishes:
            self.wished.emit()

    def wish_marks(self, line: Line) -> dict[int, WishMark]:
        """Whether each of a person's cells of which anything was wished is so, by column."""
        if not self.wishes:
            return {}
        columns = range(len(self.days))
        marks = (self.wishes.mark(line, self.days, at, self.draft) for at in columns)
        return {column: mark for column, mark in enumerate(marks) if mark is not None}

    def put_fixed(self, places: Iterable[Cell], fixed: bool) -> None:
        """Show at once what is fixed, or no longer."""
        self._tell(
            [
                self._replaced(line, column, replace(line.cells[column], fixed=fixed))
                for place in places
                for line, column in self._lines_at(place)
            ]
        )

    def _lines_at(self, place: Cell) -> list[tuple[Line, int]]:
        """The line on which a person's day is at home; filtered out or folded, it still counts."""
        no, day = place
        column = self.column_of(day)
        if column is None or self._sheet is None:
            return []
        lines = self._sheet.of_person(no)
        return [(line, column) for line in lines if not line.cells[column].outside]

    def _replaced(self, line: Line, column: int, cell: RosterCell) -> tuple[Line, int]:
        line.cells[column] = cell
        self._loads.pop(id(line), None)
        self._differs.pop(id(line), None)
        return line, column

    def _tell(self, changed: Sequence[tuple[Line, int]]) -> None:
        """Tell of changed cells, and of their teams' bands, which count them, as one rectangle."""
        if not changed:
            return
        columns = [column for _line, column in changed]
        shown = [self._places.get(id(line), -1) for line, _column in changed]
        bands = [self._bands.get(line.block.scope) for line, _column in changed]
        rows = [row for row in (*shown, *(self._places.get(id(b), -1) for b in bands)) if row >= 0]
        if rows:
            first = self.index(min(rows), min(columns))
            last = self.index(max(rows), max(columns))
            self.dataChanged.emit(first, last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first.row(), last.row())

    # -- Qt's questions ----------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        shown = self._rows[row]
        if role == Qt.ItemDataRole.DisplayRole:
            if isinstance(shown, Band):
                return str(self.at_work(shown, column) or "")
            return shown.cells[column].code
        if isinstance(shown, Line) and role in _SPOKEN:
            cell, head = shown.cells[column], self.days[column]
            words = cell_words(
                shown, cell, head, self.findings(row, column), self.shifts, draft=self.draft
            )
            return "\n".join([words, *self.wishes.lines(shown, self.days, column, self.draft)])
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role not in _HEADED or not 0 <= section < (
            len(self.days) if across else len(self._rows)
        ):
            return None
        if across:
            return day_words(self.days[section])
        shown = self._rows[section]
        return row_words(shown, self.changes(shown) if isinstance(shown, Band) else 0)


_SPOKEN = frozenset({Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole})
_HEADED = _SPOKEN | {Qt.ItemDataRole.DisplayRole}


def gravest(findings: Iterable[Finding]) -> Level | None:
    """The worst level among `findings`."""
    levels = {finding.level for finding in findings}
    return next((level for level in _GRAVEST if level in levels), None)


def _with_code(cell: RosterCell, code: str, draft: bool) -> RosterCell:
    """`cell` with the code just typed, as it will most likely be read back."""
    if not draft:
        return replace(cell, code=code)
    published = cell.code if cell.differs is None else cell.differs
    return replace(cell, code=code, differs=None if code == published else published)
