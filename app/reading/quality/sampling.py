"""The sampling plan of a month as somebody may see it.

Whom a planned inspection is about never learns which contact it is before it is done: an agent is
told how many are planned, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.quality.contacts import ListOfMonth, list_of_month
from app.queries.quality.drawing import inspectors_of
from app.queries.quality.lacking import Lacking, lacking
from app.queries.quality.plan import (
    DrawRow,
    PlannedRow,
    PlanState,
    draws_of_month,
    planned_of_month,
)
from app.queries.quality.worked import agents, inspected
from app.queries.reference import Reference, reference
from app.queries.roster.load import month_range
from app.queries.roster.rows import RosterFilter
from app.reading import permission
from app.reading.quality.departments import seen_departments
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.scorecards.sampling import due_days
from app.rules.sight import Standing

NO_LIST = ListOfMonth(0, 0, None, None)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A planned inspection as it is shown, with the first and last day on which it counts for the
    month. `mine`: the one who looks is to do it."""

    row: PlannedRow
    due: tuple[date, date]
    overdue: bool
    team: str
    mine: bool
    may_change: bool

    @property
    def state(self) -> PlanState:
        return self.row.state


@dataclass(frozen=True, slots=True)
class LackingLine:
    """Who still lacks an inspection, and how many are planned for them."""

    who: Lacking
    planned: int


@dataclass(frozen=True, slots=True)
class OwnSample:
    """How many inspections of one's own are planned, and how many were done, this month."""

    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A month's plan of a department. `department` None: nothing but one's own is seen."""

    month: date
    today: date
    department: int | None
    departments: tuple[tuple[int, str], ...]
    may_draw: bool
    listed: ListOfMonth
    draws: tuple[DrawRow, ...]
    """For those who see the whole department's."""
    lines: tuple[PlanLine, ...]
    lacking: tuple[LackingLine, ...]
    inspectors: tuple[tuple[int, str], ...]
    """Who may be given one: id and name."""
    own: OwnSample | None
    days_left: int

    @property
    def is_over(self) -> bool:
        return self.days_left == 0


def read_plan(ctx: Context, month: date, department_id: int | None = None) -> PlanReading:
    """The month's plan; of the actor's own department, or else the first that they see."""
    with ctx.read() as session:
        known = reference(session)
        mine = permission.standing(ctx, session, known=known)
        permission.require_part(mine)
        if mine.scope(Action.SEE_SAMPLE) is Scope.NONE:
            raise permission.refusal(session, Action.SEE_SAMPLE)
        first, last = month_range(month)
        today = ctx.today()
        empty = PlanReading(
            month=first, today=today, department=None, departments=(), may_draw=False,
            listed=NO_LIST, draws=(), lines=(), lacking=(), inspectors=(),
            own=_own(ctx, session, mine.person_id, first, last),
            days_left=max((last - max(today, first)).days + 1, 0),
        )  # fmt: skip
        if mine.scope(Action.SEE_SAMPLE) is Scope.OWN:
            return empty
        departments = seen_departments(ctx, session)
        chosen = _chosen(departments, department_id, mine.place.department)
        if chosen is None:
            return empty
        return _of_department(ctx, session, known, mine, empty, tuple(departments), chosen)


def _of_department(
    ctx: Context, session: Session, known: Reference, mine: Standing, empty: PlanReading,
    departments: tuple[tuple[int, str], ...], chosen: int,
) -> PlanReading:  # fmt: skip
    first, last = month_range(empty.month)
    team = mine.place.team if mine.scope(Action.SEE_SAMPLE) is Scope.TEAM else None
    wanted = RosterFilter(
        departments=frozenset({chosen}), teams=frozenset({team} if team is not None else ())
    )
    whole = mine.may(Action.SEE_SAMPLE, Place(chosen))
    ids = [one.person.id for one in agents(session, first, last, wanted)]
    draws = draws_of_month(session, first, chosen)
    drawn = {one.id for one in draws}
    lines = tuple(
        line
        for row in planned_of_month(session, first, ctx.time)
        if (line := _line(ctx, known, mine, row, drawn, last, chosen)) is not None
    )
    live = Counter(line.row.agent_id for line in lines if line.row.is_live)
    return replace(
        empty,
        department=chosen,
        departments=departments,
        may_draw=mine.may(Action.DRAW_SAMPLE, Place(chosen)) and not empty.is_over,
        listed=list_of_month(session, ids, first, last, ctx.time),
        draws=tuple(draws) if whole else (),
        lines=lines,
        lacking=tuple(
            LackingLine(one, live[one.person_id])
            for one in lacking(session, first, ctx.now(), ctx.time, wanted)
        ),
        inspectors=_inspectors(session, chosen, max(empty.today, first), last),
    )


def _line(
    ctx: Context, known: Reference, mine: Standing, row: PlannedRow, drawn: set[int], last: date,
    department: int,
) -> PlanLine | None:  # fmt: skip
    """The row as the actor sees it; None for one of another department, or out of sight."""
    day = min(ctx.today(), last)
    person = known.person(row.agent_id)
    place = known.place_of(row.agent_id, day)
    belongs = row.draw_id in drawn if row.draw_id else place.department == department
    of_department = Place(department, place.team if place.department == department else None)
    if not belongs or not mine.may(Action.SEE_SAMPLE, of_department, row.agent_id):
        return None
    if row.agent_id == mine.person_id and row.state is not PlanState.DONE:
        row = replace(row, contact_ref="", contact_at=None, seconds=None, link="", shift=None)
    due = due_days(row.week, last.replace(day=1), last)
    return PlanLine(
        row=row,
        due=due,
        overdue=row.is_live and due[1] < ctx.today(),
        team=person.post_on(day).team if person and person.posts else "",
        mine=row.inspector_id == mine.person_id,
        may_change=row.is_live and mine.may(Action.DRAW_SAMPLE, Place(department)),
    )


def _chosen(departments: list[tuple[int, str]], asked: int | None, own: int | None) -> int | None:
    ids = [key for key, _name in departments]
    for key in (asked, own):
        if key in ids:
            return key
    return ids[0] if ids else None


def _inspectors(
    session: Session, department: int, first: date, last: date
) -> tuple[tuple[int, str], ...]:
    if first > last:
        return ()
    found = inspectors_of(session, department, first, last)
    return tuple((person.id, f"{person.name} {no}") for no, (person, _weeks) in found.items())


def read_own_sample(ctx: Context, month: date) -> OwnSample | None:
    """How many of the actor's own inspections are planned and done; None without a person."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        return _own(ctx, session, mine.person_id, *month_range(month))


def _own(
    ctx: Context, session: Session, person_id: int | None, first: date, last: date
) -> OwnSample | None:
    if person_id is None:
        return None
    plan = planned_of_month(session, first, ctx.time, (person_id,))
    done = inspected(session, first, last, ctx.time)
    no = reference(session).number(person_id)
    return OwnSample(sum(row.is_live for row in plan), len(done.get(no, ())))
