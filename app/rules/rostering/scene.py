"""The facts of one month of some people, as far as a roster is made, proved or repaired by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.rules.facts import Person, Post, ShiftType
from app.rules.policy import Policy
from app.rules.rostering.needs import Need
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import WorkRuleBook
from app.rules.work import Cell

Sheet = Mapping[str, Mapping[date, str]]
"""Employee number -> business date -> shift code; a date without a shift is not there."""

Seat = tuple[str, date, str]
"""Whose shift on which day, and its code."""


@dataclass(frozen=True, slots=True)
class Burden:
    """How many nights, weekends and holiday shifts somebody worked in the months before."""

    nights: int = 0
    weekends: int = 0
    holidays: int = 0


@dataclass(frozen=True, slots=True)
class RosterScene:
    """A month, first to last day, of `people`; what does not concern them is not in it.

    `roster` is what they work, effective swaps applied and leaves not: it reaches over both edges
    of the month as far as any rule does, from `known_from` until before `open_from`. A day in
    between without a shift is a day off, unless it is `unknown`; see `knows`.
    """

    first: date
    last: date
    open_from: date
    known_from: date
    shifts: Mapping[str, ShiftType]
    """Retired ones too: history speaks of them."""
    in_service: tuple[str, ...]
    """The codes that may be given out, by their start."""
    people: Mapping[str, Person]
    roster: Sheet
    beside: Mapping[str, Person] = field(default_factory=dict)
    """Others, who are counted where a need is one of more people than were asked for: their month
    is in `roster` and `leaves`, and nothing of it is judged or changed."""
    lent: Mapping[Seat, Post] = field(default_factory=dict)
    """The shifts of the month that somebody works for another team, through a swap, an offer or as
    a cover: by a post there they are counted, with the job type of who works them."""
    unknown: Mapping[str, frozenset[date]] = field(default_factory=dict)
    """Days beside the month whose roster nobody has made yet, or on which one is not employed."""
    doubled: Mapping[Cell, str] = field(default_factory=dict)
    """Where a swap brought a shift onto another one: the shift that was there."""
    leaves: Mapping[str, frozenset[date]] = field(default_factory=dict)
    """The days of approved leaves."""
    fixed: Mapping[Cell, str] = field(default_factory=dict)
    """Cells of the month that no solver changes ("": stays free): fixed by somebody, before now,
    the legs of live swaps, what effective ones moved, and days in another team."""
    held: frozenset[Cell] = frozenset()
    """Those of `fixed` that somebody fixed, and can take the fix off again."""
    work_rules: WorkRuleBook = field(default_factory=WorkRuleBook)
    needs: tuple[Need, ...] = ()
    wishes: tuple[Wish, ...] = ()
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    past: Mapping[str, Burden] = field(default_factory=dict)
    """Of the three months before."""
    rotation: Sheet = field(default_factory=dict)
    """What each would work by the rotation of their team, where it has one ("" is a free day)."""
    policy: Policy = field(default_factory=Policy)
    now: datetime | None = None

    def person(self, no: str) -> Person:
        """One of `people`, or somebody beside them."""
        return self.people.get(no) or self.beside[no]

    def counted_as(self, no: str, day: date, code: str) -> Post:
        """By which post a shift of theirs counts towards what is needed: where it is needed, as in
        the roster's foot, and not where they are at home."""
        return self.lent.get((no, day, code)) or self.person(no).post_on(day)

    def knows(self, person: str, day: date) -> bool:
        """Whether it is known what they work that day; what is not known ends a run."""
        within = self.known_from <= day < self.open_from
        return within and day not in self.unknown.get(person, _NO_DAYS)

    def works(self, person: str, day: date) -> str:
        """The code of what they work ("": nothing): not on a day of leave, or without a job."""
        known = self.person(person)
        if day in self.leaves.get(person, _NO_DAYS) or not known.employed_on(day):
            return ""
        return self.roster.get(person, {}).get(day, "")


_NO_DAYS: frozenset[date] = frozenset()
