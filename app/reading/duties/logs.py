"""The duty log of a day, its week, and what the logs count, for who may see the department's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.context import Context
from app.queries.duties.logs import leader_of, logs_between
from app.queries.people.rows import DepartmentRow
from app.reading import permission
from app.reading.duties.board import seen_departments
from app.rules.books import DutyLog
from app.rules.duties.figures import WeekFigures, weekly_figures
from app.rules.facts import Place
from app.rules.ground import LEADING
from app.rules.permissions import Action, Scope

_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class LogReading:
    """One day's log with its week: a place for each day from Monday on, None without a log."""

    day: date
    department: DepartmentRow | None
    log: DutyLog | None = None
    week: Sequence[DutyLog | None] = ()
    may_keep: bool = False
    leader: str = ""
    """Who began the log, by name."""


def read_log(ctx: Context, department_id: int | None, day: date) -> LogReading:
    """The log of `day`; of a department that the actor does not see, nothing."""
    monday = day - timedelta(days=day.weekday())
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        seen = {row.id: row for row in seen_departments(ctx, session, mine)}
        department = seen.get(department_id or 0)
        if department is None or mine.scope(Action.SEE_DUTIES) is Scope.OWN:
            return LogReading(day, None)
        sunday = monday + (_WEEK - 1) * _DAY
        logs = {log.day: log for log in logs_between(session, monday, sunday, (department.id,))}
        may = mine.role in LEADING and mine.may(Action.DO_DUTY, Place(department.id))
        return LogReading(
            day=day,
            department=department,
            log=logs.get(day),
            week=[logs.get(monday + at * _DAY) for at in range(_WEEK)],
            may_keep=may and day <= ctx.today(),
            leader=leader_of(session, department.id, day),
        )


def read_figures(ctx: Context, first: date, last: date) -> list[WeekFigures]:
    """`report figures` over the departments that the actor sees; nothing for who sees only what
    is theirs to do."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        if mine.scope(Action.SEE_DUTIES) in (Scope.NONE, Scope.OWN):
            return []
        here = [row.id for row in seen_departments(ctx, session, mine)]
        return weekly_figures(logs_between(session, first, last, here), first, last)
