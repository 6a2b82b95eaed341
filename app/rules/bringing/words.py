"""What a word in a roster most likely is, before anybody has said so; and what is a name at all."""

from __future__ import annotations

import re
from unicodedata import normalize

from app.rules.bringing.said import Use

_OFF = frozenset(
    ("休", "休息", "公休", "例休", "轮休", "輪休", "调休", "調休", "补休", "補休", "双休", "週休", "周休",
     "off", "w/o", "wo", "w off", "day off", "rest", "week off", "weekly off", "r", "x", "-", "--",
     "–", "—", "/", "\\", "空", "无", "無", "○", "□", "下夜", "下夜班", "夜休", "出夜")
)  # fmt: skip
_LEAVE = re.compile(
    r".*(?:leave|假).*|年|病|事|婚|丧|喪|产|產|al|sl|cl|pl|ml|a/l|s/l|l|el|lwp|vac|vacation|holiday"
    r"|annual|sick|pto|duty travel|business trip|出差|公出|学习|學習|培训假"
)
_IGNORED = re.compile(
    r"abs|absent|half ?day|ot|overtime|消|取消|x消|n/?a|tbc|tbd|迟到|早退|旷工|缺勤|离职|離職|辞职|調走|调走"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}\d?")
_SUFFIX = re.compile(r"[(（][^()（）]{1,6}[)）]$")
_NOT_A_NAME = re.compile(
    r"班|休|假|值|早|晚|夜|白班|全天|备|合计|小计|总|日期|星期|姓名|人员|签|周[一二三四五六日]|年|月|号|无|"
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


def folded(word: str) -> str:
    """As words are compared: width, case and blanks aside."""
    return " ".join(normalize("NFKC", word).casefold().split())


def proposed(word: str, *, timed: bool = False) -> Use | None:
    """What `word` is, where that is plain; None where it might be a shift. `timed`: it says times."""
    plain = folded(word)
    if timed:
        return Use.SHIFT
    if plain in _OFF:
        return Use.OFF
    if _IGNORED.fullmatch(plain):
        return Use.IGNORE
    if _LEAVE.fullmatch(plain):
        return Use.LEAVE
    return None


def is_name(text: str) -> bool:
    """Whether `text` looks like a person's name rather than a shift's."""
    plain = folded(_SUFFIX.sub("", text.strip()))
    if _HAN_NAME.fullmatch(plain):
        return not _NOT_A_NAME.search(plain)
    if not _LATIN_NAME.fullmatch(plain) or len(plain) < 3:
        return False
    parts = plain.split()
    if len(parts) == 1 and text.isupper() and len(plain) <= 3:
        return False  # a code: WEE, EVE
    return not any(part in _LATIN_WORDS for part in parts)
