"""What may be wished beside what, and whether a day came as it was wished."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.rostering.wishes import Wish
from app.rules.rostering.wishing import came_true, in_the_way

DAY = date(2026, 11, 5)


def wish(shift: str, *, on: bool = True, day: date = DAY) -> Wish:
    return Wish("1001", day, shift, on)


@pytest.mark.parametrize("shift", ["", "E"])
def test_the_same_shift_of_the_same_day_stands_in_the_way_either_way(shift: str) -> None:
    there = [wish("L"), wish(shift)]
    assert in_the_way(there, wish(shift)) == there[1]
    assert in_the_way(there, wish(shift, on=False)) == there[1]


def test_another_shift_or_another_day_does_not() -> None:
    there = [wish("E"), wish("L", on=False)]
    assert in_the_way(there, wish("N")) is None
    assert in_the_way(there[1:], wish("")) is None
    assert in_the_way(there, wish("E", day=date(2026, 11, 6))) is None


def test_a_day_off_and_a_shift_are_not_both_wanted() -> None:
    assert in_the_way([wish("E")], wish("")) == wish("E")
    assert in_the_way([wish("")], wish("E")) == wish("")
    assert in_the_way([wish("")], wish("E", on=False)) is None
    assert in_the_way([wish("", on=False)], wish("E")) is None


@pytest.mark.parametrize(
    ("wishes", "worked", "as_wished"),
    [
        ([wish("")], "", True),
        ([wish("")], "E", False),
        ([wish("", on=False)], "E", True),
        ([wish("", on=False)], "", False),
        ([wish("E"), wish("L")], "L", True),
        ([wish("E"), wish("L")], "N", False),
        ([wish("E"), wish("N", on=False)], "E", True),
        ([wish("E"), wish("N", on=False)], "N", False),
        ([wish("E", on=False), wish("N", on=False)], "L", True),
        ([], "E", True),
    ],
)
def test_one_of_what_was_wanted_is_enough_and_nothing_of_what_was_not(
    wishes: list[Wish], worked: str, as_wished: bool
) -> None:
    assert came_true(wishes, worked) is as_wished
