"""Departments, teams, people with their posts, shifts and the calendar, as records state them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app import models as m
from app.models import table_of
from app.rules.facts import Person, ShiftType
from app.rules.records import DayRecord
from app.services.keeping import calendar
from app.services.moving.merging import Destination, Merged, ids, merge

_DEPARTMENT = Destination(table_of(m.Department), ("name",))
_TEAM = Destination(table_of(m.Team), ("department_id", "name"), keys=2)
_PERSON = Destination(table_of(m.Person), ("employee_no", "name", "hired_on", "left_on"))
_POST = Destination(
    table_of(m.Post),
    ("person_id", "since", "department_id", "team_id", "role", "job_type", "skill_level"),
    keys=2,
)
_SHIFT = Destination(table_of(m.ShiftType), ("code", "name", "start_at", "end_at", "night"))
_CALENDAR = Destination(table_of(m.CalendarDay), ("day", "name", "kind"))


class Places(NamedTuple):
    """The ids of departments by name and of teams by (department id, name)."""

    departments: dict[Any, int]
    teams: dict[Any, int]


def merge_people(session: Session, people: Sequence[Person]) -> Merged:
    """People by number; a person whose posts alone changed counts as updated."""
    places = _merge_places(session, people)
    stored = _PERSON.stored(session)
    persons = merge(
        session, _PERSON, ((p.no, p.name, p.hired_on, p.left_on) for p in people), stored=stored
    )
    keys = ids(session, _PERSON.table, ["employee_no"])
    _move_first_posts(session, people, stored, keys)
    posts = merge(session, _POST, _posts(people, keys, places))
    touched = {key[0] for key in posts.changed}
    also = {(p.no,) for p in people if keys[p.no] in touched} - persons.added
    persons.updated |= also
    persons.unchanged -= also
    return persons


def _merge_places(session: Session, people: Sequence[Person]) -> Places:
    posts = [post for person in people for post in person.posts if post.department]
    merge(session, _DEPARTMENT, dict.fromkeys((post.department,) for post in posts))
    departments = ids(session, _DEPARTMENT.table, ["name"])
    teams = dict.fromkeys((departments[post.department], post.team) for post in posts if post.team)
    merge(session, _TEAM, teams)
    return Places(departments, ids(session, _TEAM.table, ["department_id", "name"]))


def _posts(
    people: Sequence[Person], keys: dict[Any, int], places: Places
) -> Iterable[tuple[Any, ...]]:
    for person in people:
        for post in person.posts:
            department = places.departments.get(post.department)
            team = places.teams.get((department, post.team))
            rest = (post.role, post.job_type, post.skill_level)
            yield (keys[person.no], post.since, department, team, *rest)


def _move_first_posts(
    session: Session, people: Sequence[Person], stored: dict[Any, Any], keys: dict[Any, int]
) -> None:
    """A post that holds from the day of hiring follows that day when it is corrected.

    Otherwise the post of the former day would stand beside it, and contradict it.
    """
    moved = []
    held = _POST.stored(session)
    for person in people:
        there = stored.get((person.no,))
        before: date | None = there[1] if there else None
        if before is None or before == person.hired_on:
            continue
        stated = {post.since for post in person.posts}
        key = keys[person.no]
        free = before not in stated and (key, person.hired_on) not in held
        if free and person.hired_on in stated and (key, before) in held:
            moved.append({"the_person": key, "before": before, "after": person.hired_on})
    if moved:
        post = _POST.table
        query = update(post).values(since=bindparam("after"))
        query = query.where(post.c.person_id == bindparam("the_person"))
        session.connection().execute(query.where(post.c.since == bindparam("before")), moved)


def merge_shifts(session: Session, shifts: Sequence[ShiftType]) -> Merged:
    """Shifts by code."""
    return merge(session, _SHIFT, ((s.code, s.name, s.start, s.end, s.night) for s in shifts))


def merge_calendar(session: Session, days: Sequence[DayRecord], *, moving_in: bool) -> Merged:
    """Calendar days by date. A centre that moves in brings its own calendar whole: what the app
    had put there for want of one goes. A day that is stated anew is provisional no longer."""
    if moving_in:
        session.execute(delete(m.CalendarDay))
    merged = merge(session, _CALENDAR, ((day.day, day.name, day.kind) for day in days))
    settled = [day for (day,) in merged.updated]
    session.execute(
        update(m.CalendarDay).where(m.CalendarDay.day.in_(settled)).values(provisional=False)
    )
    return merged


def seed_calendar(session: Session) -> None:
    """The app's own calendar for every year that it knows, in a store that has none."""
    if session.scalar(select(m.CalendarDay.day).limit(1)) is None:
        calendar.fill(session)
