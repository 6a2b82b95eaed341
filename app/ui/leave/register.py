"""The register (请假登记表): leaves of a range of days, filtered, and out to Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.reading.leave.desk import Loaded, RegisterRow, register
from app.rules.vocabulary import LeaveStatus
from app.text import _, dates, ngettext
from app.text.words import title_word
from app.ui.kit import icons
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.leave_kinds import kind_word, own_names
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Space
from app.ui.leave.words import deciders, state_symbol, state_tone, state_words

_BACK = timedelta(days=92)
_AHEAD = timedelta(days=31)


class RegisterView(QWidget):
    """`opened` brings the number of the leave that was chosen."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._own: Mapping[str, str] = {}
        self._today = desk.ctx.today()
        self._rows: Sequence[RegisterRow] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name, number, kind, team…"))
        self.search.setAccessibleName(_("Search the register"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.first, self.last = date_field(self._today - _BACK), date_field(self._today + _AHEAD)
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("To"))
        states: list[tuple[str, LeaveStatus | None]] = [(_("All states"), None)]
        states += [(title_word(status), status) for status in LeaveStatus]
        self.state: ChoiceField[LeaveStatus | None] = ChoiceField(states)
        self.state.setAccessibleName(_("State"))
        self.count = label("", "soft")
        self.export = button(_("&Export…"), self._on_export, icon="export")
        self.table: RowsTable[RegisterRow] = RowsTable(
            self._columns(), _("Register of leave"), lambda row: row.leave.no
        )
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.state.currentIndexChanged.connect(lambda _index: self._show())
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _date: self.populate())
        self.table.picked.connect(lambda row: self.opened.emit(row.leave.no))

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for line in (above, below):
            line.setSpacing(Space.S)
        above.addWidget(self.search, 1)
        above.addWidget(self.export)
        for widget in (self.first, label("–"), self.last, self.state, self.count):
            below.addWidget(widget)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(above)
        column.addLayout(below)
        column.addWidget(self.table, 1)

    def show_desk(self, loaded: Loaded) -> None:
        self._own, self._today = own_names(loaded.kinds), loaded.today
        self.populate()

    def populate(self) -> None:
        """Read the leaves of the chosen days."""
        first, last = date_of(self.first), date_of(self.last)
        self.desk.tasks.query(lambda ctx: register(ctx, first, last), self._on_loaded)

    def _on_loaded(self, rows: Sequence[RegisterRow]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        state = self.state.value()
        rows = [row for row in self._rows if state is None or row.leave.status is state]
        self.table.set_rows(rows)
        self._tell()

    def _on_search(self, text: str) -> None:
        self.table.set_filter(text)
        self._tell()

    def _tell(self) -> None:
        shown = self.table.proxy.rowCount()
        self.count.setText(_counted(shown))
        self.export.setEnabled(shown > 0)

    def shown(self) -> list[RegisterRow]:
        """What the table shows, in the order in which it is sorted."""
        proxy = self.table.proxy
        return [proxy.index(row, 0).data(ROW_ROLE) for row in range(proxy.rowCount())]

    def _on_export(self) -> None:
        name = f"{_('Register of leave')} {self._today.isoformat()}"
        ask_where(self, _("Export the register"), name, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write what is shown, in the table's order, to `path`."""
        from app.ui.leave.export import export_register

        rows, own = self.shown(), dict(self._own)
        write_out(
            self.desk, _("Exporting the register"), path,
            lambda cancel: export_register(rows, own, path, cancel), _counted,
        )  # fmt: skip

    def _columns(self) -> list[Column[RegisterRow]]:
        return [
            Column(_("Leave no."), lambda row: row.leave.no, width=92),
            Column(_("Name"), lambda row: row.leave.name, tip=lambda row: row.leave.person_no),
            Column(_("Team"), lambda row: (row.department, row.team), _place),
            Column(
                _("Kind of leave"),
                lambda row: row.leave.kind,
                lambda row: kind_word(row.leave.kind, self._own),
            ),
            Column(
                _("Days"),
                lambda row: row.leave.first,
                lambda row: dates.days(row.leave.first, row.leave.last, self._today),
            ),
            Column(
                _("State"),
                lambda row: state_words(row.leave, self._today),
                tone=lambda row: state_tone(row.leave, self._today),
                icon=lambda row: state_symbol(row.leave, self._today),
            ),
            Column(
                _("Filed"),
                lambda row: row.leave.filed_at,
                lambda row: dates.stamp(row.leave.filed_at),
            ),
            Column(
                _("Decided by"),
                lambda row: len(row.leave.steps),
                lambda row: deciders(row.leave),
            ),
        ]


def _place(row: RegisterRow) -> str:
    return row.team or row.department


def _counted(count: int) -> str:
    return ngettext("{n} leave", "{n} leaves", count).format(n=count)
