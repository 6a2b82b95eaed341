"""Rosters as centres keep them are read exactly: nobody's shift is lost, none is made up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.exchange.layouts.guessing import guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from tests.exchange.layouts.centres import CASES
from tests.exchange.layouts.made import a_book
from tests.exchange.layouts.plans import Case


def written(folder: Path, case: Case) -> Path:
    path = a_book(folder / case.name, *case.sheets.items())
    if case.merged:
        book = load_workbook(path)
        for cells in case.merged:
            book.worksheets[0].merge_cells(cells)
        book.save(path)
    return path


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_read_exactly(tmp_path: Path, case: Case) -> None:
    book = open_book(written(tmp_path, case))
    found = guess(book, date(2026, 10, 12))
    said = read(book, found.layout, found.copies, found.rivals)
    read_there = Counter((one.person, one.day, one.word) for one in said.entries)
    assert read_there - case.known == Counter(), "what is not there"
    assert case.known - read_there == Counter(), "what is lost"
    assert not said.problems
