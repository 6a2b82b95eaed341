"""What is to be repaired of a roster, and what a way to do it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.edits import CellChange
from app.rules.findings import Finding
from app.rules.rostering.certificate.records import PersonMonth
from app.rules.rostering.hard import HardRule
from app.rules.rostering.needs import Needing


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A shift that somebody should work: that of `person` (a number), or one more of whom
    `needing` counts."""

    day: date
    code: str
    person: str = ""
    leaves: bool = False
    """It still stands in the roster as theirs, and is taken out of it."""
    needing: Needing | None = None

    @property
    def is_open(self) -> bool:
        """Whether a leave, or somebody who left, opened it: whoever takes it covers it."""
        return bool(self.person) and not self.leaves


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """What a rule counts of somebody once the change is made, beside what may be; `found` None:
    there is nothing to count, it is kept."""

    rule: HardRule
    person: str
    found: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class CoverMove:
    """How many work a shift, of those whom `needing` counts (None: of all), before and after;
    `least` None: nobody has said how many are needed."""

    day: date
    code: str
    needing: Needing | None
    before: int
    after: int
    least: int | None

    @property
    def is_short(self) -> bool:
        """Whether fewer work it afterwards than are needed."""
        return self.least is not None and self.after < self.least

    @property
    def falls_short(self) -> bool:
        """Whether the change takes it below what is needed, or further below."""
        return self.is_short and self.after < self.before


@dataclass(frozen=True, slots=True)
class MonthMove:
    """What somebody's month comes to, before and after."""

    before: PersonMonth
    after: PersonMonth


@dataclass(frozen=True, slots=True)
class RepairWay:
    """One way: the cells that change, and what comes of it.

    `taken`: each vacancy with the change by which it is filled.
    """

    changes: tuple[CellChange, ...]
    taken: tuple[tuple[Vacancy, CellChange], ...]
    figures: tuple[RuleFigure, ...] = ()
    warnings: tuple[Finding, ...] = ()
    cover: tuple[CoverMove, ...] = ()
    months: tuple[MonthMove, ...] = ()

    def covers(self) -> list[tuple[Vacancy, CellChange]]:
        """The open shifts that are covered, and by whom."""
        return [(vacancy, change) for vacancy, change in self.taken if vacancy.is_open]


class Hindrance(StrEnum):
    """Why somebody cannot take a shift, besides the hard rules."""

    AWAY = "away"
    """On leave, asking for one, or not to be changed that day."""
    WORKS = "works"
    """They work another shift that day, and nobody takes theirs."""
    ROSTER = "roster"
    """Their roster is a draft still, or published where this one is a draft."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many people are kept from taking it by the same reason."""

    why: Hindrance | HardRule
    people: int


@dataclass(frozen=True, slots=True)
class NoWay:
    """Why nobody can take a shift. `nearest`: who breaks one rule alone, and which; "": nobody."""

    vacancy: Vacancy
    begun: bool
    stopped: Sequence[Stopped]
    nearest: str = ""
    rule: HardRule | None = None
