"""Sheets of the same people and days: a copy and a form with some cells filled are named and not
read; between two that differ somebody must choose; parts of one roster are read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.exchange.layouts.guessing import Hints, guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from app.rules.bringing.said import Said
from tests.exchange.layouts import made
from tests.exchange.layouts.made import OFF, Known, Roster, a_book

TODAY = date(2026, 11, 27)
Rows = list[list[Any]]


def look(path: Path, *sheets: str) -> Said:
    book = open_book(path)
    found = guess(book, TODAY, Hints(sheets=sheets))
    return read(book, found.layout, found.copies, found.rivals)


def shifts(said: Said) -> Known:
    return Counter((e.person, e.day, e.word) for e in said.entries if e.word not in OFF)


def whys(said: Said) -> dict[str, str]:
    return {one.sheet: one.why.msgid for one in said.left_out}


def sheet(known: Roster, keep: Callable[[int, int], bool] = lambda _row, _at: True) -> Rows:
    """The roster, with the cells that `keep` tells by line and day."""
    rows = made.plain(known, known.people, made.HEADINGS[1])
    return [rows[0], *([line[0], *(word if keep(row, at) else "" for at, word in
            enumerate(line[1:]))] for row, line in enumerate(rows[1:]))]  # fmt: skip


def october(seed: int) -> Roster:
    return made.roster(Random(seed), least=6, first=date(2026, 10, 1), days=31)


SEEDS = range(4)
ORDER = (False, True)


def written(path: Path, full: Rows, title: str, other: Rows, *, first: bool) -> Path:
    sheets = [("排班", full), (title, other)]
    return a_book(path / "a.xlsx", *(sheets[::-1] if first else sheets))


@pytest.mark.parametrize("first", ORDER)
@pytest.mark.parametrize("title", ["模板", "Template", "空白表", "示例 (2)", "Sheet2"])
def test_a_form_with_some_days_filled_as_in_the_roster_is_named(
    tmp_path: Path, title: str, first: bool
) -> None:
    known = october(1)
    path = written(tmp_path, sheet(known), title, sheet(known, lambda _r, at: at < 3), first=first)
    said = look(path)
    assert shifts(said) == known.known()
    assert not said.problems
    assert title in whys(said)


@pytest.mark.parametrize("first", ORDER)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_form_with_other_words_is_known_by_its_name(
    tmp_path: Path, seed: int, first: bool
) -> None:
    known, form = october(seed), october(seed)
    form.cells = dict.fromkeys(form.cells, known.words[0])
    path = written(tmp_path, sheet(known), "排班模板", sheet(form, lambda r, at: at < 3 or r == 0),
                   first=first)  # fmt: skip
    assert shifts(look(path)) == known.known()


@pytest.mark.parametrize("first", ORDER)
@pytest.mark.parametrize("seed", SEEDS)
def test_between_a_roster_and_a_part_of_it_with_other_words_somebody_chooses(
    tmp_path: Path, seed: int, first: bool
) -> None:
    known, other = october(seed), october(seed)
    other.cells = dict.fromkeys(other.cells, known.words[1])
    path = written(tmp_path, sheet(known), "Sheet2", sheet(other, lambda _r, at: at < 4),
                   first=first)  # fmt: skip
    asked = look(path).problems
    assert [(one.sheet, one.why.params["sheet"]) for one in asked] == [("Sheet2", "排班")]
    told = look(path, "排班")
    assert not told.problems
    assert shifts(told) == known.known()


def test_the_same_roster_twice_counts_once(tmp_path: Path) -> None:
    known = october(2)
    said = look(a_book(tmp_path / "a.xlsx", ("十月", sheet(known)), ("打印", sheet(known))))
    assert shifts(said) == known.known()
    assert list(whys(said)) == ["打印"]


def test_two_parts_of_one_roster_are_read_together(tmp_path: Path) -> None:
    """The hotline's cells stand in one sheet, those of the chat in another."""
    known = october(3)
    path = a_book(
        tmp_path / "a.xlsx",
        ("热线", sheet(known, lambda row, at: (row + at) % 3 > 0)),
        ("在线", sheet(known, lambda row, at: (row + at) % 3 == 0)),
    )
    said = look(path)
    assert shifts(said) == known.known()
    assert not said.problems


def test_months_of_the_same_people_are_read_together(tmp_path: Path) -> None:
    known = october(2)
    later = made.roster(Random(2), least=6, first=date(2026, 11, 1), days=30)
    later.people = known.people
    path = a_book(tmp_path / "a.xlsx", ("十月", sheet(known)), ("十一月", sheet(later)))
    assert shifts(look(path)) == known.known() + later.known()
