"""What HAND-2 and ATT-5 count: desks that are let go, and people who leave the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.rules.figures.figure import EmployeeNo, Figures


@dataclass(frozen=True, slots=True)
class NoRelief(Figures):
    """A desk let go before its relief: who is placed there next, and when they checked in."""

    code = "HAND-2.no_relief"
    desk: str
    released_at: datetime
    relief: EmployeeNo
    relief_came: datetime | None


@dataclass(frozen=True, slots=True)
class NotReleasedBy(NoRelief):
    """The same, by the word of somebody who cannot give it; `reasoned`: with a reason."""

    code = "HAND-2.override"
    released_by: EmployeeNo
    reasoned: bool


@dataclass(frozen=True, slots=True)
class LeftWithoutLeave(Figures):
    """Nobody, or the wrong one, allowed it."""

    code = "ATT-5.no_permission"
    left_at: datetime
    allowed_by: EmployeeNo


@dataclass(frozen=True, slots=True)
class LeftWithoutLimit(Figures):
    """Allowed, with no time limit."""

    code = "ATT-5.no_limit"
    left_at: datetime
    allowed_by: EmployeeNo


@dataclass(frozen=True, slots=True)
class LimitOverrun(Figures):
    """When they were due back, and when they were; None: not yet."""

    code = "ATT-5.overrun"
    left_at: datetime
    due_back: datetime
    back_at: datetime | None


@dataclass(frozen=True, slots=True)
class BackBeforeLeaving(Figures):
    """The row's two times cannot both be true."""

    code = "ATT-5.back_before"
    left_at: datetime
    back_at: datetime | None
