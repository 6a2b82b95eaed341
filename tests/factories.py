"""People, shifts and rosters for tests, in a word each.

Every function takes the session of a writing transaction and flushes, so that ids are there:

    with context.write() as session:
        team = a_team(session, "A")
        anna = a_person(session, "1001", team=team, job_type="inbound", skill_level=3)
        assign(session, anna, date(2026, 10, 1), a_shift(session, "E", "07:30", "15:30"))

`small_centre(context)` makes a whole one: see `SmallCentre`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.address import FileAddress, StoreAddress
from app.context import Context
from app.models import (
    Assignment,
    Department,
    Person,
    Post,
    RosterMonth,
    RosterVersion,
    ShiftType,
    Team,
    table_of,
)
from app.rules.vocabulary import Role, RosterState
from app.store.sqlite.upgrade import upgrade

NOW = datetime(2026, 10, 15, 1, 0, tzinfo=UTC)
"""What a test's clock shows at first: 15 October 2026, 09:00 in Shanghai."""

HIRED = date(2020, 1, 1)
ROTATION = ("E", "E", "L", "L", "N", "N", None, None)


class TestClock:
    """A clock that stands still until a test moves it."""

    __test__ = False

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **delta: float) -> None:
        """Let time go by, in timedelta's units: `clock.pass_by(hours=3)`."""
        self.now += timedelta(**delta)


def a_department(session: Session, name: str = "Service") -> Department:
    """The department of that name, made where there is none."""
    found = session.scalar(select(Department).where(Department.name == name))
    return found or _added(session, Department(name=name))


def a_team(session: Session, name: str = "A", department: Department | None = None) -> Team:
    department = department or a_department(session)
    return _added(session, Team(department_id=department.id, name=name))


def a_person(
    session: Session,
    employee_no: str,
    *,
    name: str | None = None,
    role: Role = Role.AGENT,
    team: Team | None = None,
    department: Department | None = None,
    job_type: str = "",
    skill_level: int | None = None,
    hired_on: date = HIRED,
    left_on: date | None = None,
) -> Person:
    """Somebody with one post from `hired_on`; a team brings its department along."""
    person = _added(
        session,
        Person(
            employee_no=employee_no, name=name or f"Person {employee_no}",
            hired_on=hired_on, left_on=left_on,
        ),
    )  # fmt: skip
    a_post(
        session, person, hired_on, role=role, team=team, department=department,
        job_type=job_type, skill_level=skill_level,
    )  # fmt: skip
    return person


def a_post(
    session: Session,
    person: Person,
    since: date,
    *,
    role: Role = Role.AGENT,
    team: Team | None = None,
    department: Department | None = None,
    job_type: str = "",
    skill_level: int | None = None,
) -> Post:
    """A further post of a person, from `since` on."""
    department_id = department.id if department else (team.department_id if team else None)
    return _added(
        session,
        Post(
            person_id=person.id, since=since, role=role, team_id=team.id if team else None,
            department_id=department_id, job_type=job_type, skill_level=skill_level,
        ),
    )  # fmt: skip


def a_shift(session: Session, code: str, start: str, end: str, *, night: bool = False) -> ShiftType:
    """A shift from `start` to `end` ("HH:MM"); an end not after the start is the next day's."""
    return _added(
        session,
        ShiftType(
            code=code, name=code, start_at=time.fromisoformat(start),
            end_at=time.fromisoformat(end), night=night,
        ),
    )  # fmt: skip


def assign(session: Session, person: Person, day: date, shift: ShiftType) -> None:
    """Publish one shift, without the version that a publication would leave."""
    assign_all(session, person, {day: shift})


def assign_all(session: Session, person: Person, shifts: Mapping[date, ShiftType]) -> None:
    """Publish somebody's shifts: plain rows, for every other test begins with hundreds of them."""
    rows = [
        {"person_id": person.id, "day": day, "shift_id": shift.id} for day, shift in shifts.items()
    ]
    session.execute(insert(table_of(Assignment)), rows)


def publish_month(session: Session, scope: str, month: date) -> RosterMonth:
    """Mark a scope's month (`team:<id>`, ...) as published in its first version."""
    row = _added(
        session,
        RosterMonth(
            month=month, scope=scope, state=RosterState.PUBLISHED, version=1, published_at=NOW
        ),
    )
    session.add(RosterVersion(roster_month_id=row.id, version=1, made_at=NOW))
    session.flush()
    return row


def file_of(context: Context) -> Path:
    """The file of a store that is one."""
    address = context.store.address
    assert isinstance(address, FileAddress)
    return address.file


def as_it_stands(context: Context) -> Context:
    """The same, in whose trail what a test has put in by hand counts as said; then it is whole."""
    counted_anew(context.store.address, context.now(), context.actor.name)
    return context


def counted_anew(address: StoreAddress, now: datetime, actor: str) -> None:
    """Have the trail of a store say what all comes to that stands in it."""
    if isinstance(address, FileAddress):
        upgrade(address.file, now, actor, {})
        return
    from app.store.postgresql import making, place

    with place.ServerPlace(address).changing() as connection:
        making.note(connection, now, actor)


@dataclass(frozen=True, slots=True)
class SmallCentre:
    """One department "Service" with the teams A and B, and a published roster of October 2026.

    `people` by number: 0001 the director, 0002 the head, 0003 an inspector, 0004 an
    administrator, 1000 and 2000 the leaders of A and B, 1001-1004 and 2001-2004 their agents.
    Agents work E E L L N N and two days off, each starting a day after the one before;
    leaders work E on weekdays. `shifts` by code: E 07:30-15:30, L 15:30-23:30, N 23:30-07:30.
    """

    context: Context
    people: Mapping[str, int]
    teams: Mapping[str, int]
    shifts: Mapping[str, int]
    department: int
    month: date = field(default=date(2026, 10, 1))


def small_centre(context: Context) -> SmallCentre:
    """Fill an empty store with the `SmallCentre`: every other test begins with it, so it goes in by
    as few statements as can be."""
    month = date(2026, 10, 1)
    with context.write() as session:
        department = a_department(session)
        shifts = {
            "E": a_shift(session, "E", "07:30", "15:30"),
            "L": a_shift(session, "L", "15:30", "23:30"),
            "N": a_shift(session, "N", "23:30", "07:30", night=True),
        }
        teams = {name: a_team(session, name, department) for name in ("A", "B")}
        posts = _officers(department) | _members(teams["A"], 1000) | _members(teams["B"], 2000)
        people = _hired(session, posts)
        for first in (1000, 2000):
            ours = [people[str(first + offset)] for offset in range(5)]
            _assign_team(session, ours, shifts, month)
        for team in teams.values():
            publish_month(session, f"team:{team.id}", month)
        return SmallCentre(
            context,
            {no: person.id for no, person in people.items()},
            {name: team.id for name, team in teams.items()},
            {code: shift.id for code, shift in shifts.items()},
            department.id,
        )


def _officers(department: Department) -> dict[str, Post]:
    roles = (Role.DEPARTMENT_HEAD, Role.QA_INSPECTOR, Role.ADMINISTRATOR)
    heads = {
        f"000{number}": Post(role=role, department_id=department.id)
        for number, role in enumerate(roles, start=2)
    }
    return {"0001": Post(role=Role.CENTRE_DIRECTOR), **heads}


def _members(team: Team, first: int) -> dict[str, Post]:
    place = {"team_id": team.id, "department_id": team.department_id, "job_type": "inbound"}
    leader = Post(role=Role.TEAM_LEADER, **place)
    agents = {
        str(first + offset): Post(role=Role.AGENT, skill_level=3, **place) for offset in range(1, 5)
    }
    return {str(first): leader, **agents}


def _hired(session: Session, posts: Mapping[str, Post]) -> dict[str, Person]:
    """Somebody for each post, by their numbers."""
    people = {
        no: Person(employee_no=no, name=f"Person {no}", hired_on=HIRED, left_on=None)
        for no in posts
    }
    session.add_all(people.values())
    session.flush()
    for no, post in posts.items():
        post.person_id, post.since = people[no].id, HIRED
        session.add(post)
    session.flush()
    return people


def _assign_team(
    session: Session, team: Sequence[Person], shifts: Mapping[str, ShiftType], month: date
) -> None:
    """The leader, who stands first, works early on weekdays; the others in turn."""
    days = list(_days(month))
    assign_all(session, team[0], {day: shifts["E"] for day in days if day.weekday() < 5})
    for offset, agent in enumerate(team[1:], start=1):
        turn = ((day, ROTATION[(at - offset) % len(ROTATION)]) for at, day in enumerate(days))
        assign_all(session, agent, {day: shifts[code] for day, code in turn if code})


def _days(month: date) -> Iterable[date]:
    return (month + timedelta(days=offset) for offset in range(31))


Row = TypeVar("Row")


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
