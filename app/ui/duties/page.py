"""Duties: what recurs. A list for the role, a calendar, the duty log, its figures, trainings."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.context import Context
from app.reading.duties.board import DutyBoard, DutyEntry, read_board
from app.reading.duties.logs import LogReading
from app.reading.duties.sheet import SheetReading, read_sheet
from app.rules.duties.state import OPEN
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import msg
from app.services.bulletins.publishing import LONGEST_TITLE, NewBulletin
from app.services.duties.agreed import publish_agreed
from app.services.duties.own import end_duty
from app.services.duties.receiving import receive_duty, return_duty
from app.text import _, dates, ngettext, say
from app.ui.duties.calendar_view import CalendarView
from app.ui.duties.figures_view import FiguresView
from app.ui.duties.list_view import ListView
from app.ui.duties.log_view import LogView
from app.ui.duties.own_form import LinesDialog, OwnDutyDialog
from app.ui.duties.panel import DutyPanel, Ways
from app.ui.duties.sheets import SheetDialog
from app.ui.duties.trainings_view import TrainingsView
from app.ui.duties.words import entry_name
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, note_field, text_field
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.forms import Confirmation, Form, FormDialog
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
        self.department: ChoiceField[int | None] = ChoiceField()
        self.department.setAccessibleName(_("Department"))
        self.department.hide()
        self.add = button(_("A duty of your own…"), self._on_add, icon="plus")
        self.add.setVisible(False)
        self.header.add_tool(self.department)
        self.header.add_tool(self.add)
        self.list, self.calendar = ListView(desk), CalendarView(desk.ctx.today())
        self.log, self.figures = LogView(desk), FiguresView(desk)
        self.trainings = TrainingsView(desk)
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setExpanding(False)
        self._whole = QStackedWidget()
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
        self.calendar.table.opened.connect(self._open)
        self.calendar.table.picked.connect(self._explain)
        self.calendar.month_asked.connect(lambda _month: self.populate())
        self.log.print_asked.connect(self._on_print_log)

    def _actions(self) -> list[Action]:
        group = msg("Duties")
        return [
            Action("duties.add", msg("Add a duty of your own…"), self._on_add, group, "Ctrl+N",
                   "plus", lambda: self.board is not None and self.board.may_add),
            Action("duties.log", msg("Write today's duty log"), self._on_log, group, "Ctrl+L",
                   "note", lambda: "log" in self._keys),
            Action("duties.training", msg("Keep a training…"), self._on_training, group, "",
                   "plus", lambda: bool(self.trainings.reading.keeps)),
        ]  # fmt: skip

    # -- reading -----------------------------------------------------------------------------

    def holds_input(self) -> bool:
        return self.stack.currentWidget() is self.log and self.log.holds_input()

    def populate(self) -> None:
        today = self.desk.ctx.today()
        first, last = self.calendar.span()
        first, last = min(first, today - timedelta(days=6)), max(last, today + timedelta(days=6))
        chosen = self.department.value() if self.department.count() else None
        self.desk.tasks.query(lambda ctx: read_board(ctx, chosen, first, last), self._on_loaded)
        self.trainings.populate()
        if "figures" in self._keys:
            self.figures.populate()

    def _on_loaded(self, board: DutyBoard) -> None:
        self.board = board
        here = board.department.id if board.department else None
        self.department.offer([(row.name, row.id) for row in board.departments], here)
        self.department.setVisible(len(board.departments) > 1)
        self._whole.setCurrentIndex(0 if here is not None else 1)
        self.add.setVisible(board.may_add)
        self.list.show_board(board)
        self.calendar.show_board(board)
        if "log" in self._keys and not self.log.holds_input():
            self.log.show_department(here)
        waiting = sum(one.waits_for_me for one in board.entries if one.due_on <= board.today)
        self.desk.badge(self.key, waiting)
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
            case (str(), int(), _team, date()):
                self.show_tab("list")
                self._wanted = target
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

    def _read_sheet(self, one: DutyEntry, then: object) -> None:
        code, department, team, due_on = one.key
        self.desk.tasks.query(
            lambda ctx: read_sheet(ctx, code, department, team, due_on),
            then,  # type: ignore[arg-type]
        )

    # -- showing -----------------------------------------------------------------------------

    def _on_tab(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self._wanted = None
        self.desk.explain(None)

    def _explain(self, one: DutyEntry) -> None:
        self._wanted = one.key

        def show(sheet: SheetReading) -> None:
            if self._wanted == one.key:
                may_add = self.board is not None and self.board.may_add
                self.desk.explain(DutyPanel(one, sheet, self._ways(), may_add=may_add))

        self._read_sheet(one, show)

    def _ways(self) -> Ways:
        return Ways(
            do=self._do,
            receive=self._receive,
            give_back=self._give_back,
            publish=self._publish,
            print=self._print,
            lines=self._lines,
            end=self._end,
            rule=lambda rule: self.desk.go("rules", rule),
        )

    # -- doing -------------------------------------------------------------------------------

    def _open(self, one: DutyEntry) -> None:
        """What Enter does: the form, where there is something to do, or else the panel."""
        self._wanted = one.key
        if one.may_do and one.state in OPEN:
            self._read_sheet(one, lambda sheet: self._do(one, sheet))
        else:
            self._explain(one)

    def _do(self, one: DutyEntry, sheet: SheetReading) -> None:
        SheetDialog(self, self.desk, one, sheet).open()

    def _receive(self, one: DutyEntry) -> None:
        if one.done is not None:
            key, version = one.done.id, one.done.version
            self.desk.tasks.command(
                lambda ctx: receive_duty(ctx, key, version),
                lambda _done: self.desk.say(_("It is received.")),
            )

    def _give_back(self, one: DutyEntry) -> None:
        if one.done is None:
            return
        key, version = one.done.id, one.done.version
        form = Form(lambda: {} if remark.toPlainText().strip() else _SAY_WHAT)
        dialog = FormDialog(
            self, _("Return it"), form, _("Return it"),
            _("{name} does it again.").format(name=one.done.done_by),
        )  # fmt: skip
        remark = form.add("remark", _("What is missing"), note_field(lines=4))

        def command() -> object:
            text = remark.toPlainText()
            return lambda ctx: return_duty(ctx, key, version, text)

        dialog.sends(self.desk, command, lambda _done: self.desk.say(_("It is returned.")))  # type: ignore[arg-type]
        dialog.open()

    def _publish(self, one: DutyEntry, sheet: SheetReading) -> None:
        """The agreed answers as a bulletin, to be looked over before they go out."""
        if one.done is None:
            return
        key, version, department = one.done.id, one.done.version, one.department_id
        form = Form()
        dialog = FormDialog(
            self, _("What was agreed, as a bulletin"), form, _("Publish"),
            _("Everybody in {place} is asked to read it.").format(place=one.department),
        )  # fmt: skip
        told = f"{entry_name(one)}, {dates.day(one.due_on)}"
        title = form.add("title", _("Title"), text_field(told, most=LONGEST_TITLE))
        text = form.add("text", _("Text"), note_field(lines=8))
        lines = [f"{point.topic}: {point.agreed}" for point in sheet.points if point.agreed]
        text.setPlainText("\n".join(lines))

        def command() -> object:
            new = NewBulletin(title.text(), text.toPlainText(), department)
            return lambda ctx: publish_agreed(ctx, key, version, new)

        dialog.sends(self.desk, command, lambda _no: self.desk.say(_("The bulletin is out.")))  # type: ignore[arg-type]
        dialog.open()

    def _lines(self, one: DutyEntry, sheet: SheetReading) -> None:
        lines = [line if isinstance(line, str) else say(line) for line in sheet.lines]
        where = (one.department_id, one.kind.code)
        LinesDialog(self, self.desk, *where, lines, sheet.kept_lines).open()

    def _end(self, one: DutyEntry) -> None:
        own = next((row for row in self.board.own if row.kind.code == one.kind.code), None) \
            if self.board else None  # fmt: skip
        if own is None:
            return
        code, version = own.kind.code, own.version
        dialog = Confirmation(
            self, _("End this duty"),
            _("“{name}” is due no more from today on; what was done of it stays.").format(
                name=own.name
            ),
            _("End it"),
        )  # fmt: skip
        dialog.sends(self.desk, lambda: lambda ctx: end_duty(ctx, code, version))
        dialog.open()

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

    # -- paper -------------------------------------------------------------------------------

    def _print(self, one: DutyEntry, sheet: SheetReading) -> None:
        name = f"{entry_name(one)} {one.due_on.isoformat()}"
        ask_where(
            self, _("Print the duty"), name, Ending.PDF,
            lambda path: self.print_to(one, sheet, path),
        )  # fmt: skip

    def print_to(self, one: DutyEntry, sheet: SheetReading, path: Path) -> None:
        """Write a due day with its form to `path`."""
        from app.ui.duties.paper import duty_pdf

        self._write(entry_name(one), path, lambda _ctx: duty_pdf(one, sheet, path))

    def _on_print_log(self, reading: LogReading) -> None:
        name = f"{_('Duty log')} {reading.day.isoformat()}"
        ask_where(self, _("Print the log"), name, Ending.PDF,
                  lambda path: self.print_log_to(reading, path))  # fmt: skip

    def print_log_to(self, reading: LogReading, path: Path) -> None:
        """Write a day's log to `path`."""
        from app.ui.duties.paper import log_pdf

        self._write(_("Duty log"), path, lambda _ctx: log_pdf(reading, path))

    def _write(self, what: str, path: Path, write: object) -> None:
        def done(_none: Context | None) -> None:
            tell_written(self.desk, what, path)

        self.desk.tasks.query(write, done)  # type: ignore[arg-type]


_SAY_WHAT = {"remark": msg("A remark says what is to be done about it.")}


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
