"""Duties: what recurs. A list for the role, a calendar, the duty log, its figures, trainings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from app.reading.duties.board import DutyBoard, DutyEntry, read_board
from app.reading.duties.sheet import DutySheetReading, read_sheet
from app.rules.duties.state import OPEN
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _, ngettext
from app.ui.duties.calendar_view import CalendarView
from app.ui.duties.commands import COMMANDS
from app.ui.duties.deeds import DutyDeeds
from app.ui.duties.figures_view import FiguresView
from app.ui.duties.list_view import ListView
from app.ui.duties.log_view import DutyLogView
from app.ui.duties.own_form import OwnDutyDialog
from app.ui.duties.panel import DutyPanel
from app.ui.duties.trainings_view import TrainingsView
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.current_stack import CurrentStack
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.page import Page

Key = tuple[str, int, int | None, date]


class DutiesPage(Page):
    """A target is a tab ("list", "calendar", "log", "figures", "trainings"), a date (its log), or
    the key of a due day."""

    key = "duties"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board: DutyBoard | None = None
        self._wanted: Key | None = None
        self.deeds = DutyDeeds(desk, self)
        self.department: ChoiceField[int | None] = ChoiceField()
        self.department.setAccessibleName(_("Department"))
        self.department.hide()
        self.add = button(_("A duty of your own…"), self._on_add, icon="plus")
        self.add.setVisible(False)
        self.header.add_tool(self.department)
        self.header.add_tool(self.add)
        self.list, self.calendar = ListView(desk), CalendarView(desk.ctx.today())
        self.log, self.figures = DutyLogView(desk), FiguresView(desk)
        self.trainings = TrainingsView(desk)
        self.tabs, self.stack = QTabBar(), CurrentStack()
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setExpanding(False)
        self._whole = CurrentStack()
        self._whole.addWidget(self.stack)
        self._whole.addWidget(_no_department())
        self._add_tabs()
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._whole, 1)
        self._connect()
        self.add_actions(self._actions())

    def _add_tabs(self) -> None:
        """Only what the person can do or see."""
        sees = self.desk.me.scope(May.SEE_DUTIES) > Scope.OWN
        offered: list[tuple[str, str, QWidget, bool]] = [
            ("list", _("To do"), self.list, True),
            ("calendar", _("Calendar"), self.calendar, True),
            ("log", _("Duty log"), self.log, sees),
            ("figures", _("Figures"), self.figures, sees),
            ("trainings", _("Trainings"), self.trainings, True),
        ]
        self._keys: list[str] = []
        for key, title, view, shown in offered:
            if shown:
                self._keys.append(key)
                self.tabs.addTab(title)
                self.stack.addWidget(view)
            else:
                view.setParent(self)
                view.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.department.currentIndexChanged.connect(lambda _index: self.populate())
        self.list.opened.connect(self._open)
        self.list.picked.connect(self._explain)
        self.list.log_asked.connect(self._on_log)
        self.calendar.table.opened.connect(self._open)
        self.calendar.table.picked.connect(self._explain)
        self.calendar.month_asked.connect(lambda _month: self.populate())
        self.log.print_asked.connect(self.deeds.print_log)

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["duties.add"].does(
                self._on_add, allowed=lambda: self.board is not None and self.board.may_add
            ),
            COMMANDS["duties.log"].does(self._on_log, allowed=lambda: "log" in self._keys),
            COMMANDS["duties.training"].does(
                self._on_training, allowed=lambda: bool(self.trainings.reading.keeps)
            ),
        ]

    # -- reading -----------------------------------------------------------------------------

    def holds_input(self) -> bool:
        return self.stack.currentWidget() is self.log and self.log.holds_input()

    def populate(self) -> None:
        today = self.desk.ctx.today()
        first, last = self.calendar.span()
        first, last = min(first, today - timedelta(days=6)), max(last, today + timedelta(days=6))
        chosen = self.department.value() if self.department.count() else None
        self.desk.tasks.query(lambda ctx: read_board(ctx, chosen, first, last), self._on_loaded)
        self._read_shown()

    def _on_loaded(self, board: DutyBoard) -> None:
        self.board = board
        here = board.department.id if board.department else None
        self.department.offer([(row.name, row.id) for row in board.departments], here)
        self.department.setVisible(len(board.departments) > 1)
        self._whole.setCurrentIndex(0 if here is not None else 1)
        self.add.setVisible(board.may_add)
        self.list.show_board(board)
        self.calendar.show_board(board)
        self.log.department_id = here
        if self.stack.currentWidget() is self.log and not self.log.holds_input():
            self.log.populate()
        waiting = sum(one.waits_for_me for one in board.entries if one.due_on <= board.today)
        self.header.set_note(_waiting(waiting))
        self.desk.actions.refresh()
        self._show_wanted()

    def open_target(self, target: object) -> None:
        match target:
            case str() if target in self._keys:
                self.show_tab(target)
            case date() if "log" in self._keys:
                self.show_tab("log")
                self.log.day.setDate(target)  # type: ignore[arg-type]
            case (str() as code, int() as department, None | int() as team, date() as day):
                self.show_tab("list")
                self._wanted = (code, department, team, day)
                self._show_wanted()

    def show_tab(self, key: str) -> None:
        """Show one part of the page, where the person has it."""
        if key in self._keys:
            self.tabs.setCurrentIndex(self._keys.index(key))

    def _show_wanted(self) -> None:
        """Explain again what was explained before the rows were read anew."""
        entries = self.board.entries if self.board else ()
        one = next((one for one in entries if one.key == self._wanted), None)
        if one is not None:
            self._explain(one)

    def _read_sheet(self, one: DutyEntry, then: Callable[[DutySheetReading], object]) -> None:
        code, department, team, due_on = one.key
        self.desk.tasks.query(lambda ctx: read_sheet(ctx, code, department, team, due_on), then)

    # -- showing -----------------------------------------------------------------------------

    def _read_shown(self) -> None:
        """The parts that read for themselves do so when they are looked at."""
        shown = self.stack.currentWidget()
        if shown is self.trainings or shown is self.figures:
            shown.populate()

    def _on_tab(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self._read_shown()
        if self.stack.currentWidget() is self.log and self.board is not None:
            self.log.populate()
        self._wanted = None
        self.desk.explain(None)

    def _explain(self, one: DutyEntry) -> None:
        self._wanted = one.key

        def show(sheet: DutySheetReading) -> None:
            if self._wanted == one.key:
                may_add = self.board is not None and self.board.may_add
                self.desk.explain(DutyPanel(one, sheet, self.deeds.ways(), may_add=may_add))

        self._read_sheet(one, show)

    # -- doing -------------------------------------------------------------------------------

    def _open(self, one: DutyEntry) -> None:
        """What Enter does: the form, where there is something to do, or else the panel."""
        self._wanted = one.key
        if one.may_do and one.state in OPEN:
            self._read_sheet(one, lambda sheet: self.deeds.do(one, sheet))
        else:
            self._explain(one)

    def _on_add(self) -> None:
        if self.board is not None and self.board.department is not None and self.board.may_add:
            OwnDutyDialog(self, self.desk, self.board.department.id).open()

    def _on_log(self) -> None:
        self.show_tab("log")
        self.log.day.setDate(self.desk.ctx.today())  # type: ignore[arg-type]
        self.log.counts["enquiries"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_training(self) -> None:
        self.show_tab("trainings")
        self.trainings.open_new()


def _waiting(count: int) -> str:
    return (
        ngettext("{n} duty for you", "{n} duties for you", count).format(n=count) if count else ""
    )


def _no_department() -> EmptyState:
    return EmptyState(
        "check-circle",
        _("No duties to see"),
        _("Regular duties belong to a department; those that you may see are listed here."),
    )
