"""Punches in a sheet whose days stand along a line: it is laid out as a roster, with times in its
cells, and is read as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.guessing import guess
from app.exchange.layouts.reading import read
from app.exchange.punches.moments import clocks, next_days
from app.exchange.punches.tables import is_of_punches
from app.rules.bringing.said import Entry, LeftOut, Shape
from app.rules.punches.said import Punch, PunchesSaid
from app.rules.vocabulary import msg

_DAY = timedelta(days=1)
_NO_TIME = msg("This is no time of the day.")
_PLANNED = msg(
    "These times are as a plan has them, and nothing in the sheet says that they are punches."
)
_NO_MONTH = msg("Nothing in the file says which month this is.")


def punches_across(book: Book, grid: Grid, today: date) -> PunchesSaid | None:
    """What stands there, if people stand down, days across, and times in most of the cells."""
    found = guess(replace(book, grids=(grid,)), today)
    down = [block for block in found.layout.blocks if block.shape is Shape.PEOPLE_DOWN]
    if not down:
        return None
    said = read(book, replace(found.layout, blocks=tuple(down)))
    timed = [entry for entry in said.entries if clocks(entry.word, entry.word)]
    if not timed or len(timed) * 2 < sum(1 for one in said.entries if _says(one)):
        return None
    if not is_of_punches(grid):
        return PunchesSaid((), (LeftOut(grid.title, "", "", _PLANNED),))
    if found.undated:
        return PunchesSaid((), (LeftOut(grid.title, "", "", _NO_MONTH),))
    punches: list[Punch] = []
    left_out = [*said.problems, *(one for one in said.left_out if one.sheet == grid.title)]
    for entry in said.entries:
        punches += _punches(entry)
        if clocks(entry.word, entry.word) is None:
            left_out.append(LeftOut(entry.sheet, entry.cell, entry.word, _NO_TIME))
    return PunchesSaid(tuple(punches), tuple(left_out))


def _says(entry: Entry) -> bool:
    return clocks(entry.word, entry.word) != ()


def _punches(entry: Entry) -> Iterator[Punch]:
    found = clocks(entry.word, entry.word) or ()
    for one, later in zip(found, next_days(found), strict=True):
        at = datetime.combine(entry.day + _DAY * later, one.at)
        yield Punch(entry.person, entry.number, at, entry.sheet, entry.cell, entry.word)
