"""Until when the two signatures of a log count, and what is wrong with those that are there
(HAND-4). The page asks the same functions as `check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.rules.figures.figure import Figures
from app.rules.figures.handover import (
    NotSignedIn,
    NotSignedOut,
    SignedBothSides,
    SignedInBefore,
    SignedInLate,
    SignedOutLate,
)
from app.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Signatures:
    """Both sides of a log whose shift ends at `end`; people are employee numbers, "" for nobody."""

    end: datetime
    outgoing: str
    outgoing_at: datetime | None = None
    incoming: str = ""
    incoming_at: datetime | None = None


def sign_out_by(end: datetime, policy: Policy) -> datetime:
    """The last instant at which the outgoing signature is in time."""
    return end + timedelta(minutes=policy.hand_sign_minutes)


def sign_in_by(end: datetime, outgoing_at: datetime, policy: Policy) -> datetime:
    """The last instant at which the incoming signature is in time."""
    return max(end, outgoing_at) + timedelta(minutes=policy.hand_sign_minutes)


def outgoing_faults(log: Signatures, as_of: datetime, policy: Policy) -> Iterator[Figures]:
    """What is wrong on the side that hands over."""
    until, limit = sign_out_by(log.end, policy), policy.hand_sign_minutes
    if log.outgoing_at is None:
        if as_of > until:
            yield NotSignedOut(latest_at=until, limit=limit)
    elif log.outgoing_at > until:
        yield SignedOutLate(latest_at=until, limit=limit, signed_at=log.outgoing_at)


def incoming_faults(log: Signatures, as_of: datetime, policy: Policy) -> Iterator[Figures]:
    """What is wrong on the side that takes over, once the first signature is there."""
    if log.outgoing_at is None:
        return
    until, limit = sign_in_by(log.end, log.outgoing_at, policy), policy.hand_sign_minutes
    at = log.incoming_at
    if not log.incoming or at is None:
        if as_of > until:
            yield NotSignedIn(latest_at=until, limit=limit)
    elif log.incoming == log.outgoing:
        yield SignedBothSides(signed_at=at)
    elif at < log.outgoing_at:
        yield SignedInBefore(signed_at=at, outgoing_at=log.outgoing_at)
    elif at > until:
        yield SignedInLate(latest_at=until, limit=limit, signed_at=at)
