"""The window's pages: key, title, icon, where the class is. Imported when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from app.rules.permissions import Action, Scope
from app.rules.vocabulary import Message, Role, msg

if TYPE_CHECKING:
    from app.ui.kit.me import Me
    from app.ui.kit.page import Page


class RailGroup(Enum):
    """The groups of the rail, in its order."""

    SHIFT = msg("The shift")
    TIME = msg("Working time")
    QUALITY = msg("Quality")
    OFFICE = msg("Office")
    CENTRE = msg("Centre")


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page before it is imported. `group` None: reached from other pages only.

    `needs`: who may not do that as far as `reach` does not see the page. `seldom`: the roles that
    have little use for it and find it under "More pages" instead of on the rail.
    """

    key: str
    title: Message
    icon: str
    where: str
    group: RailGroup | None = None
    needs: Action | None = None
    reach: Scope = Scope.OWN
    seldom: frozenset[Role] = frozenset()

    def load(self) -> type[Page]:
        """The page's class; imports it and what it needs."""
        module, name = self.where.split(":")
        page: type[Page] = getattr(import_module(module), name)
        return page


_AGENT, _LEADER, _INSPECTOR = Role.AGENT, Role.TEAM_LEADER, Role.QA_INSPECTOR
_HEAD, _DIRECTOR, _KEEPER = Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR, Role.ADMINISTRATOR

BULLETINS = "bulletins"
UNREAD = "unread"
"""What the page of bulletins opens at after signing in, where something is unread."""

ALL = (
    PageEntry("today", msg("Today"), "today", "app.ui.today.page:TodayPage", RailGroup.SHIFT),
    PageEntry("inbox", msg("Inbox"), "inbox", "app.ui.inbox.page:InboxPage", RailGroup.SHIFT),
    PageEntry(
        "handover",
        msg("Handover"),
        "handover",
        "app.ui.handover.page:HandoverPage",
        RailGroup.SHIFT,
        needs=Action.READ_HANDOVER,
        seldom=frozenset({_KEEPER}),
    ),
    PageEntry(
        "attendance",
        msg("Attendance"),
        "attendance",
        "app.ui.attendance.page:AttendancePage",
        RailGroup.SHIFT,
        needs=Action.SEE_REGISTERS,
        reach=Scope.TEAM,
        seldom=frozenset({_DIRECTOR, _KEEPER}),
    ),
    PageEntry(
        "desks",
        msg("Desks"),
        "desk",
        "app.ui.desks.page:DesksPage",
        RailGroup.SHIFT,
        needs=Action.SEE_DESKS,
        seldom=frozenset({_DIRECTOR}),
    ),
    PageEntry(
        BULLETINS,
        msg("Bulletins"),
        "bulletins",
        "app.ui.bulletins.page:BulletinsPage",
        RailGroup.SHIFT,
    ),
    PageEntry(
        "roster",
        msg("Roster"),
        "roster",
        "app.ui.roster.page:RosterPage",
        RailGroup.TIME,
        needs=Action.SEE_ROSTER,
    ),
    PageEntry(
        "swaps",
        msg("Swaps"),
        "swap",
        "app.ui.swaps.page:SwapsPage",
        RailGroup.TIME,
        needs=Action.SEE_REGISTERS,
        seldom=frozenset({_INSPECTOR, _DIRECTOR, _KEEPER}),
    ),
    PageEntry("leave", msg("Leave"), "leave", "app.ui.leave.page:LeavePage", RailGroup.TIME),
    PageEntry(
        "scoring",
        msg("Scoring"),
        "quality",
        "app.ui.scoring.page:ScoringPage",
        RailGroup.QUALITY,
        needs=Action.INSPECT,
    ),
    PageEntry(
        "sampling",
        msg("Sampling"),
        "sampling",
        "app.ui.sampling.page:SamplingPage",
        RailGroup.QUALITY,
        needs=Action.SEE_SAMPLE,
        seldom=frozenset({_AGENT, _LEADER, _DIRECTOR}),
    ),
    PageEntry(
        "analysis",
        msg("Analysis"),
        "chart",
        "app.ui.analysis.page:AnalysisPage",
        RailGroup.QUALITY,
        needs=Action.READ_INSPECTIONS,
        reach=Scope.TEAM,
    ),
    PageEntry(
        "scorecards",
        msg("Scorecards"),
        "quality",
        "app.ui.scorecards.page:ScorecardsPage",
        RailGroup.QUALITY,
        needs=Action.READ_CARDS,
        seldom=frozenset({_AGENT, _LEADER, _HEAD, _DIRECTOR}),
    ),
    PageEntry(
        "duties",
        msg("Duties"),
        "check-circle",
        "app.ui.duties.page:DutiesPage",
        RailGroup.OFFICE,
        needs=Action.SEE_DUTIES,
        seldom=frozenset({_AGENT}),
    ),
    PageEntry(
        "registers",
        msg("Registers"),
        "registers",
        "app.ui.registers.page:RegistersPage",
        RailGroup.OFFICE,
        needs=Action.SEE_REPORTS,
        seldom=frozenset({_AGENT, _KEEPER}),
    ),
    PageEntry(
        "findings",
        msg("Findings"),
        "findings",
        "app.ui.findings.page:FindingsPage",
        RailGroup.OFFICE,
        needs=Action.SEE_REGISTERS,
        seldom=frozenset({_AGENT, _INSPECTOR}),
    ),
    PageEntry(
        "whatif",
        msg("What if"),
        "what-if",
        "app.ui.what_if.page:WhatIfPage",
        RailGroup.OFFICE,
        needs=Action.SEE_REGISTERS,
        reach=Scope.TEAM,
        seldom=frozenset({_DIRECTOR, _KEEPER}),
    ),
    PageEntry(
        "people",
        msg("People"),
        "people",
        "app.ui.people.page:PeoplePage",
        RailGroup.CENTRE,
        needs=Action.SEE_PEOPLE,
        seldom=frozenset({_AGENT, _LEADER, _INSPECTOR}),
    ),
    PageEntry(
        "rules",
        msg("Rules"),
        "rules",
        "app.ui.rulebook.page:RulesPage",
        RailGroup.CENTRE,
        seldom=frozenset({_AGENT}),
    ),
    PageEntry(
        "audit",
        msg("Audit"),
        "shield",
        "app.ui.audit.page:AuditPage",
        RailGroup.CENTRE,
        needs=Action.SEE_AUDIT,
    ),
    PageEntry(
        "settings",
        msg("Settings"),
        "settings",
        "app.ui.settings.page:SettingsPage",
        RailGroup.CENTRE,
        seldom=frozenset({_AGENT, _LEADER, _INSPECTOR, _DIRECTOR}),
    ),
    PageEntry("person", msg("Person"), "person", "app.ui.person.page:PersonPage"),
)


def entries(me: Me) -> Sequence[PageEntry]:
    """The pages that `me` may see, in the order of the rail."""
    return [page for page in ALL if _may_see(me, page)]


def on_rail(me: Me) -> Sequence[PageEntry]:
    """Those of them that stand on the rail: what `me` uses day by day."""
    return [page for page in entries(me) if page.group and me.role not in page.seldom]


def aside(me: Me) -> Sequence[PageEntry]:
    """Those of them that stand under "More pages"."""
    return [page for page in entries(me) if page.group and me.role in page.seldom]


def _may_see(me: Me, page: PageEntry) -> bool:
    return page.needs is None or me.scope(page.needs) >= page.reach


def first_page(key: str) -> PageEntry:
    """The page to begin with: `key`'s, where it is one, or else the first of all."""
    return next((page for page in ALL if page.key == key), ALL[0])


def entry(key: str) -> PageEntry:
    """The page of that key; KeyError when there is none."""
    return {page.key: page for page in ALL}[key]
