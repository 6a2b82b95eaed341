"""What ATT-1 to ATT-4 and ATT-6 count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.rules.figures.figure import Figures, Minutes, ShiftCode, TimeOfDay


@dataclass(frozen=True, slots=True)
class Arrival(Figures):
    """When somebody came, how long that is before or after the start, and the limit in minutes."""

    minutes: Minutes
    limit: int
    arrived: TimeOfDay


@dataclass(frozen=True, slots=True)
class RollCallMissed(Arrival):
    """Came in time for the shift, not for its roll call."""

    code = "ATT-1.roll_call"


@dataclass(frozen=True, slots=True)
class CameLate(Arrival):
    """Came after the start."""

    code = "ATT-2.late"


@dataclass(frozen=True, slots=True)
class CameTooLate(Arrival):
    """Came so late that it is an absence."""

    code = "ATT-2.absence"


@dataclass(frozen=True, slots=True)
class OffPost(Figures):
    """How long somebody was off the post, and from how many minutes on it is an absence."""

    code = "ATT-3.off_post"
    minutes: Minutes
    limit: int


@dataclass(frozen=True, slots=True)
class NeverCame(Figures):
    """The shift that was missed."""

    code = "ATT-4.absent"
    shift: ShiftCode


@dataclass(frozen=True, slots=True)
class DateInDoubt(Figures):
    """Came so long before the start, more than `limit` hours, that the date may be wrong."""

    code = "ATT-1.date_in_doubt"
    moment: datetime
    minutes: Minutes
    limit: int


@dataclass(frozen=True, slots=True)
class Leaving(Figures):
    """When somebody went, how long before the end that is, and from how many minutes on it counts
    as off the post."""

    minutes: Minutes
    limit: int
    left: TimeOfDay


@dataclass(frozen=True, slots=True)
class WentEarly(Leaving):
    """Went before the end."""

    code = "ATT-6.early"


@dataclass(frozen=True, slots=True)
class WentTooEarly(Leaving):
    """Went so early that it counts as off the post."""

    code = "ATT-6.off_post"
