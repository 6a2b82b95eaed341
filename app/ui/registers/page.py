"""The Registers page: reports upwards, customers' complaints, visitors.

Its target: ("report" | "complaint" | "visitor", number), or the key of a part ("reports",
"complaints", "visitors").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QWidget
from shiboken6 import isValid

from app.reading.registers.complaints import ComplaintFile, open_complaint, receivers
from app.reading.registers.reports import Reach, ReportFile, open_report, reach
from app.reading.registers.visitors import VisitFile, approvers, open_visit
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import ReportAction
from app.services.registers import complaints, visitors
from app.text import _
from app.ui.kit.actions import Action
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space
from app.ui.registers.case_panels import ComplaintPanel, VisitPanel
from app.ui.registers.columns import complaint_register, report_register, visitor_register
from app.ui.registers.commands import COMMANDS
from app.ui.registers.complaint_forms import CloseDialog, ComplaintDialog, Receivers
from app.ui.registers.raising import RaisingDialog
from app.ui.registers.report_panel import ReportPanel
from app.ui.registers.sheet import RegisterPart, Shown
from app.ui.registers.steps import StepDialog
from app.ui.registers.visitor_bar import VisitorBar

_PARTS = {"report": "reports", "complaint": "complaints", "visitor": "visitors"}


class RegistersPage(Page):
    """Three parts; what the person may not see has no tab."""

    key = "registers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened = ("", "")
        self.sheets: dict[str, RegisterPart[Any]] = {}
        self.bar: VisitorBar | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._add_parts()
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        self.body.addWidget(self.tabs, 1)
        self.begin_button = button("", self.begin, kind="primary", icon="plus")
        self.export_button = button(_("Export…"), self._on_export, icon="export")
        self.print_button = button(_("Print…"), self._on_print, icon="print")
        for tool in (self.begin_button, self.export_button, self.print_button):
            self.header.add_tool(tool)
        self.tabs.currentChanged.connect(self._on_tab)
        self.add_actions(self._actions())
        self._on_tab(0)

    def _add_parts(self) -> None:
        now = self.desk.ctx.now
        self._add(RegisterPart(self.desk, report_register(now), may_begin=self._may_report()))
        if self.desk.me.scope(May.SEE_CASES) is Scope.NONE:
            return
        may = self._may_register()
        self._add(RegisterPart(self.desk, complaint_register(now), may_begin=may))
        sheet = RegisterPart(self.desk, visitor_register(now), may_begin=False)
        if may:
            self.bar = VisitorBar(self.desk)
            sheet.top.addWidget(self.bar.refusal)
            sheet.top.addWidget(self.bar)
        self._add(sheet)

    def _add(self, sheet: RegisterPart[Any]) -> None:
        register = sheet.register
        self.sheets[register.key] = sheet
        sheet.setContentsMargins(0, Space.M, 0, 0)
        self.tabs.addTab(sheet, register.title)
        sheet.opened.connect(partial(self._open, register.key))
        sheet.begin.connect(self.begin)
        sheet.waiting.connect(partial(self._on_waiting, sheet))

    def _may_report(self) -> bool:
        me = self.desk.me
        return me.person_id is not None and me.scope(May.RAISE_REPORT) is not Scope.NONE

    def _may_register(self) -> bool:
        me = self.desk.me
        return me.person_id is not None and me.may(May.REGISTER_CASE, me.place)

    @property
    def part(self) -> str:
        """The key of the part that is shown."""
        return self.sheet.register.key

    @property
    def sheet(self) -> RegisterPart[Any]:
        shown = self.tabs.currentWidget()
        assert isinstance(shown, RegisterPart)
        return shown

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        for sheet in self.sheets.values():
            sheet.populate()
        if self.bar is not None:
            self.desk.tasks.query(approvers, self.bar.offer)
        if self._opened[1]:
            self._read(*self._opened)

    def open_target(self, target: object) -> None:
        match target:
            case (str(kind), str(no)) if _PARTS.get(kind) in self.sheets:
                self.show_part(_PARTS[kind])
                self.sheet.show_only(Shown.ALL)
                self._open(_PARTS[kind], no)
            case str() if target in self.sheets:
                self.show_part(target)

    def show_part(self, key: str) -> None:
        self.tabs.setCurrentWidget(self.sheets[key])

    def _open(self, part: str, no: str) -> None:
        self._opened = (part, no)
        self._read(part, no)

    def _read(self, part: str, no: str) -> None:
        query = self.desk.tasks.query
        if part == "reports":
            query(lambda ctx: open_report(ctx, no), self._on_report)
        elif part == "complaints":
            query(lambda ctx: open_complaint(ctx, no), self._on_complaint)
        else:
            query(lambda ctx: open_visit(ctx, no), self._on_visit)

    def _on_report(self, file: ReportFile) -> None:
        def choose(action: ReportAction) -> None:
            StepDialog(self, self.desk, file, action).open()

        def other(no: str) -> None:
            self._open("reports", no)

        self._explain("reports", lambda: ReportPanel(self.desk, file, choose, other))

    def _on_complaint(self, file: ComplaintFile) -> None:
        row = file.complaint.row

        def answered() -> None:
            self.desk.tasks.command(lambda ctx: complaints.reply(ctx, row.no, row.version))

        def close() -> None:
            CloseDialog(self, self.desk, file).open()

        self._explain("complaints", lambda: ComplaintPanel(self.desk, file, answered, close))

    def _on_visit(self, file: VisitFile) -> None:
        row = file.visit.row

        def leave() -> None:
            self.desk.tasks.command(lambda ctx: visitors.leave(ctx, row.no, row.version))

        self._explain("visitors", lambda: VisitPanel(self.desk, file, leave))

    def _explain(self, part: str, make: Callable[[], QWidget]) -> None:
        if isValid(self) and self.isVisible() and self.part == part:
            self.desk.explain(make())

    def _on_tab(self, _index: int) -> None:
        self._opened = ("", "")
        self.desk.explain(None)
        step = self.sheet.register.step
        self.begin_button.setText(step)
        self.begin_button.setVisible(self._may_begin())
        self.desk.actions.refresh()

    def _on_waiting(self, sheet: RegisterPart[Any], count: int) -> None:
        title = sheet.register.title
        self.tabs.setTabText(self.tabs.indexOf(sheet), f"{title} ({count})" if count else title)

    # -- beginning ---------------------------------------------------------------------------

    def _may_begin(self) -> bool:
        return self._may_report() if self.part == "reports" else self._may_register()

    def begin(self) -> None:
        """A new row of the part that is shown."""
        if not self._may_begin():
            return
        if self.part == "reports":
            self.desk.tasks.query(reach, self._on_reach)
        elif self.part == "complaints":
            self.desk.tasks.query(receivers, self._on_receivers)
        elif self.bar is not None:
            self.bar.name.setFocus()

    def _on_reach(self, found: Reach) -> None:
        RaisingDialog(self, self.desk, found, partial(self._show_new, "reports")).open()

    def _on_receivers(self, found: Receivers) -> None:
        ComplaintDialog(self, self.desk, found, partial(self._show_new, "complaints")).open()

    def _show_new(self, part: str, no: str) -> None:
        self.desk.say(_("{no} is on record.").format(no=no))
        if self.part == part:
            self._open(part, no)

    # -- going out ---------------------------------------------------------------------------

    def _on_export(self) -> None:
        title = self.sheet.register.title
        ask_where(self, _("Export the register"), title, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the part as it is shown to an Excel list."""
        sheet = self.sheet
        write_out(
            self.desk, _("Exporting the register"), path,
            lambda cancel: sheet.export_to(path, cancel), sheet.register.counted,
        )  # fmt: skip

    def _on_print(self) -> None:
        title = self.sheet.register.title
        ask_where(self, _("Print the register"), title, Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the part as it is shown to a PDF."""
        self.sheet.print_to(path)
        self.desk.say(_("Written to {path}").format(path=path.name))

    # -- actions -----------------------------------------------------------------------------

    def _actions(self) -> Sequence[Action]:
        return [
            COMMANDS["registers.begin"].does(self.begin, allowed=self._may_begin),
            COMMANDS["registers.search"].does(self._search),
            COMMANDS["registers.export"].does(self._on_export),
            COMMANDS["registers.print"].does(self._on_print),
        ]

    def _search(self) -> None:
        field = self.sheet.text
        QTimer.singleShot(0, field, field.setFocus)
