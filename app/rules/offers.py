"""Open shifts that are offered: which there are, how it is chosen, and how long they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.vocabulary import OfferChoice, OfferKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a leader offers. `absent_id`: whose open shift it is; None: above the roster."""

    kind: OfferKind
    team_id: int
    day: date
    code: str
    until: datetime
    places: int = 1
    choice: OfferChoice = OfferChoice.FIRST
    absent_id: int | None = None
    reason: str = ""


def ends_in_time(until: datetime, now: datetime, end: datetime) -> bool:
    """An offer ends later than now, and no later than its shift does."""
    return now < until <= end
