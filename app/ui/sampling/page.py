"""The Sampling page: what came in, what was drawn of it, and who still lacks an inspection.

Its target: a month (its first day), "lacking", "draws", or a planned inspection's id.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.context import Context
from app.exchange.lists import write_list
from app.queries.quality.plan import DrawRow
from app.reading.quality.drawing import Again, draw_again
from app.reading.quality.sampling import LackingLine, PlanLine, PlanReading, read_plan
from app.services.quality.sampling import drop
from app.text import _, dates
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.messages import told_dialog
from app.ui.kit.page import Page
from app.ui.kit.period_bar import MonthBar
from app.ui.kit.requests.reason import ReasonDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space
from app.ui.sampling.assigning import AssignDialog
from app.ui.sampling.bringing import ask_for_list
from app.ui.sampling.columns import draw_columns, lacking_columns, plan_out
from app.ui.sampling.commands import COMMANDS
from app.ui.sampling.draw_dialog import DrawDialog
from app.ui.sampling.panel import PlanPanel
from app.ui.sampling.paper import print_plan
from app.ui.sampling.plan_view import PlanView
from app.ui.sampling.words import (
    again_words,
    left_words,
    list_words,
    planned_words,
    seed_words,
)
from app.ui.work.removal import remove

_TABLE, _EMPTY = 0, 1
_PARTS = ("plan", "lacking", "draws")


class SamplingPage(Page):
    """The plan, who still lacks one, and the draws; agents see how many are planned for them."""

    key = "sampling"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reading: PlanReading | None = None
        self._wanted: int | None = None
        self.bar = MonthBar(desk.ctx.today())
        self.department: ChoiceField[int] = ChoiceField()
        self.department.setAccessibleName(_("Department"))
        self.department.hide()
        self.bring = button(_("Bring in a list…"), self.bring_in, icon="import")
        self.draw = button(_("Draw…"), self.open_draw, kind="primary", icon="sampling")
        self.export = button(_("Export…"), self._on_export, icon="export")
        self.print = button(_("Print…"), self._on_print, icon="print")
        for tool in (self.department, self.bring, self.draw, self.export, self.print):
            self.header.add_tool(tool)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.add_actions(self._actions())

    def _make_parts(self) -> None:
        self.plan = PlanView(self.open_draw, self.bring_in)
        self.lacking: RowsTable[LackingLine] = RowsTable(
            lacking_columns(), _("Still lacking one"), lambda one: one.who.no
        )
        self.draws: RowsTable[DrawRow] = RowsTable(draw_columns(), _("Draws"), lambda one: one.id)
        self.again = button(_("Draw &again, to check"), self.check_draw, icon="refresh")

    def _lay_out(self) -> None:
        self._lacking_stack = _stack(self.lacking, EmptyState(
            "check-circle", _("Nobody lacks one"),
            _("Every agent who has worked this month has as many inspections as QA-1 asks for."),
        ))  # fmt: skip
        self._draws_stack = _stack(self.draws, EmptyState(
            "sampling", _("Nothing was drawn"),
            _("Each draw stands here with its seed, so that anybody can draw it again."),
        ))  # fmt: skip
        again = QHBoxLayout()
        again.addWidget(self.again)
        again.addStretch(1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.addTab(self.plan, _("Plan"))
        self.tabs.addTab(_column(None, self._lacking_stack), _("Still lacking one"))
        self.tabs.addTab(_column(again, self._draws_stack), _("Draws"))
        self.own = QWidget()
        self._whole = QStackedWidget()
        self._whole.addWidget(self.tabs)
        self._whole.addWidget(self.own)
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self.bar.moved.connect(self._on_moved)
        self.department.currentIndexChanged.connect(lambda _index: self._on_moved(None))
        self.plan.picked.connect(self._explain)
        self.lacking.opened.connect(lambda one: self.desk.go("person", one.who.no))
        self.draws.opened.connect(lambda _one: self.check_draw())
        self.tabs.currentChanged.connect(lambda _index: self._on_tab())

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        month = self.bar.month
        chosen = self.department.value() if self.department.count() else None
        self.desk.tasks.query(lambda ctx: read_plan(ctx, month, chosen), self._on_read)

    def _on_moved(self, _month: object) -> None:
        self._wanted = None
        self.desk.explain(None)
        self.populate()

    def _on_read(self, reading: PlanReading) -> None:
        self.reading = reading
        self._offer(reading)
        whole = reading.department is not None
        self.bar.note.setText(list_words(reading.listed, reading.today) if whole else "")
        for tool in (self.bring, self.draw):
            tool.setVisible(reading.may_draw)
        for tool in (self.export, self.print):
            tool.setVisible(whole)
        if not whole:
            self._show_own(reading)
            return
        self._whole.setCurrentIndex(0)
        self.plan.show_lines(reading.lines, may_draw=reading.may_draw)
        self.lacking.set_rows(reading.lacking)
        self._lacking_stack.setCurrentIndex(_TABLE if reading.lacking else _EMPTY)
        self.draws.set_rows(reading.draws)
        self._draws_stack.setCurrentIndex(_TABLE if reading.draws else _EMPTY)
        self.again.setEnabled(bool(reading.draws))
        self._name_tabs(reading)
        self.desk.actions.refresh()
        self._explain_wanted()

    def _offer(self, reading: PlanReading) -> None:
        if reading.department is not None:
            departments = [(name, key) for key, name in reading.departments]
            self.department.offer(departments, reading.department)
        self.department.setVisible(len(reading.departments) > 1)

    def _name_tabs(self, reading: PlanReading) -> None:
        titles = (
            (_("Plan"), len(reading.lines)),
            (_("Still lacking one"), len(reading.lacking)),
            (_("Draws"), len(reading.draws)),
        )
        for at, (title, count) in enumerate(titles):
            self.tabs.setTabText(at, f"{title} ({count})" if count else title)
        self.tabs.setTabVisible(2, bool(reading.draws))
        self.header.set_note(left_words(reading))

    def _show_own(self, reading: PlanReading) -> None:
        """What an agent is told: how many, and never which."""
        own = reading.own
        planned, done = (own.planned, own.done) if own else (0, 0)
        shown = EmptyState(
            "sampling",
            _("Planned: {planned} · inspected: {done}").format(planned=planned, done=done),
            _("So many of your contacts are inspected this month. Which ones is told when it is "
              "done: what is expected is not what is usual."),
        )  # fmt: skip
        remove(self.own)
        self.own = shown
        self._whole.addWidget(shown)
        self._whole.setCurrentWidget(shown)

    def open_target(self, target: object) -> None:
        match target:
            case date():
                self.bar.go(target)
            case str() if target in _PARTS:
                self.show_part(target)
            case int():
                self.show_part("plan")
                self._wanted = target
                self._explain_wanted()

    def show_part(self, key: str) -> None:
        self.tabs.setCurrentIndex(_PARTS.index(key))

    # -- one of them -------------------------------------------------------------------------

    def _explain(self, line: PlanLine) -> None:
        self._wanted = line.row.id
        self.desk.explain(
            PlanPanel(line, lambda: self.open_assign(line), lambda: self.open_drop(line))
        )

    def _explain_wanted(self) -> None:
        line = self.plan.line(self._wanted)
        if line is not None:
            self._explain(line)

    def _on_tab(self) -> None:
        self._wanted = None
        self.desk.explain(None)

    def open_assign(self, line: PlanLine) -> None:
        if self.reading is not None:
            AssignDialog(self, self.desk, line, self.reading.inspectors).open()

    def open_drop(self, line: PlanLine) -> None:
        row = line.row
        dialog = ReasonDialog(
            self,
            _("Drop the inspection of {name}").format(name=row.agent),
            _("&Drop"),
            _("Say why it will not be done. It stays on record, and another can be drawn for it."),
            danger=True,
        )

        def make() -> Callable[[Context], None]:
            reason = dialog.reason.toPlainText()
            return lambda ctx: drop(ctx, row.id, row.version, reason)

        dialog.sends(self.desk, make)
        dialog.open()

    # -- drawing -----------------------------------------------------------------------------

    def _may_draw(self) -> bool:
        return self.reading is not None and self.reading.may_draw

    def open_draw(self) -> None:
        """The draw of the month that is shown."""
        reading = self.reading
        if reading is not None and reading.department is not None and reading.may_draw:
            DrawDialog(self, self.desk, reading.department, reading.month).open()

    def bring_in(self) -> None:
        """A list of the telephone system's."""
        if self._may_draw():
            ask_for_list(self, self.desk)

    def check_draw(self) -> None:
        """Draw once more what was drawn, and say whether the same comes out."""
        draws = self.reading.draws if self.reading else ()
        row = self.draws.current() or (draws[-1] if draws else None)
        if row is not None:
            draw_id = row.id
            self.desk.tasks.query(lambda ctx: draw_again(ctx, draw_id), self._on_again)

    def _on_again(self, found: Again) -> None:
        title = _("Drawn again: identical") if found.identical else _("Drawn again: it differs")
        told_dialog(self, title, seed_words(found.draw), again_words(found)).open()

    # -- going out ---------------------------------------------------------------------------

    def _title(self) -> str:
        return _("Sampling plan {month}").format(month=dates.month(self.bar.month))

    def _on_export(self) -> None:
        ask_where(self, _("Export the plan"), self._title(), Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the plan as it is shown to an Excel list."""
        rows, title = self.plan.rows(), _("Sampling plan")
        write_out(
            self.desk, _("Exporting the plan"), path,
            lambda cancel: write_list(path, title, plan_out(), rows, cancel), planned_words,
        )  # fmt: skip

    def _on_print(self) -> None:
        ask_where(self, _("Print the plan"), self._title(), Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the plan as it is shown to a PDF, with the seeds it was drawn from."""
        draws = self.reading.draws if self.reading else ()
        print_plan(path, self._title(), self.plan.rows(), draws, self.desk.ctx.now())
        self.desk.say(_("Written to {path}").format(path=path.name))

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["sampling.draw"].does(self.open_draw, allowed=self._may_draw),
            COMMANDS["sampling.bring"].does(self.bring_in, allowed=self._may_draw),
            COMMANDS["sampling.lacking"].does(lambda: self.show_part("lacking")),
            COMMANDS["sampling.filter"].does(self._on_find),
            COMMANDS["sampling.export"].does(self._on_export),
            COMMANDS["sampling.print"].does(self._on_print),
        ]

    def _on_find(self) -> None:
        self.show_part("plan")
        QTimer.singleShot(0, self.plan.state, self.plan.state.setFocus)


def _stack(shown: QWidget, empty: QWidget) -> QStackedWidget:
    made = QStackedWidget()
    made.addWidget(shown)
    made.addWidget(empty)
    return made


def _column(head: QHBoxLayout | None, body: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, Space.M, 0, 0)
    column.setSpacing(Space.M)
    if head is not None:
        column.addLayout(head)
    column.addWidget(body, 1)
    return made
