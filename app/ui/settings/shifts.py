"""Shift types: their codes and times, how much they are used, and what may be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox

from app.context import Context
from app.queries.keeping.shifts import ShiftTypeRow
from app.reading.keeping.shifts import listing
from app.reading.listing import Listing
from app.rules.plaintext import identifier
from app.rules.staff import Problems
from app.rules.vocabulary import msg
from app.services.keeping import shifts
from app.services.keeping.shifts import ShiftDetails, details_of, shift_problems
from app.services.seen import Seen
from app.text import _, ngettext
from app.text.words import full_shift
from app.ui.kit import theme
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, text_field, time_field, time_of
from app.ui.kit.forms import Confirmation, Form, FormDialog
from app.ui.kit.tables import Column
from app.ui.settings.commands import COMMANDS
from app.ui.settings.list_section import ListSection, state_column

Doing = Callable[[Context], Any]
Act = Callable[[ShiftDetails, FormDialog], Doing]


class ShiftsSection(ListSection[ShiftTypeRow]):
    key = "shifts"
    title = COMMANDS["settings.shifts"].title
    lead = msg(
        "A code stands in rosters, registers and workbooks, which are judged by its times. So the"
        " times of a shift that was rostered stay; a new code takes its place."
    )
    icon = COMMANDS["settings.shifts"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _columns(), _("&Add a shift…"))
        self.replace = self.add_tool(
            button(_("Re&place by a new code…"), self._on_replace, icon="swap")
        )
        self.usual = self.add_tool(button(_("&Usual shifts…"), self._on_usual, icon="plus"))
        self.remove = self.add_tool(button(_("Re&move"), self._on_remove, icon="delete"))

    def read(self, ctx: Context) -> Listing[ShiftTypeRow]:
        return listing(ctx)

    def key_of(self, row: ShiftTypeRow) -> object:
        return row.id

    def offer(self) -> None:
        super().offer()
        self.usual.setEnabled(True)
        row = self.table.current()
        if row is not None:
            self.replace.setVisible(self.may_edit and row.past and not row.retired)
            self.remove.setVisible(self.may_edit and not row.past)
            self.retire.setVisible(self.may_edit and row.past)

    def on_add(self) -> None:
        blank = ShiftDetails("", "", time(9), time(17))
        self._ask(
            _("Add a shift"),
            blank,
            _("Add"),
            lambda new, _dialog: lambda ctx: shifts.add_shift(ctx, new),
        )

    def _on_usual(self) -> None:
        """One of the usual sets, in one step; each can be changed afterwards."""
        sets = ChoiceField([(_set_words(one), one) for one in usual_sets()])
        form = Form()
        form.add("shifts", _("&Shifts"), sets)
        lead = _("What is there already stays. Names and times can be changed afterwards.")
        dialog = FormDialog(self, _("Usual shifts"), form, _("Add"), lead)
        dialog.setMinimumWidth(theme.scaled(620))

        def make() -> Doing:
            wanted = sets.value()
            return lambda ctx: shifts.add_shifts(ctx, wanted)

        def done(n: int) -> None:
            self.desk.say(ngettext("{n} shift added", "{n} shifts added", n).format(n=n))

        dialog.sends(self.desk, make, done)
        dialog.open()

    def on_edit(self, row: ShiftTypeRow) -> None:
        title = _("Edit shift {code}").format(code=row.code)
        self._ask(
            title,
            details_of(row),
            _("Save"),
            partial(_edit, row),
            name_only=row.past,
        )

    def on_retire(self, row: ShiftTypeRow) -> None:
        key, retired = row.id, not row.retired
        self.desk.tasks.command(lambda ctx: shifts.retire_shift(ctx, key, retired))

    def _on_replace(self) -> None:
        row = self.table.current()
        if row is None:
            return
        title = _("Replace shift {code}").format(code=row.code)
        self._ask(
            title,
            replace(details_of(row), code=""),
            _("Replace"),
            partial(_replace, row),
            lead=_(
                "The old code is retired and keeps its past. The new one takes over what it needs."
            ),
        )

    def _on_remove(self) -> None:
        row = self.table.current()
        if row is None:
            return
        title = _("Remove shift {code}?").format(code=row.code)
        ask = Confirmation(self, title, _("It never stood in a roster."), _("Remove"))
        key, seen = row.id, Seen(details_of(row))
        ask.accepted.connect(
            lambda: self.desk.tasks.command(lambda ctx: shifts.remove_shift(ctx, key, seen))
        )
        ask.open()

    def _ask(
        self,
        title: str,
        shift: ShiftDetails,
        submit: str,
        act: Act,
        *,
        lead: str = "",
        name_only: bool = False,
    ) -> None:
        if name_only:
            lead = _("It was rostered, so only its name can change.")
        fields = ShiftFields(shift, name_only)
        dialog = FormDialog(self, title, fields.form, submit, lead)
        dialog.sends(self.desk, lambda: act(fields.details(), dialog))
        dialog.open()


def usual_sets() -> list[Sequence[ShiftDetails]]:
    """What centres work by: three shifts, two, or one."""
    early, middle, night = _("Early shift"), _("Middle shift"), _("Night shift")
    return [
        (
            ShiftDetails("E", early, time(7, 30), time(15, 30)),
            ShiftDetails("L", middle, time(15, 30), time(23, 30)),
            ShiftDetails("N", night, time(23, 30), time(7, 30), night=True),
        ),
        (
            ShiftDetails("E", early, time(8), time(16)),
            ShiftDetails("L", middle, time(16), time(0)),
            ShiftDetails("N", night, time(0), time(8), night=True),
        ),
        (
            ShiftDetails("D", _("Day shift"), time(8), time(20)),
            ShiftDetails("N", night, time(20), time(8), night=True),
        ),
        (ShiftDetails("D", _("Day shift"), time(9), time(18)),),
    ]


def _set_words(wanted: Sequence[ShiftDetails]) -> str:
    return " · ".join(
        f"{full_shift(one.code, one.name)} {one.start:%H:%M}–{one.end:%H:%M}" for one in wanted
    )


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
            identifier(self.code.text()), self.name.text().strip(), time_of(self.start),
            time_of(self.end), self.night.isChecked(),
        )  # fmt: skip

    def problems(self) -> Problems:
        return shift_problems(self.details())


def _edit(row: ShiftTypeRow, new: ShiftDetails, dialog: FormDialog) -> Doing:
    seen = dialog.seen(details_of(row))
    return lambda ctx: shifts.edit_shift(ctx, row.id, new, seen)


def _replace(row: ShiftTypeRow, new: ShiftDetails, dialog: FormDialog) -> Doing:
    seen = dialog.seen(details_of(row))
    return lambda ctx: shifts.replace_shift(ctx, row.id, new, seen)


def _columns() -> list[Column[ShiftTypeRow]]:
    return [
        Column(_("Code"), lambda row: row.code, width=72),
        Column(_("Shift name"), lambda row: row.name, width=130),
        Column(_("Time"), lambda row: row.start, _hours, width=180),
        Column(_("Night"), lambda row: row.night, _night, width=90, icon=_moon),
        Column(_("Rostered"), lambda row: row.used, _used, width=200),
        state_column(),
    ]


def _hours(row: ShiftTypeRow) -> str:
    hours = f"{row.start:%H:%M} – {row.end:%H:%M}"
    return _("{hours} next day").format(hours=hours) if row.end <= row.start else hours


def _night(row: ShiftTypeRow) -> str:
    return _("night") if row.night else ""


def _moon(row: ShiftTypeRow) -> str:
    return "moon" if row.night else ""


def _used(row: ShiftTypeRow) -> str:
    if not row.used:
        return _("never")
    times = ngettext("{n} time", "{n} times", row.used).format(n=row.used)
    return _("{times}, until {day}").format(times=times, day=row.last_used)
