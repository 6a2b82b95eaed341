"""Sheets of a few days, and halves of a month side by side."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.exchange.layouts.made import Known, a_book
from tests.exchange.layouts.test_odd_rosters import PEOPLE, known, line, look, shifts


def test_two_small_sheets_of_three_days_are_read(tmp_path: Path) -> None:
    head = [["2026年12月"], ["工号", "姓名", "14", "15", "16"]]
    one = [*head, ["1402", "姚天佑", "N", "L", "L"], ["1405", "潘怀瑾", "E", "E", "E"]]
    two = [*head, ["1406", "王芳", "L", "L", "N"], ["1407", "李四", "E", "N", "N"]]
    _found, said = look(a_book(tmp_path / "two.xlsx", ("A", one), ("B", two)))
    assert len(said.entries) == 12
    assert {entry.day for entry in said.entries} == {date(2026, 12, day) for day in (14, 15, 16)}
    assert {(entry.person, entry.number) for entry in said.entries} >= {("姚天佑", "1402")}


@pytest.mark.parametrize("half", [10, 15, 16])
def test_the_halves_of_a_month_may_stand_side_by_side(tmp_path: Path, half: int) -> None:
    rows = [["2026年10月排班表"]]
    rows.append(["姓名", *map(str, range(1, half + 1)), "姓名", *map(str, range(half + 1, 32))])
    for at, person in enumerate(PEOPLE):
        words = line(at)
        rows.append([person, *words[:half], person, *words[half:]])
    _found, said = look(a_book(tmp_path / "halves.xlsx", ("10月", rows)))
    assert shifts(said) == month()
    assert not said.problems


def month() -> Known:
    return known(PEOPLE, [date(2026, 10, 1) + timedelta(days=at) for at in range(31)])


def test_people_below_the_last_shift_that_is_said_are_asked(tmp_path: Path) -> None:
    days = [f"2026-12-{day:02}" for day in range(1, 6)]
    rows = [["班次", *days], ["白班", *PEOPLE[:5]], ["", *PEOPLE[1:6]]]
    rows += [["晚班", *PEOPLE[2:], PEOPLE[0]], ["", "吴凌云", "郑新宇"], ["", "", "冯巧"]]
    _found, said = look(a_book(tmp_path / "shifts.xlsx", ("12月", rows)))
    asked = {cell for one in said.problems for cell in one.cells.split(":")}
    assert {"B3", "B5", "C5", "C6"} <= asked
