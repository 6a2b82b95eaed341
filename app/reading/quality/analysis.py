"""The week's and the month's inspections analysed, for who may see them (QA-6, QA-7).

A team leader has the own team's people named, and of all others the department's whole; that too
is withheld where it is the whole of so few others that it tells about each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import nan

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.facts import persons
from app.queries.quality.proposals import proposals_of_week
from app.queries.quality.weeks import weeks_inspected
from app.reading import permission
from app.reading.quality.departments import seen_departments
from app.reading.quality.month import read_quality
from app.rules.facts import Person, Place
from app.rules.permissions import Action, Scope
from app.rules.scorecards.precision import Precision, inspected_people, precision
from app.rules.scorecards.proposed import Proposed
from app.rules.scorecards.quality import DepartmentQuality
from app.rules.scorecards.telling_apart import alike
from app.rules.scorecards.week import WeekInspection, WeekQuality
from app.rules.sight import Sight
from app.rules.vocabulary import MeanStanding

FEWEST_OTHERS = 3
"""The whole of fewer people than that whom one may not read is told to nobody."""


@dataclass(frozen=True, slots=True)
class SeenPeople:
    """Whom a reading names: number -> name, and their keys in the store."""

    names: Mapping[str, str]
    ids: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WeekReading:
    """A department's week. `departments`: id and name of those that the actor may choose from."""

    departments: Sequence[tuple[int, str]]
    department: int
    name: str
    today: date
    week: WeekQuality
    own_only: bool
    """Whether it is of those alone whom the actor may read: of the others there are too few."""
    people: SeenPeople
    proposals: Sequence[Proposed]
    may_propose: bool
    may_settle: bool


@dataclass(frozen=True, slots=True)
class MonthReading:
    """A department's month; `quality` None where nothing of it may be seen.

    `withheld`: its means are those of too few others; then they are nan, and None what is
    reckoned with them.
    """

    departments: Sequence[tuple[int, str]]
    department: int
    name: str
    month: date
    quality: DepartmentQuality | None
    withheld: bool
    groups: tuple[tuple[str, ...], ...]
    """Who cannot be told apart."""
    precision: Precision | None
    people: SeenPeople


def read_week(ctx: Context, monday: date, department: int | None = None) -> WeekReading:
    """The week that begins on `monday`, of that department or the actor's first. NotAllowed."""
    with ctx.read() as session:
        departments, key, name = _chosen(ctx, session, department)
        mine, people = permission.sight(ctx, session), persons(session)
        found = weeks_inspected(session, ctx.time, monday, people)
        inside = [one for one in (*found.week, *found.before) if one.department == name]
        shown = _shown(mine, people, inside)
        own_only = any(_tells_of_few(each, name, shown) for each in (found.week, found.before))
        week = found.quality(name, shown if own_only else None)
        if mine.standing.scope(Action.READ_INSPECTIONS) < Scope.DEPARTMENT:
            teams = {one.team for one in inside if one.agent in shown}
            week = week.seen_by(shown, teams)
        proposals = proposals_of_week(session, key, monday)
        place, ids = Place(key), {people[no].id for no in shown}
        return WeekReading(
            departments=departments,
            department=key,
            name=name,
            today=ctx.today(),
            week=week,
            own_only=own_only,
            people=_named(people, shown),
            proposals=[*_proposals_for(mine, proposals, ids)],
            may_propose=mine.standing.may(Action.PROPOSE_TRAINING, place),
            may_settle=mine.standing.may(Action.SETTLE_TRAINING, place),
        )


def read_month(ctx: Context, month: date, department: int | None = None) -> MonthReading:
    """The month that begins on `month`, of that department or the actor's first. NotAllowed."""
    with ctx.read() as session:
        departments, key, name = _chosen(ctx, session, department)
        people = persons(session)
    found = read_department(ctx, month, name)
    withheld = found is not None and tells_of_few(found)
    shown = {one.employee for one in found.people} if found else set()
    return MonthReading(
        departments=departments,
        department=key,
        name=name,
        month=month,
        quality=without_means(found) if found and withheld else found,
        withheld=withheld,
        groups=alike(found) if found else (),
        precision=precision(found) if found else None,
        people=_named(people, shown),
    )


def read_department(ctx: Context, month: date, name: str) -> DepartmentQuality | None:
    """A department's month as the actor may see it; None where nothing is theirs to see."""
    found = read_quality(ctx, month)
    return next((one for one in found if one.department == name), None)


def tells_of_few(quality: DepartmentQuality) -> bool:
    """Whether the department's mean gives away those of fewer than three others."""
    others = inspected_people(quality) - len(quality.people)
    return 0 < others < FEWEST_OTHERS


def without_means(quality: DepartmentQuality) -> DepartmentQuality:
    """The month without what could be reckoned back to the others' means."""
    level = MeanStanding.LEVEL
    people = (replace(one, shrunk=None, standing=level) for one in quality.people)
    failed = sum(one.failed for one in quality.people)
    return replace(quality, failed=failed, mean=nan, between_sd=None, people=tuple(people))


def _chosen(
    ctx: Context, session: Session, department: int | None
) -> tuple[list[tuple[int, str]], int, str]:
    """The departments that may be chosen, and the one that is, by key and name."""
    mine = permission.standing(ctx, session)
    found = seen_departments(ctx, session, Action.READ_INSPECTIONS)
    if mine.scope(Action.READ_INSPECTIONS) < Scope.TEAM or not found:
        raise permission.refusal(session, Action.READ_INSPECTIONS, mine.place)
    wanted = next((one for one in found if one[0] == department), None)
    if department is not None and wanted is None:
        raise permission.refusal(session, Action.READ_INSPECTIONS, Place(department))
    return found, *(wanted or found[0])


def _shown(
    mine: Sight, people: Mapping[str, Person], inspections: Iterable[WeekInspection]
) -> set[str]:
    """Whose inspections the actor may read, each of them."""
    days = {(one.agent, one.day) for one in inspections}
    hidden = {no for no, day in days if not mine.inspection(people[no].id, day)}
    return {no for no, _day in days} - hidden


def _tells_of_few(
    inspections: Iterable[WeekInspection], department: str, shown: Collection[str]
) -> bool:
    others = {one.agent for one in inspections if one.department == department} - {*shown}
    return 0 < len(others) < FEWEST_OTHERS


def _named(people: Mapping[str, Person], shown: Collection[str]) -> SeenPeople:
    mine = {no: people[no] for no in sorted(shown)}
    return SeenPeople(
        {no: one.name for no, one in mine.items()}, {no: one.id for no, one in mine.items()}
    )


def _proposals_for(
    mine: Sight, found: Iterable[Proposed], shown: Collection[int]
) -> Iterable[Proposed]:
    """With those of them named whom the actor may see; without one, where it is about others."""
    whole = mine.standing.scope(Action.READ_INSPECTIONS) >= Scope.DEPARTMENT
    for one in found:
        people = tuple(each for each in one.people if whole or each.id in shown)
        if people or not one.people:
            yield replace(one, people=people)
