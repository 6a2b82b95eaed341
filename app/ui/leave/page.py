"""Leave: ask for it, see where it stands, decide, cover what it opens, keep the register."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from shiboken6 import isValid

from app.reading.leave.certificates import CertificateRow
from app.reading.leave.desk import Loaded, load_desk
from app.reading.leave.view import Detail, detail
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _, ngettext
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.current_stack import CurrentStack
from app.ui.kit.desk import Desk
from app.ui.kit.expiring import end_overdue
from app.ui.kit.page import Page
from app.ui.kit.sick_call import SickCall
from app.ui.leave import papers
from app.ui.leave.ask import AskLeaveSheet
from app.ui.leave.balances_view import BalancesView
from app.ui.leave.commands import COMMANDS
from app.ui.leave.cover_view import CoverView
from app.ui.leave.deciding import LeaveDecider
from app.ui.leave.delegation_view import DelegationView
from app.ui.leave.lists import DecideTable, MineTable
from app.ui.leave.panel import LeavePanel, Ways
from app.ui.leave.printing import ask_for_form
from app.ui.leave.register import RegisterView


class LeavePage(Page):
    """A target is a leave's number, a tab ("ask", "mine", "decide", "cover", "register",
    "balances", "delegation"), a day or the first and the last one to ask for, or the number and
    day of an open shift."""

    key = "leave"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loaded: Loaded | None = None
        self._shown = ""
        self.decider = LeaveDecider(desk, self)
        self.ask_button = button(_("Ask for leave"), self._on_ask, kind="primary", icon="plus")
        self.header.add_tool(self.ask_button)
        self.ask = AskLeaveSheet(desk)
        self.mine, self.decide = MineTable(), DecideTable()
        self.cover, self.register = CoverView(desk), RegisterView(desk)
        self.balances, self.delegation = BalancesView(desk), DelegationView(desk)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setExpanding(False)
        self.stack = CurrentStack()
        self.mine_stack = self._or_empty(self.mine, self._no_leave())
        self.decide_stack = self._or_empty(self.decide, self._nothing_waits())
        self._add_tabs()
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.ask.sent.connect(self._on_sent)
        self.ask.to_cover.connect(self._on_to_cover)
        self.mine.picked.connect(lambda row: self.open_leave(row.no))
        self.decide.picked.connect(lambda one: self.open_leave(one.row.no))
        self.register.opened.connect(self.open_leave)
        self.add_actions(self._actions())
        self.show_tab("mine" if self._files() else "register")

    def holds_input(self) -> bool:
        return self.stack.currentWidget() is self.ask and self.ask.form.holds_input()

    def populate(self) -> None:
        """End what is due first, so that nothing that can no longer be decided is offered."""
        end_overdue(self.desk, self._read)

    def _read(self) -> None:
        if isValid(self):
            self.desk.tasks.query(load_desk, self._on_loaded)

    def open_target(self, target: object) -> None:
        match target:
            case str() if target in self._keys:
                self.show_tab(target)
            case str():
                self.open_leave(target)
            case date() if self._files():
                self.show_tab("ask")
                self.ask.begin(target)
            case (date() as first, date() as last) if self._files():
                self.show_tab("ask")
                self.ask.begin(first, last)
            case SickCall() if self._files():
                self.show_tab("ask")
                self.ask.sick_call(target)
            case (str() as no, date() as day):
                self.show_tab("cover")
                self.cover.choose(no, day)

    def show_tab(self, key: str) -> None:
        """Show one part of the page, where the person has it."""
        if key in self._keys:
            self.tabs.setCurrentIndex(self._keys.index(key))

    def open_leave(self, no: str) -> None:
        """Show one leave in the panel."""
        self._shown = no
        self.desk.tasks.query(lambda ctx: detail(ctx, no), self._explain)

    # -- building ----------------------------------------------------------------------------

    def _files(self) -> bool:
        return self.desk.me.person_id is not None

    def _add_tabs(self) -> None:
        """Only what the person can do or see."""
        me = self.desk.me
        decides = me.scope(May.DECIDE_LEAVE) is not Scope.NONE
        registers = me.scope(May.SEE_REGISTERS)
        offered: list[tuple[str, str, QWidget, bool]] = [
            ("ask", _("Ask for leave"), self.ask, self._files()),
            ("mine", _("My leave"), self.mine_stack, self._files()),
            ("decide", _("To decide"), self.decide_stack, decides),
            ("cover", _("Open shifts"), self.cover, me.scope(May.DRAFT_ROSTER) is not Scope.NONE),
            ("register", _("Register"), self.register, registers is not Scope.NONE),
            ("balances", _("Balances"), self.balances, self._files()),
            ("delegation", _("Delegation"), self.delegation, decides),
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
        self.ask_button.setVisible(self._files())

    def _or_empty(self, table: QWidget, empty: EmptyState) -> QStackedWidget:
        stack = QStackedWidget()
        stack.addWidget(table)
        stack.addWidget(empty)
        return stack

    def _no_leave(self) -> EmptyState:
        return EmptyState(
            "leave",
            _("No leave yet"),
            _("What you ask for stands here, with every step that was decided."),
            button(_("Ask for leave"), self._on_ask, kind="primary", icon="plus"),
        )

    def _nothing_waits(self) -> EmptyState:
        return EmptyState(
            "check-circle",
            _("Nothing waits for you"),
            _("Leaves stand here when your step of their chain is next."),
        )

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["leave.ask"].does(self._on_ask, allowed=self._files),
            COMMANDS["leave.find"].does(self._on_find, allowed=lambda: "register" in self._keys),
        ]

    # -- showing -----------------------------------------------------------------------------

    def _on_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        if self._files():
            self.ask.show_desk(loaded)
        self.mine.show_desk(loaded)
        self.decide.show_desk(loaded)
        self.cover.show_desk(loaded)
        self.register.show_desk(loaded)
        self.delegation.show_desk(loaded)
        self.balances.populate()
        self.mine_stack.setCurrentIndex(0 if loaded.mine else 1)
        self.decide_stack.setCurrentIndex(0 if loaded.to_decide else 1)
        self._count("decide", _("To decide"), len(loaded.to_decide))
        self._count("cover", _("Open shifts"), len(loaded.open_shifts))
        self.header.set_note(self._note(loaded))
        if self._shown:
            self.open_leave(self._shown)

    def _count(self, key: str, title: str, count: int) -> None:
        if key in self._keys:
            text = _("{title} ({n})").format(title=title, n=count) if count else title
            self.tabs.setTabText(self._keys.index(key), text)

    def _note(self, loaded: Loaded) -> str:
        parts = []
        if loaded.to_decide:
            n = len(loaded.to_decide)
            parts.append(ngettext("{n} waits for you", "{n} wait for you", n).format(n=n))
        if loaded.open_shifts:
            n = len(loaded.open_shifts)
            parts.append(ngettext("{n} open shift", "{n} open shifts", n).format(n=n))
        names = {kind.code: kind.name for kind in loaded.kinds}
        for code, one in loaded.balances.items():
            if one.left:
                parts.append(_("{kind}: {n} left").format(kind=names[code], n=one.free))
        return " · ".join(parts)

    def _explain(self, found: Detail) -> None:
        if found.row.no == self._shown:
            ways = Ways(
                self.decider, self._on_change, self._on_hand_in, self._on_look,
                lambda one: ask_for_form(self, self.desk, one),
            )  # fmt: skip
            self.desk.explain(LeavePanel(self.desk, found, ways))

    # -- doing -------------------------------------------------------------------------------

    def _on_tab(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self._shown = ""
        self.desk.explain(None)
        for table in (self.mine, self.decide, self.register.table):
            table.setCurrentIndex(table.model().index(-1, -1))

    def _on_ask(self) -> None:
        self.show_tab("ask")
        self.ask.begin()
        self.ask.form.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_find(self) -> None:
        self.show_tab("register")
        self.register.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_sent(self, no: str) -> None:
        self.show_tab("mine")
        self.open_leave(no)

    def _on_to_cover(self, no: str, day: date) -> None:
        if "cover" not in self._keys:
            self.show_tab("mine")
            return
        self.show_tab("cover")
        self.cover.choose(no, day)

    def _on_change(self, found: Detail) -> None:
        self.show_tab("ask")
        self.ask.change(found.row)

    def _on_hand_in(self, found: Detail) -> None:
        papers.HandInDialog(self, self.desk, found).open()

    def _on_look(self, paper: CertificateRow) -> None:
        papers.show_paper(self, self.desk, paper)
