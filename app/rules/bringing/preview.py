"""What a file would bring, cell by cell, what is asked still, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from app.rules.bringing.answers import NewShift, Who, Written
from app.rules.bringing.said import Entry, LeftOut, Meaning
from app.rules.plaintext import identifier
from app.rules.vocabulary import Message


class Found(StrEnum):
    """What is known of somebody written."""

    KNOWN = "known"
    NEW = "new"
    OUT = "out"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the centre who may be meant."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody written in the file. `who` is settled unless `found` is ASKED; then it is what is
    proposed, None where nothing can be."""

    written: Written
    found: Found
    who: Who | None
    entries: int
    first: Entry
    candidates: tuple[Named, ...] = ()
    why: Message | None = None
    """Why it is asked, or left out."""

    @property
    def made_up(self) -> bool:
        """Whether somebody new would get a number that the file does not say."""
        new = self.who is not None and self.who.name != ""
        return new and self.who is not None and self.who.number != identifier(self.written.number)


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of the roster. `meaning` None: asked still, and `proposal` is what it may be.

    `new`: the shift that would be made for it; its times are midnight twice where none are stated
    and a person must tell them.
    """

    word: str
    entries: int
    first: Entry
    times: tuple[time, time] | None
    meaning: Meaning | None
    proposal: Meaning | None = None
    new: NewShift | None = None
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Several entries of one person on a day that say different things. `counts`: the one that
    was chosen, as `Sheet!F12`, "" for none; None while it is asked."""

    number: str
    name: str
    day: date
    entries: tuple[Entry, ...]
    counts: str | None


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell of the draft that would change. `published`: people work by that month already."""

    number: str
    name: str
    day: date
    before: str
    after: str
    published: bool
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class LeaveRun:
    """Days in a row that the file calls a leave: to be filed, nothing of it is written."""

    number: str
    name: str
    kind: str
    """The code of the kind."""
    first: date
    last: date
    word: str


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """How much of a sheet was taken: cells with a shift or a day off, and people with months."""

    sheet: str
    cells: int
    shifts: int
    person_months: int


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it. Nothing is written until `ready`."""

    people: tuple[PersonRow, ...] = ()
    words: tuple[WordRow, ...] = ()
    doubles: tuple[Double, ...] = ()
    cells: tuple[CellRow, ...] = ()
    """What changes, by person and day."""
    unchanged: int = 0
    """Entries that the roster has already."""
    sheets: tuple[SheetTaken, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """Every entry and range that is not taken, with why."""
    problems: tuple[LeftOut, ...] = ()
    """What must be mended first, or left out knowingly (`Answers.leave_problems`)."""
    kept: tuple[CellRow, ...] = ()
    """Where the file is blank and the roster has a shift, which stays (`after` == `before`); none
    where a blank cell is a day off."""
    leaves: tuple[LeaveRun, ...] = ()
    new_people: tuple[Named, ...] = ()
    new_places: tuple[str, ...] = ()
    """Departments and teams that are made with them, by name."""
    new_shifts: tuple[NewShift, ...] = ()
    lacking: tuple[Message, ...] = ()
    """What else must be told: the team and first day of new people, the times of a shift, ..."""
    first: date | None = None
    """The first day of the file; None where it has none."""
    told: tuple[Message, ...] = ()
    """What people should know: who adds new people, that a month is published already, ..."""

    @property
    def asked_people(self) -> tuple[PersonRow, ...]:
        return tuple(row for row in self.people if row.found is Found.ASKED)

    @property
    def asked_words(self) -> tuple[WordRow, ...]:
        return tuple(row for row in self.words if row.meaning is None)

    @property
    def asked_doubles(self) -> tuple[Double, ...]:
        return tuple(row for row in self.doubles if row.counts is None)

    @property
    def asked(self) -> int:
        """How many questions are open."""
        rows = (self.asked_people, self.asked_words, self.asked_doubles, self.lacking)
        return sum(map(len, rows)) + len(self.problems)

    @property
    def ready(self) -> bool:
        """Whether it can be written as it stands."""
        return not self.asked and bool(self.cells)
