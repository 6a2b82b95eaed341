"""The days of a block: by its headings, by what the file says, or by the block above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.exchange.layouts import bodies
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import Reading, Run
from app.exchange.layouts.hints import UNKNOWN, Hints
from app.exchange.layouts.periods import clues_for, clues_in, first_days, weekdays_of
from app.rules.bringing.said import Block


def dated(
    book: Book,
    grid: Grid,
    block: Block,
    run: Run,
    before: list[Block],
    today: date,
    hints: Hints,
    *,
    down: bool = False,
) -> Block:
    """The block with its days, as its headings, the file, or the block above it tell."""
    first, sure = _first_day(book, grid, block, run, before, today, hints, down=down)
    days = dict(zip(run.places, run.dates(first or UNKNOWN), strict=True))
    kept: list[tuple[int, date]] = []
    for place, _day in block.days:
        kept.append((place, days[place] if place in days else kept[-1][1]))
    return replace(block, days=tuple(kept), assumed=not sure)


def _first_day(
    book: Book, grid: Grid, block: Block, run: Run, before: list[Block], today: date, hints: Hints,
    *, down: bool,
) -> tuple[date | None, bool]:  # fmt: skip
    """The first day, None for unknown, and whether the file or somebody says so."""
    head = run.readings[0]
    if head.year is None:
        beside = (other.days[0][1] for other in before if _same_days(grid, block, run, other))
        on = next(beside, None) or (_going_on(before[-1], head) if before else None)
        if on is not None and on.year > UNKNOWN.year:
            return on, True
    if hints.first_day is not None and head.year is None:
        return _told(hints.first_day, head, grid), True
    where = run.places[0] if down else block.heading
    line = block.names if down else block.heading
    weekdays = weekdays_of(grid, line, run, down=down)
    found = first_days(run, clues_for(book, grid, where), weekdays, today)
    return found[0] if found else (None, False)


def _same_days(grid: Grid, block: Block, run: Run, other: Block) -> bool:
    """Whether another team's block has the same headings: other people on the same days."""
    if [day.day for _at, day in other.days] != [one.day for one in run.readings]:
        return False
    return not set(bodies.labels(grid, block)) & set(bodies.labels(grid, other))


def _going_on(before: Block, head: Reading) -> date | None:
    """The day after the block above, where this one's first heading is that day."""
    last = before.days[-1][1]
    for by in range(1, 8):
        day = last + timedelta(days=by)
        if day.day == head.day and head.month in (None, day.month) and last.year > 1:
            return day
    return None


def _told(told: date, head: Reading, grid: Grid) -> date:
    """The told first day; in a sheet that is called after another month, that month's nearest."""
    named = next((one.month for one in clues_in(grid.title) if one.month and not one.day), None)
    if named is None or named == told.month or head.month is not None:
        return _near(told, head)
    days = [date(year, named, 1) for year in range(told.year - 1, told.year + 2)]
    return _near(min(days, key=lambda day: abs(day - told)), head)


def _near(told: date, head: Reading) -> date:
    """The told first day; a block that begins on another day of that month has that day."""
    if told.day == head.day and head.month in (None, told.month):
        return told
    try:
        return told.replace(month=head.month or told.month, day=head.day)
    except ValueError:
        return told
