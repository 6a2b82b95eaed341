"""What the heading of a column of times says: that somebody punched then, or something else.

A list of calls, of leave, of shifts to come has people and times as well. So times are punches
under a heading that says so, or where there is no heading at all, and never by how they look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from unicodedata import normalize

_SAYS = re.compile(
    r"打卡|刷卡|签到|签退|簽到|簽退|考勤|到岗|离岗|到崗|離崗|实到|实际|指纹|人脸|门禁|進門|进门|出门"
    r"|punch|clock|check|swipe|attend|actual|arriv|depart|\bin\b|\bout\b|\bac-?\s?no|enroll",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"请假|請假|休假|调休|销假|假期|计划|計劃|排班|班次|班别|通话|来电|去电|呼入|呼出|振铃|接通|应答|挂断"
    r"|登录|登入|登陆|登出|签入|签出|示忙|上线|下线|在线|用餐|就餐|午餐|晚餐|吃饭|会议|开会|培训|加班|申请|審批|审批"
    r"|提交|创建|体温|测温|体检|出生|生日|访客|来访|预约|工单|回访|投诉|考试|外出|出差"
    r"|leave|plan|sched|roster|shift|call|log.?in|log.?on|log.?out|logged|meal|lunch|dinner|break|meeting"
    r"|training|overtime|\bot\b|request|apply|applied|created|submit|birth|temperature|\bring|answer"
    r"|hang|ticket|visit|appoint",
    re.IGNORECASE,
)
NOT_PUNCHED = re.compile(
    r"时长|工时|迟到|早退|应|标准|规定|计划|排班|班次|班别|时段|加班|缺勤|旷|导出|上传|更新|同步|结果"
    r"|duration|hours|late|early|total|sched|planned|standard|export|upload|updated|\bot\b"
    r"|work ?time|att_time|on ?duty|off ?duty",
    re.IGNORECASE,
)
LENGTH = re.compile(r"时长|工时|迟到|早退|缺勤|旷|duration|hours|late|early|total", re.IGNORECASE)
"""A length of time, which looks like a time of the day."""
_PLAIN = re.compile(
    r"日期|时间|時間|日期时间|时刻|(?:记录|数据|事件|验证)时间|date|time|datetime|timestamp|eventtime"
    r"|(?:最早|最晚|首次|末次|第.次|第一次|最后一次)(?:时间)?|first|last|earliest|time\d|时间\d"
)
_DUTY = re.compile(r"上班|下班")
_IN_NAMES = re.compile(r"[\s_()（）:：/\-]")
_NO_EVIDENCE = re.compile(r"\bin\b|\bout\b|check", re.IGNORECASE)


def is_called_punches(head: str) -> bool:
    """Whether a heading says by itself that what stands under it are punches."""
    return bool(_SAYS.search(head)) and not _OTHER.search(head) and not NOT_PUNCHED.search(head)


def speaks_of_punches(texts: Collection[str]) -> bool:
    """Whether titles, or the headings of other columns, say that a list is a clock's."""
    return any(is_called_punches(text) and not _NO_EVIDENCE.search(text) for text in texts)


def times_of_punches(
    heads: Sequence[str],
    times: Collection[int],
    above: Sequence[str],
    odd: Collection[int],
    told: Collection[str] = (),
) -> set[int]:
    """Which of the columns `times` are punches. `above`: the titles; `odd`: those with times that
    no plan has; `told`: the headings of which somebody says so (`as_told`)."""
    clock = speaks_of_punches([*above, *heads])
    other = any(_OTHER.search(text) for text in above) and not speaks_of_punches(above)
    taken: set[int] = set()
    for at in sorted(times):
        head = heads[at]
        if head and as_told(head) in told:
            taken.add(at)
        elif not head:
            under = at - 1 in times and not _starts(heads, at)
            if at - 1 in taken if under else not other:
                taken.add(at)
        elif _OTHER.search(head) or NOT_PUNCHED.search(head):
            continue
        elif _SAYS.search(head):
            taken.add(at)
        elif _DUTY.search(head):
            if at in odd or (clock and not other):
                taken.add(at)
        elif _PLAIN.fullmatch(_bare(head)) and clock and not other:
            taken.add(at)
    return taken


def as_told(heading: str) -> str:
    """A heading as it is compared with one that is told."""
    return "".join(normalize("NFKC", heading).casefold().split())


def _starts(heads: Sequence[str], at: int) -> bool:
    """Whether a list has no headings, so that none can stand over several columns."""
    return not any(heads[:at])


def _bare(head: str) -> str:
    return _IN_NAMES.sub("", normalize("NFKC", head).casefold())
