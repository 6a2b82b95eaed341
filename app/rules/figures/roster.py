"""What the cells of a roster are told while it is edited, and who is asked to cover a shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.figures.figure import Figures, Hours, Month, ShiftCode


@dataclass(frozen=True, slots=True)
class RosteredRest(Figures):
    """The rest between a shift and the `other` one; negative where they overlap."""

    shift: ShiftCode
    other: ShiftCode
    other_day: date
    hours: Hours
    limit: int

    @property
    def short_hours(self) -> Hours:
        return Hours(self.limit - self.hours)


@dataclass(frozen=True, slots=True)
class RestBefore(RosteredRest):
    """Too little before the shift."""

    code = "SWAP-4.roster_rest_before"


@dataclass(frozen=True, slots=True)
class RestAfter(RosteredRest):
    """Too little after the shift."""

    code = "SWAP-4.roster_rest_after"


@dataclass(frozen=True, slots=True)
class RosteredUnemployed(Figures):
    """A shift outside the time of employment."""

    code = "SWAP-8.roster_not_employed"


@dataclass(frozen=True, slots=True)
class AskedAway(Figures):
    """An undecided swap gives the shift away."""

    code = "SWAP-8.roster_asked"
    shift: ShiftCode
    swap: str


@dataclass(frozen=True, slots=True)
class GivenAway(Figures):
    """The published shift that an effective swap gave away."""

    code = "SWAP-8.roster_bound"
    swap: str
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class BroughtHere(Figures):
    """The published shift that an effective swap brought."""

    code = "SWAP-9.roster_bound"
    swap: str
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class RosteredTwice(Figures):
    """The shift that a swap brought, and the own one that is rostered as well."""

    code = "SWAP-9.roster_double"
    shift: ShiftCode
    own: ShiftCode
    swap: str


@dataclass(frozen=True, slots=True)
class CoverWorks(Figures):
    """What somebody who might cover a shift works on that day already."""

    code = "SWAP-9.cover"
    held: ShiftCode


@dataclass(frozen=True, slots=True)
class CoverUnpublished(Figures):
    """Nobody knows yet what somebody who might cover a shift works in its month."""

    code = "LEAVE-10.cover_unpublished"
    month: Month


@dataclass(frozen=True, slots=True)
class ShiftOnLeave(Figures):
    """A shift, and the leave that covers its day."""

    shift: ShiftCode
    leave: str


@dataclass(frozen=True, slots=True)
class ShiftOpened(ShiftOnLeave):
    """The leave is approved."""

    code = "LEAVE-10.roster_on_leave"


@dataclass(frozen=True, slots=True)
class ShiftMayOpen(ShiftOnLeave):
    """The leave is not decided yet."""

    code = "LEAVE-10.roster_pending"


@dataclass(frozen=True, slots=True)
class HolidayWorked(Figures):
    """The holiday's name."""

    code = "LEAVE-7.roster_holiday"
    holiday: str
