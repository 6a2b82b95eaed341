"""People, their dated posts, teams and departments, as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.models import Account, Department, Person, Post, Team
from app.rules.facts import Place
from app.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class PostRow:
    """One dated post. `employed`: whether the person is, on the day that was asked about."""

    id: int
    person_id: int
    since: date
    department_id: int | None
    department: str
    team_id: int | None
    team: str
    role: Role
    job_type: str
    skill_level: int | None
    employed: bool = True

    @property
    def place(self) -> Place:
        return Place(self.department_id, self.team_id)


_POST = (
    Post.id, Post.person_id, Post.since, Post.department_id,
    func.coalesce(Department.name, ""), Post.team_id,
    func.coalesce(Team.name, ""), Post.role, Post.job_type, Post.skill_level,
)  # fmt: skip


def _post(row: Sequence[Any]) -> PostRow:
    """The post in a row that begins with the columns of `_POST`."""
    key, person_id, since, department_id, department, team_id, team = row[:7]
    role, job_type, skill_level = row[7:10]
    return PostRow(
        id=key,
        person_id=person_id,
        since=since,
        department_id=department_id,
        department=department,
        team_id=team_id,
        team=team,
        role=role,
        job_type=job_type,
        skill_level=skill_level,
    )


@cache
def _posts_query() -> Any:
    return (
        select(*_POST, Person.hired_on, Person.left_on)
        .join(Person, Person.id == Post.person_id)
        .outerjoin(Department, Department.id == Post.department_id)
        .outerjoin(Team, Team.id == Post.team_id)
        .where(Post.person_id == bindparam("person"))
        .order_by(Post.since)
    )


def posts_of(session: Session, person_id: int) -> list[PostRow]:
    """A person's posts, the earliest first."""
    rows = session.execute(_posts_query(), {"person": person_id})
    return [_post(row) for row in rows]


def post_on(session: Session, person_id: int, day: date) -> PostRow | None:
    """The post in force on `day`: before the first post's day the first one holds.

    None where there is no such person. `employed` tells whether they are on that day.
    """
    rows = session.execute(_posts_query(), {"person": person_id}).all()
    if not rows:
        return None
    hired, left = rows[0][-2:]
    employed = hired <= day and (left is None or day <= left)
    return replace(current([_post(row) for row in rows], day), employed=employed)


def current(posts: Sequence[PostRow], day: date) -> PostRow:
    """Of one person's posts, earliest first, the one in force on `day`."""
    return next((post for post in reversed(posts) if post.since <= day), posts[0])


def place_of(session: Session, person_id: int, day: date) -> Place:
    """Where the person's post on `day` puts them; the centre itself where there is none."""
    post = post_on(session, person_id, day)
    return post.place if post else Place()


def place_of_team(session: Session, team_id: int) -> Place:
    """The place of a team: itself and its department."""
    department = session.execute(
        select(Team.department_id).where(Team.id == team_id)
    ).scalar_one_or_none()
    return Place(department, team_id)


def names_of(session: Session, place: Place) -> tuple[str, str]:
    """Names of the place's department and team; blank for None."""
    department = session.execute(
        select(Department.name).where(Department.id == place.department)
    ).scalar_one_or_none()
    team = session.execute(select(Team.name).where(Team.id == place.team)).scalar_one_or_none()
    return department or "", team or ""


@dataclass(frozen=True, slots=True)
class NameRow:
    id: int
    employee_no: str
    name: str


def name_of(session: Session, person_id: int) -> NameRow | None:
    row = session.execute(
        select(Person.id, Person.employee_no, Person.name).where(Person.id == person_id)
    ).one_or_none()
    return NameRow(row[0], row[1], row[2]) if row else None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the post in force on the day that was asked about, and the account."""

    id: int
    employee_no: str
    name: str
    hired_on: date
    left_on: date | None
    version: int
    post: PostRow
    posts: int
    account_id: int | None = None
    login: str = ""
    disabled: bool = False

    def publicly(self) -> PersonRow:
        """Without the account, which concerns the administrators alone (CONF-1)."""
        return replace(self, account_id=None, login="", disabled=False)

    def employed_on(self, day: date) -> bool:
        return self.hired_on <= day and (self.left_on is None or day <= self.left_on)


_PERSON = (
    Person.id, Person.employee_no, Person.name, Person.hired_on, Person.left_on, Person.version,
    Account.id, func.coalesce(Account.login, ""), func.coalesce(Account.disabled, False),
)  # fmt: skip


def people(session: Session, day: date) -> list[PersonRow]:
    """Everybody, those who have left too, in the order of department, team and number.

    Departments and teams stand in the order in which they were set up.
    """
    posts: dict[int, list[PostRow]] = {}
    query = (
        select(*_POST)
        .outerjoin(Department, Department.id == Post.department_id)
        .outerjoin(Team, Team.id == Post.team_id)
        .order_by(Post.since)
    )
    for row in session.execute(query):
        post = _post(row)
        posts.setdefault(post.person_id, []).append(post)
    rows = session.execute(select(*_PERSON).outerjoin(Account, Account.person_id == Person.id))
    found = [_person(tuple(row), posts[row[0]], day) for row in rows if row[0] in posts]
    return sorted(
        found,
        key=lambda row: (row.post.department_id or 0, row.post.team_id or 0, row.employee_no),
    )


def _person(row: tuple[Any, ...], posts: list[PostRow], day: date) -> PersonRow:
    key, no, name, hired_on, left_on, version, account_id, login, disabled = row
    post = current(posts, day)
    return PersonRow(
        id=key,
        employee_no=no,
        name=name,
        hired_on=hired_on,
        left_on=left_on,
        version=version,
        post=post,
        posts=len(posts),
        account_id=account_id,
        login=login,
        disabled=disabled,
    )


def person(session: Session, person_id: int, day: date) -> PersonRow | None:
    """One person as `people` has them."""
    row = session.execute(
        select(*_PERSON)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.id == person_id)
    ).one_or_none()
    posts = posts_of(session, person_id)
    return _person(tuple(row), posts, day) if row and posts else None


@dataclass(frozen=True, slots=True)
class TeamRow:
    id: int
    name: str
    department_id: int
    department: str
    people: int
    """How many are in it on the day that was asked about."""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    id: int
    name: str
    people: int


def departments(
    session: Session, day: date, everybody: Sequence[PersonRow] | None = None
) -> list[DepartmentRow]:
    """All departments as they were set up, with how many are employed in each on `day`.

    `everybody` is what `people` gave for that day, where the caller has it.
    """
    everybody = people(session, day) if everybody is None else everybody
    count = Counter(row.post.department_id for row in everybody if row.employed_on(day))
    rows = session.execute(select(Department.id, Department.name).order_by(Department.id))
    return [DepartmentRow(key, name, count[key]) for key, name in rows]


def teams(
    session: Session, day: date, everybody: Sequence[PersonRow] | None = None
) -> list[TeamRow]:
    """All teams by department, as `departments`; Team 2 comes before Team 10."""
    everybody = people(session, day) if everybody is None else everybody
    count = Counter(row.post.team_id for row in everybody if row.employed_on(day))
    rows = session.execute(
        select(Team.id, Team.name, Department.id, Department.name)
        .join(Department, Department.id == Team.department_id)
        .order_by(Department.id, Team.id)
    )
    made = [
        TeamRow(key, name, department_id, department, count[key])
        for key, name, department_id, department in rows
    ]
    return sorted(made, key=lambda team: (team.department_id, _as_counted(team.name)))


def _as_counted(name: str) -> list[tuple[str, int]]:
    """What sorts names as people count: text as text, digits as numbers."""
    return [(words, int(number or 0)) for words, number in re.findall(r"(\D*)(\d*)", name)]


def job_types(session: Session) -> list[str]:
    """The job types in use, for completion."""
    rows = session.scalars(select(Post.job_type).distinct().order_by(Post.job_type))
    return [row for row in rows if row]


def nobodys_job_types(session: Session, named: Iterable[str]) -> tuple[str, ...]:
    """Those of the `named` that nobody has or had."""
    wanted = set(named) - {""}
    return tuple(sorted(wanted.difference(job_types(session)))) if wanted else ()
