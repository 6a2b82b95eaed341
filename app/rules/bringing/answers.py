"""What a person tells about a file before its roster comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from app.rules.bringing.said import Entry, Meaning
from app.rules.work import Cell


class Written(NamedTuple):
    """Somebody as the file writes them; `number` is "" where none stands."""

    name: str
    number: str = ""

    @classmethod
    def of(cls, entry: Entry) -> Written:
        return cls(entry.person, entry.number)


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant by somebody written: the employee `number`, "" for nobody, who is left out.

    `name`: of a new person, who gets that number; "" for somebody whom the centre knows.
    """

    number: str
    name: str = ""


NOBODY = Who("")


@dataclass(frozen=True, slots=True)
class NewShift:
    """A shift to be made; `end` <= `start` means that it ends on the next day."""

    code: str
    name: str
    start: time
    end: time
    night: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What was told so far. Whatever is not told is proposed or asked by the preview."""

    words: Mapping[str, Meaning] = field(default_factory=dict)
    """By word; width, case and blanks aside."""
    shifts: tuple[NewShift, ...] = ()
    """To be made; `words` name them by their codes."""
    people: Mapping[Written, Who] = field(default_factory=dict)
    team_id: int | None = None
    """Of all new people."""
    new_team: tuple[str, str] | None = None
    """Department and team of all new people instead, each made where it is not there."""
    hired: date | None = None
    """First day employed of all new people."""
    counts: Mapping[Cell, str] = field(default_factory=dict)
    """(employee number, day) -> which of several entries counts, as `Sheet!F12`; "": none."""
    clear_blanks: bool = True
    """Whether a blank cell is a day off, and takes away a shift that the roster has there."""
    leave_problems: bool = False
    """Whether the rest comes in although the file has problems, which are left out by name."""

    @property
    def placed(self) -> bool:
        """Whether it is told where the new people belong."""
        return all(self.new_team) if self.new_team is not None else self.team_id is not None


def place_of(entry: Entry) -> str:
    """The cell of an entry as `Answers.counts` names it."""
    return f"{entry.sheet}!{entry.cell}"
