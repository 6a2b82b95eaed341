"""One person's file: their month, posts, swaps, leave, attendance and inspections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attendance, Inspection
from app.queries import facts
from app.queries.duties.trainings import TrainingRow
from app.queries.leave import rows as leave
from app.queries.leave.rows import LeaveRow
from app.queries.people import rows as staff
from app.queries.people.rows import PersonRow, PostRow
from app.queries.quality.inspected import inspected_of, people_in
from app.queries.roster import grid as roster
from app.queries.roster.changed import ALL_SEEN, Unseen
from app.queries.roster.load import month_range, shift_rows
from app.queries.roster.rows import PersonDay, PersonMonth, ShiftRow
from app.queries.swaps import rows as swaps
from app.queries.swaps.rows import SwapRow
from app.queries.today.numbers import OwnNumbers, own_numbers
from app.rules.attendance import DutyFacts, check_attendance
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance as RollCall
from app.rules.facts import ShiftType
from app.rules.findings import Finding
from app.rules.policy import Policy, PolicyBook
from app.rules.scorecards.counting import counted
from app.rules.scorecards.proposed import Proposed
from app.rules.vocabulary import Aspect

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """What roll call recorded of one day. `shift` "": not rostered; `findings` as ATT-1 to 4."""

    day: date
    shift: str
    arrived_at: datetime | None
    off_post_minutes: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspected contact with what it is worth (DAYBOOKS.md), by its valid revision.

    `total` None: somebody else's, whose scores are told where opening them is put on record."""

    no: str
    inspected_at: datetime
    inspector: str
    contact_ref: str
    aspects: Mapping[Aspect, float]
    """Without those that nothing was scored of."""
    total: float | None
    failed: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Which parts of a file its reader may see."""

    roster: bool
    posts: bool
    registers: bool
    leaves: bool
    inspections: bool

    @property
    def nothing(self) -> bool:
        return not any((self.roster, self.posts, self.registers, self.leaves, self.inspections))


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The file of one person for one month. A part that the reader may not see is None."""

    person: PersonRow
    today: date
    month: date
    seen: Seen
    shifts: tuple[ShiftRow, ...]
    """The centre's shift types."""
    days: PersonMonth | None
    worked_minutes: int
    """Length of the month's shifts, those covered by a leave left out."""
    posts: tuple[PostRow, ...] | None
    numbers: OwnNumbers | None
    policy: Policy
    swaps: tuple[SwapRow, ...] | None
    leaves: tuple[LeaveRow, ...] | None
    attendance: tuple[AttendanceRow, ...] | None
    inspections: tuple[InspectionRow, ...] | None
    trainings: tuple[TrainingRow, ...] | None = None
    """The archive of all time, the latest first."""
    proposed: tuple[Proposed, ...] = ()
    """What they are to be trained in."""
    phone: str = ""
    unseen: Unseen = ALL_SEEN
    """The reader's own days that changed in the published roster since they looked."""

    @property
    def working_days(self) -> int:
        return sum(bool(day.cell.code) and not day.cell.away for day in self._all_days())

    def _all_days(self) -> tuple[PersonDay, ...]:
        return self.days.days if self.days else ()


def person_file(
    session: Session, person: PersonRow, month: date, seen: Seen, time: CentreTime, now: datetime
) -> PersonFile:
    """The file of `person` for the calendar month of `month`, as far as `seen` lets it be."""
    first, last = month_range(month)
    today = time.local_date(now)
    days = roster.person_month(session, person.employee_no, first, last, today)
    policies = facts.policies(session)
    shifts = facts.shift_types(session)
    mine = person.id
    return PersonFile(
        person=person,
        today=today,
        month=first,
        seen=seen,
        shifts=shift_rows(session),
        days=_shown(days, seen),
        worked_minutes=_worked(days, shifts, time),
        posts=tuple(reversed(staff.posts_of(session, mine))) if seen.posts else None,
        numbers=own_numbers(session, mine, first, time) if seen.registers else None,
        policy=policies.at(now),
        swaps=tuple(_touching(swaps.swaps_of(session, mine), first, last))
        if seen.registers
        else None,
        leaves=tuple(
            row for row in leave.leaves_of(session, mine) if row.first <= last and row.last >= first
        )
        if seen.leaves
        else None,
        attendance=_attendance(session, person, days, shifts, policies, time, now)
        if seen.registers
        else None,
        inspections=_inspections(session, mine, first, last, time) if seen.inspections else None,
    )


def _shown(days: PersonMonth | None, seen: Seen) -> PersonMonth | None:
    """The month, without the kinds of leave where the register is not for the reader."""
    if days is None or not seen.roster:
        return None
    if seen.leaves:
        return days
    return replace(days, days=tuple(_discreet(day) for day in days.days))


def _discreet(day: PersonDay) -> PersonDay:
    return replace(day, cell=day.cell.discreet())


def _touching(rows: list[SwapRow], first: date, last: date) -> list[SwapRow]:
    """The swaps with a leg in the range."""
    return [
        row
        for row in rows
        if any(first <= leg.gives_on <= last for leg in (row.requester, row.counterpart))
    ]


def _worked(days: PersonMonth | None, shifts: dict[str, ShiftType], time: CentreTime) -> int:
    total = timedelta()
    for day in days.days if days else ():
        if day.cell.code in shifts and not day.cell.away:
            start, end = time.interval(shifts[day.cell.code], day.head.day)
            total += end - start
    return total // _MINUTE


def _attendance(
    session: Session,
    person: PersonRow,
    month: PersonMonth | None,
    shifts: dict[str, ShiftType],
    policies: PolicyBook,
    time: CentreTime,
    now: datetime,
) -> tuple[AttendanceRow, ...]:
    """The recorded days of the month, the latest first, each judged as `check` does."""
    if month is None:
        return ()
    first, last = month.days[0].head.day, month.days[-1].head.day
    cells = {day.head.day: day.cell for day in month.days}
    rows = session.execute(
        select(
            Attendance.day, Attendance.arrived_at, Attendance.off_post_minutes, Attendance.left_at
        )
        .where(Attendance.person_id == person.id, Attendance.day.between(first, last))
        .order_by(Attendance.day.desc())
    )
    found = []
    for day, arrived, off_post, left in rows:
        cell = cells[day]
        findings: list[Finding] = []
        if cell.code and not cell.away:
            shift = shifts[cell.code]
            start, end = time.interval(shift, day)
            call = RollCall(person.employee_no, day, arrived, off_post, left)
            duty = DutyFacts(
                person=person.employee_no, day=day, shift=shift, start=start, end=end, row=call,
                swap=None, as_of=now,
            )  # fmt: skip
            findings = check_attendance(duty, policies.at(start)) if start <= now else []
        found.append(AttendanceRow(day, cell.code, arrived, off_post, tuple(findings)))
    return tuple(found)


def _inspections(
    session: Session, person_id: int, first: date, last: date, time: CentreTime
) -> tuple[InspectionRow, ...]:
    """The month's inspections of somebody that count, the latest first: no calibration's."""
    found = inspected_of(session, person_id, time.instant(first), time.day_end(last))
    people = people_in(found, session)
    numbers = [one.no for one in found.inspections]
    query = select(Inspection.inspection_no, Inspection.comment)
    said = dict(session.execute(query.where(Inspection.inspection_no.in_(numbers))).all())
    rows = (
        InspectionRow(
            no=one.no, inspected_at=one.inspected_at, inspector=people[one.inspector].name,
            contact_ref=one.contact, aspects=each.worth.aspects, total=each.worth.total,
            failed=each.worth.failed, comment=said.get(one.no, ""),
        )
        for one, each in counted(found, people, time)
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.inspected_at, row.no), reverse=True))
