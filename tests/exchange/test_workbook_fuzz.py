"""Whatever stands in a cell, and however a file is damaged: refused in words, or read; never a
crash, never half an import. `DUTYDESK_TESTS=long` turns 400 cells and 150 files into 20,000 and
10,000."""

from __future__ import annotations

import os
import random
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app import models as m
from app.context import Context
from app.errors import BadInput
from app.exchange import cells
from app.exchange.columns import Column
from app.exchange.moving import import_workbook
from app.exchange.sheets import ROSTER, SHEETS
from app.exchange.tables import Problems, Table, read_cell
from app.exchange.workbook import read_workbook
from app.text import say
from tests.exchange.books import centre, rewritten, saved

LONG = os.environ.get("DUTYDESK_TESTS") == "long"
CELLS = 20_000 if LONG else 400
FILES = 10_000 if LONG else 150

COLUMNS = [column for sheet in (*SHEETS, ROSTER) for column in sheet.columns]
LIKELY = st.sampled_from(
    [
        *("", " ", "Y", "是", "2026-10-01", "2026-10-01 08:00", "07:30", "24:00", "9999-12-31"),
        *("0001-01-01", "2026-02-30", "1e999", "nan", "inf", "-0", "１２", "½", "٣", "²", "\x00"),
        *("\ud800", "\ufffe", "a\x07b", "'" * 9, "=" * 9, "{cell}", "{0}", "%s", "x" * 40_000),
        *(0.0, -0.0, 1.5, 1e308, -1e308, float("nan"), float("inf"), 45658.0, True, False),
        *(date.min, date.max, datetime.min, datetime.max, time.min, time.max),
        *(timedelta.min, timedelta.max, timedelta(hours=7.5), cells.FormulaError()),
    ]
)
ANYTHING = (
    LIKELY
    | st.text(max_size=20)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.from_regex(r"[0-9:/.T -]{1,20}", fullmatch=True)
)


@settings(max_examples=CELLS, deadline=None, suppress_health_check=list(HealthCheck))
@given(value=ANYTHING, column=st.sampled_from(COLUMNS))
def test_any_value_in_any_cell_is_read_or_refused_in_words(value: Any, column: Column) -> None:
    table = Table("Swaps", [[], [value]], Problems())
    try:
        read = read_cell(column, value)
    except cells.BadCell as refusal:
        sentence = say(refusal.at(table.cell(1, 0), value))
        assert sentence.startswith("Swaps!A2: ")
        sentence.encode()
        assert not any(ord(character) < 32 for character in sentence)
    else:
        assert _fits(column, read)


def _fits(column: Column, value: Any) -> bool:
    """Whether what was read can be stored, exported and read to the same again."""
    if value is None or isinstance(value, bool | int):
        return True
    if isinstance(value, datetime):
        return (value.second, value.microsecond) == (0, 0) and value.year in cells.YEARS
    if isinstance(value, str) and not column.words:
        again = cells.text(value) if value and not value.startswith("'") else value
        return again == value
    return isinstance(value, date | time | float | str)


MUTATIONS = ("flip", "cut", "zero", "repeat", "xml_byte", "xml_cut", "xml_swap", "value")
VALUES = [b"", b"-1", b"1e999", b"NaN", b"99999999", b"32/10", b"&amp;", b"&#0;", b"&#xD800;"]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file after one to three of the ways in which files come to harm."""
    for _turn in range(chance.randint(1, 3)):
        kind = chance.choice(MUTATIONS)
        if kind.startswith("xml") or kind == "value":
            try:
                content = rewritten(content, partial(_xml, kind=kind, chance=chance))
            except Exception:  # the file is no zip any more: damage enough
                break
        else:
            content = _bytes(content, kind, chance)
    return content


def _bytes(content: bytes, kind: str, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    if not spoilt:
        return content
    place = chance.randrange(len(spoilt))
    if kind == "flip":
        for _bit in range(chance.randint(1, 20)):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del spoilt[place:]
    elif kind == "zero":
        spoilt[place : place + 64] = bytes(len(spoilt[place : place + 64]))
    else:
        spoilt[place:place] = spoilt[place : place + 200]
    return bytes(spoilt)


def _xml(name: str, part: bytes, kind: str, chance: random.Random) -> bytes:
    if chance.random() < 0.7 or not part:
        return part
    place = chance.randrange(len(part))
    if kind == "xml_byte":
        return part[:place] + bytes([chance.randrange(256)]) + part[place + 1 :]
    if kind == "xml_cut":
        return part[:place] + part[place + chance.randint(1, 30) :]
    if kind == "xml_swap":
        return part[place:] + part[:place]
    pieces = part.split(b"<v>")
    if len(pieces) > 1:
        chosen = chance.randrange(1, len(pieces))
        pieces[chosen] = chance.choice(VALUES) + pieces[chosen][pieces[chosen].find(b"</v>") :]
    return b"<v>".join(pieces)


def _rows(context: Context) -> int:
    with context.read() as session:
        return sum(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in m.Base.metadata.sorted_tables
        )


@pytest.mark.parametrize("seed", range(FILES // 50))
def test_a_damaged_file_is_read_or_refused_and_nothing_is_half_imported(
    context: Context, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    whole = saved(tmp_path, centre()).read_bytes()
    empty = _rows(context)
    target = tmp_path / "mutated.xlsx"
    for _file in range(50):
        target.write_bytes(mutated(whole, chance))
        try:
            workbook = read_workbook(target)
        except BadInput:
            with pytest.raises(BadInput):
                import_workbook(context, target)
            assert _rows(context) == empty
        else:
            assert workbook.records.rosters
            assert import_workbook(context, target, dry_run=True).changed
            assert _rows(context) == empty
