"""What would come into the draft, before anything is written; and everything that would not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QHBoxLayout, QTableView, QTabWidget, QVBoxLayout, QWidget

from app.queries.roster.rows import ShiftRow
from app.rules.bringing.answers import NewShift
from app.rules.bringing.meanings import KnownShift, is_night
from app.rules.bringing.preview import CellRow, LeaveRun, Preview
from app.text import _, dates, ngettext, say
from app.ui.kit import theme
from app.ui.kit.controls import button, label
from app.ui.kit.fields import text_field
from app.ui.kit.problems import ProblemList, ProblemRow
from app.ui.kit.shift_inks import ShiftInk, ink_of, shift_inks
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space
from app.ui.roster.bringing.ground import GROUND_ROLE, GroundDelegate

_NOWHERE = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """People down and days across; a cell shows its new shift, its tip what it was."""

    def __init__(self) -> None:
        super().__init__()
        self._people: list[tuple[str, str]] = []
        self._days: list[date] = []
        self._cells: dict[tuple[str, date], CellRow] = {}
        self._inks: dict[str, ShiftInk] = {}

    def show_cells(self, cells: tuple[CellRow, ...], inks: Mapping[str, ShiftInk]) -> None:
        self.beginResetModel()
        self._cells = {(row.number, row.day): row for row in cells}
        self._people = list(dict.fromkeys((row.number, row.name) for row in cells))
        self._inks = dict(inks)
        days = sorted({row.day for row in cells})
        span = (days[-1] - days[0]).days + 1 if days else 0
        self._days = [days[0] + timedelta(days=at) for at in range(span)]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: QModelIndex = _NOWHERE) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else len(self._days)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            number, name = self._people[section]
            return f"{name} {number}"
        day = self._days[section]
        return f"{dates.narrow_weekday(day)}\n{day.day}"

    def data(self, index: QModelIndex, role: int = 0) -> Any:  # type: ignore[override]
        number, _name = self._people[index.row()]
        row = self._cells.get((number, self._days[index.column()]))
        if row is None:
            return None
        if role == GROUND_ROLE:
            return self._inks[row.after].fill if row.after else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.after or "–"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return _("{day}: {before} → {after}").format(
                    day=dates.day(row.day), before=row.before or "–", after=row.after or "–"
                )
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ForegroundRole if row.after:
                return QBrush(self._inks[row.after].text)
            case Qt.ItemDataRole.FontRole if row.before:
                bold = QFont(theme.font())
                bold.setBold(True)
                return bold
        return None


class PreviewStep(QWidget):
    """The cells in the roster's order, and beside them leaves to be filed and what is left out."""

    leaves_asked = Signal()
    """The leaves are to be filed."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", wrap=True)
        self.model = PreviewModel()
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(GroundDelegate(self.view))
        self.view.setAccessibleName(_("What would come into the draft"))
        self.view.horizontalHeader().setDefaultSectionSize(theme.scaled(40))
        self.leaves: RowsTable[LeaveRun] = RowsTable(
            [
                Column(_("Name"), lambda row: row.name),
                Column(_("Number"), lambda row: row.number),
                Column(_("First day"), lambda row: row.first, lambda row: dates.day(row.first)),
                Column(_("Last day"), lambda row: row.last, lambda row: dates.day(row.last)),
                Column(_("Word"), lambda row: row.word),
            ],
            _("Leave to be filed"),
        )
        self.file_leaves = button(_("&File these leaves…"), self.leaves_asked.emit, icon="leave")
        self.leaves_page = QWidget()
        below = QVBoxLayout(self.leaves_page)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.leaves, 1)
        below.addWidget(self.file_leaves, 0, Qt.AlignmentFlag.AlignLeft)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Parts of the preview"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.sentence)
        column.addWidget(self.tabs, 1)
        hint = _("Empty cells stay as they are; – becomes a day off; bold replaces a shift.")
        column.addWidget(label(hint, "caption"))
        column.addLayout(self._keeping())
        self.setFocusProxy(self.tabs)

    def _keeping(self) -> QHBoxLayout:
        """Under what name the answers are kept; none, and they are not."""
        self.name = text_field(placeholder=_("a name, for example: hotline rosters"), most=60)
        self.name.setMinimumWidth(theme.scaled(300))
        self.name.setAccessibleName(_("Keep the answers for next month as"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(label(_("Keep the answers for next month as"), "soft"))
        row.addWidget(self.name)
        row.addStretch(1)
        return row

    def show_preview(self, found: Preview, known: Sequence[KnownShift]) -> None:
        """Show what would come in now, in the colours that the roster has. `known`: the shifts
        that there are."""
        self.model.show_cells(found.cells, _inks(known, found.new_shifts))
        self.leaves.set_rows(found.leaves)
        self.left_out = ProblemList(
            [
                ProblemRow(at, one.sheet, one.cells, one.value, say(one.why))
                for at, one in enumerate((*found.problems, *found.left_out), 1)
            ],
            _("Not taken"),
        )
        self.tabs.clear()
        self.tabs.addTab(self.view, _("Into the draft ({n})").format(n=len(found.cells)))
        self.file_leaves.setEnabled(bool(found.leaves))
        self.tabs.addTab(self.leaves_page, _("Leave to be filed ({n})").format(n=len(found.leaves)))
        count = len(found.left_out) + len(found.problems)
        self.tabs.addTab(self.left_out, _("Not taken ({n})").format(n=count))
        self.sentence.setText(" ".join(_sentences(found)))


def _inks(known: Iterable[KnownShift], new: Iterable[NewShift]) -> dict[str, ShiftInk]:
    """Those that there are as the roster has them; new ones from the palette's other end."""
    rows = [
        ShiftRow(one.code, one.name, one.start, one.end, is_night(one.start, one.end), False)
        for one in known
    ]
    others = cycle(theme.tokens().series[::-1])
    return {**{one.code: ink_of(next(others)) for one in new}, **shift_inks(rows)}


def _sentences(found: Preview) -> list[str]:
    count = len(found.cells)
    said = [ngettext("{n} cell changes.", "{n} cells change.", count).format(n=count)]
    if found.unchanged:
        words = _("{n} need no change: days off, or as the roster has them.")
        said.append(words.format(n=found.unchanged))
    if found.new_places:
        said.append(_("New department and team: {names}.").format(
            names="、".join(found.new_places)))  # fmt: skip
    if found.new_people:
        said.append(_("New people: {names}.").format(
            names="、".join(f"{one.name} {one.number}" for one in found.new_people)))  # fmt: skip
    if made_up := sum(one.made_up for one in found.people):
        said.append(ngettext(
            "The file has no employee number for {n} of them: that one is proposed, and is changed "
            "in step 2.",
            "The file has no employee numbers for {n} of them: those are proposed, and are changed "
            "in step 2.",
            made_up,
        ).format(n=made_up))  # fmt: skip
    if found.new_shifts:
        said.append(_("New shifts: {codes}.").format(
            codes="、".join(shift.code for shift in found.new_shifts)))  # fmt: skip
    return [*said, *map(say, found.told)]
