"""A request that is undecided, whatever its kind: what it is about, and whose word is next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries.reference import Reference
from app.rules.calendar import CentreTime
from app.rules.requests import RequestRef
from app.rules.turn import Turn


@dataclass(frozen=True, slots=True)
class Undecided:
    """`name` asks; `other` is the counterpart of a swap, `about` the kind of a leave."""

    ref: RequestRef
    turn: Turn
    filed_at: datetime
    name: str
    day: date
    last: date
    other: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """When whose word it is, is asked for."""

    time: CentreTime
    now: datetime

    @property
    def today(self) -> date:
        return self.time.local_date(self.now)


Loader = Callable[[Session, Reference, Moment], Iterator[Undecided]]
"""Reads every undecided request of a kind, each with its turn."""
