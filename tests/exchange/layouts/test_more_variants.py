"""Further layouts of a known roster: several names to a day, branches with stand-ins, numbers as
dates, a whole year in one sheet."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from tests.exchange.layouts import made
from tests.exchange.layouts.made import HAN, OFF, Known, a_book, roster
from tests.store.writers import TIMES

SEEDS = st.integers(0, 10**9)
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("more")


def shifts(path: Path, today: date) -> Known:
    book = open_book(path)
    found = guess(book, today)
    said = read(book, found.layout, found.copies, found.rivals)
    return Counter((e.person, e.day, e.word) for e in said.entries if e.word not in OFF)


@settings(max_examples=10 * TIMES)
@given(seed=SEEDS)
def test_three_names_to_a_day(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random, least=6)
    marks = (" ", "  ", "、", "，", "\xa0 ") if known.people[0] in HAN else ("、", ", ", "  ", "\n")
    form = random.choice(made.HEADINGS)
    rows: Rows = [["日期", "值班人员", "签字"]]
    wanted: Known = Counter()
    for day in known.days:
        people = random.sample(known.people, 3)
        rows.append([form(day), random.choice(marks).join(people)])
        wanted.update((person, day, "值班人员") for person in people)
    assert shifts(a_book(folder / "a.xlsx", ("Sheet1", rows)), known.days[0]) == wanted


@settings(max_examples=10 * TIMES)
@given(seed=SEEDS)
def test_a_branch_above_its_people_and_stand_ins(folder: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random, least=6)
    month = [day.day for day in known.days]
    week = ["一二三四五六日"[day.weekday()] for day in known.days]
    rows: Rows = [[f"客服 {known.days[0].month}月 班表"], ["館別", "姓名", *month], ["", "", *week]]
    wanted: Known = Counter()
    for at, person in enumerate(known.people):
        called = person + random.choice(("", "(代)", "(早)"))
        cells = [known.cells[person, day] for day in known.days]
        rows.append([f"館{at // 3}" if at % 3 == 0 else "", called, *cells])
        wanted.update(
            (called, day, word)
            for day, word in zip(known.days, cells, strict=True)
            if word not in OFF
        )
    assert shifts(a_book(folder / "b.xlsx", ("Sheet1", rows)), known.days[0]) == wanted


@settings(max_examples=10 * TIMES)
@given(seed=SEEDS)
def test_month_and_day_as_one_number(folder: Path, seed: int) -> None:
    known = roster(Random(seed))
    heads = ["no", "name", "id", *(float(f"{day.month}.{day.day}") for day in known.days)]
    people = (
        [at + 1, person, 2000 + at // 2, *(known.cells[person, day] for day in known.days)]
        for at, person in enumerate(known.people)
    )
    rows: Rows = [[str(known.days[0].year)], heads, *people]
    path = a_book(folder / "c.xlsx", ("Sheet1", rows))
    assert shifts(path, known.days[0]) == known.known()


@pytest.mark.parametrize("seed", range(3))
def test_a_year_in_one_sheet(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    known = roster(random, days=365)
    rows = made.plain(known, known.people, random.choice(made.HEADINGS[1:4]))
    rows[0][0] = ""
    path = a_book(tmp_path / "d.xlsx", ("Plan", rows))
    assert shifts(path, known.days[0]) == known.known()


GIVEN = ("Anna", "Ben", "Chloe", "David", "Eva", "Farid", "Grace", "Hugo")


def test_blanks_part_names_of_one_word_where_each_comes_first_and_last(tmp_path: Path) -> None:
    rows: Rows = [["Date", "On duty"]]
    wanted: Known = Counter()
    for at in range(20):
        day, people = date(2026, 10, 1 + at), [GIVEN[(at * 3 + n) % 8] for n in range(3)]
        rows.append([day.isoformat(), " ".join(people)])
        wanted.update((person, day, "On duty") for person in people)
    assert shifts(a_book(tmp_path / "a.xlsx", ("Rota", rows)), date(2026, 10, 1)) == wanted


def test_given_and_family_name_stay_together(tmp_path: Path) -> None:
    rows: Rows = [["Date", "On duty"]]
    wanted: Known = Counter()
    for at in range(20):
        day, person = date(2026, 10, 1 + at), made.LATIN[at % len(made.LATIN)]
        rows.append([day.isoformat(), person])
        wanted[person, day, "On duty"] += 1
    assert shifts(a_book(tmp_path / "a.xlsx", ("Rota", rows)), date(2026, 10, 1)) == wanted


def test_a_name_with_a_dot_within_is_parted_by_a_blank(tmp_path: Path) -> None:
    rows: Rows = [["日期", "值班人员"]]
    others = ("王芳", "李四", "赵小龙", "钱多")
    rows += [[f"2026-10-{at:02}", f"买买提·艾山 {others[at % 4]}"] for at in range(1, 20)]
    found = shifts(a_book(tmp_path / "a.xlsx", ("Sheet1", rows)), date(2026, 10, 1))
    assert {person for person, _day, _word in found} == {"买买提·艾山", *others}


def test_a_last_block_of_one_day_has_all_its_people(tmp_path: Path) -> None:
    """JON looks like a code; he stands in each block."""
    people = ["CASPIAN", "PERRIN", "JON"]
    rows: Rows = [["ROSTER 24 May 2026 - 31 May 2026"]]
    rows += [["NAME", *(f"{at}th" for at in range(24, 31))]]
    rows += [[person, *["0600-1400", "1400-2200"] * 3, "OFF"] for person in people]
    rows += [[], ["NAME", "31st"], ["CASPIAN", "OFF"], ["PERRIN", "0600-1400"]]
    rows += [["JON", "1400-2200"]]
    found = shifts(a_book(tmp_path / "a.xlsx", ("Sheet1", rows)), date(2026, 5, 1))
    assert found["JON", date(2026, 5, 31), "1400-2200"] == 1


def test_a_list_of_the_words_below_is_nobody(tmp_path: Path) -> None:
    known = roster(Random(5), least=6, first=date(2026, 10, 1), days=31)
    cells = [["A1", "B2", "休"][at % 3] for at in range(31)]
    rows: Rows = [["2026年10月"], ["姓名", *range(1, 32)]]
    rows += [[person, *cells] for person in known.people]
    rows += [[], ["A1", "08:00-16:00"], ["B2", "16:00-00:00"]]
    found = shifts(a_book(tmp_path / "a.xlsx", ("Sheet1", rows)), date(2026, 10, 1))
    assert {person for person, _day, _word in found} == set(known.people)
