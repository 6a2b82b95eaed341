"""The facts of one month of some people, as far as a roster is made, proved or repaired by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.rules.facts import Person, ShiftType
from app.rules.policy import Policy
from app.rules.rostering.needs import Need
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import WorkRuleBook
from app.rules.work import Cell

Sheet = Mapping[str, Mapping[date, str]]
"""Employee number -> business date -> shift code; a date without a shift is not there."""


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
    of the month as far as any rule does. `open_from` is the first day after the month of which
    nothing is known: what stands before it without a shift is a day off, what comes from it on is
    not judged.
    """

    first: date
    last: date
    open_from: date
    known_from: date
    """The first day of which something is known; a run that reaches back to it may be longer."""
    shifts: Mapping[str, ShiftType]
    """Retired ones too: history speaks of them."""
    in_service: tuple[str, ...]
    """The codes that may be given out, by their start."""
    people: Mapping[str, Person]
    roster: Sheet
    doubled: Mapping[Cell, str] = field(default_factory=dict)
    """Where a swap brought a shift onto another one: the shift that was there."""
    leaves: Mapping[str, frozenset[date]] = field(default_factory=dict)
    """The days of approved leaves."""
    fixed: Mapping[Cell, str] = field(default_factory=dict)
    """Cells of the month that no solver changes ("": stays free): fixed by somebody, before now,
    and the legs of live swaps."""
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
