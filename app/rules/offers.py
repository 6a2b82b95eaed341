"""Open shifts that are offered: which there are, how it is chosen, and how long they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rules.vocabulary import OfferChoice, OfferKind

_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a leader offers. `absent_id`: whose open shift it is; None: above the roster.
    `below_reason`: why more may be let off than the need spares."""

    kind: OfferKind
    team_id: int
    day: date
    code: str
    until: datetime
    places: int = 1
    choice: OfferChoice = OfferChoice.FIRST
    absent_id: int | None = None
    reason: str = ""
    below_reason: str = ""


@dataclass(frozen=True, slots=True)
class Crew:
    """How many of a team work a shift, and how many are needed; None: nothing is laid down."""

    working: int
    needed: int | None = None

    @property
    def spare(self) -> int | None:
        """How many may be let off before too few are left; None: nobody said how many."""
        return None if self.needed is None else max(self.working - self.needed, 0)

    def above(self, places: int) -> int:
        """How many more than needed work it once so many places are filled."""
        return max(self.working + places - (self.needed or 0), 0)

    def room(self, above: int) -> int:
        """How many are still wanted until so many more than needed work it."""
        return max((self.needed or 0) + above - self.working, 0)


def ends_in_time(until: datetime, now: datetime, end: datetime) -> bool:
    """An offer ends later than now, and no later than its shift does."""
    return now < until <= end


def usual_end(now: datetime, start: datetime, end: datetime) -> datetime:
    """When an offer ends unless somebody says otherwise: an hour before the shift begins; where
    that is near or past, when it begins; of a shift under way, an hour from now."""
    if now < start - _BEFORE:
        return start - _BEFORE
    if now < start:
        return start
    return min(now + _BEFORE, end)
