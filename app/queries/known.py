"""People as rules and permissions know them: their dated posts, and where each puts them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app import models as m
from app.rules.facts import Person, Place, Post


def known(session: Session, people: Collection[int] | None = None) -> list[Person]:
    """Everybody, or `people` (ids), in the order of employee numbers."""
    if people is None:
        rows = session.execute(_query())
    else:
        rows = session.execute(_some(), {"people": [*people]})
    return [_known(key, list(posts)) for key, posts in groupby(rows, itemgetter(0))]


def _known(key: int, rows: list[Any]) -> Person:
    """One person, of a row for each of their posts; of one without a post, `since` is None."""
    _key, no, name, hired_on, left_on, silent, *_post = rows[0]
    posts = []
    for row in rows:
        since, department, team, role, job_type, skill, department_id, team_id = row[6:]
        if since is not None:
            place = Place(department_id, team_id)
            posts.append(Post(since, department or "", team or "", role, job_type, skill, place))
    return Person(no, name, hired_on, left_on, tuple(posts), key, bool(silent))


def ids(
    session: Session, people: Collection[int] = (), numbers: Collection[str] = ()
) -> dict[str, int]:
    """Employee number -> id, of `people` (ids) and of those with `numbers`."""
    person = m.Person
    wanted = person.id.in_(people) | person.employee_no.in_(numbers)
    rows = session.execute(select(person.employee_no, person.id).where(wanted))
    return dict(rows.all())


@cache
def _some() -> Any:
    return _query().where(m.Person.id.in_(bindparam("people", expanding=True)))


@cache
def _query() -> Any:
    """Built once: putting it together takes longer than running it."""
    person, department, team, post = m.Person, m.Department, m.Team, m.Post
    account = m.Account
    return (
        select(
            *(person.id, person.employee_no, person.name, person.hired_on, person.left_on),
            account.disabled,
            *(post.since, department.name, team.name, post.role, post.job_type),
            *(post.skill_level, post.department_id, post.team_id),
        )
        .outerjoin(account, account.person_id == person.id)
        .outerjoin(post, post.person_id == person.id)
        .outerjoin(department, department.id == post.department_id)
        .outerjoin(team, team.id == post.team_id)
        .order_by(person.employee_no, post.since)
    )
