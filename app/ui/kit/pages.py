"""The window's pages: key, title, icon, where the class is. Imported when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from app.rules.permissions import Action, Scope
from app.rules.vocabulary import Message, msg

if TYPE_CHECKING:
    from app.ui.kit.me import Me
    from app.ui.kit.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page before it is imported. `on_rail` False: reached from other pages only.

    `needs`: who may not do that as far as `reach` does not see the page.
    """

    key: str
    title: Message
    icon: str
    where: str
    on_rail: bool = True
    needs: Action | None = None
    reach: Scope = Scope.OWN

    def load(self) -> type[Page]:
        """The page's class; imports it and what it needs."""
        module, name = self.where.split(":")
        page: type[Page] = getattr(import_module(module), name)
        return page


ALL = (
    PageEntry("today", msg("Today"), "today", "app.ui.today.page:TodayPage"),
    PageEntry("inbox", msg("Inbox"), "inbox", "app.ui.inbox.page:InboxPage"),
    PageEntry(
        "roster",
        msg("Roster"),
        "roster",
        "app.ui.roster.page:RosterPage",
        needs=Action.SEE_ROSTER,
    ),
    PageEntry(
        "swaps",
        msg("Swaps"),
        "swap",
        "app.ui.swaps.page:SwapsPage",
        needs=Action.SEE_REGISTERS,
    ),
    PageEntry("leave", msg("Leave"), "leave", "app.ui.leave.page:LeavePage"),
    PageEntry(
        "handover",
        msg("Handover"),
        "handover",
        "app.ui.handover.page:HandoverPage",
        needs=Action.READ_HANDOVER,
    ),
    PageEntry(
        "attendance",
        msg("Attendance"),
        "attendance",
        "app.ui.attendance.page:AttendancePage",
        needs=Action.SEE_REGISTERS,
        reach=Scope.TEAM,
    ),
    PageEntry(
        "findings",
        msg("Findings"),
        "findings",
        "app.ui.findings.page:FindingsPage",
        needs=Action.SEE_REGISTERS,
    ),
    PageEntry(
        "whatif",
        msg("What if"),
        "what-if",
        "app.ui.what_if.page:WhatIfPage",
        needs=Action.SEE_REGISTERS,
        reach=Scope.TEAM,
    ),
    PageEntry("rules", msg("Rules"), "rules", "app.ui.rulebook.page:RulesPage"),
    PageEntry(
        "people",
        msg("People"),
        "people",
        "app.ui.people.page:PeoplePage",
        needs=Action.SEE_PEOPLE,
    ),
    PageEntry(
        "audit", msg("Audit"), "shield", "app.ui.audit.page:AuditPage", needs=Action.SEE_AUDIT
    ),
    PageEntry("settings", msg("Settings"), "settings", "app.ui.settings.page:SettingsPage"),
    PageEntry("person", msg("Person"), "person", "app.ui.person.page:PersonPage", on_rail=False),
)


def entries(me: Me) -> Sequence[PageEntry]:
    """The pages that `me` may see, in the order of the rail."""
    return [page for page in ALL if _may_see(me, page)]


def _may_see(me: Me, page: PageEntry) -> bool:
    return page.needs is None or me.scope(page.needs) >= page.reach


def first_page(key: str) -> PageEntry:
    """The page to begin with: `key`'s, where it is one, or else the first of all."""
    return next((page for page in ALL if page.key == key), ALL[0])


def entry(key: str) -> PageEntry:
    """The page of that key; KeyError when there is none."""
    return {page.key: page for page in ALL}[key]
