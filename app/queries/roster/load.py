"""What the roster's rows are made of, read as plain columns: shifts, drafts, swaps, leaves, edits.

A sheet of shift ids is `person id -> one id for each column`, 0 for a day off. Days are read as
ISO text: turning tens of thousands of them into dates would cost more than
reading them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.models import (
    Assignment,
    CalendarDay,
    DraftAssignment,
    Leave,
    Person,
    RosterChange,
    RosterMonth,
    RosterVersion,
    ShiftType,
)
from app.queries.planning.facts import holiday_weekday
from app.queries.roster.lines import Stay, stays
from app.queries.roster.rows import DayHead, LeaveMark, ShiftRow
from app.queries.work import Chains, Ids
from app.rules import facts
from app.rules.roster import need_weekday
from app.rules.vocabulary import DayKind, LeaveStatus
from app.rules.work import Moved
from app.store.dialect import day_text, plain_rows

Sheet = dict[int, list[int]]
SAME = -1
"""Where one layer says the same as the other."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Days:
    """The columns of one reading: a range of dates, both included."""

    all: tuple[date, ...]
    column: Mapping[str, int]
    """The store's text of a date -> its column."""
    months: tuple[date, ...]
    """The first days of the months that the range touches."""

    @classmethod
    def of(cls, first: date, last: date) -> Days:
        count = (last - first).days + 1
        days = tuple(first + timedelta(days=offset) for offset in range(count))
        columns = {day.isoformat(): column for column, day in enumerate(days)}
        return cls(days, columns, tuple(sorted({day.replace(day=1) for day in days})))

    @property
    def first(self) -> date:
        return self.all[0]

    @property
    def last(self) -> date:
        return self.all[-1]

    def column_of(self, day: date) -> int:
        """The column of a day within the range."""
        return (day - self.all[0]).days


def month_range(month: date) -> tuple[date, date]:
    """The first and the last day of the month in which `month` lies."""
    first = month.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def shifts_by_id(session: Session) -> dict[int, facts.ShiftType]:
    """Every shift by id, retired ones included: history still shows them."""
    columns = select(
        ShiftType.id,
        ShiftType.code,
        ShiftType.name,
        ShiftType.start_at,
        ShiftType.end_at,
        ShiftType.night,
    )
    return {
        key: facts.ShiftType(code, name, start, end, night)
        for key, code, name, start, end, night in session.execute(columns)
    }


def shift_rows(session: Session) -> tuple[ShiftRow, ...]:
    """Every shift in the order of its start, the night shift's included."""
    columns = select(
        ShiftType.code,
        ShiftType.name,
        ShiftType.start_at.label("start"),
        ShiftType.end_at.label("end"),
        ShiftType.night,
        ShiftType.retired,
    ).order_by(ShiftType.retired, ShiftType.start_at, ShiftType.code)
    return tuple(ShiftRow(**row._asdict()) for row in session.execute(columns))


def day_heads(session: Session, days: Days, today: date) -> tuple[DayHead, ...]:
    """The columns' heads, with what the calendar says of each day."""
    told = {
        day: (kind, name)
        for day, kind, name in session.execute(
            select(CalendarDay.day, CalendarDay.kind, CalendarDay.name).where(
                CalendarDay.day.between(days.first, days.last)
            )
        )
    }
    holidays_as = holiday_weekday(session, today)
    return tuple(_day_head(day, told.get(day, (None, "")), today, holidays_as) for day in days.all)


def _day_head(
    day: date, told: tuple[DayKind | None, str], today: date, holidays_as: int
) -> DayHead:
    kind, name = told
    holiday = kind is DayKind.HOLIDAY
    weekend = day.weekday() >= _SATURDAY and kind is not DayKind.WORKDAY
    return DayHead(
        day=day,
        weekday=day.weekday(),
        kind=kind,
        name=name,
        today=day == today,
        rest=weekend or holiday,
        staffed_as=need_weekday(day, holiday, holidays_as),
    )


def published_sheet(session: Session, days: Days, people: Ids = None) -> Sheet:
    """Published shifts, before swaps."""
    table = Assignment
    columns = select(table.person_id, day_text(table.day), table.shift_id).where(
        *_where(table.person_id, table.day, days, people)
    )
    return _sheet(session, columns, days, 0)


def draft_sheet(session: Session, days: Days, people: Ids = None) -> Sheet:
    """What drafts would have: 0 for a day off, SAME where the draft says nothing."""
    table = DraftAssignment
    columns = select(table.person_id, day_text(table.day), table.shift_id).where(
        *_where(table.person_id, table.day, days, people)
    )
    return _sheet(session, columns, days, SAME)


def drafted_people(session: Session, days: Days) -> frozenset[int]:
    """Those of whom a draft says anything on these days, by id."""
    table = DraftAssignment
    where = _where(table.person_id, table.day, days, None)
    return frozenset(session.scalars(select(table.person_id).where(*where).distinct()))


def drafted_stays(session: Session, scopes: Collection[str], days: Days) -> list[Stay]:
    """The stays in these scopes of those of whom a draft says anything, in the grid's order."""
    there = drafted_people(session, days)
    return [
        stay
        for stay in stays(session, days.first, days.last, also=there)
        if stay.unit.scope in scopes and stay.person_id in there
    ]


def _sheet(session: Session, columns: Select[int, str, Any], days: Days, ground: int) -> Sheet:
    """Lines of `ground` with the shifts on it; the rows of one person follow each other."""
    column, blank = days.column, [ground] * len(days.all)
    sheet: Sheet = {}
    person, line = None, blank
    for person_id, day, shift_id in plain_rows(session, columns):
        if person_id != person:
            person, line = person_id, sheet.setdefault(person_id, blank.copy())
        line[column[day]] = shift_id or 0
    return sheet


def edited_cells(session: Session, days: Days, people: Ids = None) -> set[tuple[int, int]]:
    """(person id, column) of what versions after a month's first one changed."""
    versions = select(RosterVersion.id).where(
        RosterVersion.roster_month_id.in_(
            select(RosterMonth.id).where(RosterMonth.month.in_(days.months))
        ),
        RosterVersion.version > 1,
    )
    table = RosterChange
    columns = select(table.person_id, day_text(table.day)).where(table.version_id.in_(versions))
    if people is not None:
        columns = columns.where(table.person_id.in_(people))
    return {
        (person_id, days.column[day])
        for person_id, day in session.connection().execute(columns)
        if day in days.column
    }


def leave_marks(
    session: Session, days: Days, people: Ids = None
) -> dict[tuple[int, int], LeaveMark]:
    """(person id, column) -> the leave that covers it; approved wins over pending."""
    table = Leave
    columns = (
        select(
            table.person_id,
            table.first_date,
            table.last_date,
            table.leave_no,
            table.kind,
            table.status,
        )
        .where(
            table.status.in_((LeaveStatus.PENDING, LeaveStatus.APPROVED)),
            table.first_date <= days.last,
            table.last_date >= days.first,
        )
        .order_by(table.status.desc(), table.filed_at)
    )
    if people is not None:
        columns = columns.where(table.person_id.in_(people))
    marks: dict[tuple[int, int], LeaveMark] = {}
    for person_id, first, last, no, kind, status in session.execute(columns):
        mark = LeaveMark(no, kind, status)
        start = max((first - days.first).days, 0)
        end = min((last - days.first).days, len(days.all) - 1)
        marks |= {(person_id, column): mark for column in range(start, end + 1)}
    return marks


def last_days(session: Session, days: Days, people: Ids = None) -> dict[int, date]:
    """Person id -> the last day employed, of those who left before the days end."""
    query = select(Person.id, Person.left_on).where(Person.left_on < days.last)
    if people is not None:
        query = query.where(Person.id.in_(people))
    return {person: day for person, day in session.execute(query) if day is not None}


def moved_cells(
    days: Days, sheet: Sheet, chains: Chains, codes: Mapping[int, str]
) -> dict[tuple[int, int], Moved]:
    """(person id, column) -> what swaps did there to `sheet`, in which the lines of all are whose
    shifts the chains pass."""
    if not chains.swaps:
        return {}
    ids = {party.no: party.id for swap in chains.swaps for party in swap.parties}
    ledger = chains.ledger(_swapped_days(days, sheet, chains, codes))
    return {(ids[no], days.column_of(day)): moved for (no, day), moved in ledger.moved.items()}


def _swapped_days(
    days: Days, sheet: Sheet, chains: Chains, codes: Mapping[int, str]
) -> facts.Roster:
    """What the parties hold on the dates of their swaps."""
    roster: dict[str, dict[date, str]] = defaultdict(dict)
    for swap in chains.swaps:
        for party in swap.parties:
            if party.id in sheet:
                line = sheet[party.id]
                roster[party.no] |= {
                    leg.gives_on: codes[shift]
                    for leg in swap.parties
                    if days.first <= leg.gives_on <= days.last
                    and (shift := line[days.column_of(leg.gives_on)])
                }
    return roster


def _where(person: Any, day: Any, days: Days, people: Ids) -> Sequence[ColumnElement[bool]]:
    """Everybody is named one by one as well: seeking each person's days by the primary key takes
    half the time of an index by day, which leads to the shift by a second search."""
    within = day.between(days.first, days.last)
    return (person.in_(select(Person.id) if people is None else people), within)
