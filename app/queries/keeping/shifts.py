"""Shift types, how much they are used, and how many people they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.orm import Session

from app.models import Assignment, DraftAssignment, RosterChange, ShiftType, StaffingNeed, Swap


@dataclass(frozen=True, slots=True)
class ShiftTypeRow:
    """A shift type; `end` <= `start` means that it ends the next day."""

    id: int
    code: str
    name: str
    start: time
    end: time
    night: bool
    retired: bool
    used: int
    """How many times it stands in a published roster or a draft."""
    first_used: date | None
    last_used: date | None
    past: bool = False
    """Whether it was ever rostered, by what is kept: a roster or a version of one, or a swap."""


def shifts(session: Session) -> list[ShiftTypeRow]:
    """All shift types, those in service first, by start and code."""
    shift = ShiftType
    published = _use(session, Assignment)
    drafted = _use(session, DraftAssignment)
    named = _named(session)
    rows = session.execute(
        select(
            shift.id, shift.code, shift.name, shift.start_at.label("start"),
            shift.end_at.label("end"), shift.night, shift.retired,
        ).order_by(shift.retired, shift.start_at, shift.code)
    )  # fmt: skip
    found = []
    for row in rows:
        used, first, last = _joined(published.get(row[0]), drafted.get(row[0]))
        past = bool(used) or row.id in named
        found.append(
            ShiftTypeRow(**row._asdict(), used=used, first_used=first, last_used=last, past=past)
        )
    return found


Use = tuple[int, date, date]


def _use(session: Session, table: type[Assignment] | type[DraftAssignment]) -> dict[int, Use]:
    rows = session.execute(
        select(table.shift_id, func.count(), func.min(table.day), func.max(table.day))
        .where(table.shift_id.is_not(None))
        .group_by(table.shift_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows if row[0] is not None}


def _joined(one: Use | None, other: Use | None) -> tuple[int, date | None, date | None]:
    uses = [use for use in (one, other) if use]
    if not uses:
        return (0, None, None)
    return (
        sum(use[0] for use in uses), min(use[1] for use in uses), max(use[2] for use in uses)
    )  # fmt: skip


def _named(session: Session) -> set[int | None]:
    """The ids of shifts that a version of a roster, or a swap, names: none of them may stand in a
    roster now."""
    change, swap = RosterChange, Swap
    columns = (
        change.before_id, change.after_id, swap.requester_shift_id, swap.counterpart_shift_id,
    )  # fmt: skip
    return set(session.scalars(union(*(select(column) for column in columns))))


def needs(session: Session, team_id: int | None) -> dict[tuple[int, int], int]:
    """(shift id, weekday 0-6) -> how many people at least a team needs (None: the centre as a
    whole) each week: the rows of the grid of needs."""
    need = StaffingNeed
    rows = session.execute(
        select(need.shift_id, need.weekday, need.least).where(*weekly(team_id), need.least > 0)
    )
    return {(shift, day): least for shift, day, least in rows if day is not None}


def weekly(team_id: int | None) -> tuple[ColumnElement[bool], ...]:
    """Which rows the grid of needs has of a team (None: of the centre as a whole)."""
    need = StaffingNeed
    mine = need.team_id == team_id
    if team_id is None:
        mine = need.team_id.is_(None) & need.department_id.is_(None)
    return mine, need.job_type == "", need.weekday.is_not(None)
