"""A month of inspections for who may see it: a department's figures, and whom of it one sees."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import date

from app.context import Context
from app.queries.facts import persons
from app.queries.quality.reports import counted_in
from app.reading import permission
from app.rules.scorecards.quality import DepartmentQuality, month_quality


def read_quality(ctx: Context, month: date) -> list[DepartmentQuality]:
    """`report quality` of the month that begins on `month`, for the window.

    Counted over everybody, with the people of whom the actor may read each of the inspections
    that count; a department where that is nobody is left out. So agents see their own mean
    against their department's, and nobody else's.
    """
    with ctx.read() as session:
        mine, people = permission.sight(ctx, session), persons(session)
        found = counted_in(session, ctx.time, month, people)
        hidden = {
            (each.department, each.employee)
            for one, each in found
            if not mine.inspection(people[one.agent].id, ctx.time.local_date(one.inspected_at))
        }
        departments = month_quality(each for _inspection, each in found)
    shown = (_without(each, hidden) for each in departments)
    return [each for each in shown if each.people]


def _without(quality: DepartmentQuality, hidden: Container[tuple[str, str]]) -> DepartmentQuality:
    seen = (one for one in quality.people if (quality.department, one.employee) not in hidden)
    return replace(quality, people=tuple(seen))
