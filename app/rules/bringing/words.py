"""What a word in a roster most likely is, before anybody has said so; and what is a name at all."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from app.rules.bringing.said import Use
from app.rules.days_off import is_day_off
from app.rules.folding import folded

_OFF = frozenset(("空班", "下夜", "下夜班", "出夜", "夜休", "輪休", "週休", "雙休", "\\"))
"""Beside the words of `days_off`: in a roster of somebody's own these are no shift either."""
_LEAVE = re.compile(
    r".*(?:leave|假).*|年|病|事|婚|丧|喪|产|產|al|sl|cl|pl|ml|a/l|s/l|el|lwp|vac|vacation"
    r"|annual|sick|pto|duty travel|business trip|出差|公出|学习|學習|培训假"
)
_IGNORED = re.compile(
    r"abs|absent|half ?day|ot|overtime|消|取消|x消|n/?a|tbc|tbd|迟到|早退|旷工|缺勤"
    r"|离职|離職|辞职|調走|调走"
)
_HAN_NAME = re.compile(
    r"(?:[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+)\d?"
)
_SUFFIX = re.compile(r"[(（][^()（）]{1,6}[)）]$")
_NOT_A_NAME = re.compile(
    r"班|岗|室|休|假|值|早|晚|夜|白班|全天|备|合计|小计|总|日期|星期|姓名|人员|签|周[一二三四五六日]|年|月|号|无|"
    r"上午|下午|中班|大夜|小夜|培训|出差|加班|替"
)
_LATIN_NAME = re.compile(r"[a-z][a-z'’.-]+(?: [a-z][a-z'’.-]*){0,3}")
_LATIN_WORDS = frozenset(
    [
        "off",
        "day",
        "night",
        "morning",
        "evening",
        "late",
        "early",
        "leave",
        "annual",
        "sick",
        "shift",
        "duty",
        "manager",
        "primary",
        "secondary",
        "on-call",
        "oncall",
        "call",
        "weekend",
        "weekday",
        "total",
        "sum",
        "date",
        "name",
        "wo",
        "al",
        "sl",
        "am",
        "pm",
        "eve",
        "mid",
        "rest",
        "holiday",
        "travel",
        "training",
        "present",
        "absent",
        "ok",
        "not",
        "yes",
        "no",
        "team",
        "standby",
        "backup",
        "desk",
        "phone",
        "chat",
        "lead",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)


def proposed(word: str, *, timed: bool = False, beside: Collection[str] = ()) -> Use | None:
    """What `word` is, where that is plain; None where it might be a shift, and is asked.

    `timed`: the file says its times. `beside`: the other words of the roster: L is leave beside
    A, B and C, and late beside E and N; NO beside WO is the day after a night.
    """
    plain = folded(word, " ")
    if timed:
        return Use.SHIFT
    others = {folded(one, " ") for one in beside}
    if plain in _OFF or is_day_off(word) or (plain == "no" and "wo" in others):
        return Use.OFF
    if _IGNORED.fullmatch(plain):
        return Use.IGNORE
    if _LEAVE.fullmatch(plain):
        return Use.LEAVE
    if plain == "l" and {"a", "b", "c"} <= others:
        return Use.LEAVE
    return None


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether `text` looks like a person's name rather than a shift's."""
    plain = folded(_SUFFIX.sub("", text.strip()), " ")
    if _HAN_NAME.fullmatch(plain):
        return not _NOT_A_NAME.search(plain)
    if not _LATIN_NAME.fullmatch(plain) or len(plain) < 3:
        return False
    parts = plain.split()
    if len(parts) == 1 and text.isupper() and len(plain) <= 3:
        return False  # a code: WEE, EVE
    return not any(part in _LATIN_WORDS for part in parts)
