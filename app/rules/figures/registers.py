"""What ESC-2, ESC-3, COMP-1, COMP-2 and CONF-2 count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.vocabulary import LeaveStepKind, Role


@dataclass(frozen=True, slots=True)
class NotTheSuperior(Figures):
    """Whom it was reported to, and who takes these reports (nobody: the level is vacant)."""

    code = "ESC-2.not_superior"
    reported_to: EmployeeNo
    superior_level: LeaveStepKind
    superiors: tuple[EmployeeNo, ...]
    above: tuple[EmployeeNo, ...]
    """Those who could have been told at once, had it been an emergency."""


@dataclass(frozen=True, slots=True)
class SkippedNotTold(Figures):
    """An emergency reported past a superior, who was not told by `tell_by`."""

    code = "ESC-2.not_told"
    reported_to: EmployeeNo
    superiors: tuple[EmployeeNo, ...]
    told_hours: int
    tell_by: datetime


@dataclass(frozen=True, slots=True)
class LevelKept(Figures):
    """Reported to the one who takes it; or past them, who were `told`."""

    code = "ESC-2.kept"
    reported_to: EmployeeNo
    superior_level: LeaveStepKind
    told: datetime | None


@dataclass(frozen=True, slots=True)
class LevelSkipped(Figures):
    """An emergency past a superior who is still to be told, by `tell_by`."""

    code = "ESC-2.waiting"
    reported_to: EmployeeNo
    superiors: tuple[EmployeeNo, ...]
    tell_by: datetime


@dataclass(frozen=True, slots=True)
class NoProposal(Figures):
    """A report that leaves the thinking to the superior."""

    code = "ESC-3.no_proposal"


@dataclass(frozen=True, slots=True)
class NoInstruction(Figures):
    """Answered, and with what is not on record."""

    code = "ESC-3.no_instruction"
    answered: datetime


@dataclass(frozen=True, slots=True)
class Unanswered(Figures):
    """Not answered by `answer_by`."""

    code = "ESC-3.unanswered"
    answer_days: Days
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class AnsweredLate(Figures):
    """Answered after `answer_by`."""

    code = "ESC-3.late"
    answer_days: Days
    answer_by: datetime
    answered: datetime


@dataclass(frozen=True, slots=True)
class ReportKept(Figures):
    """Facts and a proposal are there; the answer is due by `answer_by`."""

    code = "ESC-3.kept"
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class ComplaintWithoutResult(Figures):
    """A complaint closed without what was done."""

    code = "COMP-1.no_result"


@dataclass(frozen=True, slots=True)
class ClosedByOther(Figures):
    """Closed by somebody who was not the first receiver; "" by nobody named."""

    code = "COMP-1.closed_by_other"
    closed_by: EmployeeNo


@dataclass(frozen=True, slots=True)
class CloseKept(Figures):
    """Closed by the first receiver, with what was done."""

    code = "COMP-1.kept"


@dataclass(frozen=True, slots=True)
class CustomerUnanswered(Figures):
    """The customer had no answer by the end of `last_day`."""

    code = "COMP-2.unanswered"
    reply_days: Days
    received_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class CustomerAnsweredLate(Figures):
    """The customer was answered after `last_day`."""

    code = "COMP-2.late"
    reply_days: Days
    received_on: date
    last_day: date
    replied_on: date


@dataclass(frozen=True, slots=True)
class ReplyKept(Figures):
    """The customer is answered in time, or there is time until `last_day`."""

    code = "COMP-2.kept"
    reply_days: Days
    last_day: date


@dataclass(frozen=True, slots=True)
class EnteredUnapproved(Figures):
    """Nobody let the visitor in."""

    code = "CONF-2.not_approved"
    visitor: str


@dataclass(frozen=True, slots=True)
class ApproverNotEntitled(Figures):
    """Who let the visitor in is no leader, head or director; `role` None: nobody's number."""

    code = "CONF-2.not_entitled"
    visitor: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class StillInside(Figures):
    """The visitor came in and was not entered as gone by `out_by`."""

    code = "CONF-2.still_inside"
    visitor: str
    visit_hours: int
    out_by: datetime


@dataclass(frozen=True, slots=True)
class LeftTooLate(Figures):
    """The visitor went after `out_by`."""

    code = "CONF-2.left_late"
    visitor: str
    visit_hours: int
    out_by: datetime
    went: datetime


@dataclass(frozen=True, slots=True)
class LeftBeforeEntering(Figures):
    """The visitor is entered as gone before they came."""

    code = "CONF-2.out_before_in"
    visitor: str
    came: datetime
    went: datetime


@dataclass(frozen=True, slots=True)
class VisitKept(Figures):
    """Approved by somebody who may; out by `out_by`."""

    code = "CONF-2.kept"
    visitor: str
    out_by: datetime
