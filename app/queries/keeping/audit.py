"""The audit trail as rows: a page at a time, the latest first, narrowed to what may be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Department, Person, Post
from app.queries.keeping.audit_names import names_in
from app.queries.people.rows import current, posts_of
from app.queries.requests.files import FILES, references
from app.rules.calendar import CentreTime
from app.store.dialect import first_part

OF_LEAVE = ("leave", "giving_up", "balance", "certificate")
"""The kinds of deeds whose particulars tell why somebody is away."""

_DAY = timedelta(days=1)
_ROW = AuditEntry


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What must hold for an entry to be shown; what is empty lets everything through.

    `actor` is an employee number or login; `kind` the first part of an action ("swap"), or a
    whole one; `subject` the first part of a subject; `text` words that all occur somewhere.
    """

    actor: str = ""
    kind: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing done. `name` is the actor's, "" for none; `before` and `after` are JSON or "".

    `names`: what the codes in them are called (see `audit_names`).
    """

    id: int
    at: datetime
    actor: str
    name: str
    action: str
    subject: str
    before: str
    after: str
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """What there is to narrow by: (actor, name) pairs, actions, and kinds of subjects."""

    actors: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    subjects: tuple[str, ...]


def entries(
    session: Session,
    wanted: AuditFilter,
    time: CentreTime,
    department: int | None = None,
    before: int | None = None,
    limit: int = 200,
    *,
    discreet: bool = False,
) -> list[AuditRow]:
    """The latest `limit` entries older than the one with id `before`; of one department, or all.

    `discreet`: words are not looked for in what is told of leave.
    """
    query = (
        select(
            _ROW.id, _ROW.at, _ROW.actor, func.coalesce(Person.name, "").label("name"),
            _ROW.action, _ROW.subject, func.coalesce(_ROW.before, "").label("before"),
            func.coalesce(_ROW.after, "").label("after"),
        )
        .outerjoin(Person, Person.employee_no == _ROW.actor)
        .where(*_conditions(session, wanted, time, department, discreet))
        .order_by(_ROW.id.desc())
        .limit(limit)
    )  # fmt: skip
    if before is not None:
        query = query.where(_ROW.id < before)
    rows = session.execute(query).all()
    names = names_in(session, (text for row in rows for text in row[5:8]))
    return [AuditRow(**row._asdict(), names=names) for row in rows]


def count(
    session: Session,
    wanted: AuditFilter,
    time: CentreTime,
    department: int | None = None,
    *,
    discreet: bool = False,
) -> int:
    """How many entries there are; `discreet` as in `entries`."""
    query = (
        select(func.count())
        .select_from(_ROW)
        .outerjoin(Person, Person.employee_no == _ROW.actor)
        .where(*_conditions(session, wanted, time, department, discreet))
    )
    return session.execute(query).scalar_one()


def choices(session: Session, time: CentreTime, department: int | None = None) -> AuditChoices:
    """Who did anything, and what was done to what."""
    seen = _conditions(session, AuditFilter(), time, department)
    kind = first_part(_ROW.subject, ":")
    actors: Any = (
        select(_ROW.actor, func.coalesce(func.max(Person.name), ""))
        .outerjoin(Person, Person.employee_no == _ROW.actor)
        .where(*seen)
        .group_by(_ROW.actor)
        .order_by(_ROW.actor)
    )
    return AuditChoices(
        tuple((row[0], row[1]) for row in session.execute(actors)),
        tuple(session.scalars(select(_ROW.action).where(*seen).distinct().order_by(_ROW.action))),
        tuple(session.scalars(select(kind).where(*seen).distinct().order_by(kind))),
    )


def _conditions(
    session: Session,
    wanted: AuditFilter,
    time: CentreTime,
    department: int | None,
    discreet: bool = False,
) -> list[ColumnElement[bool]]:
    found = [*_filtered(wanted, time), *(_said(word, discreet) for word in wanted.text.split())]
    if department is not None:
        found.append(_of_department(session, department, time))
    return found


def _filtered(wanted: AuditFilter, time: CentreTime) -> Iterator[ColumnElement[bool]]:
    if wanted.actor:
        yield _ROW.actor == wanted.actor
    if wanted.kind:
        whole = "." in wanted.kind
        yield _ROW.action == wanted.kind if whole else _ROW.action.startswith(f"{wanted.kind}.")
    if wanted.subject:
        begins = _ROW.subject.startswith(f"{wanted.subject}:", autoescape=True)
        yield or_(_ROW.subject == wanted.subject, begins)
    if wanted.first is not None:
        yield _ROW.at >= time.day_end(wanted.first - _DAY)
    if wanted.last is not None:
        yield _ROW.at < time.day_end(wanted.last)


def _said(word: str, discreet: bool) -> ColumnElement[bool]:
    """That the word stands somewhere in an entry, or with `discreet` somewhere else than in what
    is told of leave."""

    def stands(*columns: Any) -> ColumnElement[bool]:
        return or_(*(column.icontains(word, autoescape=True) for column in columns))

    told = stands(_ROW.before, _ROW.after)
    if discreet:
        told &= not_(or_(*(_ROW.action.startswith(f"{kind}.") for kind in OF_LEAVE)))
    return stands(_ROW.subject, _ROW.actor, Person.name) | told


def _of_department(session: Session, department: int, time: CentreTime) -> ColumnElement[bool]:
    """What people did while they belonged to the department, and what was done to its own."""
    numbers, acts = [], []
    for person_id, no in session.execute(_ever_in(department)).all():
        posts = posts_of(session, person_id)
        if all(post.department_id == department for post in posts):
            numbers.append(no)
            continue
        ends = [*(post.since for post in posts[1:]), None]
        for place, (post, end) in enumerate(zip(posts, ends, strict=True)):
            if post.department_id == department:
                since = [_ROW.at >= time.day_end(post.since - _DAY)] if place else []
                until = [_ROW.at < time.day_end(end - _DAY)] if end else []
                acts.append(and_(_ROW.actor == no, *since, *until))
    name = select(Department.name).where(Department.id == department).scalar_subquery()
    return or_(
        _ROW.actor.in_(numbers),
        *acts,
        _ROW.subject.in_(_subjects(session, department)),
        _ROW.subject == literal("department:") + name,
        _ROW.subject.startswith(literal("team:") + name + "/"),
    )


def _ever_in(department: int) -> Select[int, str]:
    return (
        select(Person.id, Person.employee_no)
        .join(Post, Post.person_id == Person.id)
        .where(Post.department_id == department)
        .distinct()
    )


def _subjects(session: Session, department: int) -> Select[Any]:
    """The people of the department by their latest post, with their swaps and leaves."""
    own = [
        person_id
        for person_id, _no in session.execute(_ever_in(department)).all()
        if current(posts := posts_of(session, person_id), posts[-1].since).department_id
        == department
    ]
    requests = [references(kind, own) for kind in FILES]
    people = select(literal("person:") + Person.employee_no).where(Person.id.in_(own))
    return select(people.union_all(*requests).subquery().c[0])
