"""The Swaps page. Its target: (employee number, day) of a shift to be swapped, a swap's number,
or the key of one of its tabs ("ask", "requests", "register")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget
from shiboken6 import isValid

from app.reading.swaps.desk import Choice, RequestFile, open_request
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _
from app.ui.kit.actions import Action
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.expiring import end_overdue
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space
from app.ui.swaps.ask import AskSwapSheet
from app.ui.swaps.commands import COMMANDS
from app.ui.swaps.deciding import SwapDecider
from app.ui.swaps.detail import RequestPanel
from app.ui.swaps.register import RegisterSheet, swaps_counted
from app.ui.swaps.requests import RequestsSheet


class SwapsPage(Page):
    """Ask, one's requests, the register: what the person may not do has no tab."""

    key = "swaps"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._decider = SwapDecider(desk, self)
        self._opened = ""
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.ask = AskSwapSheet(desk)
        self.requests = RequestsSheet(desk)
        self.register = RegisterSheet(desk)
        self._tabs: dict[str, AskSwapSheet | RequestsSheet | RegisterSheet] = {}
        self._add_tabs()
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        self.body.addWidget(self.tabs, 1)
        self.export_button = button(_("Export…"), self._on_export, icon="export")
        self.print_button = button(_("Print…"), self._on_print, icon="print")
        self.header.add_tool(self.export_button)
        self.header.add_tool(self.print_button)
        self._connect()
        self.add_actions(self._actions())
        self._on_tab(self.tabs.currentIndex())

    def _add_tabs(self) -> None:
        if self._may_ask():
            self._add("ask", _("Ask"), self.ask)
        self._add("requests", _("Requests"), self.requests)
        if self.desk.me.scope(May.SEE_REGISTERS) is not Scope.NONE:
            self._add("register", _("Register"), self.register)
        for sheet in (self.ask, self.register):
            if sheet not in self._tabs.values():
                sheet.setParent(self)
                sheet.hide()

    def _add(
        self, key: str, title: str, sheet: AskSwapSheet | RequestsSheet | RegisterSheet
    ) -> None:
        self._tabs[key] = sheet
        sheet.setContentsMargins(0, Space.M, 0, 0)
        self.tabs.addTab(sheet, title)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.ask.sent.connect(self._on_sent)
        self.requests.opened.connect(self.open_swap)
        self.requests.waiting.connect(self._on_waiting)
        self.requests.ask_pressed.connect(lambda: self.show_tab("ask"))
        self.register.opened.connect(self.open_swap)

    def _may_ask(self) -> bool:
        me = self.desk.me
        return me.person_id is not None and me.scope(May.FILE_SWAP) is not Scope.NONE

    # -- reading -----------------------------------------------------------------------------

    def holds_input(self) -> bool:
        return self.tabs.currentWidget() is self.ask and self.ask.holds_input()

    def populate(self) -> None:
        """End what is due first, so that nothing that can no longer happen is offered."""
        end_overdue(self.desk, self._read)

    def _read(self) -> None:
        if not isValid(self):
            return
        for sheet in self._tabs.values():
            sheet.populate()
        if self._opened:
            self._read_swap(self._opened)

    def open_target(self, target: object) -> None:
        if isinstance(target, tuple):
            no, day = target
            self._aim(no, day)
        elif target in self._tabs:
            self.show_tab(str(target))
        elif isinstance(target, str):
            self.show_tab("requests")
            self.open_swap(target)

    def _aim(self, no: str, day: date) -> None:
        """A shift out of the roster: one's own is given, a colleague's is asked for."""
        if not self._may_ask():
            return
        self.show_tab("ask")
        if no == self.desk.me.account.actor.name:
            self.ask.give(day)
        else:
            self.ask.ask(no, day)

    def show_tab(self, key: str) -> None:
        if key in self._tabs:
            self.tabs.setCurrentWidget(self._tabs[key])

    def open_swap(self, no: str) -> None:
        """Explain one request in the panel."""
        self._opened = no
        self._read_swap(no)

    def _read_swap(self, no: str) -> None:
        self.desk.tasks.query(lambda ctx: open_request(ctx, no), self._on_opened)

    def _on_opened(self, file: RequestFile) -> None:
        if not self.isVisible() or self.tabs.currentWidget() is self.ask:
            return
        request = file.request

        def choose(choice: Choice) -> None:
            self._decider.do(request, choice)

        panel = RequestPanel(self.desk, file, choose, lambda: self._on_print_form(file))
        self.desk.explain(panel)

    def _on_tab(self, _index: int) -> None:
        here = self.tabs.currentWidget()
        for tool in (self.export_button, self.print_button):
            tool.setVisible(here is self.register)
        self._opened = ""
        if here is self.ask:
            self.ask.explain()
        else:
            self.desk.explain(None)
        self.desk.actions.refresh()

    def _on_sent(self, no: str) -> None:
        self.show_tab("requests")
        self.open_swap(no)

    def _on_waiting(self, count: int) -> None:
        title = _("Requests")
        at = self.tabs.indexOf(self.requests)
        self.tabs.setTabText(at, f"{title} ({count})" if count else title)

    # -- going out ---------------------------------------------------------------------------

    def _on_export(self) -> None:
        ask_where(
            self, _("Export the register"), self._register_name(), Ending.EXCEL, self.export_to
        )

    def export_to(self, path: Path) -> None:
        """Write the register as it is shown to an Excel list."""
        from app.ui.swaps.export import export_register

        rows = self.register.shown()
        write_out(
            self.desk, _("Exporting the register"), path,
            lambda cancel: export_register(rows, path, cancel), swaps_counted,
        )  # fmt: skip

    def _on_print(self) -> None:
        ask_where(self, _("Print the register"), self._register_name(), Ending.PDF, self.print_to)

    def _register_name(self) -> str:
        return f"{_('Register of swaps')} {self.register.title()}"

    def print_to(self, path: Path) -> None:
        """Write the register as it is shown to a PDF."""
        from app.ui.swaps.paper import print_register

        title, rows = self.register.title(), self.register.shown()
        now = self.desk.ctx.now()
        self.desk.tasks.query(
            lambda _ctx: print_register(rows, title, now, path), lambda _done: self._wrote(path)
        )

    def _on_print_form(self, file: RequestFile) -> None:
        no = file.request.row.no
        name = _("Swap form {no}").format(no=no)
        ask_where(
            self, _("Print the form"), name, Ending.PDF,
            lambda path: self.print_form_to(file, path),
        )  # fmt: skip

    def print_form_to(self, file: RequestFile, path: Path) -> None:
        """Write one swap's form to a PDF."""
        from app.ui.swaps.paper import print_form

        now = self.desk.ctx.now()
        self.desk.tasks.query(
            lambda _ctx: print_form(file, now, path), lambda _done: self._wrote(path)
        )

    def _wrote(self, path: Path) -> None:
        self.desk.say(_("Written to {path}").format(path=path.name))

    # -- actions -----------------------------------------------------------------------------

    def _actions(self) -> Sequence[Action]:
        def here(sheet: object) -> bool:
            return self.tabs.currentWidget() is sheet

        return [
            COMMANDS["swaps.ask"].does(lambda: self.show_tab("ask"), allowed=self._may_ask),
            COMMANDS["swaps.send"].does(
                self.ask.send, allowed=self._may_ask, enabled=self.ask.bar.may_send
            ),
            COMMANDS["swaps.requests"].does(lambda: self.show_tab("requests")),
            COMMANDS["swaps.search"].does(self._search),
            COMMANDS["swaps.export"].does(self._on_export, enabled=lambda: here(self.register)),
            COMMANDS["swaps.print"].does(self._on_print, enabled=lambda: here(self.register)),
        ]

    def _search(self) -> None:
        field = self.ask.partners.name
        if self.tabs.currentWidget() is not self.ask:
            self.show_tab("register")
            field = self.register.text
        QTimer.singleShot(0, field, field.setFocus)
