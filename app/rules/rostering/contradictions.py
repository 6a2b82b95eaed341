"""Why there is no roster at all: what contradicts what, and what would free it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.rostering.hard import HardRule


@dataclass(frozen=True, slots=True)
class Clash:
    """One part of a contradiction. `rule` None: somebody fixed `shift` ("": nothing) there.

    `days`: on which it bears, none where it is the month as a whole. `limit`: what the rule says,
    hours of a month or a number of days; None where it is no number. `stands` (`rule` None):
    nobody fixed it, it has gone by, or is bound by a swap, or lies beside the month.
    """

    rule: HardRule | None
    days: tuple[date, ...] = ()
    shift: str = ""
    limit: float | None = None
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Freeing:
    """One change by which there is a roster: the fix taken off (`rule` None) on `day`, or what a
    rule says set to `limit`; None: the rule left out. `day` None: the month's."""

    rule: HardRule | None
    day: date | None = None
    shift: str = ""
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The fewest parts for which somebody's month has no roster; each of them is needed. Any one of
    `frees` is enough for the whole of that month. Where there is none, `together` are the fewest
    that are; none where no change is enough. `beside`: where one part alone is impossible, by
    which others not even what frees it could be exceeded."""

    person: str
    name: str
    clashes: tuple[Clash, ...]
    frees: tuple[Freeing, ...] = ()
    together: tuple[Freeing, ...] = ()
    beside: tuple[Clash, ...] = ()
