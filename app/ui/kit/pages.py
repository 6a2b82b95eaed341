"""The window's pages: key, title, icon, where the class is. Imported when first shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from app.rules.permissions import Action, Scope
from app.rules.vocabulary import Message, Role, msg

if TYPE_CHECKING:
    from app.ui.kit.commands import Command
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

    `words`: by which the palette finds it besides its title, in either language.
    `needs`: who may not do that as far as `reach` does not see the page. `seldom`: the roles that
    have little use for it and find it under "More pages" instead of on the rail.
    """

    key: str
    title: Message
    icon: str
    where: str
    words: str = ""
    group: RailGroup | None = None
    needs: Action | None = None
    reach: Scope = Scope.OWN
    seldom: frozenset[Role] = frozenset()

    @property
    def shortcut(self) -> str:
        """The same keys for everybody: the first nine of all pages, whoever may see them."""
        number = ALL.index(self) + 1
        return f"Ctrl+{number}" if number < 10 else ""

    def commands(self) -> Mapping[str, Command]:
        """What can be done there, known without importing the page; nothing where the page's
        folder says nothing of it."""
        return _commands_in(self.where.partition(":")[0].rpartition(".")[0])

    def load(self) -> type[Page]:
        """The page's class; imports it and what it needs."""
        module, name = self.where.split(":")
        page: type[Page] = getattr(import_module(module), name)
        return page


_AGENT, _LEADER, _INSPECTOR = Role.AGENT, Role.TEAM_LEADER, Role.QA_INSPECTOR
_HEAD, _DIRECTOR, _KEEPER = Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR, Role.ADMINISTRATOR

FIRST = "today"
"""Where everybody begins who has nothing to read first."""
BULLETINS = "bulletins"
UNREAD = "unread"
"""What the page of bulletins opens at after signing in, where something is unread."""

ALL = (
    PageEntry(
        FIRST,
        msg("Today"),
        "today",
        "app.ui.today.page:TodayPage",
        "今日 今天 首页 概况 home overview",
        RailGroup.SHIFT,
    ),
    PageEntry(
        "inbox",
        msg("Inbox"),
        "inbox",
        "app.ui.inbox.page:InboxPage",
        "收件箱 待办 审批 通知 approvals notices",
        RailGroup.SHIFT,
    ),
    PageEntry(
        "handover",
        msg("Handover"),
        "handover",
        "app.ui.handover.page:HandoverPage",
        "交接班 交班 接班 日志 值班日志 shift log",
        RailGroup.SHIFT,
        needs=Action.READ_HANDOVER,
        seldom=frozenset({_KEEPER}),
    ),
    PageEntry(
        "attendance",
        msg("Attendance"),
        "attendance",
        "app.ui.attendance.page:AttendancePage",
        "考勤 点名 签到 登记 迟到 roll call register",
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
        "座席 工位 脱岗 停岗 seats floor",
        RailGroup.SHIFT,
        needs=Action.SEE_DESKS,
        seldom=frozenset({_DIRECTOR}),
    ),
    PageEntry(
        BULLETINS,
        msg("Bulletins"),
        "bulletins",
        "app.ui.bulletins.page:BulletinsPage",
        "通告 公告 通知 业务通知 notices",
        RailGroup.SHIFT,
    ),
    PageEntry(
        "roster",
        msg("Roster"),
        "roster",
        "app.ui.roster.page:RosterPage",
        "排班表 班表 排班 schedule shifts",
        RailGroup.TIME,
        needs=Action.SEE_ROSTER,
    ),
    PageEntry(
        "swaps",
        msg("Swaps"),
        "swap",
        "app.ui.swaps.page:SwapsPage",
        "换班 调班 替班 exchange",
        RailGroup.TIME,
        needs=Action.SEE_REGISTERS,
        seldom=frozenset({_INSPECTOR, _DIRECTOR, _KEEPER}),
    ),
    PageEntry(
        "leave",
        msg("Leave"),
        "leave",
        "app.ui.leave.page:LeavePage",
        "请假 休假 销假 假条 absence holiday",
        RailGroup.TIME,
    ),
    PageEntry(
        "need",
        msg("Need"),
        "phone",
        "app.ui.need.page:NeedPage",
        "话务需求 人力需求 话务量 预测 服务水平 forecast erlang contacts staffing",
        RailGroup.TIME,
        needs=Action.SEE_NEEDS,
        seldom=frozenset({_LEADER, _DIRECTOR, _KEEPER}),
    ),
    PageEntry(
        "scoring",
        msg("Scoring"),
        "quality",
        "app.ui.scoring.page:ScoringPage",
        "质检 评分 打分 录音 scoring inspection",
        RailGroup.QUALITY,
        needs=Action.INSPECT,
    ),
    PageEntry(
        "sampling",
        msg("Sampling"),
        "sampling",
        "app.ui.sampling.page:SamplingPage",
        "抽检 抽样 质检计划 通话清单 sampling draw contacts",
        RailGroup.QUALITY,
        needs=Action.SEE_SAMPLE,
        seldom=frozenset({_AGENT, _LEADER, _HEAD, _DIRECTOR}),
    ),
    PageEntry(
        "inspections",
        msg("Inspections"),
        "quality",
        "app.ui.inspections.page:InspectionsPage",
        "质检结果 考评表 申诉 得分 成绩 inspection appeal score",
        RailGroup.QUALITY,
        needs=Action.READ_INSPECTIONS,
        seldom=frozenset({_AGENT, _KEEPER}),
    ),
    PageEntry(
        "calibration",
        msg("Calibration"),
        "calibration",
        "app.ui.calibration.page:CalibrationPage",
        "校准 评分校准 一致性 宽严 盲评 calibration agreement alpha",
        RailGroup.QUALITY,
        needs=Action.READ_INSPECTIONS,
        reach=Scope.DEPARTMENT,
        seldom=frozenset({_HEAD, _DIRECTOR, _KEEPER}),
    ),
    PageEntry(
        "analysis",
        msg("Analysis"),
        "chart",
        "app.ui.analysis.page:AnalysisPage",
        "质检分析 周结 月报 共性问题 培训建议 analysis week month",
        RailGroup.QUALITY,
        needs=Action.READ_INSPECTIONS,
        reach=Scope.TEAM,
    ),
    PageEntry(
        "scorecards",
        msg("Scorecards"),
        "note",
        "app.ui.scorecards.page:ScorecardsPage",
        "评分表 评分标准 考评表 scorecard weights",
        RailGroup.QUALITY,
        needs=Action.READ_CARDS,
        seldom=frozenset({_AGENT, _LEADER, _HEAD, _DIRECTOR}),
    ),
    PageEntry(
        "duties",
        msg("Duties"),
        "check-circle",
        "app.ui.duties.page:DutiesPage",
        "职责 岗位职责 任务 例行工作 培训 tasks",
        RailGroup.OFFICE,
        needs=Action.SEE_DUTIES,
        seldom=frozenset({_AGENT}),
    ),
    PageEntry(
        "registers",
        msg("Registers"),
        "registers",
        "app.ui.registers.page:RegistersPage",
        "台账 登记 登记簿 上报 投诉 来访 登记本 reports complaints visitors",
        RailGroup.OFFICE,
        needs=Action.SEE_REPORTS,
        seldom=frozenset({_AGENT, _KEEPER}),
    ),
    PageEntry(
        "findings",
        msg("Findings"),
        "findings",
        "app.ui.findings.page:FindingsPage",
        "检查结果 违规 问题 检查 breaches check",
        RailGroup.OFFICE,
        needs=Action.SEE_REGISTERS,
        seldom=frozenset({_AGENT, _INSPECTOR}),
    ),
    PageEntry(
        "whatif",
        msg("What if"),
        "what-if",
        "app.ui.what_if.page:WhatIfPage",
        "试算 模拟测算 假如 模拟 simulate simulation",
        RailGroup.OFFICE,
        needs=Action.SEE_REGISTERS,
        reach=Scope.TEAM,
        seldom=frozenset({_HEAD, _DIRECTOR, _KEEPER}),
    ),
    PageEntry(
        "people",
        msg("People"),
        "people",
        "app.ui.people.page:PeoplePage",
        "人员 员工 账号 班组 部门 staff accounts teams",
        RailGroup.CENTRE,
        needs=Action.SEE_PEOPLE,
        seldom=frozenset({_AGENT, _LEADER, _INSPECTOR, _HEAD}),
    ),
    PageEntry(
        "rules",
        msg("Rules"),
        "rules",
        "app.ui.rulebook.page:RulesPage",
        "规章 规则 制度 规定 rulebook policy",
        RailGroup.CENTRE,
        seldom=frozenset({_AGENT}),
    ),
    PageEntry(
        "audit",
        msg("Audit"),
        "shield",
        "app.ui.audit.page:AuditPage",
        "审计 审计记录 操作记录 日志 trail history",
        RailGroup.CENTRE,
        needs=Action.SEE_AUDIT,
        seldom=frozenset({_HEAD}),
    ),
    PageEntry(
        "settings",
        msg("Settings"),
        "settings",
        "app.ui.settings.page:SettingsPage",
        "设置 参数 班次 备份 数据库 preferences options backup",
        RailGroup.CENTRE,
        seldom=frozenset({_AGENT, _LEADER, _INSPECTOR, _HEAD, _DIRECTOR}),
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


@cache
def _commands_in(folder: str) -> Mapping[str, Command]:
    if find_spec(f"{folder}.commands") is None:
        return {}
    found: Mapping[str, Command] = import_module(f"{folder}.commands").COMMANDS
    return found


def entry(key: str) -> PageEntry:
    """The page of that key; KeyError when there is none."""
    return {page.key: page for page in ALL}[key]
