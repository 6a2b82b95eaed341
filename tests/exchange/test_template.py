"""A roster to fill in comes in again without a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.context import Actor, Context
from app.errors import NotAllowed
from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from app.exchange.moving import import_workbook
from app.exchange.template import write_template
from app.reading.roster.bringing import preview
from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from tests.factories import SmallCentre

NOVEMBER = date(2026, 11, 1)


def read_back(centre: SmallCentre, path: Path) -> Preview:
    book = open_book(path)
    found = guess(book, date(2026, 10, 15))
    return preview(centre.context, read(book, found.layout, found.copies, found.rivals), Answers())


@pytest.mark.parametrize("chinese", [False, True])
def test_what_is_filled_in_comes_in_without_a_question(
    centre: SmallCentre, tmp_path: Path, chinese: bool
) -> None:
    path = tmp_path / "十一月.xlsx"
    people = write_template(centre.context, path, NOVEMBER, chinese=chinese)
    book = load_workbook(path)
    page = book.worksheets[0]
    for row in range(2, people + 2):
        for column in range(3, 10):
            page.cell(row, column, ["E", "L", "N", "休", "OFF", "e", "E"][column - 3])
    book.save(path)
    found = read_back(centre, path)
    assert (found.asked, len(found.cells)) == (0, people * 5)
    assert found.ready


def test_what_stands_already_comes_back_as_it_is(centre: SmallCentre, tmp_path: Path) -> None:
    path = tmp_path / "october.xlsx"
    write_template(centre.context, path, centre.month)
    found = read_back(centre, path)
    assert (found.asked, found.cells) == (0, ())
    assert found.unchanged > 0


def test_a_leader_gets_the_own_team(centre: SmallCentre, tmp_path: Path) -> None:
    leader = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    assert write_template(leader, tmp_path / "a.xlsx", NOVEMBER) == 5
    agent = centre.context.acting_as(Actor("1001", centre.people["1001"]))
    with pytest.raises(NotAllowed):
        write_template(agent, tmp_path / "b.xlsx", NOVEMBER)


def test_a_store_with_nobody_gets_an_example_that_is_imported(
    context: Context, tmp_path: Path
) -> None:
    path = tmp_path / "例.xlsx"
    assert write_template(context, path, NOVEMBER, chinese=True) == 0
    summary = import_workbook(context, path)
    assert summary.sheets[0].added == 3
