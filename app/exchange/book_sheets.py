"""The sheets of the daily books: columns and words in both languages, and whose rows they are.

A column stands where its field stands in the sheet's class of `rules.books`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.exchange import cells
from app.exchange.columns import Column, Named, Sheet, Words, may, meanings, must, one_of
from app.rules import books
from app.rules.vocabulary import Aspect, Duty, ReportKind, Section

SECTIONS: Words = {
    Section.EQUIPMENT: ("equipment", "设备情况"),
    Section.DIFFICULT_CASES: ("difficult_cases", "疑难问题"),
    Section.STAFF_CHANGES: ("staff_changes", "人员调班"),
    Section.BUSINESS_CHANGES: ("business_changes", "业务变动"),
    Section.INSTRUCTIONS: ("instructions", "上级批示"),
    Section.COMPLAINTS: ("complaints", "客户投诉建议"),
    Section.PROCESS_CHANGES: ("process_changes", "流程变动"),
}
REPORT_KINDS: Words = {
    ReportKind.FAULT: ("fault", "故障"),
    ReportKind.LEAK: ("leak", "失泄密"),
    ReportKind.ERROR: ("error", "重大差错"),
    ReportKind.DANGER: ("danger", "危及安全"),
    ReportKind.BEYOND_REMIT: ("beyond_remit", "超出职责"),
    ReportKind.CUSTOMER: ("customer", "客户刁难"),
}
DUTIES: Words = {
    str(Duty.SERVICE_ANALYSIS): ("service_analysis", "服务质量分析"),
    str(Duty.WEEKLY_FIGURES): ("weekly_figures", "周报"),
    str(Duty.LEADERS_MEETING): ("leaders_meeting", "班务会"),
    str(Duty.AGENTS_MEETING): ("agents_meeting", "全员会"),
    str(Duty.HALF_YEAR): ("half_year", "半年和年度总结"),
    str(Duty.TRAINING): ("training", "培训考核"),
    str(Duty.QA_WEEK): ("qa_week", "质检周结"),
    str(Duty.QA_MONTH): ("qa_month", "质检月报"),
    str(Duty.SITE_CHECK): ("site_check", "现场检查"),
    str(Duty.SAFETY_CHECK): ("safety_check", "安全检查"),
    str(Duty.WATERING): ("watering", "浇水"),
    str(Duty.LEAF_CLEANING): ("leaf_cleaning", "清洁叶面"),
}
ASPECTS: Words = {
    Aspect.LANGUAGE: ("language", "服务用语"),
    Aspect.ATTITUDE: ("attitude", "服务态度"),
    Aspect.TONE: ("tone", "语气语调"),
    Aspect.SUMMARISING: ("summarising", "归纳能力"),
    Aspect.ADAPTABILITY: ("adaptability", "应变能力"),
}
NOT_APPLICABLE = "NA"
SCORES: Words = {NOT_APPLICABLE: ("NA", "不适用")}
WHICH = cells.whole(1, 1_000_000)
"""A card's version, a revision."""
COUNT = cells.whole(0, 1_000_000_000)
MINUTES = cells.whole(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class DailyBook:
    """One sheet of the books: its rows are `record`s, told apart by the columns `key`, and stand
    in `field` of `rules.books.Books`."""

    sheet: Sheet
    field: str
    record: type[Any]
    key: tuple[str, ...]


def _no(key: str, chinese: str, names: Named | None = None) -> Column:
    return must(key, chinese, cells.identifier, names)


def _person(key: str, chinese: str) -> Column:
    return must(key, chinese, cells.identifier, Named.PERSON)


def _maybe(key: str, chinese: str) -> Column:
    return may(key, chinese, cells.identifier, "", Named.PERSON)


def _text(key: str, chinese: str) -> Column:
    return may(key, chinese, cells.text, "")


def _at(key: str, chinese: str) -> Column:
    return may(key, chinese, cells.moment)


def _yes(key: str, chinese: str) -> Column:
    return may(key, chinese, cells.flag, False)


def _count(key: str, chinese: str) -> Column:
    return may(key, chinese, COUNT)


_NOT_APPLICABLE = frozenset(map(cells.folded, meanings(SCORES)))


def _item_score(value: Any) -> float | None:
    """A score, or None where the item does not apply."""
    if isinstance(value, str) and cells.folded(value) in _NOT_APPLICABLE:
        return None
    return cells.score(value)


_DEPARTMENT = must("department", "部门", cells.text, Named.DEPARTMENT)
_TEAM = may("team", "班组", cells.text, "", Named.TEAM)
_DATE = must("date", "日期", cells.day)
_SHIFT = must("shift", "班次", cells.identifier, Named.SHIFT)

HANDOVERS = Sheet(
    "Handovers",
    "交接日志",
    (
        *(_no("handover_no", "编号"), _DEPARTMENT, _DATE, _SHIFT),
        *(_person("outgoing_no", "交班人"), _at("outgoing_at", "交班时间")),
        *(_maybe("incoming_no", "接班人"), _at("incoming_at", "接班时间")),
        _text("remark", "接班备注"),
        *(_text(str(section), SECTIONS[section][1]) for section in Section),
    ),
)
OPEN_ITEMS = Sheet(
    "OpenItems",
    "待办事项",
    (
        _no("item_no", "编号"),
        _no("handover_no", "交接编号", Named.LOG),
        one_of(must, "section", "栏目", SECTIONS),
        must("text", "内容", cells.text),
        _yes("urgent", "紧急"),
        _maybe("owner_no", "责任人"),
        may("due_on", "期限", cells.day),
        _at("closed_at", "关闭时间"),
        _maybe("closed_by_no", "关闭人"),
        _text("closing", "处理结果"),
    ),
)
BULLETINS = Sheet(
    "Bulletins",
    "通告",
    (
        _no("bulletin_no", "编号"),
        must("title", "标题", cells.text),
        _text("text", "内容"),
        must("published_at", "发布时间", cells.moment),
        _person("published_by_no", "发布人"),
        may("department", "部门", cells.text, "", Named.DEPARTMENT),
        _TEAM,
        _text("job_type", "工种"),
        may("until", "截止日期", cells.day),
    ),
)
BULLETIN_READS = Sheet(
    "BulletinReads",
    "通告阅读",
    (
        _no("bulletin_no", "编号", Named.BULLETIN),
        _person("employee_no", "工号"),
        must("read_at", "阅读时间", cells.moment),
    ),
)
ROLL_CALLS = Sheet(
    "RollCalls",
    "点名点评",
    (
        *(_DEPARTMENT, _TEAM, _DATE, _SHIFT),
        _person("leader_no", "点名人"),
        must("held_at", "点名时间", cells.moment),
        _text("comments", "点评"),
    ),
)
DESKS = Sheet(
    "Desks",
    "座席登记",
    (
        *(_DATE, _SHIFT, _no("desk", "座席"), _person("employee_no", "工号")),
        *(_at("checked_in_at", "到台时间"), _at("released_at", "离台时间")),
        *(_maybe("override_by_no", "放行人"), _text("override_reason", "放行原因")),
    ),
)
OFF_POST = Sheet(
    "OffPost",
    "离岗登记",
    (
        _person("employee_no", "工号"),
        must("left_at", "离岗时间", cells.moment),
        _maybe("allowed_by_no", "批准人"),
        may("limit_minutes", "时限分钟", MINUTES),
        _at("back_at", "返岗时间"),
        _text("reason", "原因"),
    ),
)
DUTY_LOGS = Sheet(
    "DutyLogs",
    "值班日志",
    (
        *(_DEPARTMENT, _DATE, _person("leader_no", "值班长")),
        *(_text("system_problems", "系统问题"), _text("difficult_cases", "疑难问题")),
        *(_count("enquiries", "咨询量"), _count("lookups", "查询量")),
        *(_count("outbound", "主动服务量"), _count("backlog", "工单滞留")),
    ),
)
ESCALATIONS = Sheet(
    "Escalations",
    "请示报告",
    (
        *(_no("report_no", "编号"), _person("raised_by_no", "报告人")),
        *(must("raised_at", "报告时间", cells.moment), _person("to_no", "报告对象")),
        one_of(must, "kind", "类别", REPORT_KINDS),
        _yes("emergency", "紧急"),
        *(must("facts", "情况", cells.text), _text("proposal", "处理意见")),
        *(_at("answered_at", "批示时间"), _text("answer", "批示内容")),
        *(_text("dissent", "不同意见"), _yes("upheld", "维持原意")),
        _at("skipped_told_at", "补报时间"),
    ),
)
COMPLAINTS = Sheet(
    "Complaints",
    "客户投诉",
    (
        *(_no("complaint_no", "编号"), must("received_at", "受理时间", cells.moment)),
        *(_person("received_by_no", "首问人"), must("contact_ref", "通话编号", cells.text)),
        *(_yes("abroad", "国外"), must("subject", "内容", cells.text)),
        *(_at("replied_at", "答复时间"), _at("closed_at", "结案时间")),
        *(_maybe("closed_by_no", "结案人"), _text("handled", "处理结果")),
    ),
)
VISITORS = Sheet(
    "Visitors",
    "来访登记",
    (
        *(_no("visitor_no", "编号"), must("name", "姓名", cells.text)),
        *(must("reason", "事由", cells.text), _maybe("approved_by_no", "批准人")),
        *(must("in_at", "进入时间", cells.moment), _at("out_at", "离开时间")),
    ),
)
DUTIES_DONE = Sheet(
    "DutiesDone",
    "例行职责",
    (
        *(one_of(must, "duty", "职责", DUTIES), _DEPARTMENT, _TEAM),
        *(must("due_on", "应办日期", cells.day), must("done_at", "完成时间", cells.moment)),
        *(_person("done_by_no", "完成人"), _maybe("received_by_no", "接收人")),
        *(_at("received_at", "接收时间"), _text("text", "内容")),
    ),
)
TRAININGS = Sheet(
    "Trainings",
    "培训考核",
    (
        *(_no("training_no", "编号"), must("title", "名称", cells.text)),
        *(must("held_on", "日期", cells.day), _person("employee_no", "工号")),
        must("attended", "参加", cells.flag),
        *(may("score", "成绩", cells.score), _yes("passed", "合格")),
    ),
)
SCORECARDS = Sheet(
    "Scorecards",
    "评分表",
    (
        *(_no("card", "评分表"), must("version", "版本", WHICH)),
        *(must("since", "起用日期", cells.day), _no("item", "项目")),
        *(must("title", "名称", cells.text), one_of(may, "aspect", "类别", ASPECTS)),
        must("weight", "权重", cells.above_nothing),
        *(_yes("critical", "致命项"), _yes("na", "可不适用")),
        may("pass_mark", "及格分", cells.score),
    ),
)
SCORE_ROWS = Sheet(
    "Scores",
    "评分",
    (
        *(_no("inspection_no", "编号", Named.INSPECTION), _no("item", "项目")),
        may("revision", "版次", WHICH, 1),
        Column("score", "得分", _item_score, True, None, may_be_blank=False, words=SCORES),
        _text("comment", "评语"),
    ),
)

BOOKS = (
    DailyBook(HANDOVERS, "logs", books.HandoverLog, ("handover_no",)),
    DailyBook(OPEN_ITEMS, "items", books.OpenItem, ("item_no",)),
    DailyBook(BULLETINS, "bulletins", books.Bulletin, ("bulletin_no",)),
    DailyBook(BULLETIN_READS, "reads", books.BulletinRead, ("bulletin_no", "employee_no")),
    DailyBook(ROLL_CALLS, "roll_calls", books.RollCall, ("department", "team", "date", "shift")),
    DailyBook(DESKS, "seats", books.Seat, ("date", "shift", "desk")),
    DailyBook(OFF_POST, "left_floor", books.LeftFloor, ("employee_no", "left_at")),
    DailyBook(DUTY_LOGS, "duty_logs", books.DutyLog, ("department", "date")),
    DailyBook(ESCALATIONS, "reports", books.UpwardReport, ("report_no",)),
    DailyBook(COMPLAINTS, "complaints", books.Complaint, ("complaint_no",)),
    DailyBook(VISITORS, "visitors", books.Visitor, ("visitor_no",)),
    DailyBook(DUTIES_DONE, "duties_done", books.DutyDone, ("duty", "department", "team", "due_on")),
    DailyBook(TRAININGS, "trainings", books.Training, ("training_no", "employee_no")),
    DailyBook(SCORECARDS, "cards", books.CardItem, ("card", "version", "item")),
    DailyBook(SCORE_ROWS, "scores", books.ItemScore, ("inspection_no", "revision", "item")),
)
BOOK: dict[str, DailyBook] = {book.sheet.name: book for book in BOOKS}
