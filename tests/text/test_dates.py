"""Dates, lengths and lists as people say them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from app import text
from app.rules.calendar import CentreTime
from app.rules.vocabulary import LeaveKind, Role, RosterState, SwapStatus, msg
from app.text import dates, words

DAY = date(2026, 10, 3)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    text.use("en")
    text.use_clock(CentreTime())
    yield
    text.use("en")


def both(say: object, *arguments: object) -> tuple[str, str]:
    """What a function says in English and in Chinese."""
    text.use("en")
    english = say(*arguments)  # type: ignore[operator]
    text.use("zh_CN")
    return english, say(*arguments)  # type: ignore[operator]


def test_a_day_is_said_with_its_year() -> None:
    assert both(dates.day, DAY) == ("3 October 2026", "2026年10月3日")


def test_the_year_is_left_out_near_a_day_of_the_same_year() -> None:
    assert both(dates.day, DAY, date(2026, 1, 1)) == ("3 October", "10月3日")
    assert dates.day(DAY, date(2027, 1, 1)) == "2026年10月3日"


def test_months_and_weekdays() -> None:
    assert both(dates.month, DAY) == ("October 2026", "2026年10月")
    assert both(dates.short_month, DAY) == ("Oct", "10月")
    assert both(dates.short_month, date(2027, 1, 1)) == ("Jan 2027", "2027年1月")
    assert both(dates.weekday, DAY) == ("Saturday", "星期六")
    assert both(dates.short_weekday, DAY) == ("Sat", "周六")


@pytest.mark.parametrize(
    ("day", "english"),
    [(1, "the 1st"), (2, "the 2nd"), (3, "the 3rd"), (4, "the 4th"), (11, "the 11th"),
     (12, "the 12th"), (13, "the 13th"), (21, "the 21st"), (22, "the 22nd"), (31, "the 31st")],
)  # fmt: skip
def test_days_of_a_month_are_counted(day: int, english: str) -> None:
    assert both(dates.day_of_month, date(2026, 10, day)) == (english, f"{day}日")


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [(0, "0 minutes", "0分钟"), (1, "1 minute", "1分钟"), (59, "59 minutes", "59分钟"),
     (60, "1 hour", "1小时"), (61, "1 h 1 min", "1小时1分钟"), (120, "2 hours", "2小时")],
)  # fmt: skip
def test_lengths(minutes: int, english: str, chinese: str) -> None:
    assert both(dates.span, minutes) == (english, chinese)


def test_an_instant_is_told_by_the_centres_clock() -> None:
    instant = datetime(2026, 10, 2, 23, 30, tzinfo=UTC)
    assert both(dates.moment, instant) == ("3 October 2026, 07:30", "2026年10月3日 07:30")
    assert dates.stamp(instant) == "2026-10-03 07:30"
    text.use_clock(CentreTime("America/New_York"))
    assert dates.wall(instant) == "19:30"


@pytest.mark.parametrize(
    ("items", "english", "chinese"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a and b", "a和b"),
     (["a", "b", "c"], "a, b and c", "a、b和c")],
)  # fmt: skip
def test_lists(items: list[str], english: str, chinese: str) -> None:
    assert both(words.listed, items) == (english, chinese)


def test_words_of_one_value_but_two_kinds_stay_apart() -> None:
    assert both(words.word, SwapStatus.DRAFT) == ("being written", "填写中")
    assert both(words.word, RosterState.DRAFT) == ("draft", "草稿")


def test_a_kind_of_leave_of_the_centres_own_is_said_as_it_is() -> None:
    assert both(words.leave_kind, LeaveKind.SICK) == ("sick leave", "病假")
    assert both(words.leave_kind, "婚假") == ("婚假", "婚假")


def test_a_message_words_its_parameters() -> None:
    message = msg("{first} and {last}", first=Role.AGENT, last=DAY)
    assert both(text.say, message) == ("agent and 3 October 2026", "业务代表和2026年10月3日")


def test_a_message_within_a_message_is_translated_first() -> None:
    inner = msg("{first} and {last}", first="a", last="b")
    message = msg("{first} and {last}", first=inner, last=[DAY, DAY])
    assert text.say(message) == "a and b and 3 October 2026 and 3 October 2026"
