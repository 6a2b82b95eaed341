"""Departments, teams, people with their posts, shifts and the calendar, as records state them.

What people changed in this store stays: see on_record.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app import models as m
from app.errors import BadInput
from app.models import table_of
from app.queries.keeping.shifts import shifts as stored_shifts
from app.rules.facts import Person, ShiftType
from app.rules.records import DayRecord
from app.rules.vocabulary import msg
from app.services.keeping import calendar
from app.services.keeping.shifts import ShiftDetails, past_problem
from app.services.moving import on_record
from app.services.moving.merging import Destination, Key, Merged, ids, merge
from app.services.moving.on_record import Here

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


def merge_people(session: Session, stated: Sequence[Person], here: Here) -> Merged:
    """People by number; a person whose posts alone changed counts as updated."""
    people = [person for person in stated if not _stays(person, here)]
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
    persons.unchanged |= {(p.no,) for p in stated}
    persons.unchanged -= persons.changed
    return persons


def _stays(person: Person, here: Here) -> bool:
    """Whether somebody who was changed here would be made another; it is noted."""
    entry = here.record(on_record.PERSON).get(f"person:{person.no}")
    if entry is None:
        return False
    there = here.people.get(person.no)
    if there is None or _holds(there, person):
        return False
    here.leave(entry, msg("{no} was changed here on {day}: left as it is.", no=person.no))
    return True


def _holds(there: Person, stated: Person) -> bool:
    same = replace(there, posts=(), silent=False) == replace(stated, posts=(), silent=False)
    return same and set(stated.posts) <= set(there.posts)


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


def merge_shifts(session: Session, shifts: Sequence[ShiftType], here: Here) -> Merged:
    """Shifts by code. BadInput where one that stands in rosters would be another but in name."""
    stated = [ShiftDetails(s.code, s.name, s.start, s.end, s.night) for s in shifts]
    _refuse_another_past(session, stated)

    def stays(key: Key) -> bool:
        return here.stays(
            on_record.SHIFT,
            f"shift:{key[0]}",
            msg("Shift {code} was changed here on {day}: left as it is.", code=key[0]),
        )

    return merge(session, _SHIFT, map(astuple, stated), stays=stays)


def _refuse_another_past(session: Session, stated: Sequence[ShiftDetails]) -> None:
    there = {row.code: row for row in stored_shifts(session)}
    asked = (past_problem(there[shift.code], shift) for shift in stated if shift.code in there)
    problems = [problem for problem in asked if problem]
    if problems:
        raise BadInput(
            msg("The workbook was not imported"),
            msg("It states other times for shifts that stand in rosters."),
            problems,
        )


def merge_calendar(
    session: Session, days: Sequence[DayRecord], here: Here, *, moving_in: bool
) -> Merged:
    """Calendar days by date. A centre that moves in brings its own calendar whole: what the app
    had put there for want of one goes. A day that is stated anew is provisional no longer."""
    if moving_in:
        session.execute(delete(m.CalendarDay))

    def stays(key: Key) -> bool:
        said = msg("{date} was set in the calendar here on {day}: left as it is.", date=key[0])
        return not moving_in and here.stays(on_record.CALENDAR, f"day:{key[0]}", said)

    rows = ((day.day, day.name, day.kind) for day in days)
    merged = merge(session, _CALENDAR, rows, stays=stays)
    settled = [day for (day,) in merged.updated]
    session.execute(
        update(m.CalendarDay).where(m.CalendarDay.day.in_(settled)).values(provisional=False)
    )
    return merged


def seed_calendar(session: Session) -> None:
    """The app's own calendar for every year that it knows, in a store that has none."""
    if session.scalar(select(m.CalendarDay.day).limit(1)) is None:
        calendar.fill(session)
