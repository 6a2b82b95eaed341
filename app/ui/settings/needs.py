"""How many people each team needs on each shift, by weekday: a grid of numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSpinBox

from app.context import Context
from app.errors import AppError, Stale
from app.queries.keeping.shifts import ShiftTypeRow
from app.queries.people.rows import TeamRow
from app.reading.keeping.needs import NeedsView, load_needs
from app.rules.rostering.stated_need import MOST_NEEDED
from app.rules.vocabulary import msg
from app.services.keeping.needs import Needs, copy_needs, set_needs
from app.text import _, ngettext, say
from app.text.dates import short_weekday
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, number_field
from app.ui.kit.leaving import ask_before_giving_up
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.settings.commands import COMMANDS
from app.ui.settings.further_needs import FurtherNeedsList
from app.ui.settings.needs_copying import CopyDialog
from app.ui.settings.needs_keys import NeedsKeys
from app.ui.settings.section import Section
from app.ui.work.removal import clear

_MONDAY = date(2024, 1, 1)
DAYS = range(7)


class NeedsSection(Section):
    key = "needs"
    title = COMMANDS["settings.needs"].title
    lead = msg(
        "How many people a team needs on each shift. The foot of the roster counts against it. As"
        " which weekday a holiday is staffed stands among the policy values."
    )
    icon = COMMANDS["settings.needs"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: NeedsView | None = None
        self.team: ChoiceField[int | None] = ChoiceField()
        self.team.setMinimumWidth(260)
        self.team.setAccessibleName(_("Team"))
        self.save = button(_("&Save"), self._on_save, kind="primary")
        self.alike = button(_("All days as &Monday"), self._on_alike, icon="fill")
        self.others = button(_("Same for &other teams…"), self._on_others, icon="copy")
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.team)
        row.addStretch(1)
        self.copied = button(_("&Copy all"), lambda: self.keys.copy(), icon="copy")
        row.addWidget(self.copied)
        row.addWidget(self.alike)
        row.addWidget(self.others)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self._sheet = QFrame()
        self._sheet.setProperty("card", True)
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._grid.setSpacing(Space.S)
        self.body.addWidget(self._sheet)
        self.cells: dict[tuple[int, int], QSpinBox] = {}
        self._totals: list[QLabel] = []
        self.keys = NeedsKeys(self, lambda why: self.desk.say(say(why), Tone.WARN))
        hint = _(
            "A block from Excel is pasted at the cell (Ctrl+V) and taken back as one (Ctrl+Z); "
            "Enter and the arrows move."
        )
        self._hint = label(hint, "caption", wrap=True)
        self.body.addWidget(self._hint)
        self.further = FurtherNeedsList(desk)
        self.body.addWidget(self.further)
        self.team.activated.connect(lambda _index: self._on_team())

    def holds_input(self) -> bool:
        return self.save.isEnabled()

    def unsaved(self) -> list[Unsaved]:
        """The cells that are others than the store has."""
        if self.view is None or not self.holds_input():
            return []
        place = f"{place_of(self)} · {self.accessibleName()} · {self.team.currentText()}"
        needed = self.view.needed
        return [
            Unsaved(place, field.accessibleName(), field.text())
            for cell, field in self.cells.items()
            if field.value() != needed.get(cell, 0)
        ]

    def _on_team(self) -> None:
        """Another team's needs; what is typed for this one is asked about first."""
        wanted, view = self.team.value(), self.view

        def change() -> None:
            self.team.choose(wanted)
            self.populate()

        if view is not None:
            self.team.choose(view.team_id)
        ask_before_giving_up(self, _("Give it up"), self.unsaved(), change)

    def populate(self) -> None:
        self.further.populate()
        begin = self.view is None
        chosen = None if begin else self.team.value()
        self.desk.tasks.query(lambda ctx: load_needs(ctx, chosen, begin), self._on_loaded)

    def _on_loaded(self, view: NeedsView) -> None:
        self.view = view
        self.let_change(view.may_edit, view.who)
        teams = [(f"{row.department} · {row.name}", row.id) for row in view.teams]
        self.team.offer([(_("The centre as a whole"), None), *teams], view.team_id)
        for made in (self.save, self.alike, self.copied, self._hint):
            made.setVisible(view.may_edit)
        self.others.setVisible(view.may_edit and bool(self._other_teams()))
        self._lay_out(view)
        self._count()

    def _lay_out(self, view: NeedsView) -> None:
        clear(self._grid)
        self.cells.clear()
        for day in DAYS:
            head = label(short_weekday(_MONDAY + timedelta(days=day)), "strong")
            self._grid.addWidget(head, 0, day + 1, Qt.AlignmentFlag.AlignCenter)
        for place, shift in enumerate(view.shifts, start=1):
            name = label(f"{shift.code}  {shift.name}", "strong")
            name.setToolTip(f"{shift.start:%H:%M} – {shift.end:%H:%M}")
            self._grid.addWidget(name, place, 0)
            for day in DAYS:
                self._grid.addWidget(self._cell(view, shift, day), place, day + 1)
        self._grid.addWidget(label(_("Together"), "soft"), len(view.shifts) + 1, 0)
        self._totals = [label("", "soft") for _day in DAYS]
        for day, total in enumerate(self._totals):
            foot = len(view.shifts) + 1
            self._grid.addWidget(total, foot, day + 1, Qt.AlignmentFlag.AlignCenter)
        self._grid.setColumnStretch(0, 1)
        heads = [short_weekday(_MONDAY + timedelta(days=day)) for day in DAYS]
        self.keys.listen(self.cells, list(view.shifts), heads)

    def _cell(self, view: NeedsView, shift: ShiftTypeRow, day: int) -> QSpinBox:
        cell = number_field(view.needed.get((shift.id, day), 0), 0, MOST_NEEDED)
        weekday = short_weekday(_MONDAY + timedelta(days=day))
        cell.setAccessibleName(f"{shift.name}, {weekday}")
        cell.setReadOnly(not view.may_edit)
        if not view.may_edit:
            cell.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        cell.setMinimumWidth(64)
        cell.valueChanged.connect(lambda _value: self._count())
        self.cells[shift.id, day] = cell
        return cell

    def _count(self) -> None:
        for day, total in enumerate(self._totals):
            people_needed = sum(cell.value() for (_, at), cell in self.cells.items() if at == day)
            total.setText(str(people_needed))
        self.save.setEnabled(self.view is not None and self._typed() != dict(self.view.needed))
        self.others.setEnabled(not self.save.isEnabled())

    def _typed(self) -> dict[tuple[int, int], int]:
        return {cell: field.value() for cell, field in self.cells.items() if field.value()}

    def _on_alike(self) -> None:
        self.keys.change({(shift, day): self.cells[shift, 0].value() for shift, day in self.cells})

    def _other_teams(self) -> list[TeamRow]:
        """Of the same department; of all where the centre as a whole is shown."""
        if self.view is None:
            return []
        home = {row.department_id for row in self.view.teams if row.id == self.view.team_id}
        return [
            row
            for row in self.view.teams
            if row.id != self.view.team_id and (not home or row.department_id in home)
        ]

    def _on_others(self) -> None:
        """Have other teams need what is shown and saved here."""
        if self.view is None:
            return
        team = self.view.team_id
        dialog = CopyDialog(self, self.team.currentText(), self._other_teams())

        def make() -> Callable[[Context], int]:
            chosen = dialog.chosen()
            return lambda ctx: copy_needs(ctx, team, chosen)

        def done(n: int) -> None:
            self.desk.say(ngettext("{n} team changed", "{n} teams changed", n).format(n=n))

        dialog.sends(self.desk, make, done)
        dialog.open()

    def _on_save(self) -> None:
        if self.view is None:
            return
        team, needed, seen = self.team.value(), self._typed(), self.view.needed
        said = say(msg("Saved."))
        self.desk.tasks.command(
            lambda ctx: set_needs(ctx, team, needed, seen),
            lambda _none: self.desk.say(said),
            failed=self._on_refused,
        )

    def _on_refused(self, error: AppError) -> None:
        """Say why. Show what was changed meanwhile, and keep what was typed."""
        if isinstance(error, Stale) and self.view is not None:
            shown, stands = self.view.needed, cast("Needs", error.stands)
            self.view = replace(self.view, needed=stands)
            for cell, field in self.cells.items():
                if field.value() == shown.get(cell, 0):
                    field.setValue(stands.get(cell, 0))
            self._count()
        self.desk.say(say(error.message), Tone.WARN)
