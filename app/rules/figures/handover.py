"""What HAND-1, HAND-3 and HAND-4 count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.figures.figure import Days, Figures, ShiftCode
from app.rules.vocabulary import Section


@dataclass(frozen=True, slots=True)
class SectionsMissing(Figures):
    """The sections that say nothing, not even that there is nothing to report."""

    code = "HAND-1.missing"
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class ClosedByNobody(Figures):
    """When an item was closed, with nobody's name."""

    code = "HAND-3.closed_by_nobody"
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedWithoutResult(Figures):
    """When an item was closed, without a word of what was done."""

    code = "HAND-3.no_result"
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class OpenTooLong(Figures):
    """How many days an item has been open, and how many it may be."""

    code = "HAND-3.old"
    days: Days
    most_days: Days


@dataclass(frozen=True, slots=True)
class ItemOverdue(Figures):
    """The due day of an item that is still open, and how many days it is past."""

    code = "HAND-3.overdue"
    due_on: date
    days: Days


@dataclass(frozen=True, slots=True)
class ClosedAfterDue(Figures):
    """The due day of an item, and the day on which it was closed."""

    code = "HAND-3.closed_late"
    due_on: date
    closed_on: date


@dataclass(frozen=True, slots=True)
class Deadline(Figures):
    """Until when a signature counts, `limit` minutes after the shift's end or the first one."""

    latest_at: datetime
    limit: int


@dataclass(frozen=True, slots=True)
class NotSignedOut(Deadline):
    """Nobody has signed at the shift's end."""

    code = "HAND-4.not_signed_out"


@dataclass(frozen=True, slots=True)
class NotSignedIn(Deadline):
    """Nobody has taken the log over."""

    code = "HAND-4.not_signed_in"


@dataclass(frozen=True, slots=True)
class SignedOutLate(Deadline):
    """The outgoing signature came late."""

    code = "HAND-4.signed_out_late"
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class SignedInLate(Deadline):
    """The incoming signature came late."""

    code = "HAND-4.signed_in_late"
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class SignedInBefore(Figures):
    """The incoming signature is before the outgoing one."""

    code = "HAND-4.signed_in_before"
    signed_at: datetime
    outgoing_at: datetime


@dataclass(frozen=True, slots=True)
class SignedBothSides(Figures):
    """One person signed both sides, the second at this instant."""

    code = "HAND-4.both_sides"
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class NoLog(Figures):
    """The shift of a department that left no log."""

    code = "HAND-4.no_log"
    department: str
    shift: ShiftCode
