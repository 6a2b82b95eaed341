"""Which punches of one person are the coming to and the going from which of their shifts.

The first near the start and the last near the end (`near`), whatever the date of either: a punch
at 07:35 is last night's shift's. Where a shift ends so soon before the next that a punch is near
both, the going and the coming are the two, one after the other, that are nearest to the times of
the shifts; one alone is the nearer, and if they touch the coming, without which there is nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.rules.punches.near import NEAR
from app.rules.punches.said import Direction

_LONGEST = timedelta(days=1)
_NEVER = timedelta(days=1)
"""What a coming or going that is missing counts as, when ways to part punches are compared."""


class PunchUse(StrEnum):
    """What a punch is."""

    CAME = "came"
    WENT = "went"
    BETWEEN = "between"
    """After the coming and before the going of one shift, or in the very minute of one of them."""
    NO_END = "no_end"
    """During a shift to which somebody came, and of which no going is known."""
    NO_START = "no_start"
    """During a shift, or near its end, to which nobody is known to have come."""
    AGAINST = "against"
    """It says of itself that it is a coming where somebody goes, or the other way round."""
    ASIDE = "aside"
    """Near no shift."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One punch, as an instant to the minute."""

    at: datetime
    direction: Direction = Direction.UNSAID


@dataclass(frozen=True, slots=True)
class ShiftSpan:
    """A shift of somebody: its business date and its interval."""

    day: date
    start: datetime
    end: datetime

    @property
    def middle(self) -> datetime:
        return self.start + (self.end - self.start) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """What one punch is, and of which shift; None for ASIDE."""

    use: PunchUse
    span: ShiftSpan | None = None


class _Found:
    """What is found out of one person's punches."""

    def __init__(self, stamps: Sequence[Stamp], spans: Sequence[ShiftSpan]) -> None:
        self.stamps, self.spans = stamps, spans
        self.times = [stamp.at for stamp in stamps]
        self.starts = [span.start for span in spans]
        self.came: dict[int, int] = {}
        """Place of a shift -> place of a punch."""
        self.went: dict[int, int] = {}

    def near(self, at: datetime) -> list[int]:
        """The shifts that `at` is during or near, by their starts."""
        last = bisect_right(self.starts, at + NEAR.outside)
        first = bisect_left(self.starts, at - NEAR.outside - _LONGEST)
        return [index for index in range(first, last) if is_by(at, self.spans[index])]


def place(stamps: Sequence[Stamp], spans: Sequence[ShiftSpan]) -> list[Placed]:
    """What each of one person's `stamps` is. They come by their times, `spans` by their starts."""
    found = _Found(stamps, spans)
    for after in range(len(spans) + 1):
        _part(found, after)
    used = {at: Placed(PunchUse.CAME, spans[index]) for index, at in found.came.items()}
    for index, at in found.went.items():
        used[at] = Placed(PunchUse.WENT if index in found.came else PunchUse.NO_START, spans[index])
    return [used.get(at) or _other(at, found) for at in range(len(stamps))]


def _part(found: _Found, after: int) -> None:
    """Find the going from the shift before `after` and the coming to the one that is there."""
    stamps, spans = found.stamps, found.spans
    before = spans[after - 1] if after else None
    then = spans[after] if after < len(spans) else None
    going, coming = _windows(before, then)
    begin = bisect_right(found.times, before.middle) if before else 0
    end = bisect_right(found.times, then.middle) if then else len(stamps)
    between = range(begin, end)
    can_go = {at for at in between if _is_within(stamps[at].at, going)}
    can_come = {at for at in between if _is_within(stamps[at].at, coming)}
    first = max((at + 1 for at in can_go - can_come), default=begin)
    last = max(first, min(can_come - can_go, default=end if can_go & can_come else first))
    best: tuple[timedelta, int | None, int | None] | None = None  # of one and the same: coming
    for cut in range(first, last + 1):
        went = _first(range(cut - 1, begin - 1, -1), can_go, stamps, Direction.OUT)
        came = _first(range(cut, end), can_come, stamps, Direction.IN)
        off = _off(stamps, went, before.end if before else None)
        off += _off(stamps, came, then.start if then else None)
        if best is None or off < best[0]:
            best = (off, went, came)
    if best is not None and best[1] is not None:
        found.went[after - 1] = best[1]
    if best is not None and best[2] is not None:
        found.came[after] = best[2]


_Window = tuple[datetime, datetime] | None


def _windows(before: ShiftSpan | None, then: ShiftSpan | None) -> tuple[_Window, _Window]:
    """When somebody may go from the one shift, and come to the next; neither reaches beyond the
    other's."""
    going = coming = None
    if before is not None:
        going = (before.end - NEAR.within(before.start, before.end), before.end + NEAR.outside)
    if then is not None:
        coming = (then.start - NEAR.outside, then.start + NEAR.within(then.start, then.end))
    if going is not None and coming is not None:
        going, coming = (going[0], min(going[1], coming[1])), (max(coming[0], going[0]), coming[1])
    return going, coming


def _is_within(at: datetime, window: _Window) -> bool:
    return window is not None and window[0] <= at <= window[1]


def _first(
    places: Iterable[int], may: set[int], stamps: Sequence[Stamp], says: Direction
) -> int | None:
    fits = (Direction.UNSAID, says)
    return next((at for at in places if at in may and stamps[at].direction in fits), None)


def _off(stamps: Sequence[Stamp], at: int | None, edge: datetime | None) -> timedelta:
    if edge is None:
        return timedelta(0)
    return _NEVER if at is None else abs(stamps[at].at - edge)


def _other(at: int, found: _Found) -> Placed:
    stamps, spans = found.stamps, found.spans
    near = found.near(stamps[at].at)
    for index in near:
        came, went = found.came.get(index), found.went.get(index)
        ends = [stamps[one].at for one in (came, went) if one is not None]
        if stamps[at].at in ends and stamps[at].direction is Direction.UNSAID:
            return Placed(PunchUse.BETWEEN, spans[index])
        if came is not None and went is not None and came < at < went:
            return Placed(PunchUse.BETWEEN, spans[index])
    for index in near:
        said, span = stamps[at].direction, spans[index]
        if _is_against(stamps[at], said, span):
            return Placed(PunchUse.AGAINST, span)
        if index not in found.came and index not in found.went:
            return Placed(PunchUse.NO_START, span)
        if index not in found.came and at < found.went[index]:
            return Placed(PunchUse.NO_START, span)
        if index not in found.went and at > found.came.get(index, at):
            return Placed(PunchUse.NO_END, span)
    return Placed(PunchUse.ASIDE)


def is_by(at: datetime, span: ShiftSpan) -> bool:
    """Whether `at` is during a shift or near it."""
    return span.start - NEAR.outside <= at <= span.end + NEAR.outside


def _is_against(stamp: Stamp, said: Direction, span: ShiftSpan) -> bool:
    if said is Direction.UNSAID or said is Direction.BREAK:
        return False
    within = NEAR.within(span.start, span.end)
    if said is Direction.OUT:
        return stamp.at <= span.start + within
    return stamp.at >= span.end - within


def sent_by(directions: Iterable[Direction]) -> Mapping[Direction, Direction]:
    """What each direction of a file counts as: where every punch says the same, it is what the
    clock was left at, and says nothing."""
    said = set(directions)
    alone = Direction.IN in said and Direction.OUT in said
    return {one: one if alone or one is Direction.BREAK else Direction.UNSAID for one in Direction}
