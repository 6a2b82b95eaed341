"""Times that stand in words and legends, and times that somebody types."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from app.exchange.layouts.times import typed_times
from tests.exchange.layouts.made import a_book

EARLY = (time(7, 30), time(15, 30))


@pytest.mark.parametrize(
    "legend",
    [
        "早：早班 7:30-15:30（午休0.5小时）",
        "早：7:30-15:30",
        "早班 7:30~15:30",
        "早（早班）7:30—15:30",
        "说明：早 7:30至15:30；休：公休",
        "早=早班 7:30-15:30",
    ],
)
def test_a_legend_under_the_roster_tells_a_shifts_times(tmp_path: Path, legend: str) -> None:
    rows: list[list[object]] = [["2026年12月排班表"], ["姓名", *range(1, 32)]]
    for at, name in enumerate(("王秀英", "李娜", "张伟", "刘洋")):
        rows.append([name, *("早早休"[(at + day) % 3] for day in range(31))])
    rows += [[], [legend]]
    book = open_book(a_book(tmp_path / "roster.xlsx", ("12月", rows)))
    found = guess(book, date(2026, 11, 27))
    assert read(book, found.layout).times["早"] == EARLY


@pytest.mark.parametrize(
    "typed",
    ["07:30–15:30", "7:30-15:30", "0730-1530", "0730 1530", "７：３０－１５：３０", "7:30至15:30"],
)
def test_times_are_typed_as_one_likes(typed: str) -> None:
    assert typed_times(typed) == EARLY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("20-8", (time(20), time(8))), ("16-24", (time(16), time(0))), ("0-8", (time(0), time(8)))],
)
def test_whole_hours_are_times_where_times_are_asked(typed: str, meant: tuple[time, time]) -> None:
    assert typed_times(typed) == meant


@pytest.mark.parametrize("typed", ["", "7:30", "早", "25-26", "7:30-", "7:61-8:00"])
def test_half_an_answer_is_none(typed: str) -> None:
    assert typed_times(typed) is None
