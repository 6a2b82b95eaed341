"""A team's attendance over a month: people down, days across, counts for each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attendance
from app.queries import facts
from app.queries.leave import rows as leave
from app.queries.roster import grid as roster
from app.queries.roster.load import month_range
from app.queries.roster.rows import DayHead, PersonLine, RosterCell, RosterFilter, ShiftRow
from app.rules.attendance import DutyFacts, check_attendance
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance as RollCall
from app.rules.facts import ShiftType
from app.rules.findings import Finding
from app.rules.policy import PolicyBook
from app.rules.vocabulary import LeaveKind, LeaveStatus

_DAY = timedelta(days=1)


class DayMark(StrEnum):
    """What a person's day on the sheet comes to: the gravest of what was found."""

    OFF = "off"
    """No shift, or not in the team."""
    COMING = "coming"
    """A shift that has not started."""
    OPEN = "open"
    """A shift that has started, of somebody who has not come and may still be recorded."""
    PRESENT = "present"
    MISSED_CALL = "missed_call"
    """After the roll call, before the start (ATT-1)."""
    DOUBTED = "doubted"
    """So long before the start that the date is in doubt (ATT-1)."""
    LATE = "late"
    ABSENT = "absent"
    """Never came, or so late that it is one (ATT-2, ATT-4); or away in an emergency for which no
    certificate came in time (LEAVE-4)."""
    OFF_POST = "off_post"
    """Came, and was off the post for so long that it is an absence (ATT-3)."""
    LEFT_EARLY = "left_early"
    """Came, and went a little before the end (ATT-6)."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of one person. `shift` "": none; `leave_kind` "" where not on leave."""

    mark: DayMark
    shift: str = ""
    swapped: bool = False
    leave_kind: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One person's month; `days` run in step with the sheet's heads."""

    person_id: int
    no: str
    name: str
    days: tuple[MonthDay, ...]

    def count(self, *marks: DayMark) -> int:
        """How many days came to one of `marks`."""
        counted = Counter(day.mark for day in self.days)
        return sum(counted[mark] for mark in marks)


@dataclass(frozen=True, slots=True)
class AttendanceMonth:
    """The sheet. `heads` are the month's days with what the calendar says of them."""

    month: date
    department: str
    team: str
    heads: tuple[DayHead, ...]
    shifts: tuple[ShiftRow, ...]
    lines: tuple[MonthLine, ...]


_GRAVITY = (
    ("ATT-4.absent", DayMark.ABSENT),
    ("ATT-2.absence", DayMark.ABSENT),
    ("ATT-3.off_post", DayMark.OFF_POST),
    ("ATT-6.off_post", DayMark.OFF_POST),
    ("ATT-2.late", DayMark.LATE),
    ("ATT-6.early", DayMark.LEFT_EARLY),
    ("ATT-1.roll_call", DayMark.MISSED_CALL),
    ("ATT-1.date_in_doubt", DayMark.DOUBTED),
)


def read(
    session: Session, time: CentreTime, team_id: int, month: date, now: datetime
) -> AttendanceMonth:
    """The sheet of the month that `month` lies in, as far as `now`."""
    first, last = month_range(month)
    wanted = RosterFilter(teams=frozenset({team_id}))
    rows = roster.month(session, first, last, time.local_date(now), wanted)
    block = next((block for block in rows.teams if block.team_id == team_id), None)
    lines = block.lines if block else ()
    judge = _Judge(session, time, now, first, lines, last)
    return AttendanceMonth(
        first,
        block.department if block else "",
        block.team if block else "",
        rows.days,
        rows.shifts,
        tuple(_line(line, judge) for line in lines),
    )


def _line(line: PersonLine, judge: _Judge) -> MonthLine:
    return MonthLine(line.person_id, line.no, line.name, tuple(judge.days(line)))


class _Judge:
    """What the days of one month are judged by."""

    def __init__(
        self,
        session: Session,
        time: CentreTime,
        now: datetime,
        first: date,
        lines: Collection[PersonLine],
        last: date,
    ) -> None:
        self.time, self.now, self.first = time, now, first
        self.shifts: Mapping[str, ShiftType] = facts.shift_types(session)
        self.policies: PolicyBook = facts.policies(session)
        self.recorded = _recorded(session, [line.person_id for line in lines], first, last)
        self.kept = frozenset(self._kept(lines))
        self.emergencies = {
            row.no: row
            for row in leave.between(session, first, last)
            if row.kind == LeaveKind.EMERGENCY_SICK
        }

    def days(self, line: PersonLine) -> Iterator[MonthDay]:
        for day, cell in self._dated(line):
            yield self._day(line, cell, day)

    def _dated(self, line: PersonLine) -> Iterator[tuple[date, RosterCell]]:
        return ((self.first + at * _DAY, cell) for at, cell in enumerate(line.cells))

    def _kept(self, lines: Iterable[PersonLine]) -> Iterator[tuple[date, str]]:
        """Date and shift of each of the team's sheets that has a row, on leave or not."""
        for line in lines:
            for day, cell in self._dated(line):
                if cell.code and not cell.outside and (line.person_id, day) in self.recorded:
                    yield day, cell.code

    def _day(self, line: PersonLine, cell: RosterCell, day: date) -> MonthDay:
        if cell.outside:
            return MonthDay(DayMark.OFF)
        swapped = cell.swap is not None and cell.swap.received
        if cell.leave is not None and cell.leave.status is LeaveStatus.APPROVED:
            absent = bool(cell.code) and self._is_overdue(cell.leave.leave_no, day)
            mark = DayMark.ABSENT if absent else DayMark.LEAVE
            return MonthDay(mark, cell.code, swapped, cell.leave.kind)
        if not cell.code:
            return MonthDay(DayMark.OFF)
        shift = self.shifts[cell.code]
        start, end = self.time.interval(shift, day)
        row = self.recorded.get((line.person_id, day))
        found: tuple[Finding, ...] = ()
        if (day, cell.code) in self.kept:
            duty = DutyFacts(
                person=line.no, day=day, shift=shift, start=start, end=end, row=row, swap=None,
                as_of=self.now,
            )  # fmt: skip
            found = tuple(check_attendance(duty, self.policies.at(start)))
        arrived = row.arrived_at if row else None
        if arrived is None and not found:
            mark = DayMark.OPEN if start <= self.now else DayMark.COMING
            return MonthDay(mark, cell.code, swapped)
        left = row.left_at if row else None
        return MonthDay(
            _mark(found), cell.code, swapped, arrived_at=arrived, left_at=left, findings=found
        )

    def _is_overdue(self, no: str, day: date) -> bool:
        """LEAVE-4: an emergency's certificate did not come in time for this day."""
        row = self.emergencies.get(no)
        if row is None:
            return False
        due = self.time.day_end(row.last + _DAY)
        in_time = row.certificate_at is not None and row.certificate_at < due
        return due <= self.now and not (in_time and row.certifies(day))


def _mark(found: Collection[Finding]) -> DayMark:
    codes = {finding.code for finding in found}
    return next((mark for code, mark in _GRAVITY if code in codes), DayMark.PRESENT)


def _recorded(
    session: Session, people: Collection[int], first: date, last: date
) -> dict[tuple[int, date], RollCall]:
    row = Attendance
    query = select(row.person_id, row.day, row.arrived_at, row.off_post_minutes, row.left_at).where(
        row.day.between(first, last), row.person_id.in_(people)
    )
    return {
        (person_id, day): RollCall("", day, arrived_at, off_post, left_at)
        for person_id, day, arrived_at, off_post, left_at in session.execute(query)
    }
