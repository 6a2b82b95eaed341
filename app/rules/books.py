"""The daily books: what a shift keeps besides its roster, row by row (DAYBOOKS.md).

Each class is one sheet of the workbook, its fields in the order of the sheet's columns. As facts,
instants are aware UTC; as a workbook states them, they are the centre's wall clock, naive, to the
minute. Numbers of people are '' where a row names nobody, places '' where they are blank, and
`date`s are business dates.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from app.rules.vocabulary import Aspect, ReportKind, Section

OWED_SECTIONS = (Section.EQUIPMENT, Section.DIFFICULT_CASES, Section.STAFF_CHANGES)
"""What is filled in, or said to be nothing, before a log is signed (HAND-1)."""


@dataclass(frozen=True, slots=True)
class HandoverLog:
    """What one shift of a department leaves to the next."""

    no: str
    department: str
    day: date
    shift: str
    outgoing: str
    outgoing_at: datetime | None = None
    incoming: str = ""
    incoming_at: datetime | None = None
    remark: str = ""
    equipment: str = ""
    difficult_cases: str = ""
    staff_changes: str = ""
    business_changes: str = ""
    instructions: str = ""
    complaints: str = ""
    process_changes: str = ""

    def text(self, section: Section) -> str:
        """What stands under `section`; '' where it is not filled in."""
        text: str = getattr(self, section)
        return text


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that goes on from shift to shift until it is closed (HAND-3)."""

    no: str
    log: str
    """The log that it was raised in."""
    section: Section
    text: str
    urgent: bool = False
    owner: str = ""
    due_on: date | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What those for whom it is must have read (HAND-5). Blank places: everybody's."""

    no: str
    title: str
    text: str
    published_at: datetime
    published_by: str
    department: str = ""
    team: str = ""
    job_type: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class BulletinRead:
    bulletin: str
    person: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class RollCall:
    """That roll call was held for a shift of a team (HAND-6). A blank team: those without one."""

    department: str
    team: str
    day: date
    shift: str
    leader: str
    held_at: datetime
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sat at a desk for a shift (HAND-2, DUTY-4)."""

    day: date
    shift: str
    desk: str
    person: str
    checked_in_at: datetime | None = None
    released_at: datetime | None = None
    override_by: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class LeftFloor:
    """Somebody who left the floor during a shift (ATT-5)."""

    person: str
    left_at: datetime
    allowed_by: str = ""
    limit_minutes: int | None = None
    back_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DutyLog:
    """The duty leader's log of a day (DUTY-1). A count that is not given is None."""

    department: str
    day: date
    leader: str
    system_problems: str = ""
    difficult_cases: str = ""
    enquiries: int | None = None
    lookups: int | None = None
    outbound: int | None = None
    backlog: int | None = None


@dataclass(frozen=True, slots=True)
class UpwardReport:
    """Something reported to a superior, and what came of it (ESC-1 to ESC-3)."""

    no: str
    raised_by: str
    raised_at: datetime
    to: str
    kind: ReportKind
    emergency: bool
    facts: str
    proposal: str = ""
    answered_at: datetime | None = None
    answer: str = ""
    dissent: str = ""
    upheld: bool = False
    skipped_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """A customer's complaint and its first receiver (COMP-1, COMP-2)."""

    no: str
    received_at: datetime
    received_by: str
    contact_ref: str
    abroad: bool
    subject: str
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    handled: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """An outsider's visit (CONF-2)."""

    no: str
    name: str
    reason: str
    approved_by: str
    in_at: datetime
    out_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DutyDone:
    """A regular duty of one due day, done. `duty`: a Duty's value, or a centre's own code."""

    duty: str
    department: str
    team: str
    due_on: date
    done_at: datetime
    done_by: str
    received_by: str = ""
    received_at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Training:
    """One person's part in a training, with what its exam gave (TRAIN-1)."""

    no: str
    title: str
    held_on: date
    person: str
    attended: bool
    score: float | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True)
class CardItem:
    """One item of one version of a scorecard (QA-2)."""

    card: str
    version: int
    since: date
    item: str
    title: str
    aspect: Aspect | None
    weight: float
    critical: bool = False
    na: bool = False
    pass_mark: float | None = None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What one item of an inspection was given. `score` None: not applicable."""

    inspection: str
    item: str
    revision: int
    score: float | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """All daily books of a centre; what no sheet records is not judged."""

    logs: tuple[HandoverLog, ...] = ()
    items: tuple[OpenItem, ...] = ()
    bulletins: tuple[Bulletin, ...] = ()
    reads: tuple[BulletinRead, ...] = ()
    roll_calls: tuple[RollCall, ...] = ()
    seats: tuple[Seat, ...] = ()
    left_floor: tuple[LeftFloor, ...] = ()
    duty_logs: tuple[DutyLog, ...] = ()
    reports: tuple[UpwardReport, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    visitors: tuple[Visitor, ...] = ()
    duties_done: tuple[DutyDone, ...] = ()
    trainings: tuple[Training, ...] = ()
    cards: tuple[CardItem, ...] = ()
    scores: tuple[ItemScore, ...] = ()

    @property
    def sheets(self) -> int:
        """How many of the sheets hold anything."""
        return sum(bool(getattr(self, one.name)) for one in fields(self))


NO_BOOKS = Books()
