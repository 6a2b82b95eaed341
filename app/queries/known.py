"""People as rules and permissions know them: their dated posts, and where each puts them."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.models.prepared import Prepared, as_list, listed
from app.rules.facts import Person, Place, Post


@dataclass(frozen=True, slots=True)
class Known:
    """One person by id. `places`: by the day from which a post holds."""

    id: int
    person: Person
    places: dict[date, Place]

    def place_on(self, day: date) -> Place:
        """Where the post in force on `day` puts them; the centre itself where there is none."""
        return self.places[self.person.post_on(day).since] if self.places else Place()


def known(session: Session, people: Collection[int] | None = None) -> list[Known]:
    """Everybody, or `people` (ids), in the order of employee numbers."""
    rows = _ALL.rows(session) if people is None else _SOME.rows(session, people=as_list(people))
    return [_known(key, list(posts)) for key, posts in groupby(rows, itemgetter(0))]


def _known(key: int, rows: list[Any]) -> Known:
    """One person, of a row for each of their posts; of one without a post, `since` is None."""
    _key, no, name, hired_on, left_on, silent, *_post = rows[0]
    posts, places = [], {}
    for row in rows:
        since, department, team, role, job_type, skill, department_id, team_id = row[6:]
        if since is not None:
            place = places[since] = Place(department_id, team_id)
            posts.append(Post(since, department or "", team or "", role, job_type, skill, place))
    person = Person(no, name, hired_on, left_on, tuple(posts), key, bool(silent))
    return Known(key, person, places)


def ids(
    session: Session, people: Collection[int] = (), numbers: Collection[str] = ()
) -> dict[str, int]:
    """Employee number -> id, of `people` (ids) and of those with `numbers`."""
    return dict(_IDS.rows(session, people=as_list(people), numbers=json.dumps([*numbers])))


def _ids_query() -> Any:
    person = m.Person
    wanted = person.id.in_(listed("people")) | person.employee_no.in_(listed("numbers"))
    return select(person.employee_no, person.id).where(wanted)


def _query() -> Any:
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


_ALL = Prepared(_query)
_SOME = Prepared(lambda: _query().where(m.Person.id.in_(listed("people"))))
_IDS = Prepared(_ids_query)
