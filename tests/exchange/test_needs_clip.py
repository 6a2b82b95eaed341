"""Needs copied from a spreadsheet: the block goes where it is pasted, or where its headings say; it
is taken whole, or refused with the very cell."""

from __future__ import annotations

import pytest

from app.exchange.needs_clip import clip_of, read_needs
from app.text import say

SHIFTS = (("E", "早班"), ("L", "中班"), ("N", "夜班"))


def taken(text: str, at: tuple[int, int] = (0, 0)) -> dict[tuple[int, int], int]:
    found = read_needs(text, SHIFTS, at, 999)
    assert found.problem is None, say(found.problem)
    return dict(found.cells)


def refused(text: str, at: tuple[int, int] = (0, 0)) -> str:
    found = read_needs(text, SHIFTS, at, 999)
    assert not found.cells
    assert found.problem is not None
    return say(found.problem)


@pytest.mark.parametrize(
    ("text", "at", "cells"),
    [
        ("3\t4\r\n5\t6\r\n", (0, 0), {(0, 0): 3, (0, 1): 4, (1, 0): 5, (1, 1): 6}),
        ("3\t4\n5\t6", (1, 5), {(1, 5): 3, (1, 6): 4, (2, 5): 5, (2, 6): 6}),
        ("３\t4.0\t5人\t", (2, 0), {(2, 0): 3, (2, 1): 4, (2, 2): 5, (2, 3): 0}),
        ("0\t999", (0, 0), {(0, 0): 0, (0, 1): 999}),
        ("\t周六\t周日\n夜班\t1\t2\n早班\t3\t4\n", (2, 3),
         {(2, 5): 1, (2, 6): 2, (0, 5): 3, (0, 6): 4}),
        ("Mon\tTue\n7\t8", (1, 4), {(1, 0): 7, (1, 1): 8}),
        ("N\t1\nE\t2\n合计\t3", (0, 1), {(2, 1): 1, (0, 1): 2}),
    ],
)  # fmt: skip
def test_a_block_of_numbers(
    text: str, at: tuple[int, int], cells: dict[tuple[int, int], int]
) -> None:
    assert taken(text, at) == cells


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("3\tx\n5\t6", (0, 0), "Line 1, column 2: “x”"),
        ("3\t4\n5\t1000", (0, 0), "Line 2, column 2: “1000” is no number from 0 to 999"),
        ("3\t-1", (0, 0), "“-1”"),
        ("3\t2.5", (0, 0), "“2.5”"),
        ("3\t4", (0, 6), "1 lines and 2 columns do not fit"),
        ("1\n2\n3", (1, 0), "3 lines and 1 columns do not fit"),
        ("早班\t1\n白班\t2\n夜班\t3", (0, 0), "no shift “白班”"),
        ("", (0, 0), "nothing to paste"),
    ],
)
def test_what_does_not_fit_is_refused_whole(text: str, at: tuple[int, int], why: str) -> None:
    assert why in refused(text, at)


def test_what_is_copied_is_what_is_pasted() -> None:
    text = clip_of("一二三四五六日", [("E", [1, 2, 3, 4, 5, 6, 0]), ("N", [0] * 7)])
    cells = taken(text, (2, 2))
    assert [cells[0, day] for day in range(7)] == [1, 2, 3, 4, 5, 6, 0]
    assert not any(cells[2, day] for day in range(7))
