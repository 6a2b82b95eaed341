"""What HAND-5 and HAND-6 count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.rules.figures.figure import EmployeeNo, Figures, ShiftCode, TimeOfDay


@dataclass(frozen=True, slots=True)
class ForShift(Figures):
    """A bulletin by its title, and the shift by whose start it is to be read."""

    title: str
    shift: ShiftCode
    start: datetime


@dataclass(frozen=True, slots=True)
class NotRead(ForShift):
    """It was never read."""

    code = "HAND-5.unread"


@dataclass(frozen=True, slots=True)
class ReadLate(ForShift):
    """It was read after that start."""

    code = "HAND-5.late"
    read: datetime


@dataclass(frozen=True, slots=True)
class HeldByAnother(Figures):
    """Who held a roll call, and the department that they do not lead."""

    code = "HAND-6.not_leader"
    by: EmployeeNo
    department: str


@dataclass(frozen=True, slots=True)
class HeldLate(Figures):
    """When a roll call was held, and when its shift started."""

    code = "HAND-6.late"
    shift: ShiftCode
    held_at: TimeOfDay
    start: datetime


@dataclass(frozen=True, slots=True)
class NoComments(Figures):
    """The shift whose roll call has no comments."""

    code = "HAND-6.no_comments"
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class NotHeld(Figures):
    """A shift that had no roll call."""

    code = "HAND-6.not_held"
    shift: ShiftCode
