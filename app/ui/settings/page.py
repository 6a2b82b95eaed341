"""Settings: a list of sections at the left, the chosen one beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
)

from app.text import _, say
from app.ui.kit import icons
from app.ui.kit.actions import Action
from app.ui.kit.commands import Command
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.kit.scrolled import yielding
from app.ui.kit.tokens import Space
from app.ui.settings.account import AccountSection
from app.ui.settings.calendar import CalendarSection
from app.ui.settings.commands import COMMANDS
from app.ui.settings.leave_kinds import LeaveKindsSection
from app.ui.settings.needs import NeedsSection
from app.ui.settings.policy import PolicySection
from app.ui.settings.section import Section
from app.ui.settings.shifts import ShiftsSection
from app.ui.settings.store import StoreSection
from app.ui.settings.window import WindowSection
from app.ui.settings.work_rules import WorkRulesSection
from app.ui.settings.workbook import WorkbookSection

SECTIONS: tuple[type[Section], ...] = (
    ShiftsSection, NeedsSection, WorkRulesSection, CalendarSection, PolicySection,
    LeaveKindsSection, StoreSection, WorkbookSection, WindowSection, AccountSection,
)  # fmt: skip


class SettingsPage(Page):
    """A target is a section's key: "calendar", "policy", "store"…"""

    key = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        shown = [one for one in SECTIONS if _is_offered(one, desk)]
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sections"))
        self.list.setFixedWidth(210)
        self.list.setSpacing(2)
        self.list.setIconSize(QSize(16, 16))
        self.setFocusProxy(self.list)
        self.stack = QStackedWidget()
        self.sections: dict[str, Section] = {}
        self._old = {one.key: True for one in shown}
        for one in shown:
            item = QListWidgetItem(icons.icon(one.icon), say(one.title))
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            self.list.addItem(item)
            self.sections[one.key] = one(desk)
            self.stack.addWidget(yielding(self.sections[one.key]))
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._on_chosen)
        self.add_actions(self._go_to(one) for one in shown)

    def holds_input(self) -> bool:
        return any(section.holds_input() for section in self.sections.values())

    def populate(self) -> None:
        self._old = dict.fromkeys(self._old, True)
        self._freshen()

    def open_target(self, target: object) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == target:
                self.list.setCurrentRow(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._freshen()

    def current(self) -> Section:
        """The section that is shown."""
        return self.sections[self.list.currentItem().data(Qt.ItemDataRole.UserRole)]

    def _on_chosen(self, row: int) -> None:
        self.stack.setCurrentIndex(row)
        self.desk.explain(None)
        self._freshen()
        self.desk.go(self.key, self.current().key)

    def _freshen(self) -> None:
        section = self.current()
        if self._old[section.key]:
            self._old[section.key] = False
            section.populate()

    def _go_to(self, section: type[Section]) -> Action:
        def run() -> None:
            self.open_target(section.key)

        return _command(section).does(run)


def _command(section: type[Section]) -> Command:
    return COMMANDS[f"settings.{section.key}"]


def _is_offered(section: type[Section], desk: Desk) -> bool:
    return _command(section).may(desk.me)
