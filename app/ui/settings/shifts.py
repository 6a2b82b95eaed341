"""Shift types: their codes and times, how much they are used, and what may be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from app.context import Context
from app.queries import shifts as rows
from app.queries.shifts import ShiftRow
from app.rules.permissions import Action
from app.rules.staff import Problems
from app.rules.vocabulary import Message, msg
from app.services import permission, shifts
from app.services.shifts import ShiftDetails, shift_problems
from app.text import _, ngettext
from app.ui.controls import button
from app.ui.desk import Desk
from app.ui.fields import text_field, time_field, time_of
from app.ui.forms import Confirmation, Form, FormDialog
from app.ui.settings.section import Section
from app.ui.table_view import RowsTable
from app.ui.tables import Column
from app.ui.tokens import Space

CHANGES = frozenset({"roster"})


@dataclass(frozen=True, slots=True)
class ShiftsView:
    """All shift types, and whether the actor may change them."""

    shifts: Sequence[ShiftRow]
    may_edit: bool
    who: Message


def load(ctx: Context) -> ShiftsView:
    """Read the shift types."""
    with ctx.read() as session:
        return ShiftsView(
            rows.shifts(session),
            permission.standing(ctx, session).may(Action.EDIT_SHIFTS),
            permission.who_may_do(session, Action.EDIT_SHIFTS),
        )


class ShiftsSection(Section):
    key = "shifts"
    title = msg("Shifts")
    lead = msg(
        "A code stands in rosters, registers and workbooks, which are judged by its times. So the"
        " times of a shift that was rostered stay; a new code takes its place."
    )
    icon = "clock"
    refreshes_on = CHANGES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: ShiftsView | None = None
        self.table: RowsTable[ShiftRow] = RowsTable(_columns(), _("Shifts"))
        self.table.setMinimumHeight(280)
        self.add = button(_("&Add a shift…"), self._on_add, kind="primary", icon="plus")
        self.edit = button(_("&Edit…"), self._on_edit, icon="edit")
        self.replace = button(_("Re&place by a new code…"), self._on_replace, icon="swap")
        self.retire = button(_("Re&tire"), self._on_retire, icon="minus")
        self.remove = button(_("Re&move"), self._on_remove, icon="delete")
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        self._tools = (self.add, self.edit, self.replace, self.retire, self.remove)
        for made in self._tools:
            tools.addWidget(made)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.opened.connect(lambda _row: self._on_edit())

    def populate(self) -> None:
        self.desk.tasks.query(load, self._on_loaded)

    def _on_loaded(self, view: ShiftsView) -> None:
        current = self.table.current()
        self.view = view
        self.let_change(view.may_edit, view.who)
        self.table.set_rows(view.shifts)
        for place, row in enumerate(view.shifts):
            if current is not None and row.id == current.id:
                self.table.selectRow(place)
        self._offer()

    def _offer(self) -> None:
        row = self.table.current()
        may_edit = self.view is not None and self.view.may_edit
        for made in self._tools:
            made.setVisible(may_edit)
            made.setEnabled(made is self.add or row is not None)
        if row is not None:
            self.replace.setVisible(may_edit and bool(row.used) and not row.retired)
            self.remove.setVisible(may_edit and not row.used)
            self.retire.setVisible(may_edit and bool(row.used))
            self.retire.setText(_("Put back in service") if row.retired else _("Re&tire"))

    def _on_add(self) -> None:
        blank = ShiftDetails("", "", time(9), time(17))
        self._ask(
            _("Add a shift"), blank, _("Add"), lambda new: lambda ctx: shifts.add_shift(ctx, new)
        )

    def _on_edit(self) -> None:
        row = self.table.current()
        if row is None or self.view is None or not self.view.may_edit:
            return
        title = _("Edit shift {code}").format(code=row.code)
        self._ask(
            title,
            _details(row),
            _("Save"),
            lambda new: lambda ctx: shifts.edit_shift(ctx, row.id, new),
            name_only=bool(row.used),
        )

    def _on_replace(self) -> None:
        row = self.table.current()
        if row is None:
            return
        title = _("Replace shift {code}").format(code=row.code)
        self._ask(
            title,
            _details(row, code=""),
            _("Replace"),
            lambda new: lambda ctx: shifts.replace_shift(ctx, row.id, new),
            lead=_(
                "The old code is retired and keeps its past. The new one takes over what it needs."
            ),
        )

    def _on_retire(self) -> None:
        row = self.table.current()
        if row is not None:
            key, retired = row.id, not row.retired
            self.desk.tasks.command(
                lambda ctx: shifts.retire_shift(ctx, key, retired), None, CHANGES
            )

    def _on_remove(self) -> None:
        row = self.table.current()
        if row is None:
            return
        title = _("Remove shift {code}?").format(code=row.code)
        ask = Confirmation(self, title, _("It never stood in a roster."), _("Remove"))
        key = row.id
        ask.accepted.connect(
            lambda: self.desk.tasks.command(
                lambda ctx: shifts.remove_shift(ctx, key), None, CHANGES
            )
        )
        ask.open()

    def _ask(
        self,
        title: str,
        shift: ShiftDetails,
        submit: str,
        act: Callable[[ShiftDetails], Callable[[Context], Any]],
        *,
        lead: str = "",
        name_only: bool = False,
    ) -> None:
        if name_only:
            lead = _("It was rostered, so only its name can change.")
        fields = ShiftFields(shift, name_only)
        dialog = FormDialog(self, title, fields.form, submit, lead)
        dialog.sends(self.desk, lambda: act(fields.details()), CHANGES)
        dialog.open()


class ShiftFields:
    """A shift type as typed."""

    def __init__(self, shift: ShiftDetails, name_only: bool) -> None:
        self.code, self.name = text_field(shift.code, most=6), text_field(shift.name, most=80)
        self.start, self.end = time_field(shift.start), time_field(shift.end)
        self.night = QCheckBox(_("Night shift (LEAVE-6)"))
        self.night.setChecked(shift.night)
        self.form = Form(self.problems, columns=2)
        self.form.add("code", _("&Code"), self.code)
        self.form.add("name", _("&Name"), self.name)
        self.form.add("start", _("&Starts"), self.start)
        self.form.add("end", _("&Ends"), self.end)
        self.form.add("night", _("Kind"), self.night, wide=True)
        for field in (self.code, self.start, self.end, self.night):
            field.setEnabled(not name_only)

    def details(self) -> ShiftDetails:
        return ShiftDetails(
            self.code.text().strip(), self.name.text().strip(), time_of(self.start),
            time_of(self.end), self.night.isChecked(),
        )  # fmt: skip

    def problems(self) -> Problems:
        return shift_problems(self.details())


def _details(row: ShiftRow, code: str | None = None) -> ShiftDetails:
    return ShiftDetails(row.code if code is None else code, row.name, row.start, row.end, row.night)


def _columns() -> list[Column[ShiftRow]]:
    return [
        Column(_("Code"), lambda row: row.code, width=72),
        Column(_("Shift name"), lambda row: row.name, width=130),
        Column(_("Time"), lambda row: row.start, _hours, width=180),
        Column(_("Night"), lambda row: row.night, _night, width=90, icon=_moon),
        Column(_("Rostered"), lambda row: row.used, _used, width=200),
        Column(_("State"), lambda row: row.retired, _state),
    ]


def _hours(row: ShiftRow) -> str:
    hours = f"{row.start:%H:%M} – {row.end:%H:%M}"
    return _("{hours} next day").format(hours=hours) if row.end <= row.start else hours


def _night(row: ShiftRow) -> str:
    return _("night") if row.night else ""


def _moon(row: ShiftRow) -> str:
    return "moon" if row.night else ""


def _used(row: ShiftRow) -> str:
    if not row.used:
        return _("never")
    times = ngettext("{n} time", "{n} times", row.used).format(n=row.used)
    return _("{times}, until {day}").format(times=times, day=row.last_used)


def _state(row: ShiftRow) -> str:
    return _("retired") if row.retired else _("in service")
