"""Who stands in the roster's grid: each person once for every team they belong to in the range."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.models import Department, Person, Post, Team
from app.queries.roster.rows import RosterFilter
from app.rules.vocabulary import Role

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A team, or the people of a department (or of the centre) without one."""

    department_id: int | None
    team_id: int | None
    department: str
    team: str

    @property
    def scope(self) -> str:
        """The key of a roster month: `team:<id>`, `department:<id>` or `centre`."""
        if self.team_id is not None:
            return f"team:{self.team_id}"
        return "centre" if self.department_id is None else f"department:{self.department_id}"

    @property
    def order(self) -> tuple[bool, str, bool, str]:
        """By department and team; people without one come after the teams."""
        return (not self.department, self.department, not self.team, self.team)


class Stay(NamedTuple):
    """One person's days in one unit within the range, from `first` to `last` (inclusive)."""

    person_id: int
    no: str
    name: str
    hired_on: date
    left_on: date | None
    unit: Unit
    role: Role
    job_type: str
    skill_level: int | None
    first: date
    last: date


def stays(session: Session, first: date, last: date, also: Collection[int] = ()) -> list[Stay]:
    """Everybody employed within the range, and the people with an id in `also`, employed or not.

    In the grid's order; who left a unit and came back has a stay for each time.
    """
    employed = (Person.hired_on <= last) & (Person.left_on.is_(None) | (Person.left_on >= first))
    found = _read(session, employed, first, last)
    absent = set(also) - {stay.person_id for stay in found}
    if absent:
        found += _read(session, Person.id.in_(absent), first, last)
    orders: dict[int, tuple[bool, str, bool, str]] = {}
    for stay in found:
        if id(stay.unit) not in orders:
            orders[id(stay.unit)] = stay.unit.order
    found.sort(key=lambda stay: (orders[id(stay.unit)], stay.role is not Role.TEAM_LEADER, stay.no))
    return found


def stays_of(session: Session, numbers: Collection[str], first: date, last: date) -> list[Stay]:
    """The stays of the people with these employee numbers, each in the order of time."""
    return _read(session, Person.employee_no.in_(numbers), first, last)


def stays_of_ids(session: Session, people: Collection[int], first: date, last: date) -> list[Stay]:
    """The stays of the people with these ids, each in the order of time."""
    return _read(session, Person.id.in_(people), first, last)


def _read(session: Session, which: ColumnElement[bool], first: date, last: date) -> list[Stay]:
    units: _Units = {}
    rows = session.connection().execute(_columns().where(which)).all()
    return [
        stay
        for _person, posts in groupby(rows, key=itemgetter(0))
        for stay in _stays_of(list(posts), first, last, units)
    ]


@cache
def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id,
            Person.employee_no,
            Person.name,
            Person.hired_on,
            Person.left_on,
            Post.since,
            Post.department_id,
            Post.team_id,
            Department.name.label("department"),
            Team.name.label("team"),
            Post.role,
            Post.job_type,
            Post.skill_level,
        )
        .join(Post, Post.person_id == Person.id)
        .outerjoin(Department, Department.id == Post.department_id)
        .outerjoin(Team, Team.id == Post.team_id)
        .order_by(Person.id, Post.since)
    )


_Units = dict[tuple[int | None, int | None], Unit]
"""Units met so far, by the ids of department and team: one object for each."""


def _stays_of(posts: list[Any], first: date, last: date, units: _Units) -> Iterator[Stay]:
    """The posts' spans within the range, neighbouring ones of one unit drawn together."""
    if len(posts) == 1:
        yield _stay(posts[0], _unit(posts[0], units), first, last)
        return
    for unit, run in groupby(_spans(posts, first, last, units), key=itemgetter(0)):
        joined = list(run)
        yield _stay(joined[-1][1], unit, joined[0][2], joined[-1][3])


def _spans(
    posts: list[Any], first: date, last: date, units: _Units
) -> Iterator[tuple[Unit, Any, date, date]]:
    """Each post that holds within the range, from when until when; the first one also before
    it begins."""
    begins = [first] + [max(post.since, first) for post in posts[1:]]
    ends = [min(post.since - _DAY, last) for post in posts[1:]] + [last]
    for post, begin, end in zip(posts, begins, ends, strict=True):
        if begin <= end:
            yield _unit(post, units), post, begin, end


def _stay(post: Any, unit: Unit, first: date, last: date) -> Stay:
    person_id, no, name, hired_on, left_on = post[:5]
    role, job_type, skill_level = post[10:]
    return Stay(
        person_id=person_id,
        no=no,
        name=name,
        hired_on=hired_on,
        left_on=left_on,
        unit=unit,
        role=role,
        job_type=job_type,
        skill_level=skill_level,
        first=first,
        last=last,
    )


def _unit(post: Any, units: _Units) -> Unit:
    department_id, team_id, department, team = post[6:10]
    key = (department_id, team_id)
    if key not in units:
        units[key] = Unit(department_id, team_id, department or "", team or "")
    return units[key]


def passes(stay: Stay, wanted: RosterFilter) -> bool:
    """Whether a filter lets a stay through."""
    part = wanted.name.strip().casefold()
    return (
        (not wanted.departments or stay.unit.department_id in wanted.departments)
        and (not wanted.teams or stay.unit.team_id in wanted.teams)
        and (not wanted.job_types or stay.job_type in wanted.job_types)
        and (part in stay.name.casefold() or part in stay.no.casefold())
    )
