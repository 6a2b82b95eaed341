"""What a certificate says, in the order in which it says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.rules.rostering.hard import HardRule


@dataclass(frozen=True, slots=True, order=True)
class BrokenRule:
    """One rule that somebody's roster breaks on a day, with what was found beside what may be."""

    rule: HardRule
    person: str
    day: date
    shift: str = field(default="", compare=False)
    """What is worked that day, where the rule is about it."""
    other: str = field(default="", compare=False)
    """The shift that it stands against: the one before, or the one that a swap doubled."""
    found: float = field(default=0, compare=False)
    """Hours, days or weekends: the unit is the rule's."""
    limit: float = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class ShortShift:
    """Fewer people at work than are needed at least."""

    day: date
    shift: str
    department: str
    team: str
    job_type: str
    least: int
    have: int


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """What one person works in the month."""

    person: str
    hours: float
    nights: int
    weekends: int
    """Of which the Saturday or the Sunday is worked."""
    holidays: int
    wishes_kept: int
    wishes_broken: int


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """One figure over everybody."""

    mean: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> GroupFigure:
        """Nought where there is nobody."""
        found = [*values] or [0]
        return cls(sum(found) / len(found), min(found), max(found))


FIGURES = ("hours", "nights", "weekends", "holidays")
"""What is compared with the group's."""


@dataclass(frozen=True, slots=True)
class RosterCertificate:
    """All that was found of the month that begins on `month`; each list in its order."""

    month: date
    hard: tuple[BrokenRule, ...]
    short: tuple[ShortShift, ...]
    people: tuple[PersonMonth, ...]

    @property
    def holds(self) -> bool:
        """Whether everybody's roster keeps every hard rule; a need is not one."""
        return not self.hard

    def broken_by(self, person: str) -> frozenset[HardRule]:
        """The rules that the person's roster breaks; it keeps all the others."""
        return frozenset(one.rule for one in self.hard if one.person == person)

    def breakers(self) -> frozenset[str]:
        """Whose roster breaks something."""
        return frozenset(one.person for one in self.hard)

    def group(self) -> Iterator[tuple[str, GroupFigure]]:
        """Each figure of the people, by its name."""
        for name in FIGURES:
            yield name, GroupFigure.of(getattr(one, name) for one in self.people)
