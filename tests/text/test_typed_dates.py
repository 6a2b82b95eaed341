"""A date as it is typed: the one that was meant, or none."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.typed_dates import read_date

TODAY = date(2026, 11, 26)
DEC_11 = date(2026, 12, 11)
NAMES = [calendar.month_name[at] for at in range(1, 13)]


@pytest.mark.parametrize(
    "text",
    ["2026-12-11", "2026/12/11", "2026.12.11", "20261211", "12-11", "11 Dec", "11Dec", "Dec 11",
     "dec. 11", "11 December", "December 11, 2026", "11th December 2026", "12月11日", "12月11号",
     "12月11", "2026年12月11日", "２０２６年１２月１１日", " 11  dec ", "+15", "+15天"],
)  # fmt: skip
@pytest.mark.parametrize("month_first", [True, False])
def test_these_all_mean_the_eleventh_of_december(text: str, month_first: bool) -> None:
    assert read_date(text, TODAY, month_first=month_first) == DEC_11


def test_the_language_says_what_a_slash_begins_with() -> None:
    assert read_date("11/12", TODAY, month_first=False) == DEC_11
    assert read_date("12/11", TODAY, month_first=True) == DEC_11
    assert read_date("11.12", TODAY, month_first=False) == DEC_11
    assert read_date("11/12/2026", TODAY, month_first=False) == DEC_11
    assert read_date("11/12/2026", TODAY, month_first=True) is None, "it could be either"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("今天", 0),
        ("明天", 1),
        ("后天", 2),
        ("昨天", -1),
        ("Tomorrow", 1),
        ("today", 0),
        ("-2", -2),
    ],
)
def test_words_and_counts_are_seen_from_today(text: str, days: int) -> None:
    assert read_date(text, TODAY, month_first=True) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(("text", "year"), [("1-5", 2027), ("12-30", 2026), ("6-1", 2026)])
def test_a_year_that_is_left_out_is_the_nearest(text: str, year: int) -> None:
    found = read_date(text, TODAY, month_first=True)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(
    "text",
    ["", "soon", "11", "13-13", "2026-02-30", "31 Nov", "11 D", "Ju 11", "11 Ma", "1211", "0-5",
     "12月", "99999999", "1811-12-11", "2026-12-11-", "+99999", "11/13/12", "32 Dec", "二〇二六"],
)  # fmt: skip
@pytest.mark.parametrize("month_first", [True, False])
def test_what_is_no_date_or_could_be_two_is_none(text: str, month_first: bool) -> None:
    assert read_date(text, TODAY, month_first=month_first) is None


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(days, days, st.booleans())
def test_what_is_shown_for_a_date_typed_back_in_either_language_is_that_date(
    day: date, today: date, month_first: bool
) -> None:
    english = f"{day.day} {NAMES[day.month - 1]} {day.year}"
    for shown in (english, f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        assert read_date(shown, today, month_first=month_first) == day


@given(days, st.dates(date(1901, 1, 1), date(2198, 12, 31)), st.booleans(),
       st.sampled_from(["{m}-{d}", "{m}月{d}日", "{m}月{d}", "{d} {n}", "{n} {d}", "{d}{n}"]),
)  # fmt: skip
def test_without_a_year_it_is_that_day_of_that_month_or_refused(
    day: date, today: date, month_first: bool, form: str
) -> None:
    text = form.format(m=day.month, d=day.day, n=NAMES[day.month - 1][:3])
    found = read_date(text, today, month_first=month_first)
    assert found is None or (found.month, found.day) == (day.month, day.day)
    assert found is not None or (day.month, day.day) == (2, 29)


@given(st.text(alphabet="0123456789-/.年月日号 +天abcdejnoptv", max_size=14), st.booleans())
def test_every_figure_that_was_typed_stands_in_the_date_that_is_read(
    text: str, month_first: bool
) -> None:
    found = read_date(text, TODAY, month_first=month_first)
    if found is not None and not text.strip().startswith(("+", "-")):
        told = [int(one) for one in "".join(c if c.isdigit() else " " for c in text).split()]
        kept = (found.year, found.month, found.day)
        whole = int(f"{found:%Y%m%d}")
        assert all(one in kept or one == whole for one in told)
