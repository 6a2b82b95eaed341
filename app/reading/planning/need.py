"""A week of a department's contacts, and how many people each interval needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.planning.erlang import Answer, Goal, answer
from app.planning.needed import AGENTS_MOST
from app.queries.people.rows import departments
from app.queries.planning.goals import goal_in_force, goal_set
from app.queries.planning.volumes import VolumesThere, posted_job_types, volumes_there
from app.reading import permission
from app.reading.planning.expected import (
    ForecastJudged,
    NeedInterval,
    agents_of,
    expectation,
    goal_by,
)
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.rostering.goals import USUAL_GOAL, GoalFigures
from app.rules.vocabulary import Message

_WEEK = [timedelta(days=day) for day in range(7)]
Named = tuple[int, str]
"""A department's id and name."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An interval, and what it takes. `beyond`: more people than are tried, whose number the answer
    has."""

    interval: NeedInterval
    answer: Answer
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class NeedReading:
    """A week from `monday` on. `chosen` None: the actor sees no department.

    `there`: from when to when there are contacts of this job type, None where there are none;
    `goal_set`: what was set for exactly this job type, `goal_of_department` for all of them;
    `lacks`: why something is missing.
    """

    monday: date
    departments: Sequence[Named] = ()
    job_types: Sequence[str] = ()
    chosen: int | None = None
    job_type: str = ""
    there: VolumesThere | None = None
    goal: GoalFigures = USUAL_GOAL
    goal_set: GoalFigures | None = None
    goal_of_department: GoalFigures | None = None
    lines: tuple[NeedLine, ...] = ()
    judged: ForecastJudged | None = None
    lacks: Message | None = None
    may_edit: bool = False

    @property
    def name(self) -> str:
        """What the department is called."""
        return dict(self.departments).get(self.chosen or 0, "")

    @property
    def reckoned(self) -> Goal:
        """The goal, to ask about other numbers of people."""
        return goal_by(self.goal)


def read_need(
    ctx: Context, department: int | None, job_type: str | None, monday: date
) -> NeedReading:
    """A week of a department's job type; of None, or of one that the actor does not see, of the
    first that there are contacts of."""
    with ctx.read() as session:
        seen = seen_departments(ctx, session)
        there = volumes_there(session)
        chosen = _chosen(seen, there, department)
        if chosen is None:
            return NeedReading(monday=monday)
        mine = [one for one in there if one.department_id == chosen]
        offered = [one.job_type for one in mine]
        if job_type not in offered:
            job_type = offered[0] if offered else ""
        return _reading(ctx, session, seen, mine, (chosen, job_type), monday)


def seen_departments(ctx: Context, session: Session) -> list[Named]:
    """The departments of whose need the actor may know."""
    mine = permission.standing(ctx, session)
    permission.require_part(mine)
    scope = mine.scope(Action.SEE_NEEDS)
    found = [(one.id, one.name) for one in departments(session, ctx.today())]
    if scope is Scope.CENTRE:
        return found
    own = mine.place.department if scope is not Scope.NONE else None
    return [one for one in found if one[0] == own]


def _chosen(
    seen: Sequence[Named], there: Sequence[VolumesThere], department: int | None
) -> int | None:
    ids = [key for key, _name in seen]
    if department in ids:
        return department
    filled = {one.department_id for one in there}
    return next((key for key in ids if key in filled), ids[0] if ids else None)


def _reading(
    ctx: Context,
    session: Session,
    seen: Sequence[Named],
    mine: Sequence[VolumesThere],
    kind: tuple[int, str],
    monday: date,
) -> NeedReading:
    department, job_type = kind
    there = next((one for one in mine if one.job_type == job_type), None)
    goal = goal_in_force(session, department, job_type)
    lines: tuple[NeedLine, ...] = ()
    judged = lacks = None
    if there is not None:
        days = [monday + step for step in _WEEK]
        found = expectation(session, department, job_type, there.last, days)
        judged, lacks = found.judged, found.lacks
        lines = tuple(_lines(found.intervals, goal_by(goal)))
    return NeedReading(
        departments=seen,
        job_types=[one.job_type for one in mine],
        chosen=department,
        job_type=job_type,
        monday=monday,
        there=there,
        goal=goal,
        goal_set=goal_set(session, department, job_type),
        goal_of_department=goal_set(session, department, ""),
        lines=lines,
        judged=judged,
        lacks=lacks,
        may_edit=permission.standing(ctx, session).may(Action.EDIT_NEEDS, Place(department)),
    )


def _lines(intervals: Sequence[NeedInterval], goal: Goal) -> Iterator[NeedLine]:
    for one, agents in zip(intervals, agents_of(intervals, goal), strict=True):
        number = AGENTS_MOST if agents is None else agents
        found = answer(one.contacts, one.minutes, one.aht, goal, agents=number)
        yield NeedLine(one, found, beyond=agents is None)


def job_types_offered(session: Session, department: int) -> list[str]:
    """The job types that a goal can be set for: those of its contacts and of its posts."""
    counted = [one.job_type for one in volumes_there(session) if one.department_id == department]
    return sorted({*counted, *posted_job_types(session, department)} - {""})
