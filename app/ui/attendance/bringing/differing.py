"""Days that are recorded otherwise than the file says: which of the two counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules.punches.preview import Line, PunchLine
from app.rules.work import Cell
from app.text import _, dates
from app.text.punches import rule_words, times_words
from app.ui.kit.controls import button
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone


class DifferingDays(QWidget):
    """`chosen` brings the cells for which the file counts."""

    chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.table: RowsTable[PunchLine] = RowsTable(
            [
                Column(_("Counts"), lambda row: row.taken, _counts, icon=_icon, tone=_tone,
                       width=140),
                Column(_("Date"), lambda row: row.worked.day,
                       lambda row: dates.short_day(row.worked.day, today)),
                Column(_("Name"), lambda row: row.worked.person.name),
                Column(_("Recorded"), lambda row: times_words(row.worked.held or Line(None))),
                Column(_("In the file"), lambda row: times_words(row.after)),
                Column(_("By the rules"), lambda row: rule_words(row.findings)),
            ],
            _("Recorded otherwise"),
            key=lambda row: row.worked.cell,
        )  # fmt: skip
        self.table.opened.connect(self._turn)
        self.this = button(_("Change this &one (Enter)"), self._turn_current)
        self.all = button(_("The file counts for &all"), lambda: self._choose(self._cells()))
        self.none = button(_("What is recorded &stays"), lambda: self._choose(frozenset()))
        ways = QHBoxLayout()
        ways.setSpacing(Space.S)
        for way in (self.this, self.all, self.none):
            ways.addWidget(way)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(ways)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[PunchLine]) -> None:
        """Show the days, with what counts so far."""
        self.table.set_rows(rows)
        for way in (self.this, self.all, self.none):
            way.setEnabled(bool(rows))

    def _cells(self) -> frozenset[Cell]:
        return frozenset(row.worked.cell for row in self.table.rows_model.rows)

    def _turn_current(self) -> None:
        if (row := self.table.current()) is not None:
            self._turn(row)

    def _turn(self, row: PunchLine) -> None:
        taken = {one.worked.cell for one in self.table.rows_model.rows if one.taken}
        self._choose(frozenset(taken ^ {row.worked.cell}))

    def _choose(self, cells: frozenset[Cell]) -> None:
        self.chosen.emit(cells)


def _counts(row: PunchLine) -> str:
    return _("the file") if row.taken else _("what is recorded")


def _icon(row: PunchLine) -> str:
    return "check" if row.taken else ""


def _tone(row: PunchLine) -> Tone:
    return Tone.WARN if row.taken else Tone.PLAIN
