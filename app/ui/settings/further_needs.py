"""Beside the grid by weekday: needs of dates, departments and job types, as a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.context import Context
from app.queries.keeping.further_needs import FurtherNeed
from app.reading.keeping.further_needs import FurtherNeeds, load_further_needs
from app.rules.rostering.stated_need import StatedNeed
from app.rules.vocabulary import msg
from app.services.keeping.further_needs import add_need, edit_need, remove_need
from app.services.seen import Seen
from app.text import _, dates, say
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.settings.need_fields import NeedFields, nobody_words, place_words, weekday_words

_LEAST_HEIGHT = 220


class FurtherNeedsList(QWidget):
    """The list with its buttons; they are there for whoever may change some row."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.read: FurtherNeeds | None = None
        self.table: RowsTable[FurtherNeed] = RowsTable(_columns(self._nobody), _("Further needs"))
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.add = button(_("A&dd a need…"), self._on_add, icon="plus")
        self.edit = button(_("&Edit…"), self._on_edit, icon="edit")
        self.remove = button(_("&Remove"), self._on_remove, icon="minus")
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        for tool in (self.add, self.edit, self.remove):
            tools.addWidget(tool)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(label(_("Further needs"), "heading"))
        lead = _(
            "Of a date, of every day, of a whole department or of a job type, and how many are"
            " wanted or the most. A date goes before a weekday, which goes before every day."
        )
        column.addWidget(label(lead, "soft", wrap=True))
        column.addLayout(tools)
        column.addWidget(self.table)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.opened.connect(lambda _row: self._on_edit())
        self._offer()

    def populate(self) -> None:
        self.desk.tasks.query(load_further_needs, self._on_read)

    def _on_read(self, read: FurtherNeeds) -> None:
        current = self.table.current()
        self.read = read
        self.table.set_rows(read.rows)
        for place, row in enumerate(read.rows):
            if current is not None and row.id == current.id:
                self.table.selectRow(place)
        self._offer()

    def _offer(self) -> None:
        """Show the buttons that the person and the row allow."""
        read, row = self.read, self.table.current()
        may_add = read is not None and bool(read.places) and bool(read.shifts)
        mine = read is not None and row is not None and read.may_edit(row)
        for tool in (self.add, self.edit, self.remove):
            tool.setVisible(may_add)
        self.edit.setEnabled(mine)
        self.remove.setEnabled(mine)

    def _on_add(self) -> None:
        if self.read is not None:
            fields = NeedFields(self.read, None, self.desk.ctx.today())
            dialog = FormDialog(self, _("Add a need"), fields.form, _("Add"))
            dialog.put_over(fields.note)

            def make() -> Callable[[Context], int]:
                need = fields.need()
                return lambda ctx: add_need(ctx, need)

            dialog.sends(self.desk, make)
            dialog.open()

    def _on_edit(self) -> None:
        row = self.table.current()
        if self.read is None or row is None or not self.read.may_edit(row):
            return
        need_id, shown = row.id, row.need
        fields = NeedFields(self.read, shown, self.desk.ctx.today())
        dialog = FormDialog(self, _("Edit a need"), fields.form, _("Save"))
        dialog.put_over(fields.note)

        def make() -> Callable[[Context], None]:
            need, seen = fields.need(), dialog.seen(shown)
            return lambda ctx: edit_need(ctx, need_id, need, seen)

        dialog.sends(self.desk, make)
        dialog.open()

    def _nobody(self, row: FurtherNeed) -> str:
        return nobody_words(row.need.job_type, self.read.job_types) if self.read else ""

    def _on_remove(self) -> None:
        row = self.table.current()
        if row is not None and self.remove.isEnabled():
            need_id, seen = row.id, Seen(row.need)
            said = say(msg("Removed."))
            self.desk.tasks.command(
                lambda ctx: remove_need(ctx, need_id, seen), lambda _none: self.desk.say(said)
            )


def _columns(nobody: Callable[[FurtherNeed], str]) -> list[Column[FurtherNeed]]:
    """`nobody`: says of a row that nobody has its job type."""
    return [
        Column(_("Place"), lambda row: place_words(row.department, row.team), width=150),
        Column(_("Job type"), lambda row: row.need.job_type, tip=nobody,
               icon=lambda row: "warning" if nobody(row) else "",
               tone=lambda row: Tone.WARN if nobody(row) else Tone.PLAIN, width=90),
        Column(_("Shift"), lambda row: row.need.shift, width=60),
        Column(_("Days"), lambda row: (row.need.day is None, row.need.day, row.need.weekday or 0),
               _days, width=130),
        Column(_("At least"), lambda row: row.need.least, right=True, width=70),
        Column(_("Wanted"), lambda row: row.need.want or 0, lambda row: _number(row.need.want),
               right=True, width=70),
        Column(_("At most"), lambda row: row.need.most or 0, lambda row: _number(row.need.most),
               right=True, width=70),
        Column(_("From"), lambda row: row.computed, _origin),
    ]  # fmt: skip


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _days(row: FurtherNeed) -> str:
    return days_of(row.need)


def days_of(need: StatedNeed) -> str:
    """Of a date, each Monday, or every day."""
    if need.day is not None:
        return dates.day(need.day)
    return weekday_words(need.weekday)


def _origin(row: FurtherNeed) -> str:
    return _("contacts") if row.computed else _("by hand")
