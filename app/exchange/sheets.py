"""The sheets of the centre workbook: names, columns and words in both languages, once.

The reader and the writer both go by these tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.exchange import cells
from app.rules.calendar import YEARS
from app.rules.kinds import LONGEST_NOTICE
from app.rules.vocabulary import DayKind, LeaveKind, LeaveStatus, Role, SwapStatus, Upwards

Words = Mapping[str, tuple[str, str]]
"""A fixed word's English and Chinese form in a cell."""

ROLES: Words = {
    Role.AGENT: ("agent", "业务代表"),
    Role.TEAM_LEADER: ("team_leader", "班长"),
    Role.QA_INSPECTOR: ("qa_inspector", "质检员"),
    Role.DEPARTMENT_HEAD: ("department_head", "部主任"),
    Role.CENTRE_DIRECTOR: ("centre_director", "中心主任"),
    Role.ADMINISTRATOR: ("administrator", "管理员"),
}
DAY_KINDS: Words = {
    DayKind.HOLIDAY: ("holiday", "节日"),
    DayKind.WORKDAY: ("workday", "调休上班"),
}
SWAP_STATUSES: Words = {
    SwapStatus.EFFECTIVE: ("effective", "生效"),
    SwapStatus.OFFERED: ("pending", "待批"),
    SwapStatus.DECLINED: ("declined", "拒绝"),
    SwapStatus.WITHDRAWN: ("withdrawn", "撤回"),
    SwapStatus.EXPIRED: ("expired", "过期"),
}
LEAVE_STATUSES: Words = {
    LeaveStatus.APPROVED: ("approved", "批准"),
    LeaveStatus.PENDING: ("pending", "待批"),
    LeaveStatus.DECLINED: ("declined", "拒绝"),
    LeaveStatus.WITHDRAWN: ("withdrawn", "撤回"),
    LeaveStatus.EXPIRED: ("expired", "过期"),
}
LEAVE_KINDS: Words = {
    LeaveKind.PERSONAL: ("personal", "事假"),
    LeaveKind.URGENT_PERSONAL: ("urgent_personal", "特殊事假"),
    LeaveKind.SICK: ("sick", "病假"),
    LeaveKind.EMERGENCY_SICK: ("emergency_sick", "急诊病假"),
    LeaveKind.BUSINESS: ("business", "公事外出"),
    LeaveKind.STUDY: ("study", "外出学习"),
}

UPWARDS: Words = {
    Upwards.LONG: ("long", "超期时"),
    Upwards.ALWAYS: ("always", "总是"),
    Upwards.NEVER: ("never", "从不"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required`: the header must be there; `blank`: what an empty cell means."""

    key: str
    chinese: str
    read: cells.Reader
    required: bool = False
    blank: Any = None
    may_be_blank: bool = True
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its columns in the order in which they are written."""

    name: str
    chinese: str
    columns: tuple[Column, ...]
    required: bool = False

    def title(self, chinese: bool) -> str:
        return self.chinese if chinese else self.name


def _must(key: str, chinese: str, read: cells.Reader) -> Column:
    return Column(key, chinese, read, required=True, may_be_blank=False)


def _may(key: str, chinese: str, read: cells.Reader, blank: Any = None) -> Column:
    return Column(key, chinese, read, blank=blank)


def _one_of(make: Callable[..., Column], key: str, chinese: str, words: Words) -> Column:
    meanings = {word: value for value, pair in words.items() for word in pair}
    column = make(key, chinese, cells.choice(meanings))
    return Column(column.key, chinese, column.read, column.required, None, False, words)


EMPLOYEES = Sheet(
    "Employees",
    "员工",
    (
        _must("employee_no", "工号", cells.identifier),
        _must("name", "姓名", cells.text),
        Column("department", "部门", cells.text, required=True, blank=""),
        _may("team", "班组", cells.text, ""),
        _one_of(_must, "role", "岗位", ROLES),
        _may("job_type", "工种", cells.text, ""),
        _may("skill_level", "技能等级", cells.whole(1, 5)),
        _must("hired_on", "入职日期", cells.day),
        _may("left_on", "离职日期", cells.day),
        _may("since", "起始日期", cells.day),
    ),
    required=True,
)
SHIFTS = Sheet(
    "Shifts",
    "班次",
    (
        _must("code", "代码", cells.identifier),
        _must("name", "名称", cells.text),
        _must("start", "上班", cells.wall_time),
        _must("end", "下班", cells.wall_time),
        _must("night", "夜班", cells.flag),
    ),
    required=True,
)
HOLIDAYS = Sheet(
    "Holidays",
    "节假日",
    (
        _must("date", "日期", cells.day),
        _must("name", "名称", cells.text),
        _one_of(_must, "kind", "类别", DAY_KINDS),
    ),
)
OWN_KINDS = Sheet(
    "LeaveKinds",
    "假别",
    (
        _must("code", "代码", cells.identifier),
        _must("name", "名称", cells.text),
        _must("notice_days", "提前天数", cells.whole(0, LONGEST_NOTICE)),
        _one_of(_must, "director", "报中心主任", UPWARDS),
        _may("has_balance", "有余额", cells.flag, False),
        _may("retired", "停用", cells.flag, False),
    ),
)
"""The kinds of leave that a centre added: written where there are any, so that its leaves can come
in again in another store."""
SWAPS = Sheet(
    "Swaps",
    "换班登记表",
    (
        _must("swap_no", "编号", cells.identifier),
        _must("filed_at", "申请时间", cells.moment),
        _must("requester_no", "换班人", cells.identifier),
        _must("requester_date", "换班日期", cells.day),
        _must("counterpart_no", "对方", cells.identifier),
        _must("counterpart_date", "还班日期", cells.day),
        _may("requester_leader_no", "换班人班长", cells.text, ""),
        _may("requester_leader_at", "换班人班长同意时间", cells.moment),
        _may("counterpart_leader_no", "对方班长", cells.text, ""),
        _may("counterpart_leader_at", "对方班长同意时间", cells.moment),
        _one_of(_must, "status", "状态", SWAP_STATUSES),
        _may("effective_at", "生效时间", cells.moment),
    ),
)
LEAVES = Sheet(
    "Leaves",
    "请假登记表",
    (
        _must("leave_no", "编号", cells.identifier),
        _must("employee_no", "工号", cells.identifier),
        _must("filed_by_no", "代办人", cells.text),
        _must("filed_at", "申请时间", cells.moment),
        _one_of(_must, "kind", "假别", LEAVE_KINDS),
        _must("first_date", "开始日期", cells.day),
        _must("last_date", "结束日期", cells.day),
        _may("special", "特殊情况", cells.text, ""),
        _may("late_approved", "迟报批准", cells.flag, False),
        _may("certificate_from", "证明起", cells.day),
        _may("certificate_to", "证明止", cells.day),
        _may("certificate_at", "证明交到时间", cells.moment),
        _may("phoned_at", "电话时间", cells.moment),
        _may("leader_no", "班长", cells.text, ""),
        _may("leader_at", "班长批准时间", cells.moment),
        _may("head_no", "部主任", cells.text, ""),
        _may("head_at", "部主任批准时间", cells.moment),
        _may("director_no", "中心主任", cells.text, ""),
        _may("director_at", "中心主任批准时间", cells.moment),
        _one_of(_must, "status", "状态", LEAVE_STATUSES),
        _may("approved_at", "批准时间", cells.moment),
    ),
)
ATTENDANCE = Sheet(
    "Attendance",
    "考勤",
    (
        _must("employee_no", "工号", cells.identifier),
        _must("date", "日期", cells.day),
        _may("arrived_at", "到岗时间", cells.moment),
        _may("off_post_minutes", "脱岗分钟", cells.whole(0, 1440), 0),
    ),
)
INSPECTIONS = Sheet(
    "Inspections",
    "质检",
    (
        _must("inspection_no", "编号", cells.identifier),
        _must("agent_no", "业务代表", cells.identifier),
        _must("inspector_no", "质检员", cells.identifier),
        _must("inspected_at", "质检时间", cells.moment),
        _must("contact_ref", "通话编号", cells.text),
        _must("language", "服务用语", cells.score),
        _must("attitude", "服务态度", cells.score),
        _must("tone", "语气语调", cells.score),
        _must("summarising", "归纳能力", cells.score),
        _must("adaptability", "应变能力", cells.score),
        _may("critical", "致命差错", cells.flag, False),
        _may("comment", "评语", cells.text, ""),
    ),
)
ROSTER = Sheet(
    "Roster",
    "排班",
    (_must("employee_no", "工号", cells.identifier), _may("name", "姓名", cells.text, "")),
)
SHEETS = (EMPLOYEES, SHIFTS, HOLIDAYS, OWN_KINDS, SWAPS, LEAVES, ATTENDANCE, INSPECTIONS)


def leaves_with(own: Iterable[str]) -> Sheet:
    """LEAVES in a centre that has kinds of its own, called by these codes."""
    words = {**{code: (code, code) for code in own}, **LEAVE_KINDS}
    kind = _one_of(_must, "kind", "假别", words)
    columns = (kind if column.key == kind.key else column for column in LEAVES.columns)
    return replace(LEAVES, columns=tuple(columns))


_ROSTER_TITLE = re.compile(r"(?:roster|排班)_?(\d{4})_(\d{1,2})")


def roster_month(title: str) -> tuple[int, int] | None:
    """The (year, month) of a sheet called `Roster YYYY-MM` or `排班 YYYY-MM`; else None."""
    match = _ROSTER_TITLE.fullmatch(cells.folded(title))
    if match is None or int(match[1]) not in YEARS or not 1 <= int(match[2]) <= 12:
        return None
    return int(match[1]), int(match[2])


def title_in(name: str, chinese: bool) -> str:
    """The title of the sheet with the English `name` (`Swaps`, `Roster 2026-10`) in a language."""
    kind, _space, month = name.partition(" ")
    sheet = next((sheet for sheet in (*SHEETS, ROSTER) if sheet.name == kind), None)
    return f"{sheet.title(chinese)} {month}".rstrip() if sheet else name
