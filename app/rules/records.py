"""A centre's rosters and registers as they were kept, blanks and breaches included.

What a workbook holds and what a store gives back for one. Dates and times are the centre's wall
clock, naive, to the minute: an instant needs the zone, which only the store knows. The judged,
zoned counterparts are in `rules.facts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.facts import Person, Roster, ShiftType
from app.rules.vocabulary import DayKind, LeaveStatus, SwapStatus, Upwards

AS_KEPT: Mapping[SwapStatus, SwapStatus] = {
    SwapStatus.AGREED: SwapStatus.OFFERED,
    SwapStatus.PART_APPROVED: SwapStatus.OFFERED,
    SwapStatus.CANCELLED: SwapStatus.WITHDRAWN,
}
"""States that a register has no word of its own for, and the one that it has instead; OFFERED is
what a register calls pending."""


@dataclass(frozen=True, slots=True)
class DayRecord:
    """A festival day or a make-up workday."""

    day: date
    name: str
    kind: DayKind


@dataclass(frozen=True, slots=True)
class KindRecord:
    """A kind of leave that the centre added, with its notice and chain."""

    code: str
    name: str
    notice_days: int
    director: Upwards
    has_balance: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class SwapRecord:
    """One line of the swap register. A number may be nobody's; a blank one is ''."""

    no: str
    filed_at: datetime
    requester: str
    requester_date: date
    counterpart: str
    counterpart_date: date
    requester_leader: str
    requester_leader_at: datetime | None
    counterpart_leader: str
    counterpart_leader_at: datetime | None
    status: SwapStatus
    effective_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeaveRecord:
    """One line of the leave register. A number may be nobody's; a blank one is ''."""

    no: str
    person: str
    filed_by: str
    filed_at: datetime
    kind: str
    first: date
    last: date
    special: str
    late_approved: bool
    certificate_from: date | None
    certificate_to: date | None
    certificate_at: datetime | None
    phoned_at: datetime | None
    leader: str
    leader_at: datetime | None
    head: str
    head_at: datetime | None
    director: str
    director_at: datetime | None
    status: LeaveStatus
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    """What roll call recorded of one person on one date. `arrived_at` None: never came."""

    person: str
    day: date
    arrived_at: datetime | None
    off_post_minutes: int


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """One inspected contact with its five scores, 0 to 100."""

    no: str
    agent: str
    inspector: str
    inspected_at: datetime
    contact_ref: str
    language: float
    attitude: float
    tone: float
    summarising: float
    adaptability: float
    critical: bool
    comment: str


@dataclass(frozen=True, slots=True)
class CentreRecords:
    """One centre. `calendar` None: not stated, the app's own stands."""

    people: tuple[Person, ...]
    shifts: tuple[ShiftType, ...]
    rosters: Mapping[tuple[int, int], Roster]
    """(year, month) -> employee number (also of people with no shift) -> date -> shift code."""
    calendar: tuple[DayRecord, ...] | None = None
    swaps: tuple[SwapRecord, ...] = ()
    leaves: tuple[LeaveRecord, ...] = ()
    attendance: tuple[AttendanceRecord, ...] = ()
    inspections: tuple[InspectionRecord, ...] = ()
    kinds: tuple[KindRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read without an error."""

    name: str
    sha256: str
    records: CentreRecords
    ignored: tuple[str, ...] = ()
    """Columns and sheets that mean nothing to the app: `Swaps!N (colour)`, `Notes`."""
