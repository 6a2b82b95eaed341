"""What a file of punches says. Nothing here knows the centre's people or shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rules.bringing.said import LeftOut
from app.rules.vocabulary import Message


class Direction(StrEnum):
    """What a punch says of itself."""

    UNSAID = ""
    IN = "in"
    OUT = "out"
    BREAK = "break"
    """Out for a while or back from there: neither the coming nor the going."""


@dataclass(frozen=True, slots=True)
class Punch:
    """One punch of somebody, `person` and `number` as written ("" where none stands), at the wall
    time `at`. `badge`: the number is the clock's own, and need not be the employee's."""

    person: str
    number: str
    at: datetime
    sheet: str
    cell: str
    text: str
    direction: Direction = Direction.UNSAID
    badge: bool = False


@dataclass(frozen=True, slots=True)
class PunchesSaid:
    """Every punch of a file, in its order, and what could not be read."""

    punches: tuple[Punch, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[Message, ...] = ()
    """What was taken from which column, and how something was read that could be read otherwise."""
    asked: tuple[Message, ...] = ()
    """Dates of which somebody is to say which day they are."""
