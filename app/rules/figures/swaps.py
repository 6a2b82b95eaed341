"""What SWAP-1 to SWAP-11 count where they are broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.figures.figure import (
    NOBODY,
    EmployeeNo,
    Figures,
    JobType,
    KindOfLeave,
    Minutes,
    ShiftCode,
)


@dataclass(frozen=True, slots=True)
class ConsentMissing(Figures):
    """Nobody has consented on one side."""

    code = "SWAP-1.missing"


@dataclass(frozen=True, slots=True)
class WrongConsent(Figures):
    """Somebody consented, on a day `at`, who could not."""

    by: EmployeeNo
    at: date


@dataclass(frozen=True, slots=True)
class OwnConsent(WrongConsent):
    """A party of the swap consented to it."""

    code = "SWAP-1.own"


@dataclass(frozen=True, slots=True)
class HeadsConsentNeeded(WrongConsent):
    """Only the department head could have consented."""

    code = "SWAP-1.head_needed"


@dataclass(frozen=True, slots=True)
class StrangersConsent(WrongConsent):
    """Whoever consented led neither the team nor the department."""

    code = "SWAP-1.wrong_person"


@dataclass(frozen=True, slots=True)
class SwapsUsedUp(Figures):
    """The month's swaps: their numbers, and the days given away."""

    code = "SWAP-2.limit"
    count: int
    limit: int
    swaps: tuple[str, ...]
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class GivenAgain(Figures):
    """A shift that came from `swap` is given away."""

    code = "SWAP-3.given_again"
    swap: str


@dataclass(frozen=True, slots=True)
class SwappedBeside(Figures):
    """The shift received lies next to one of `neighbour` that came from `swap`."""

    code = "SWAP-3.consecutive"
    swap: str
    neighbour: date


@dataclass(frozen=True, slots=True)
class RestTooShort(Figures):
    """`minutes` between the shift received and the neighbouring one; negative: they overlap."""

    code = "SWAP-4.rest"
    minutes: Minutes
    limit_hours: int
    shift: ShiftCode
    neighbour: date
    neighbour_shift: ShiftCode

    @property
    def rest(self) -> Minutes:
        return self.minutes

    @property
    def missing(self) -> Minutes:
        return Minutes(self.limit_hours * 60 - self.minutes)


@dataclass(frozen=True, slots=True)
class JobsDiffer(Figures):
    """The job types of both."""

    code = "SWAP-5.job_type"
    job: JobType
    other_job: JobType


@dataclass(frozen=True, slots=True)
class LevelsApart(Figures):
    """The skill levels of both, how far apart they are and may be."""

    code = "SWAP-5.skill"
    mine: int
    theirs: int
    gap: int
    limit: int

    @property
    def lowest(self) -> int:
        return max(1, self.mine - self.limit)

    @property
    def highest(self) -> int:
        return min(5, self.mine + self.limit)


@dataclass(frozen=True, slots=True)
class LevelUnknown(Figures):
    """The skill level that a shift asks for, where that of who might cover it is not recorded."""

    code = "SWAP-5.no_level"
    lowest: int


@dataclass(frozen=True, slots=True)
class HolidayGiven(Figures):
    """A holiday's shift is given away."""

    code = "SWAP-6.holiday"


@dataclass(frozen=True, slots=True)
class OnLeave(Figures):
    """The leave that covers the day, and who filed it if somebody else did; all blank for whom
    its reason is no business of."""

    code = "SWAP-7.leave"
    leave: str
    kind: KindOfLeave
    filed_by: EmployeeNo = NOBODY


@dataclass(frozen=True, slots=True)
class NotRostered(Figures):
    """There is no shift to give away."""

    code = "SWAP-8.not_rostered"


@dataclass(frozen=True, slots=True)
class NotEmployed(Figures):
    """The party is not employed on the day given away."""

    code = "SWAP-8.not_employed"


@dataclass(frozen=True, slots=True)
class ShiftMoved(Figures):
    """Asked for one shift, where another stands by now."""

    code = "SWAP-8.moved"
    asked: ShiftCode
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class SwapTooLate(Figures):
    """When the swap takes effect, and when the earlier of its shifts starts."""

    code = "SWAP-8.too_late"
    start: datetime
    moment: datetime


@dataclass(frozen=True, slots=True)
class SwapsWithOneself(Figures):
    """Both parties are one person."""

    code = "SWAP-8.same_person"


@dataclass(frozen=True, slots=True)
class Doubled(Figures):
    """The shift that is worked on the day of the one received."""

    code = "SWAP-9.double"
    held: ShiftCode
    received: ShiftCode


@dataclass(frozen=True, slots=True)
class SwappedShiftMissed(Figures):
    """Who missed which swapped shift."""

    code = "SWAP-10.missed"
    absent: EmployeeNo
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class NothingChanges(Figures):
    """Both give away the same shift."""

    code = "SWAP-11.same_shift"
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class InAnotherRequest(Figures):
    """The live request that the shift is in already."""

    code = "SWAP-11.in_another"
    request: str


@dataclass(frozen=True, slots=True)
class BegunAlready(Figures):
    """The earlier shift of the swap that is to be taken back has started."""

    code = "SWAP-11.begun"
    start: datetime
    moment: datetime


@dataclass(frozen=True, slots=True)
class LaterSwap(Figures):
    """A later swap has moved one of the shifts, or another onto one of the days."""

    code = "SWAP-11.later"
    swap: str


@dataclass(frozen=True, slots=True)
class LeaveOnReturn(Figures):
    """A leave of who gets the shift back covers its day; blank for whom it is no business of."""

    code = "SWAP-11.on_leave"
    leave: str
