"""What LEAVE-1 to LEAVE-9 and LEAVE-11 count where they are broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.figures.figure import (
    Days,
    EmployeeNo,
    EndOfDay,
    Figures,
    KindOfLeave,
    Minutes,
    ShiftCode,
)
from app.rules.vocabulary import LeaveStepKind


@dataclass(frozen=True, slots=True)
class StepMissing(Figures):
    """A step of the chain that nobody decided, and the length of the run that asks for it."""

    code = "LEAVE-1.missing"
    step: LeaveStepKind
    days: Days


@dataclass(frozen=True, slots=True)
class WrongStep(Figures):
    """A step, and who decided it though they could not."""

    step: LeaveStepKind
    by: EmployeeNo


@dataclass(frozen=True, slots=True)
class OwnStep(WrongStep):
    """The applicant decided on their own leave."""

    code = "LEAVE-1.own"


@dataclass(frozen=True, slots=True)
class StrangersStep(WrongStep):
    """Whoever decided was not the step's approver."""

    code = "LEAVE-1.wrong_person"


@dataclass(frozen=True, slots=True)
class StepOutOfOrder(WrongStep):
    """Decided before the step below."""

    code = "LEAVE-1.out_of_order"


@dataclass(frozen=True, slots=True)
class FiledLate(Figures):
    """When it was filed, and up to when that could be done."""

    code = "LEAVE-2.late"
    filed: datetime
    latest: datetime
    minutes: Minutes
    """How long before the shift an urgent leave is filed."""
    kind: KindOfLeave

    @property
    def latest_day(self) -> EndOfDay:
        return EndOfDay(self.latest)


@dataclass(frozen=True, slots=True)
class LateNotAccepted(Figures):
    """Filed late and marked as accepted, without the step that accepts it."""

    code = "LEAVE-2.not_accepted"
    filed: datetime
    latest: datetime
    step: LeaveStepKind


@dataclass(frozen=True, slots=True)
class NotInPerson(Figures):
    """Who filed it for somebody else."""

    code = "LEAVE-3.not_in_person"
    by: EmployeeNo
    kind: KindOfLeave


@dataclass(frozen=True, slots=True)
class CertificateFault(Figures):
    """Of which kind the sick leave is, and up to when an emergency's certificate is in."""

    kind: KindOfLeave
    due: datetime

    @property
    def due_day(self) -> EndOfDay:
        return EndOfDay(self.due)


@dataclass(frozen=True, slots=True)
class CertificateMissing(CertificateFault):
    """None was handed in."""

    code = "LEAVE-4.missing"


@dataclass(frozen=True, slots=True)
class CertificateLate(CertificateFault):
    """It was handed in too late."""

    code = "LEAVE-4.late"


@dataclass(frozen=True, slots=True)
class CertificateUndated(Figures):
    """The last approval has no time before which a certificate could be there."""

    code = "LEAVE-4.undated"


@dataclass(frozen=True, slots=True)
class CertificateGap(CertificateFault):
    """The days of the certificate, and the last one of the leave."""

    code = "LEAVE-4.gap"
    first: date
    last: date
    until: date


@dataclass(frozen=True, slots=True)
class NoCall(Figures):
    """No telephone call is recorded."""

    code = "LEAVE-5.no_call"


@dataclass(frozen=True, slots=True)
class LateCall(Figures):
    """When the call came, and when the shift starts."""

    code = "LEAVE-5.late_call"
    phoned: datetime
    start: datetime


@dataclass(frozen=True, slots=True)
class NightUnexplained(Figures):
    """The night shift that is covered without special circumstances."""

    code = "LEAVE-6.no_circumstances"
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class NightFiledLate(Figures):
    """When it was filed, and before when a night shift's leave is."""

    code = "LEAVE-6.late"
    filed: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class HolidayUnexplained(Figures):
    """A holiday's shift is covered without exceptional circumstances."""

    code = "LEAVE-7.no_circumstances"


@dataclass(frozen=True, slots=True)
class HolidayFiledLate(Figures):
    """On which day it was filed, and by which one, `limit` days before, a holiday's leave is."""

    code = "LEAVE-7.late"
    filed_on: date
    latest_on: date
    limit: int


@dataclass(frozen=True, slots=True)
class SwappedShiftCovered(Figures):
    """The covered shift, and the swap that it came from."""

    code = "LEAVE-8.swapped"
    swap: str
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class LeavesOverlap(Figures):
    """The other leave, and the days that both cover."""

    code = "LEAVE-9.overlap"
    other_leave: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NotReportedBack(Figures):
    """The first shift after a leave, which started without a report."""

    code = "LEAVE-11.not_reported"
    shift: ShiftCode
    start: datetime


@dataclass(frozen=True, slots=True)
class ReportedBackLate(Figures):
    """The first shift after a leave, and when the report came."""

    code = "LEAVE-11.late"
    shift: ShiftCode
    start: datetime
    back: datetime
