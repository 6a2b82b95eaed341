"""What a summary of the week's or the month's inspections begins with (QA-6, QA-7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.facts import persons
from app.queries.people.rows import names_of
from app.queries.quality.proposals import proposals_of_week
from app.queries.quality.reports import counted_in
from app.queries.quality.weeks import quality_of_week
from app.reading import permission
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.scorecards.precision import Precision, precision
from app.rules.scorecards.proposed import Proposed
from app.rules.scorecards.quality import DepartmentQuality, month_quality
from app.rules.scorecards.week import WeekQuality


@dataclass(frozen=True, slots=True)
class WeekDraft:
    """A department's week, and the trainings that were proposed for it."""

    week: WeekQuality
    proposals: Sequence[Proposed]


@dataclass(frozen=True, slots=True)
class MonthDraft:
    """A department's month. `names`: by employee number."""

    month: DepartmentQuality
    precision: Precision | None
    names: Mapping[str, str]


def week_draft(
    ctx: Context, session: Session, department_id: int, monday: date
) -> WeekDraft | None:
    """None for who may not read all inspections of the department, and where nothing was
    inspected."""
    if not _reads_all(ctx, session, department_id):
        return None
    name = names_of(session, Place(department_id))[0]
    week = quality_of_week(session, ctx.time, monday, name)
    if not week.inspections:
        return None
    return WeekDraft(week, proposals_of_week(session, department_id, monday))


def month_draft(
    ctx: Context, session: Session, department_id: int, month: date
) -> MonthDraft | None:
    """None as for the week."""
    if not _reads_all(ctx, session, department_id):
        return None
    name, people = names_of(session, Place(department_id))[0], persons(session)
    found = counted_in(session, ctx.time, month, people)
    mine = month_quality(each for _inspection, each in found if each.department == name)
    if not mine:
        return None
    names = {one.employee: people[one.employee].name for one in mine[0].people}
    return MonthDraft(mine[0], precision(mine[0]), names)


def _reads_all(ctx: Context, session: Session, department_id: int) -> bool:
    mine = permission.standing(ctx, session)
    whole = mine.scope(Action.READ_INSPECTIONS) >= Scope.DEPARTMENT
    return whole and mine.may(Action.READ_INSPECTIONS, Place(department_id))
