"""What a centre's own spreadsheet says: where its roster stands, and what stands there.

`Layout` is where to read, `Said` what was read. Nothing here knows the centre's people or shifts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from app.rules.vocabulary import Message


class Shape(StrEnum):
    """How a block of a sheet is to be read."""

    PEOPLE_DOWN = "people_down"
    """A line is a person, a column a day, a cell the shift."""
    PEOPLE_ACROSS = "people_across"
    """A line is a day, a column a person, a cell the shift."""
    SHIFTS_DOWN = "shifts_down"
    """A line is a shift, a column a day, a cell one person or several."""
    SHIFTS_ACROSS = "shifts_across"
    """A line is a day, a column a shift, a cell one person or several."""
    LIST = "list"
    """A line is one shift of one person on one day."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a sheet that holds a roster; lines and columns count from 0, ends included.

    `heading` is the line of the days, or of the people or shifts where they stand across; `first`
    to `last` are the lines of its body. `names` is the column of what stands down: people, shifts,
    or, across, the days; in a list it is that of the people. `numbers`: the employees' numbers.
    `days`: each column (down) or line (across, list) with its day. `columns`: of the people or
    shifts across; of a list that of the word,
    those of its times from and to, or all three.
    """

    sheet: str
    shape: Shape
    heading: int
    first: int
    last: int
    names: int
    days: tuple[tuple[int, date], ...]
    numbers: int | None = None
    columns: tuple[int, ...] = ()
    assumed: bool = False
    """Nothing says the year, or the month: the nearest to today was taken (or none, see Guess)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Every block of a file, in its order; what no block holds is not read."""

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell for one day: `person` (and `number`, "" where none stands) is down for `word`.

    Text as in the cell, trimmed, white space within made one blank.
    """

    person: str
    number: str
    day: date
    word: str
    sheet: str
    cell: str
    """As `F12`; of a merged cell its first."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cell or a range that was not taken, and why."""

    sheet: str
    cells: str
    value: str
    why: Message


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says where a layout reads it."""

    entries: tuple[Entry, ...] = ()
    blanks: tuple[Entry, ...] = ()
    """The days of people of whom nothing stands there; their word is ""."""
    times: Mapping[str, tuple[time, time]] = field(default_factory=dict)
    """The times of a word, where the word or a list in the file states them; an end at or before
    the start is on the next day, 24:00 is 00:00."""
    left_out: tuple[LeftOut, ...] = ()
    """In the file's order: sheets, lines and columns that were passed over."""
    problems: tuple[LeftOut, ...] = ()
    """What must be mended or told before anything can be taken without losing a shift."""


class Use(StrEnum):
    """What a word of a roster is."""

    SHIFT = "shift"
    OFF = "off"
    LEAVE = "leave"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means here. `code` is a shift's code or a leave's kind, else ""."""

    use: Use
    code: str = ""
