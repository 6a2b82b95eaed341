"""The demo's reports upwards, complaints and visitors, of about three months.

Most are as they should be; one report was answered late, one emergency went past a leader who was
told, one instruction stood against a dissent; a complaint is near its last day, one was closed by
somebody else; one visitor is inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from app.demo.company import Company
from app.demo.stage import DAY
from app.rules.vocabulary import ReportAction, ReportKind, Role

_HOUR = timedelta(hours=1)
_BACK = 88
"""Days before today at which the registers begin."""


@dataclass(frozen=True, slots=True)
class Said:
    """A step of a report's chain."""

    action: ReportAction
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A report with what became of it, the earliest first."""

    by: str
    to: str
    at: datetime
    kind: ReportKind
    facts: str
    proposal: str
    emergency: bool = False
    chain: tuple[Said, ...] = ()

    def step(self, action: ReportAction) -> Said | None:
        """What somebody did, if they did."""
        return next((said for said in self.chain if said.action is action), None)


@dataclass(frozen=True, slots=True)
class Complained:
    """A complaint; times that are None are still to come."""

    by: str
    at: datetime
    contact: str
    subject: str
    abroad: bool = False
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    handled: str = ""


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit; `out` None: inside."""

    name: str
    reason: str
    by: str
    registered_by: str
    at: datetime
    out: datetime | None


@dataclass(frozen=True, slots=True)
class Registers:
    reports: tuple[Reported, ...]
    complaints: tuple[Complained, ...]
    visits: tuple[Visited, ...]


_K = ReportKind
_MATTERS = (
    (
        _K.FAULT, "3号台耳麦单边无声，已影响接听",
        "先换备用耳麦，请安排检修", "同意，备用耳麦今天到位",
    ),
    (
        _K.BEYOND_REMIT, "客户要求减免三个月月租，超出权限",
        "建议减免一个月并回访", "按一个月减免，三天内回访",
    ),
    (
        _K.CUSTOMER, "客户一天内来电二十余次辱骂坐席",
        "建议转由班长统一接听", "同意，由班长统一答复并留存录音",
    ),
    (
        _K.ERROR, "工单错派导致用户停机两小时",
        "建议致歉并恢复，复盘派单环节", "立即恢复并致歉，周会复盘",
    ),
    (
        _K.LEAK, "发现工位便签写有客户证件号",
        "已销毁，建议全班自查", "同意，今日收班前自查完毕",
    ),
    (
        _K.FAULT, "来电弹屏延迟约十秒",
        "建议报系统组排查", "已报系统组，期间人工登记",
    ),
    (
        _K.BEYOND_REMIT, "媒体来电询问资费调整",
        "建议统一由中心答复", "不作答复，转中心",
    ),
    (
        _K.ERROR, "上午两名坐席报错资费口径",
        "建议更新话术并抽听", "话术今日下发，抽听二十通",
    ),
    (
        _K.CUSTOMER, "客户拒绝核实身份仍要求查询话单",
        "建议按规定拒绝并备案", "同意",
    ),
    (
        _K.FAULT, "二楼饮水机漏水，地面湿滑",
        "已放警示牌，请报修", "已报后勤，注意防滑",
    ),
)  # fmt: skip
_SUBJECTS = (
    "扣费争议", "宽带装机超时", "营业厅服务态度", "套餐变更未生效", "携号转网受阻", "信号覆盖差",
    "发票未寄达", "重复催缴", "积分兑换失败", "国际漫游费用异议", "挂失后仍被扣费", "维修人员爽约",
)  # fmt: skip
_OPEN = (
    (13, "呼入1班", "合约期争议"),
    (6, "投诉1班", "装机地址错误"),
    (2, "呼入1班", "账单重复扣款"),
)
"""Days since, team, subject."""
_RESULTS = (
    "已致歉并退费",
    "已加急装机，客户满意",
    "已解释并补寄",
    "已更正套餐并回访",
    "已派单修复并回访",
)
_GUESTS = (
    ("赵工", "空调检修"), ("维保刘师傅", "消防设备巡检"), ("审计组两人", "季度审计"),
    ("系统厂商王工", "弹屏故障排查"), ("绿植公司", "更换绿植"), ("兄弟中心参观团", "交流学习"),
    ("保洁公司", "地毯清洗"), ("电信楼宇经理", "线路割接"),
)  # fmt: skip


def registers(company: Company) -> Registers:
    """All three registers, each in the order of time."""
    reports = sorted(_reports(company), key=lambda one: one.at)
    complaints = sorted(_complaints(company), key=lambda one: one.at)
    return Registers(tuple(reports), tuple(complaints), tuple(_visits(company)))


def _reports(company: Company) -> Iterator[Reported]:
    dice, today = company.stage.dice("reports"), company.stage.today
    for at, (kind, facts, proposal, answer) in enumerate(_MATTERS):
        day = today - (_BACK - 8 * at) * DAY
        late = at == 4
        yield _answered(company, dice, day, kind, facts, proposal, answer, late=late)
    yield from _of_the_moment(company, dice)


def _answered(
    company: Company, dice: Random, day: date, kind: ReportKind, facts: str, proposal: str,
    answer: str, *, late: bool,
) -> Reported:  # fmt: skip
    by = _agent(company, dice, day)
    to, at = company.leader_of(by, day) or company.head_of(by, day), _hour(company, dice, day)
    told = at + (80 * _HOUR if late else dice.randint(1, 30) * _HOUR)
    chain = (
        Said(ReportAction.RAISE, by, at, proposal),
        Said(ReportAction.ANSWER, to, told, answer),
        Said(ReportAction.CARRY_OUT, by, told + 3 * _HOUR, "已办理"),
    )
    return Reported(by, to, at, kind, facts, proposal, chain=chain)


def _of_the_moment(company: Company, dice: Random) -> Iterator[Reported]:
    """An emergency past a leader, a dissent that was upheld, and one that waits for its answer."""
    today = company.stage.today
    yield _emergency(company, dice, today - 20 * DAY)
    yield _upheld(company, dice, today - 11 * DAY)
    day = today - DAY
    by = company.team("呼入1班", day)[2]
    at = company.stage.at(day, 16, 20)
    said = Said(ReportAction.RAISE, by, at, "建议临时加开两席")
    facts = "新资费上线后咨询量激增，排队超过五十人"
    yield Reported(by, company.leader_of(by, day), at, _K.FAULT, facts, said.text, chain=(said,))


def _emergency(company: Company, dice: Random, day: date) -> Reported:
    by, at = company.team("呼入1班", day)[4], _hour(company, dice, day)
    to, proposal = company.head_of(by, day), "已切备用线路，请求断电检查"
    chain = (
        Said(ReportAction.RAISE, by, at, proposal),
        Said(ReportAction.ANSWER, to, at + _HOUR / 6, "立即断电，人员撤到走廊"),
        Said(ReportAction.CARRY_OUT, by, at + _HOUR / 2, "已断电，无人受伤"),
        Said(ReportAction.TELL, by, at + 2 * _HOUR, "已当面告知班长"),
    )
    return Reported(
        by, to, at, _K.DANGER, "机房门口有焦糊味", proposal, emergency=True, chain=chain
    )


def _upheld(company: Company, dice: Random, day: date) -> Reported:
    by, at = company.team("呼入1班", day)[1], _hour(company, dice, day)
    to, proposal = company.leader_of(by, day) or company.head_of(by, day), "建议暂停该外呼名单"
    chain = (
        Said(ReportAction.RAISE, by, at, proposal),
        Said(ReportAction.ANSWER, to, at + 5 * _HOUR, "名单照常拨打，注意话术"),
        Said(ReportAction.DISSENT, by, at + 6 * _HOUR, "名单中有已投诉客户，继续拨打会激化矛盾"),
        Said(ReportAction.UPHOLD, to, at + 8 * _HOUR, "已剔除投诉客户，其余照常"),
        Said(ReportAction.CARRY_OUT, by, at + 24 * _HOUR, "已按批示执行"),
    )
    facts = "外呼名单含近期投诉客户，当天三人再次投诉"
    return Reported(by, to, at, _K.BEYOND_REMIT, facts, proposal, chain=chain)


def _complaints(company: Company) -> Iterator[Complained]:
    dice, today = company.stage.dice("complaints"), company.stage.today
    for place in range(24):
        day = today - (_BACK - 3 * place) * DAY
        at, by = _hour(company, dice, day), _agent(company, dice, day)
        replied = at + dice.randint(1, 9) * DAY
        closed_by = company.leader_of(by, day) if place == 9 else by
        yield Complained(
            by, at, _contact(dice, day), _SUBJECTS[place % len(_SUBJECTS)], abroad=place % 11 == 10,
            replied_at=replied, closed_at=replied + dice.randint(1, 20) * _HOUR,
            closed_by=closed_by or by, handled=dice.choice(_RESULTS),
        )  # fmt: skip
    for back, team, subject in _OPEN:
        day = today - back * DAY
        by = company.team(team, day)[back % 5]
        at = _hour(company, dice, day)
        yield Complained(by, at, _contact(dice, day), subject)


def _visits(company: Company) -> Iterator[Visited]:
    dice, today = company.stage.dice("visits"), company.stage.today
    for place in range(16):
        day = today - (_BACK - 5 * place) * DAY
        name, reason = _GUESTS[place % len(_GUESTS)]
        by, at = _approver(company, dice, day), _hour(company, dice, day)
        yield Visited(name, reason, by, by, at, at + dice.randint(20, 200) * _HOUR / 60)
    came = company.stage.now - 100 * _HOUR / 60
    leader = company.team("呼入1班", today, Role.TEAM_LEADER)[0]
    yield Visited("系统厂商李工", "升级排队系统", leader, leader, came, None)


def _agent(company: Company, dice: Random, day: date) -> str:
    """Somebody who was employed on the day, of a team that had a leader."""
    able = [
        no
        for no, person in company.people.items()
        if person.employed_on(day)
        and person.employed_on(day + DAY)
        and company.post(no, day).role is Role.AGENT
        and company.leader_of(no, day)
    ]
    return dice.choice(able)


def _approver(company: Company, dice: Random, day: date) -> str:
    able = (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD)
    return dice.choice(
        [
            no
            for no, person in company.people.items()
            if person.employed_on(day) and company.post(no, day).role in able
        ]
    )


def _hour(company: Company, dice: Random, day: date) -> datetime:
    return company.stage.at(day, dice.randint(9, 16), dice.randint(0, 59))


def _contact(dice: Random, day: date) -> str:
    return f"{day:%Y%m%d}-{dice.randint(100000, 999999)}"
