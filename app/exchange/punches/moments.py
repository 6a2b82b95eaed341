"""What a cell says of times of the day: none, one or several, each perhaps with its date.

A time is read by `layouts.times` and a date by `layouts.headings`; here is where in a cell they
stand, and what they leave out: seconds, 24:00, and that a time is the next day's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from app.exchange.layouts.headings import Reading, readings
from app.exchange.layouts.times import one_time

_DAY = timedelta(days=1)
_EPOCH = datetime(1899, 12, 30)
_LONG_AGO = 1901
"""A length of time of a day and more stands in a spreadsheet as a moment before this year."""
_NEXT = r"次日|翌日|第二天|隔天|隔日|\+1天?|\(\+1\)"
_HALF = r"上午|下午|中午|凌晨|早上|晚上|傍晚|[ap]\.?m\.?"
_CLOCK = re.compile(
    rf"(?P<before>{_HALF})?\s*(?P<next>{_NEXT})?\s*(?P<half>{_HALF})?\s*"
    r"(?<![\d:.])(?P<hour>\d{1,2})\s*[:点时]\s*(?P<minute>\d{2})"
    r"(?:\s*[:分]\s*(?P<second>\d{2})(?:\.\d+)?\s*秒?)?分?(?![\d:])\s*"
    rf"(?P<after>[ap]\.?m\.?(?![a-z]))?\s*(?P<later>\(?(?:{_NEXT})\)?(?!\s*\d))?"
)
_PACKED = re.compile(r"([01]?\d|2[0-4])([0-5]\d)([0-5]\d)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})")
_LONG = re.compile(r"(20\d{2})([01]\d)([0-3]\d)\s?([0-2]\d)([0-5]\d)([0-5]\d)?")
_BETWEEN = " \t\r\n,;、|/~—–()[]至到-:"
_ASIDE = re.compile(
    r"上班|下班|签到|签退|打卡|刷卡|外勤|内勤|正常|迟到|早退|补卡|考勤机|(?<=\d)t$|(?:星期|周)[一二三四五六日天]"
)
"""What may stand between times, or around them."""
_NONE = re.compile(
    r"[-—–/\\.]*|无|未打卡|未签到|未签退|未刷卡|缺卡|旷工|休息?|轮休|请假|none|null|n/?a|nan|absent|missing|off"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day, with its seconds; `later`: of the day after. `days`: the ways in which
    the date just before it may be read, () where none stands."""

    at: time
    later: bool = False
    days: tuple[Reading, ...] = ()


def clocks(value: Any, text: str, *, packed: bool = False) -> tuple[Clock, ...] | None:
    """The times in a cell; () where it says that there is none, None where it says anything else.

    `packed`: its heading says that it holds times, so 855 and 085500 are some.
    """
    if value is None or isinstance(value, bool):
        return () if value is None else None
    if isinstance(value, datetime):
        return (_of_moment(value),)
    if isinstance(value, time):
        return (Clock(value.replace(microsecond=0)),)
    if isinstance(value, int | float) and (found := _of_number(float(value))) is not None:
        return (found,)
    return _in_text(text, packed)


def _of_moment(value: datetime) -> Clock:
    """A moment; or, where it is a length of time, so many hours from midnight."""
    at = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if at.year < _LONG_AGO:
        return Clock(at.time(), later=at.date() > _EPOCH.date())
    return Clock(at.time(), days=tuple(readings(at, "")))


def _of_number(value: float) -> Clock | None:
    """A share of a day, or a moment, that is shown as a number."""
    if not (0 < value < 2 or 36_526 < value < 73_050) or value.is_integer():
        return None
    moment = _EPOCH + timedelta(seconds=round(value * 86_400))
    return _of_moment(moment)


@lru_cache(maxsize=65_536)
def _in_text(text: str, packed: bool) -> tuple[Clock, ...] | None:
    plain = normalize("NFKC", text).casefold().strip().lstrip("'")
    if _NONE.fullmatch(plain):
        return ()
    if match := _LONG.fullmatch(plain):
        one = _clock(match[4], match[5], match[6], "")
        days = readings(text, match[1] + match[2] + match[3])
        return (_dated(one, days),) if one and days else None
    if packed and (match := _PACKED.fullmatch(plain)) and len(plain) > 2:
        one = _clock(match[1], match[2], match[3], "")
        return (one,) if one else None
    if packed and (match := _DOTTED.fullmatch(plain)):
        one = _clock(match[1], match[2], None, "")
        return (one,) if one else None
    return _several(plain)


def _several(plain: str) -> tuple[Clock, ...] | None:
    found: list[Clock] = []
    days: tuple[Reading, ...] = ()
    done = 0
    for match in _CLOCK.finditer(plain):
        beside = _beside(plain[done : match.start()])
        if beside:
            stated = readings(beside, beside)
            if not stated:
                return None
            days = tuple(stated)
        half = match["before"] or match["half"] or match["after"] or ""
        one = _clock(match["hour"], match["minute"], match["second"], half)
        if one is None:
            return None
        later = one.later or bool(match["next"] or match["later"])
        found.append(Clock(one.at, later, days))
        days, done = (), match.end()
    if not found or _beside(plain[done:]):
        return None
    return tuple(found)


def _beside(text: str) -> str:
    return _ASIDE.sub(" ", text).strip(_BETWEEN)


def _dated(one: Clock, days: Sequence[Reading]) -> Clock:
    return Clock(one.at, one.later, tuple(days))


def _clock(hour: str, minute: str, second: str | None, half: str) -> Clock | None:
    """One time; 24:00 is the next day's first minute."""
    hours = int(hour)
    if half.startswith("p") or half in ("下午", "晚上", "傍晚", "中午"):
        hours += 12 if hours < 12 and not (half == "中午" and hours > 9) else 0
        hours = 24 if half == "晚上" and int(hour) == 12 else hours
    elif (half.startswith("a") or half in ("凌晨", "上午")) and hours == 12:
        hours = 0
    found = one_time(None, f"{hours}:{minute}")
    seconds = int(second or 0)
    if found is None or seconds > 59 or (hours == 24 and (int(minute) or seconds)):
        return None
    return Clock(found.replace(second=seconds), later=hours == 24)


def next_days(found: Sequence[Clock]) -> Iterator[bool]:
    """Whether each of the times that stand for one day, in their order, is the day after's: it
    says so, or is earlier than the one before it."""
    later = False
    for at, one in enumerate(found):
        if one.days:
            later = False  # it says its own
        elif at and one.at < found[at - 1].at and not found[at - 1].later:
            later = True
        yield later or one.later
