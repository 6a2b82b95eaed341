"""The sheets of the centre workbook: names, columns and words in both languages, once.

The reader and the writer both go by these tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from app.exchange import cells
from app.exchange.book_sheets import BOOKS, WHICH
from app.exchange.columns import Column, Named, Sheet, Words, further, may, must, one_of
from app.exchange.planning_sheets import PLANNING
from app.rules.calendar import YEARS
from app.rules.kinds import LONGEST_NOTICE
from app.rules.vocabulary import (
    Counting,
    DayKind,
    LeaveKind,
    LeaveStatus,
    Role,
    SwapStatus,
    Upwards,
)

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

COUNTING: Words = {
    Counting.ROSTERED: ("rostered", "按排班"),
    Counting.WORKDAYS: ("workdays", "按工作日"),
    Counting.CALENDAR: ("calendar", "按日历天"),
}
UPWARDS: Words = {
    Upwards.LONG: ("long", "超期时"),
    Upwards.ALWAYS: ("always", "总是"),
    Upwards.NEVER: ("never", "从不"),
}


EMPLOYEES = Sheet(
    "Employees",
    "员工",
    (
        must("employee_no", "工号", cells.identifier),
        must("name", "姓名", cells.text),
        Column("department", "部门", cells.text, required=True, blank=""),
        may("team", "班组", cells.text, ""),
        one_of(must, "role", "岗位", ROLES),
        may("job_type", "工种", cells.text, ""),
        may("skill_level", "技能等级", cells.whole(1, 5)),
        must("hired_on", "入职日期", cells.day),
        may("left_on", "离职日期", cells.day),
        may("since", "起始日期", cells.day),
    ),
    required=True,
)
SHIFTS = Sheet(
    "Shifts",
    "班次",
    (
        must("code", "代码", cells.identifier),
        must("name", "名称", cells.text),
        must("start", "上班", cells.wall_time),
        must("end", "下班", cells.end_of_shift),
        must("night", "夜班", cells.flag),
    ),
    required=True,
)
HOLIDAYS = Sheet(
    "Holidays",
    "节假日",
    (
        must("date", "日期", cells.day),
        must("name", "名称", cells.text),
        one_of(must, "kind", "类别", DAY_KINDS),
    ),
)
_COUNTED = replace(one_of(may, "counting", "计算天数", COUNTING), blank=Counting.CALENDAR)
OWN_KINDS = Sheet(
    "LeaveKinds",
    "假别",
    (
        must("code", "代码", cells.identifier),
        must("name", "名称", cells.text),
        must("notice_days", "提前天数", cells.whole(0, LONGEST_NOTICE)),
        one_of(must, "director", "报中心主任", UPWARDS),
        may("has_balance", "有余额", cells.flag, False),
        may("retired", "停用", cells.flag, False),
        *further((_COUNTED,)),
    ),
)
"""The kinds of leave that a centre added: written where there are any, so that its leaves can come
in again in another store."""
SWAPS = Sheet(
    "Swaps",
    "换班登记表",
    (
        must("swap_no", "编号", cells.identifier),
        must("filed_at", "申请时间", cells.moment),
        must("requester_no", "换班人", cells.identifier, Named.PERSON),
        must("requester_date", "换班日期", cells.day),
        must("counterpart_no", "对方", cells.identifier, Named.PERSON),
        must("counterpart_date", "还班日期", cells.day),
        may("requester_leader_no", "换班人班长", cells.text, ""),
        may("requester_leader_at", "换班人班长同意时间", cells.moment),
        may("counterpart_leader_no", "对方班长", cells.text, ""),
        may("counterpart_leader_at", "对方班长同意时间", cells.moment),
        one_of(must, "status", "状态", SWAP_STATUSES),
        may("effective_at", "生效时间", cells.moment),
    ),
)
LEAVES = Sheet(
    "Leaves",
    "请假登记表",
    (
        must("leave_no", "编号", cells.identifier),
        must("employee_no", "工号", cells.identifier, Named.PERSON),
        must("filed_by_no", "代办人", cells.text),
        must("filed_at", "申请时间", cells.moment),
        one_of(must, "kind", "假别", LEAVE_KINDS),
        must("first_date", "开始日期", cells.day),
        must("last_date", "结束日期", cells.day),
        may("special", "特殊情况", cells.text, ""),
        may("late_approved", "迟报批准", cells.flag, False),
        may("certificate_from", "证明起", cells.day),
        may("certificate_to", "证明止", cells.day),
        may("certificate_at", "证明交到时间", cells.moment),
        may("phoned_at", "电话时间", cells.moment),
        may("leader_no", "班长", cells.text, ""),
        may("leader_at", "班长批准时间", cells.moment),
        may("head_no", "部主任", cells.text, ""),
        may("head_at", "部主任批准时间", cells.moment),
        may("director_no", "中心主任", cells.text, ""),
        may("director_at", "中心主任批准时间", cells.moment),
        one_of(must, "status", "状态", LEAVE_STATUSES),
        may("approved_at", "批准时间", cells.moment),
        *further((may("back_at", "销假时间", cells.moment),)),
    ),
)
ATTENDANCE = Sheet(
    "Attendance",
    "考勤",
    (
        must("employee_no", "工号", cells.identifier, Named.PERSON),
        must("date", "日期", cells.day),
        may("arrived_at", "到岗时间", cells.moment),
        may("off_post_minutes", "脱岗分钟", cells.whole(0, 1440), 0),
        *further((may("left_at", "下班时间", cells.moment),)),
    ),
)
INSPECTIONS = Sheet(
    "Inspections",
    "质检",
    (
        must("inspection_no", "编号", cells.identifier),
        must("agent_no", "业务代表", cells.identifier, Named.PERSON),
        must("inspector_no", "质检员", cells.identifier, Named.PERSON),
        must("inspected_at", "质检时间", cells.moment),
        must("contact_ref", "通话编号", cells.text),
        must("language", "服务用语", cells.score),
        must("attitude", "服务态度", cells.score),
        must("tone", "语气语调", cells.score),
        must("summarising", "归纳能力", cells.score),
        must("adaptability", "应变能力", cells.score),
        may("critical", "致命差错", cells.flag, False),
        may("comment", "评语", cells.text, ""),
        *further(
            (
                may("card", "评分表", cells.identifier, ""),
                may("card_version", "评分表版本", WHICH),
                may("calibration_no", "校准编号", cells.identifier, ""),
                may("submitted_at", "提交时间", cells.moment),
                may("acknowledged_at", "确认时间", cells.moment),
                may("appealed_at", "申诉时间", cells.moment),
                may("appeal", "申诉理由", cells.text, ""),
                may("decided_by_no", "裁定人", cells.identifier, "", Named.PERSON),
                may("decided_at", "裁定时间", cells.moment),
                may("upheld", "申诉成立", cells.flag, False),
            )
        ),
    ),
)
ROSTER = Sheet(
    "Roster",
    "排班",
    (must("employee_no", "工号", cells.identifier), may("name", "姓名", cells.text, "")),
)
SHEETS = (
    *(EMPLOYEES, SHIFTS, HOLIDAYS, OWN_KINDS, SWAPS, LEAVES, ATTENDANCE, INSPECTIONS),
    *(book.sheet for book in BOOKS),
    *PLANNING,
)


def leaves_with(own: Iterable[str]) -> Sheet:
    """LEAVES in a centre that has kinds of its own, called by these codes."""
    words = {**{code: (code, code) for code in own}, **LEAVE_KINDS}
    kind = one_of(must, "kind", "假别", words)
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
