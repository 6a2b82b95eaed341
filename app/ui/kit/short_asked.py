"""A shift that lacks people, as the roster page is opened with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ShortAsked:
    """Of which team (an id) on which day: the page shows it there with what can be done."""

    team_id: int
    day: date
    code: str
