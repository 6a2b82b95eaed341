"""A layout that was chosen once is kept, and next month's file is one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from app.errors import BadInput
from app.exchange.layouts import kept
from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from tests.exchange.layouts import made
from tests.exchange.layouts.made import a_book

TODAY = date(2026, 11, 27)


def a_month(path: Path, first: date) -> Path:
    roster = made.roster(Random(first.month), first=first)
    rows = made.plain(roster, roster.people, made.HEADINGS[1])
    return a_book(path, (f"{first.month}月", [[f"{first.year}年"], *rows]))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_is_what_was_chosen(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    rows = made.people_down(random, made.roster(random))
    book = open_book(a_book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    layout = guess(book, TODAY).layout
    assert layout.blocks
    assert kept.from_json(kept.to_json(layout)) == layout


def test_next_month_is_found_by_what_was_kept(tmp_path: Path) -> None:
    october = guess(open_book(a_month(tmp_path / "10.xlsx", date(2026, 10, 1))), TODAY).layout
    book = open_book(a_month(tmp_path / "11.xlsx", date(2026, 11, 1)))
    found = kept.again(book, kept.from_json(kept.to_json(october)), TODAY)
    assert {entry.day.month for entry in read(book, found.layout).entries} == {11}
    assert found.layout.blocks[0].names == october.blocks[0].names


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 9, "blocks": []}', '{"form": 1}'])
def test_what_is_no_layout_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        kept.from_json(text)
