"""Whatever way a known roster is written down in, what is read is that roster."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.layouts.guessing import Hints, guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from app.rules.bringing.said import Said
from tests.exchange.layouts import made
from tests.exchange.layouts.made import OFF, Known, a_book, a_csv, roster
from tests.store.writers import TIMES

SEEDS = st.integers(0, 10**9)


def said(path: Path, **hints: object) -> Said:
    book = open_book(path)
    found = guess(book, date(2026, 11, 27), Hints(**hints))  # type: ignore[arg-type]
    return read(book, found.layout, found.copies, found.rivals)


def shifts(found: Said) -> Known:
    return Counter((e.person, e.day, e.word) for e in found.entries if e.word not in OFF)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@settings(max_examples=20 * TIMES)
@given(seed=SEEDS)
def test_people_down_and_days_across(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random)
    rows = made.people_down(random, known)
    if random.random() < 0.3 and not any(hasattr(c, "year") for r in rows for c in r):
        path = a_csv(folder / "a.csv", rows, random.choice(("utf-8-sig", "gb18030")))
    else:
        path = a_book(folder / "a.xlsx", (random.choice(("Sheet1", "排班")), rows))
    assert shifts(said(path)) == known.known()


@settings(max_examples=14 * TIMES)
@given(seed=SEEDS)
def test_people_across_and_days_down(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random)
    path = a_book(folder / "b.xlsx", ("Sheet1", made.people_across(random, known)))
    assert shifts(said(path)) == known.known()


@settings(max_examples=14 * TIMES)
@given(seed=SEEDS)
def test_shifts_down_with_people_in_the_cells(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random, least=6)
    rows, wanted = made.shifts_down(random, known)
    path = a_book(folder / "c.xlsx", ("Sheet1", rows))
    assert shifts(said(path)) == wanted


@settings(max_examples=14 * TIMES)
@given(seed=SEEDS)
def test_a_list_of_shifts(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random)
    rows, wanted = made.a_list(random, known)
    path = a_book(folder / "d.xlsx", ("Sheet1", rows))
    assert shifts(said(path)) == wanted


@settings(max_examples=14 * TIMES)
@given(seed=SEEDS)
def test_a_period_from_the_21st_to_the_20th_is_of_the_title(folder: Path, seed: int) -> None:
    random = Random(seed)
    year, month = random.randint(2024, 2028), random.randint(1, 12)
    first = date(year, month, 21)
    count = (date(year + month // 12, month % 12 + 1, 20) - first).days + 1
    known = roster(random, first=first, days=count)
    path = a_book(folder / "e.xlsx", ("Sheet1", made.people_down(random, known)))
    assert shifts(said(path)) == known.known()


@settings(max_examples=14 * TIMES)
@given(seed=SEEDS)
def test_blocks_one_under_another_go_on_day_by_day(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random)
    path = a_book(folder / "f.xlsx", ("Sheet1", made.blocks(random, known)))
    assert shifts(said(path)) == known.known()


@settings(max_examples=12 * TIMES)
@given(seed=SEEDS)
def test_a_sheet_for_each_team_and_an_older_copy(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random, least=8)
    half = len(known.people) // 2
    form = random.choice(made.DAY_HEADINGS)
    teams = [(name, made.plain(known, people, form)) for name, people in
             (("一班", known.people[:half]), ("二班", known.people[half:]))]  # fmt: skip
    older = made.roster(random, first=known.days[0], days=len(known.days))
    older.people = known.people[:half]
    older.cells = {(p, d): random.choice(known.words) for p in older.people for d in older.days}
    copies = [("一班备份", made.plain(older, older.people, form))] if random.random() < 0.5 else []
    legend = [["班次", "时间"], *([word, "08:00-16:00"] for word in known.words[:-1])]
    path = a_book(folder / "g.xlsx", ("说明", legend), *teams, *copies)
    found = said(path, first_day=known.days[0])
    assert shifts(found) == known.known()
    assert {one.sheet for one in found.left_out} >= {"说明", *(title for title, _rows in copies)}


@settings(max_examples=12 * TIMES)
@given(seed=SEEDS)
def test_what_is_merged_over_days_counts_on_each(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random)
    rows = made.plain(known, known.people, made.HEADINGS[0])
    path = folder / "h.xlsx"
    made.merged(random, path, rows, known)
    assert shifts(said(path)) == known.known()
