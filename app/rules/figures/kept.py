"""What a rule that is kept looked at, and whose word a request still waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.figures.figure import (
    Days,
    EmployeeNo,
    EndOfDay,
    Figures,
    JobType,
    Minutes,
    Month,
    ShiftCode,
)
from app.rules.vocabulary import LeaveStepKind


@dataclass(frozen=True, slots=True)
class ConsentAwaited(Figures):
    """Who may give the consent for one side."""

    code = "SWAP-1.waiting"
    who: tuple[EmployeeNo, ...]


@dataclass(frozen=True, slots=True)
class Consented(Figures):
    """Who consented for one side."""

    code = "SWAP-1.kept"
    by: EmployeeNo


@dataclass(frozen=True, slots=True)
class SwapsCounted(Figures):
    """How many of the month's swaps are used."""

    code = "SWAP-2.kept"
    count: int
    limit: int
    month: Month


@dataclass(frozen=True, slots=True)
class NothingSwappedBeside(Figures):
    """The neighbouring shifts are of the roster."""

    code = "SWAP-3.kept"


@dataclass(frozen=True, slots=True)
class LeastRest(Figures):
    """The shorter rest beside the shift received; None where no other shift is near."""

    code = "SWAP-4.kept"
    rest: Minutes | None
    limit_hours: int


@dataclass(frozen=True, slots=True)
class WorkOfThen(Figures):
    """The job type and the skill level of the moment."""

    code = "SWAP-5.kept"
    job: JobType
    skill: int | None


@dataclass(frozen=True, slots=True)
class NoHoliday(Figures):
    """The day given away, which is no holiday."""

    code = "SWAP-6.kept"
    gives_on: date


@dataclass(frozen=True, slots=True)
class NoLeave(Figures):
    """No leave covers either shift."""

    code = "SWAP-7.kept"


@dataclass(frozen=True, slots=True)
class Rostered(Figures):
    """The shift that is given away."""

    code = "SWAP-8.kept"
    gives_on: date
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class NotDoubled(Figures):
    """Nobody gets a second shift."""

    code = "SWAP-9.kept"


@dataclass(frozen=True, slots=True)
class NoOtherRequest(Figures):
    """The shifts differ and are in this request alone."""

    code = "SWAP-11.kept"


@dataclass(frozen=True, slots=True)
class CanGoBack(Figures):
    """Neither shift of a swap has started, and nothing rests on it: the earlier one's start."""

    code = "SWAP-11.back.kept"
    start: datetime


@dataclass(frozen=True, slots=True)
class StepAwaited(Figures):
    """The next step of a leave's chain, and who may decide it."""

    code = "LEAVE-1.waiting"
    step: LeaveStepKind
    who: tuple[EmployeeNo, ...]


@dataclass(frozen=True, slots=True)
class ChainWalked(Figures):
    """The length of the run, and the steps that it takes."""

    code = "LEAVE-1.kept"
    days: Days
    steps: tuple[LeaveStepKind, ...]


@dataclass(frozen=True, slots=True)
class LateAwaited(Figures):
    """When it was filed, and up to when that could be done."""

    code = "LEAVE-2.waiting"
    filed: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class FiledInTime(Figures):
    code = "LEAVE-2.kept"


@dataclass(frozen=True, slots=True)
class MayFile(Figures):
    code = "LEAVE-3.kept"


@dataclass(frozen=True, slots=True)
class CertificateAwaited(Figures):
    """Up to when an emergency's certificate is in."""

    code = "LEAVE-4.waiting"
    due: datetime

    @property
    def due_day(self) -> EndOfDay:
        return EndOfDay(self.due)


@dataclass(frozen=True, slots=True)
class CertificatesCover(Figures):
    code = "LEAVE-4.kept"


@dataclass(frozen=True, slots=True)
class NoCertificateAsked(Figures):
    code = "LEAVE-4.not_asked"


@dataclass(frozen=True, slots=True)
class CalledInTime(Figures):
    code = "LEAVE-5.kept"


@dataclass(frozen=True, slots=True)
class NoCallAsked(Figures):
    code = "LEAVE-5.not_asked"


@dataclass(frozen=True, slots=True)
class NightsCovered(Figures):
    """How many night shifts it covers."""

    code = "LEAVE-6.kept"
    nights: int


@dataclass(frozen=True, slots=True)
class HolidaysCovered(Figures):
    """How many shifts on holidays it covers."""

    code = "LEAVE-7.kept"
    holidays: int


@dataclass(frozen=True, slots=True)
class ShiftsCovered(Figures):
    """How many shifts it covers."""

    code = "LEAVE-8.kept"
    shifts: int


@dataclass(frozen=True, slots=True)
class NoOtherLeave(Figures):
    code = "LEAVE-9.kept"
