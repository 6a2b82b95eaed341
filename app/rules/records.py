"""A centre's rosters and registers as they were kept, blanks and breaches included.

What a workbook holds and what a store gives back for one. Dates and times are the centre's wall
clock, naive, to the minute: an instant needs the zone, which only the store knows. The judged,
zoned counterparts are in `rules.facts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.rules.books import NO_BOOKS, Books
from app.rules.facts import Person, Roster, ShiftType
from app.rules.rostering.records import NO_PLANNING, PlanningRecords
from app.rules.vocabulary import Counting, DayKind, LeaveStatus, Message, SwapStatus, Upwards

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
    counting: Counting = Counting.CALENDAR


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
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    """What roll call recorded of one person on one date. `arrived_at` None: never came."""

    person: str
    day: date
    arrived_at: datetime | None
    off_post_minutes: int
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """One inspected contact. With a card its scores are `ItemScore`s and the five are None;
    without one they are the five, 0 to 100."""

    no: str
    agent: str
    inspector: str
    inspected_at: datetime
    contact_ref: str
    language: float | None
    attitude: float | None
    tone: float | None
    summarising: float | None
    adaptability: float | None
    critical: bool
    comment: str
    card: str = ""
    card_version: int | None = None
    calibration: str = ""
    submitted_at: datetime | None = None
    acknowledged_at: datetime | None = None
    appealed_at: datetime | None = None
    appeal: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    upheld: bool = False


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
    books: Books = NO_BOOKS
    """The daily books; their instants are wall times, naive."""
    planning: PlanningRecords = NO_PLANNING


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where the records of one sheet stand in the file."""

    title: str
    rows: tuple[int, ...]
    """The number of each record's row, as Excel counts them."""
    columns: Mapping[str, str]
    """A column's key (`outgoing_at`) -> its letters, where the sheet has it."""

    def cell(self, index: int, column: str) -> str:
        """The name of a cell of the record `index`: `Handovers!F12`."""
        return f"{self.title}!{self.columns.get(column, 'A')}{self.rows[index]}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read without an error."""

    name: str
    sha256: str
    records: CentreRecords
    ignored: tuple[str, ...] = ()
    """Columns, lines and sheets that mean nothing to the app: `Swaps!N (colour)`, `Notes`."""
    told: tuple[Message, ...] = ()
    """What was read and is not seen in Excel: hidden sheets, lines and columns."""
    places: Mapping[str, SheetPlace] = field(default_factory=dict)
    """Where the books' records and the inspections stand: a field of `Books` (`logs`), or
    `inspections` -> its sheet; what the file does not have is not there."""

    def problem(
        self, records: str, index: int, column: str, problem: Message, value: object
    ) -> Message:
        """`problem` of one cell of `records[index]`, its `{cell}` and `{value}` filled in: for what
        only the store can tell. A workbook that was made without a file has no cells."""
        place = self.places.get(records)
        cell = place.cell(index, column) if place else f"{records}[{index}].{column}"
        return Message(problem.msgid, {**problem.params, "cell": cell, "value": str(value)[:60]})
