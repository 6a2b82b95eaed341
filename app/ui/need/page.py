"""The Need page: a week of contacts by interval, and the people that shifts need for them.

Its target: "interval" or "shift", or a day of the week to show.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QTabWidget

from app.reading.planning.need import NeedReading, read_need
from app.reading.planning.per_shift import PerShift, read_per_shift
from app.rules.rostering.computed import NeedScope
from app.services.planning.computed import NeedsTaken, remove_computed, use_computed
from app.services.planning.forecast import Expected, correct_forecast
from app.services.seen import Seen
from app.text import _, dates, ngettext
from app.ui.kit.actions import Action
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.page import Page
from app.ui.kit.period_bar import WeekBar
from app.ui.kit.tokens import Space
from app.ui.need.bringing import ask_for_volumes
from app.ui.need.commands import COMMANDS
from app.ui.need.goal_dialog import GoalDialog
from app.ui.need.interval_view import IntervalView
from app.ui.need.shift_view import ShiftView
from app.ui.need.words import shifts_words

_PARTS = ("interval", "shift")


class NeedPage(Page):
    """Two tabs of one department's job type: the week by interval, dates by shift."""

    key = "need"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reading: NeedReading | None = None
        self.intervals = IntervalView(WeekBar(desk.ctx.today()))
        self.shifts = ShiftView()
        self.department: ChoiceField[int] = ChoiceField()
        self.department.setAccessibleName(_("Department"))
        self.job_type: ChoiceField[str] = ChoiceField()
        self.job_type.setAccessibleName(_("Job type"))
        self.bring = button(_("Bring in contacts…"), self._on_bring, icon="import")
        self.goal = button(_("Service goal…"), self._on_goal, icon="flag")
        self.export = button(_("Export…"), self._on_export, icon="export")
        for tool in (self.department, self.job_type, self.bring, self.goal, self.export):
            self.header.add_tool(tool)
            tool.hide()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.addTab(self.intervals, _("By interval"))
        self.tabs.addTab(self.shifts, _("By shift"))
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        self.body.addWidget(self.tabs, 1)
        self._connect()
        self.add_actions(self._actions())

    def _connect(self) -> None:
        self.intervals.bar.moved.connect(lambda _day: self.populate())
        self.intervals.bring_asked.connect(self._on_bring)
        self.intervals.card.corrected.connect(self._on_corrected)
        self.department.currentIndexChanged.connect(lambda _index: self._on_department())
        self.job_type.currentIndexChanged.connect(lambda _index: self.populate())
        self.tabs.currentChanged.connect(lambda _index: self._compute())
        self.shifts.asked.connect(self._compute)
        self.shifts.use_asked.connect(self._on_use)
        self.shifts.remove_asked.connect(self._on_remove)

    def holds_input(self) -> bool:
        return self.intervals.card.holds_input()

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        monday = self.intervals.bar.first
        department = self.department.value() if self.department.count() else None
        job_type = self.job_type.value() if self.job_type.count() else None
        self.desk.tasks.query(
            lambda ctx: read_need(ctx, department, job_type, monday), self._on_read
        )

    def _on_read(self, reading: NeedReading) -> None:
        self.reading = reading
        self.department.offer([(name, key) for key, name in reading.departments], reading.chosen)
        self.department.setVisible(len(reading.departments) > 1)
        offered = [(one or _("any job type"), one) for one in reading.job_types]
        self.job_type.offer(offered, reading.job_type)
        self.job_type.setVisible(len(offered) > 1)
        there = reading.there is not None
        self.bring.setVisible(reading.may_edit and there)
        self.goal.setVisible(reading.may_edit and there)
        self.export.setVisible(there)
        self.tabs.setTabVisible(1, there)
        self.intervals.show_need(reading)
        self.shifts.offer(reading.monday)
        self.desk.actions.refresh()
        self._compute()

    def _on_department(self) -> None:
        self.shifts.forget_shifts()
        self.populate()

    def _scope(self) -> NeedScope | None:
        """The people and dates of the second tab."""
        reading = self.reading
        if reading is None or reading.chosen is None or not self.shifts.period.count():
            return None
        return NeedScope(reading.chosen, reading.job_type, *self.shifts.period.value())

    def _compute(self) -> None:
        """Compute the people by shift while that tab is shown."""
        scope, chosen = self._scope(), self.shifts.chosen_shifts()
        if scope is None or self.tabs.currentWidget() is not self.shifts:
            return
        self.shifts.wait()
        self.desk.tasks.query(lambda ctx: read_per_shift(ctx, scope, chosen), self._on_computed,
                              failed=self.shifts.show_problem)  # fmt: skip

    def _on_computed(self, found: PerShift) -> None:
        self.shifts.show_found(found, may_edit=bool(self.reading and self.reading.may_edit))

    # -- changing ----------------------------------------------------------------------------

    def _on_bring(self) -> None:
        ask_for_volumes(self, self.desk)

    def _on_goal(self) -> None:
        if self.reading is not None and self.reading.chosen is not None:
            GoalDialog(self, self.desk, self.reading).open()

    def _on_corrected(self, contacts: float | None) -> None:
        """Expect other contacts in the chosen interval, or what is computed again."""
        reading, line = self.reading, self.intervals.card.line
        if reading is None or reading.chosen is None or line is None:
            return
        department, job_type, one = reading.chosen, reading.job_type, line.interval
        stands: Expected = {one.at: one.correction.contacts if one.correction else None}
        wanted, seen = {one.at: contacts}, Seen(stands)
        self.desk.tasks.command(
            lambda ctx: correct_forecast(ctx, department, job_type, wanted, seen)
        )

    def _on_use(self) -> None:
        """Make the shown numbers the roster's needs."""
        found = self.shifts.found
        if found is not None:
            self.desk.tasks.command(
                lambda ctx: use_computed(ctx, found.scope, found.numbers), self._on_used
            )

    def _on_used(self, told: NeedsTaken) -> None:
        words = _("The roster goes by these needs: {shifts}, {days}").format(
            shifts=shifts_words(told.written), days=self._shown_days()
        )
        if told.by_hand:
            left = _("Set by hand and left as they were: {n}").format(n=shifts_words(told.by_hand))
            words = f"{words}. {left}"
        self.desk.say(words)

    def _on_remove(self) -> None:
        found = self.shifts.found
        if found is not None:
            self.desk.tasks.command(
                lambda ctx: remove_computed(ctx, found.scope),
                lambda n: self.desk.say(_("Computed needs removed: {n}").format(n=shifts_words(n))),
            )

    # -- going out ---------------------------------------------------------------------------

    def open_target(self, target: object) -> None:
        match target:
            case "interval" | "shift":
                self.show_part(str(target))
            case date() as day:
                self.intervals.bar.go(day)

    def show_part(self, key: str) -> None:
        if self.reading is None or self.reading.there is not None:
            self.tabs.setCurrentIndex(_PARTS.index(key))

    def _on_export(self) -> None:
        ask_where(self, _("Export the need"), self._title(), Ending.EXCEL, self.export_to)

    def _title(self) -> str:
        return _("Need {days}").format(days=self._shown_days())

    def _shown_days(self) -> str:
        if self.tabs.currentWidget() is self.shifts and self.shifts.period.count():
            first, last = self.shifts.period.value()
        else:
            first = self.intervals.bar.first
            last = date.fromordinal(first.toordinal() + 6)
        return dates.days(first, last, first)

    def export_to(self, path: Path) -> None:
        """Write the tab that is shown to an Excel list."""
        from app.ui.need.export import export_need, export_shifts

        title, reading, found = _("Exporting the need"), self.reading, self.shifts.found
        if self.tabs.currentWidget() is self.shifts and found is not None:
            write_out(
                self.desk, title, path, lambda cancel: export_shifts(found, path, cancel),
                dates.days_long,
            )  # fmt: skip
        elif reading is not None:
            write_out(
                self.desk, title, path, lambda cancel: export_need(reading, path, cancel),
                _intervals_words,
            )  # fmt: skip

    def _actions(self) -> list[Action]:
        def may() -> bool:
            return bool(self.reading and self.reading.may_edit)

        return [
            COMMANDS["need.interval"].does(partial(self.show_part, "interval")),
            COMMANDS["need.shift"].does(partial(self.show_part, "shift")),
            COMMANDS["need.bring"].does(self._on_bring, allowed=may),
            COMMANDS["need.goal"].does(self._on_goal, allowed=may),
            COMMANDS["need.correct"].does(self.intervals.card.take_keys, allowed=may),
            COMMANDS["need.export"].does(self._on_export),
        ]


def _intervals_words(count: int) -> str:
    return ngettext("{n} interval", "{n} intervals", count).format(n=count)
