"""For whom a bulletin is, and by which shift they must have read it (HAND-5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.rules.books import Bulletin
from app.rules.facts import Person, Post
from app.rules.work import works_shifts


class OwnShift(NamedTuple):
    """A shift that somebody works."""

    start: datetime
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class OwnShifts:
    """Shifts of one person in the order of their start."""

    shifts: Sequence[OwnShift]
    starts: Sequence[datetime]

    @classmethod
    def of(cls, shifts: Iterable[OwnShift]) -> OwnShifts:
        in_order = sorted(shifts)
        return cls(in_order, [shift.start for shift in in_order])

    def where(self, holds: Callable[[date], bool]) -> OwnShifts:
        """Those of dates of which that is true."""
        return OwnShifts.of(shift for shift in self.shifts if holds(shift.day))


Readership = tuple[str, str, str]
"""Department, team and job type, '' where a bulletin asks for none."""


def readership(bulletin: Bulletin) -> Readership:
    return (bulletin.department, bulletin.team, bulletin.job_type)


def reads(readers: Readership, post: Post) -> bool:
    """Whether whoever has this post is among the readers: an agent or team leader who fits."""
    department, team, job_type = readers
    return (
        works_shifts(post.role)
        and department in ("", post.department)
        and team in ("", post.team)
        and job_type in ("", post.job_type)
    )


def concerns(bulletin: Bulletin, person: Person, published_on: date) -> bool:
    """Whether it can be asked of them at all: of others than its publisher, who were employed
    on the day of its publication."""
    return person.no != bulletin.published_by and person.employed_on(published_on)


def is_for(bulletin: Bulletin, person: Person, published_on: date, day: date) -> bool:
    """Whether `person` is to have read it on `day`, by their post of that day."""
    return (
        concerns(bulletin, person, published_on)
        and (bulletin.until is None or day <= bulletin.until)
        and reads(readership(bulletin), person.post_on(day))
    )


def due_shift(bulletin: Bulletin, mine: OwnShifts) -> OwnShift | None:
    """The shift by whose start it is to be read: the first that starts after its publication,
    on a date on which it is news.

    `mine`: those of one person on dates on which they are among its readers.
    """
    at = bisect_right(mine.starts, bulletin.published_at)
    if at == len(mine.starts):
        return None
    shift = mine.shifts[at]
    return None if bulletin.until is not None and shift.day > bulletin.until else shift
