"""What waits for one person's word, of whatever kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries.reference import reference
from app.queries.requests.kinds import UNDECIDED
from app.queries.requests.undecided import Moment, Undecided
from app.rules.calendar import CentreTime
from app.rules.requests import RequestKind
from app.rules.turn import Word


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request whose next word is somebody's.

    `in_stead`: it waits for others, and this person may say the word in their stead (SWAP-1).
    """

    request: Undecided
    in_stead: bool = False

    @property
    def kind(self) -> RequestKind:
        return self.request.ref.kind

    @property
    def no(self) -> str:
        return self.request.ref.no

    @property
    def word(self) -> Word:
        return self.request.turn.word


def undecided(session: Session, time: CentreTime, now: datetime) -> list[Undecided]:
    """Every undecided request with whose word is next, the oldest first."""
    known, at = reference(session), Moment(time, now)
    found = (one for load in UNDECIDED.values() for one in load(session, known, at))
    return sorted(found, key=lambda one: (one.filed_at, one.ref))


def waiting_for(
    session: Session, person_id: int | None, time: CentreTime, now: datetime
) -> tuple[Waiting, ...]:
    """What the person (id) may say the next word on, in somebody's stead too, the oldest first."""
    if person_id is None:
        return ()
    return tuple(
        Waiting(one, in_stead=not one.turn.asks(person_id))
        for one in undecided(session, time, now)
        if one.turn.allows(person_id)
    )


def asked_of(
    session: Session, person_id: int | None, time: CentreTime, now: datetime
) -> tuple[Waiting, ...]:
    """What waits for the person alone: what the badge and Today count."""
    return tuple(one for one in waiting_for(session, person_id, time, now) if not one.in_stead)
