"""The registers of a person's file, one tab each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from app.queries.people.person import PersonFile
from app.text import _
from app.ui.kit.controls import EmptyState
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.trainings import proposal_columns, training_columns
from app.ui.person.columns import (
    attendance_columns,
    inspection_columns,
    leave_columns,
    swap_columns,
)

_LEAST_HEIGHT = 260


class Registers(QTabWidget):
    """Swaps, leave, attendance and inspections of the month, and the archive of trainings; what
    may not be seen has no tab."""

    def __init__(
        self,
        file: PersonFile,
        open_day: Callable[[object], object],
        open_inspection: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._open_day = open_day
        no = file.person.employee_no
        self._add(_("Swaps"), "swap", file.swaps, swap_columns(no), lambda row: _own_leg(row, no))
        self._add(_("Leave"), "leave", file.leaves, leave_columns(), lambda row: row.first)
        self._add(
            _("Attendance"), "attendance", file.attendance, attendance_columns(),
            lambda row: row.day,
        )  # fmt: skip
        self._add(
            _("Inspections"), "quality", file.inspections, inspection_columns(), lambda _row: None
        )
        if file.inspections:
            table = self.widget(self.count() - 1)
            assert isinstance(table, RowsTable)
            table.opened.connect(lambda row: open_inspection(row.no))
        self._add(
            _("Trainings"), "note", file.trainings, training_columns(), lambda _row: None,
            _("Each training stands here with who was there and what the exam gave."),
        )  # fmt: skip
        if file.proposed:
            self._add(
                _("Proposed trainings"), "clock", file.proposed, proposal_columns(),
                lambda _row: None,
            )  # fmt: skip

    def _add(
        self,
        title: str,
        icon: str,
        rows: Sequence[Any] | None,
        columns: Sequence[Column[Any]],
        day_of: Callable[[Any], object],
        nothing: str = "",
    ) -> None:
        if rows is None:
            return
        text = f"{title} ({len(rows)})" if rows else title
        self.addTab(self._table(title, icon, rows, columns, day_of, nothing), text)

    def _table(
        self,
        title: str,
        icon: str,
        rows: Sequence[Any],
        columns: Sequence[Column[Any]],
        day_of: Callable[[Any], object],
        nothing: str,
    ) -> QWidget:
        if not rows:
            return EmptyState(icon, title, nothing or _("Nothing is recorded for this month."))
        table: RowsTable[Any] = RowsTable(columns, title)
        table.set_rows(rows)
        table.opened.connect(lambda row: self._go(day_of(row)))
        return table

    def _go(self, day: object) -> None:
        if day is not None:
            self._open_day(day)


def _own_leg(row: Any, no: str) -> object:
    mine = row.requester if row.requester.no == no else row.counterpart
    return mine.gives_on
