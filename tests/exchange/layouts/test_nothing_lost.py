"""Whoever stands first, and in whatever order: what is known comes back, or is named."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.exchange.layouts.made import a_csv
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
