"""Where each team's months stand: draft or published, which version, by whom, when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models import Assignment, DraftAssignment, Person, Post, RosterMonth
from app.queries.roster.lines import Stay
from app.queries.roster.load import SAME, Days, Sheet, month_range
from app.queries.roster.rows import RosterFilter, TeamMonth
from app.rules.vocabulary import RosterState

Key = tuple[str, date]
"""Scope and the month's first day."""


def team_months(
    session: Session, months: Sequence[date], drafted: Mapping[Key, int]
) -> Mapping[Key, TeamMonth]:
    """The months that the store has a row for; `drafted` counts their draft's cells."""
    rows = session.execute(
        select(
            RosterMonth.scope,
            RosterMonth.month,
            RosterMonth.state,
            RosterMonth.version,
            RosterMonth.edit_version,
            RosterMonth.published_at,
            Person.name,
        )
        .outerjoin(Person, Person.id == RosterMonth.published_by_id)
        .where(RosterMonth.month.in_(months))
    )
    return {(row[0], row[1]): _team_month(row, drafted) for row in rows}


def latest_rostered(session: Session, wanted: RosterFilter, *, draft: bool) -> date | None:
    """The last month in which somebody who was ever in `wanted`'s units has a shift; None: none."""
    layers = (Assignment, DraftAssignment) if draft else (Assignment,)
    lasts = (session.scalar(_last_day(layer, wanted)) for layer in layers)
    last = max((day for day in lasts if day is not None), default=None)
    return last.replace(day=1) if last else None


def _last_day(
    layer: type[Assignment] | type[DraftAssignment], wanted: RosterFilter
) -> Select[date]:
    last = select(func.max(layer.day)).where(layer.shift_id.is_not(None))
    for column, units in ((Post.department_id, wanted.departments), (Post.team_id, wanted.teams)):
        if units:
            last = last.where(layer.person_id.in_(select(Post.person_id).where(column.in_(units))))
    return last


def unmade(month: date, drafted: int = 0) -> TeamMonth:
    """A month that nobody has touched yet."""
    return TeamMonth(month, RosterState.DRAFT, 0, 0, None, "", drafted)


def _team_month(row: Any, drafted: Mapping[Key, int]) -> TeamMonth:
    return TeamMonth(
        row.month,
        row.state,
        row.version,
        row.edit_version,
        row.published_at,
        row.name or "",
        drafted.get((row.scope, row.month), 0),
    )


def count_drafted(days: Days, stays: Iterable[Stay], differs: Sheet) -> Counter[Key]:
    """How many cells of each unit's months differ between draft and published."""
    spans = [month_range(month) for month in days.months]
    counts: Counter[Key] = Counter()
    for stay in stays:
        line = differs.get(stay.person_id, [])
        for first, last in spans if line else ():
            begin, end = max(stay.first, first), min(stay.last, last)
            part = line[days.column_of(begin) : days.column_of(end) + 1]
            counts[stay.unit.scope, first] += len(part) - part.count(SAME)
    return counts
