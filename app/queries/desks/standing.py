"""Where desks stand: each seat with whoever sits there before and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.queries.desks.rows import SeatRow
from app.rules.desks.release import Release
from app.rules.desks.relief import DeskScene, stands


@dataclass(frozen=True, slots=True)
class Standing:
    """A seat as it stands. `reliefs`: who sits there next, for a shift that starts as it ends."""

    seat: SeatRow
    scene: DeskScene
    reliefs: tuple[SeatRow, ...]


def reliefs_of(seat: SeatRow, around: Iterable[SeatRow]) -> tuple[SeatRow, ...]:
    """HAND-2: the rows at the same desk whose shift starts at the instant this one's ends."""
    return tuple(
        other
        for other in around
        if other.desk == seat.desk and other.start == seat.end and other.id != seat.id
    )


def held_before(seat: SeatRow, around: Iterable[SeatRow]) -> tuple[SeatRow, ...]:
    """Who is relieved by whoever sits here: checked in, and not let go."""
    return tuple(
        other
        for other in around
        if other.desk == seat.desk and other.end == seat.start and other.is_open
    )


def standing_of(
    seat: SeatRow, around: Sequence[SeatRow], away: Collection[int], now: datetime
) -> Standing:
    """How a seat stands at `now`. `away`: the ids of those off the floor."""
    reliefs = reliefs_of(seat, around)
    scene = stands(
        came=seat.checked_in_at is not None,
        gone=seat.released_at is not None,
        away=seat.person_id in away,
        over=seat.end <= now,
        placed=bool(reliefs),
        relief_in=any(other.checked_in_at is not None for other in reliefs),
    )
    return Standing(seat, scene, reliefs)


def release_of(standing: Standing, at: datetime) -> Release:
    """What HAND-2 asks of letting it go at `at`, without anybody's word."""
    return Release(standing.seat.fact, at, [other.fact for other in standing.reliefs])
