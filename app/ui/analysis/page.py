"""The Analysis page: the week's common problems, and what the month's means tell (QA-6, QA-7).

Its target: "week" or "month", or the first day of the one to show as ("week", day).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QTabWidget

from app.reading.quality.analysis import (
    MonthReading,
    WeekReading,
    read_department,
    read_month,
    read_week,
    tells_of_few,
)
from app.rules.deeds import ONLY_NOTED, Deed
from app.rules.scorecards.quality import DepartmentQuality
from app.text import _, dates, ngettext
from app.ui.analysis.commands import COMMANDS
from app.ui.analysis.means_view import MeansView
from app.ui.analysis.week_view import WeekView
from app.ui.kit.actions import Action
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.page import Page
from app.ui.kit.period_bar import MonthBar, WeekBar
from app.ui.kit.tokens import Space

_PARTS = ("week", "month")
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_MONTHS = 12
Key = tuple[date, str]
"""A month's first day and a department's name."""


class AnalysisPage(Page):
    """Two tabs of one department: the week, the month."""

    key = "analysis"
    deaf_to = ONLY_NOTED | {Deed.CARD_AGREE, Deed.INSPECTION_ACKNOWLEDGE, Deed.INSPECTION_APPEAL,
                            Deed.INSPECTION_BEGIN, Deed.INSPECTION_HAND_BACK}  # fmt: skip
    """What changes no number is not read anew: a year of months is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = desk.ctx.today()
        self._months: dict[Key, DepartmentQuality | None] = {}
        self.week = WeekView(desk, WeekBar(today - _WEEK))
        self.month = MeansView(MonthBar(_begun(today)))
        self.department: ChoiceField[int] = ChoiceField()
        self.department.setAccessibleName(_("Department"))
        self.department.hide()
        self.export = button(_("Export…"), self._on_export, icon="export")
        self.print = button(_("Print…"), self._on_print, icon="print")
        for tool in (self.department, self.export, self.print):
            self.header.add_tool(tool)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.addTab(self.week, _("Weekly"))
        self.tabs.addTab(self.month, _("Monthly"))
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        self.body.addWidget(self.tabs, 1)
        self.week.bar.moved.connect(lambda _day: self._read_week())
        self.month.bar.moved.connect(lambda _day: self._read_month())
        self.month.people.opened.connect(self._open_person)
        self.department.currentIndexChanged.connect(lambda _index: self.populate())
        self.tabs.currentChanged.connect(lambda _index: self._read_shown())
        self.add_actions(self._actions())

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        self._months.clear()
        self._read_shown(anew=True)

    def _chosen(self) -> int | None:
        return self.department.value() if self.department.count() else None

    def _read_shown(self, *, anew: bool = False) -> None:
        """Read the tab that is shown; the other one when it is shown."""
        if anew:
            self.week.reading = self.month.reading = None
        if self.tabs.currentWidget() is self.week and self.week.reading is None:
            self._read_week()
        elif self.tabs.currentWidget() is self.month and self.month.reading is None:
            self._read_month()

    def _read_week(self) -> None:
        monday, chosen = self.week.bar.first, self._chosen()
        self.desk.tasks.query(lambda ctx: read_week(ctx, monday, chosen), self._on_week)

    def _read_month(self) -> None:
        month, chosen = self.month.bar.first, self._chosen()
        self.desk.tasks.query(lambda ctx: read_month(ctx, month, chosen), self._on_month)

    def _on_week(self, reading: WeekReading) -> None:
        self._offer(reading)
        self.week.show_week(reading)

    def _on_month(self, reading: MonthReading) -> None:
        self._offer(reading)
        self.month.show_month(reading)
        self._read_history()

    def _offer(self, reading: WeekReading | MonthReading) -> None:
        offered = [(name, key) for key, name in reading.departments]
        self.department.offer(offered, reading.department)
        self.department.setVisible(len(offered) > 1)

    def _open_person(self, one: object) -> None:
        self.desk.go("person", getattr(one, "employee", None))

    # -- a year of months, one after the other -----------------------------------------------

    def _read_history(self) -> None:
        """Read the first of the shown year's months that is not known yet; then show them."""
        name = self.month.reading.name if self.month.reading else ""
        months = _year(self.month.bar.first)
        missing = next((month for month in months if (month, name) not in self._months), None)
        if missing is None:
            self._show_history(name)
            return
        self.desk.tasks.query(
            lambda ctx: (missing, name, read_department(ctx, missing, name)), self._on_earlier
        )

    def _on_earlier(self, found: tuple[date, str, DepartmentQuality | None]) -> None:
        month, name, quality = found
        self._months[month, name] = quality
        self._read_history()

    def _show_history(self, name: str) -> None:
        known = ((month, self._months[month, name]) for month in _year(self.month.bar.first))
        self.month.show_history([
            (month, one) for month, one in known if one is not None and not tells_of_few(one)
        ])  # fmt: skip

    # -- going out ---------------------------------------------------------------------------

    def open_target(self, target: object) -> None:
        match target:
            case "week" | "month":
                self.show_part(str(target))
            case ("week", date() as day):
                self.week.bar.go(day)
                self.show_part("week")
            case ("month", date() as day):
                self.month.bar.go(day)
                self.show_part("month")

    def show_part(self, key: str) -> None:
        self.tabs.setCurrentIndex(_PARTS.index(key))

    def _title(self) -> str:
        if self.tabs.currentWidget() is self.week:
            first = self.week.bar.first
            days = dates.days(first, first + _WEEK - _DAY, first)
            return _("Quality of the week {days}").format(days=days)
        return _("Quality of {month}").format(month=dates.month(self.month.bar.first))

    def _on_export(self) -> None:
        ask_where(self, _("Export the analysis"), self._title(), Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the tab that is shown to an Excel list, its sentences below."""
        from app.ui.analysis.export import export_month, export_week

        title, week, month = _("Exporting the analysis"), self.week.reading, self.month.reading
        if self.tabs.currentWidget() is self.week and week is not None:
            write_out(
                self.desk, title, path, lambda cancel: export_week(week, path, cancel),
                _items_words,
            )  # fmt: skip
        elif month is not None:
            write_out(
                self.desk, title, path, lambda cancel: export_month(month, path, cancel),
                _people_words,
            )  # fmt: skip

    def _on_print(self) -> None:
        ask_where(self, _("Print the analysis"), self._title(), Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the tab that is shown to a PDF."""
        from app.ui.analysis.paper import print_month, print_week

        now = self.desk.ctx.now()
        if self.tabs.currentWidget() is self.week and self.week.reading is not None:
            print_week(path, self._title(), self.week.reading, now)
        elif self.month.reading is not None:
            print_month(path, self._title(), self.month.reading, now)
        self.desk.say(_("Written to {path}").format(path=path.name))

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["analysis.week"].does(partial(self.show_part, "week")),
            COMMANDS["analysis.month"].does(partial(self.show_part, "month")),
            COMMANDS["analysis.propose"].does(
                self.week.open_propose,
                allowed=lambda: bool(self.week.reading and self.week.reading.may_propose),
            ),
            COMMANDS["analysis.export"].does(self._on_export),
            COMMANDS["analysis.print"].does(self._on_print),
        ]


def _begun(today: date) -> date:
    """The month to begin with: this one from its second week on, otherwise the one before."""
    return today if today.day > 7 else today.replace(day=1) - _DAY


def _year(month: date) -> list[date]:
    """The twelve months up to `month`, the first of each, in order."""
    found = [month]
    while len(found) < _MONTHS:
        found.append((found[-1] - _DAY).replace(day=1))
    return found[::-1]


def _items_words(count: int) -> str:
    return ngettext("{n} item", "{n} items", count).format(n=count)


def _people_words(count: int) -> str:
    return ngettext("{n} person", "{n} people", count).format(n=count)
