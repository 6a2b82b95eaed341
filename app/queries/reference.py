"""What every request is judged by and rarely changes, kept by each process while it holds.

People with their posts, shifts, the calendar, policy values, own kinds of leave, delegations. The
database draws a new random stamp whenever one of them changes (`store/triggers.py`), whoever
changed it; a transaction reads the stamp first, and takes what was kept only under that very one.
So what is kept is what the transaction itself would read, and a stamp that was rolled back, or one
of another store, never names something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.models import SettingKey
from app.queries import facts
from app.queries.known import known
from app.rules.facts import Delegation, Person, Place, ShiftType
from app.rules.kinds import KindRules
from app.rules.policy import PolicyBook
from app.rules.vocabulary import Role

T = TypeVar("T")
_STAMP = select(m.Setting.value).where(m.Setting.key == SettingKey.REFERENCE_STAMP)
_STAMPS_KEPT = 4
_APPROVING = (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR)


@dataclass(slots=True)
class _Kept:
    """What has been asked for under one stamp."""

    facts: dict[Callable[[Session], Any], Any] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)


@lru_cache(maxsize=_STAMPS_KEPT)
def kept_under(stamp: str) -> _Kept:
    """What this process keeps under a stamp."""
    return _Kept()


def reference(session: Session) -> Reference:
    """The reference facts as this transaction sees them, until it changes one of them itself."""
    drawn = stamp(session)
    return Reference(session, kept_under(drawn) if drawn else _Kept())


def stamp(session: Session) -> str:
    """The stamp under which the transaction sees the reference facts; "" before the first."""
    return session.scalar(_STAMP) or ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Each fact is read when it is first asked for; people one by one."""

    session: Session
    kept: _Kept

    @property
    def shifts(self) -> Mapping[str, ShiftType]:
        return self._of(facts.shift_types)

    @property
    def holidays(self) -> frozenset[date]:
        return self._of(facts.holidays)

    @property
    def workdays(self) -> frozenset[date]:
        return self._of(facts.workdays)

    @property
    def policies(self) -> PolicyBook:
        return self._of(facts.policies)

    @property
    def own_kinds(self) -> Mapping[str, KindRules]:
        return self._of(facts.own_kinds)

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        return self._of(facts.delegations)

    def person(self, person_id: int) -> Person | None:
        """The person with this id, if there is one."""
        self._learn((person_id,))
        return self.kept.people.get(person_id)

    def number(self, person_id: int) -> str:
        """The employee number of somebody who is there."""
        self._learn((person_id,))
        return self.kept.people[person_id].no

    def people(self, ids: Collection[int]) -> dict[str, Person]:
        """Employee number -> person, of `ids`, in the order of numbers."""
        self._learn(ids)
        found = (self.kept.people[key] for key in ids if key in self.kept.people)
        return {person.no: person for person in sorted(found, key=lambda one: one.no)}

    def place_of(self, person_id: int, day: date) -> Place:
        """Where the person's post on `day` puts them; the centre itself where there is none."""
        one = self.person(person_id)
        return one.place_on(day) if one else Place()

    def approvers(self, people: Iterable[int]) -> set[int]:
        """The ids of all who lead or head anything, now or once, in the departments in which
        `people` (ids) are or were: what was filed or signed before a move is judged by the posts
        of then."""
        approving = self._of(_approving)
        departments = {
            post.place.department
            for one in self.people([*people]).values()
            for post in one.posts
            if post.place.department is not None
        }
        return {key for department in departments for key in approving.get(department, ())}

    def directors(self) -> set[int]:
        """The ids of all who direct the centre, now or once."""
        return self._of(_directing)

    def delegates(self) -> set[int]:
        """The ids of all to whom somebody delegated, now or once."""
        return self._of(_delegates)

    def is_disabled(self, person_id: int | None, login: str) -> bool:
        """Whether the person's account, or without a person the one with this login, is."""
        return (login if person_id is None else person_id) in self._of(_disabled)

    def _of(self, read: Callable[[Session], T]) -> T:
        if read not in self.kept.facts:
            self.kept.facts[read] = read(self.session)
        found: T = self.kept.facts[read]
        return found

    def _learn(self, ids: Iterable[int]) -> None:
        missing = [key for key in ids if key not in self.kept.people]
        if missing:
            for one in known(self.session, missing):
                self.kept.people[one.id] = one


def _approving(session: Session) -> Mapping[int, set[int]]:
    """Department id -> the ids of who leads a team of it, or heads it, now or once."""
    found: dict[int, set[int]] = defaultdict(set)
    for key, department, role in session.execute(_approving_query()):
        if role is not Role.CENTRE_DIRECTOR and department is not None:
            found[department].add(key)
    return found


def _directing(session: Session) -> set[int]:
    rows = session.execute(_approving_query())
    return {key for key, _department, role in rows if role is Role.CENTRE_DIRECTOR}


def _delegates(session: Session) -> set[int]:
    return set(session.scalars(select(m.Delegation.to_id)))


def _disabled(session: Session) -> set[int | str]:
    """The person's id or, without a person, the login of every disabled account."""
    account = m.Account
    query = select(account.person_id, account.login).where(account.disabled)
    rows = session.execute(query)
    return {login if person_id is None else person_id for person_id, login in rows}


@cache
def _approving_query() -> Any:
    post = m.Post
    columns = (post.person_id, post.department_id, post.role)
    return select(*columns).where(post.role.in_(_APPROVING))
