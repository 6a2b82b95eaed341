"""Whoever stands first, and in whatever order: what is known comes back, or is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from openpyxl.utils import range_boundaries

from tests.exchange.layouts.made import Known, a_csv
from tests.exchange.layouts.test_odd_rosters import PEOPLE, Rows, look, shifts

FIRST = date(2026, 12, 1)
WEEK = [FIRST + timedelta(days=at) for at in range(7)]
ROTA = [("白班", "晚班", "休", "白班")[at % 4] for at in range(40)]


def across(columns: dict[str, list[str]]) -> Rows:
    rows: Rows = [["日期", *columns]]
    return rows + [
        [day.isoformat(), *(words[at] for words in columns.values())] for at, day in enumerate(WEEK)
    ]


def rotas() -> dict[str, list[str]]:
    return {person: ROTA[at : at + 7] for at, person in enumerate(PEOPLE)}


@pytest.mark.parametrize("always", ["夜班", "行政班"])
@pytest.mark.parametrize("fixed", [PEOPLE[:1], PEOPLE[:3], PEOPLE[2:3], PEOPLE[-1:], PEOPLE])
def test_a_person_of_one_shift_cuts_nobody_off(
    tmp_path: Path, always: str, fixed: list[str]
) -> None:
    columns = {**rotas(), **{person: [always] * 7 for person in fixed}}
    _found, said = look(a_csv(tmp_path / "roster.csv", across(columns)))
    known = {
        (person, day, words[at])
        for person, words in columns.items()
        for at, day in enumerate(WEEK)
        if words[at] != "休"
    }
    assert set(shifts(said)) == known
    assert not said.problems


def test_two_halves_of_a_team_with_two_shifts_are_one_roster(tmp_path: Path) -> None:
    columns = {person: ["白班" if at < 3 else "晚班"] * 7 for at, person in enumerate(PEOPLE)}
    _found, said = look(a_csv(tmp_path / "roster.csv", across(columns)))
    assert {entry.person for entry in said.entries} == set(PEOPLE)
    assert len(said.entries) == 7 * len(PEOPLE)


HEADS = ["姓名", "日期", "班次"]
FORMS: list[Callable[[date], str]] = [
    date.isoformat,
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day.month}月{day.day}日",
]


def listed(first: date, form: Callable[[date], str] = date.isoformat) -> tuple[Rows, Known]:
    """A list of eight days from `first`, a line for each person and day."""
    days = [first + timedelta(days=at) for at in range(8)]
    known = [
        (person, day, ROTA[row + at])
        for row, person in enumerate(PEOPLE)
        for at, day in enumerate(days)
        if ROTA[row + at] != "休"
    ]
    return [[person, form(day), word] for person, day, word in known], Counter(known)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_list_is_a_list_in_whatever_order_its_lines_stand(
    tmp_path: Path, form: Callable[[date], str], seed: int, order: tuple[int, ...]
) -> None:
    body, known = listed(date(2026, 12, 28), form)
    Random(seed).shuffle(body)
    rows = [[line[at] for at in order] for line in [HEADS, *body]]
    _found, said = look(a_csv(tmp_path / "2026年12月.csv", rows))
    assert shifts(said) == known
    assert not said.problems


def test_a_late_line_on_top_of_a_list_is_read_like_the_others(tmp_path: Path) -> None:
    body, known = listed(date(2026, 12, 1))
    rows = [HEADS, body[-1], *body[:-1]]
    _found, said = look(a_csv(tmp_path / "list.csv", rows))
    assert shifts(said) == known


def down() -> Rows:
    days = [day.isoformat() for day in WEEK]
    return [["姓名", *days], *([person, *words] for person, words in rotas().items())]


def spoiled(rows: Rows, random: Random) -> Rows:
    """The rows cut, mixed, with lines doubled and words of others among them."""
    body = [list(row) for row in rows[1:]]
    if random.random() < 0.5:
        random.shuffle(body)
    for _time in range(random.randint(0, 3)):
        line = random.choice(body)
        line[random.randrange(len(line))] = random.choice(["", "白班", "王芳", "待定", 7])
    if random.random() < 0.3:
        body.insert(random.randrange(len(body)), [])
    if random.random() < 0.3:
        body.insert(random.randrange(len(body)), ["", "王芳", "白班"])
    if random.random() < 0.3:
        body = body[: len(body) // 2]
    return [rows[0], *body] if random.random() < 0.8 else body


def cells_of(cells: str) -> set[tuple[int, int]]:
    first, _sign, last = cells.partition(":")
    bounds = range_boundaries(f"{first}:{last or first}")
    left, top, right, bottom = (edge or 1 for edge in bounds)
    return {(row, at) for row in range(top, bottom + 1) for at in range(left, right + 1)}


@pytest.mark.parametrize("seed", range(120))
def test_every_cell_is_an_entry_a_heading_or_named(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    rows = spoiled([across(rotas()), down(), [HEADS, *listed(FIRST)[0]]][seed % 3], random)
    found, said = look(a_csv(tmp_path / "odd.csv", rows))
    named = {place for one in (*said.left_out, *said.problems) for place in cells_of(one.cells)}
    for entry in (*said.entries, *said.blanks):
        named |= cells_of(entry.cell)
    sides = {(block.names, block.numbers) for block in found.layout.blocks}
    heads = {block.heading for block in found.layout.blocks}
    people = {entry.person for entry in (*said.entries, *said.blanks)}
    for row, line in enumerate(rows):
        for at, value in enumerate(line):
            head = row in heads or (any(at in side for side in sides) and value in people)
            days = any(at == block.names for block in found.layout.blocks)
            assert value == "" or head or days or (row + 1, at + 1) in named, (row, at, value)
