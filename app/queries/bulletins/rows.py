"""Bulletins with the keys of the store, and who has read which."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models import Bulletin, BulletinRead, Department, Person, Team
from app.rules import books
from app.rules.facts import Place


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One bulletin. `replaces` and `replaced_by` are numbers, '' for none."""

    id: int
    fact: books.Bulletin
    by_name: str
    by_id: int
    place: Place
    """The department and team that it is for; the centre itself where it names none."""
    replaces: str = ""
    replaced_by: str = ""

    @property
    def no(self) -> str:
        return self.fact.no

    def is_news(self, day: date) -> bool:
        """Whether it is still asked of anybody on `day`."""
        return self.fact.until is None or day <= self.fact.until


def bulletins(session: Session) -> list[BulletinRow]:
    """All of them, the latest first."""
    return [_row(row) for row in session.execute(_query())]


def bulletin(session: Session, no: str) -> BulletinRow | None:
    """The one with this number, if there is one."""
    found = session.execute(_query().where(Bulletin.bulletin_no == no)).first()
    return _row(found) if found else None


def news(session: Session, day: date) -> list[BulletinRow]:
    """Those that are still asked of somebody on `day`, the oldest first."""
    asked = Bulletin.until.is_(None) | (Bulletin.until >= day)
    return [_row(row) for row in session.execute(_query().where(asked))][::-1]


def read_by(session: Session, person_id: int) -> dict[int, datetime]:
    """Bulletin's id -> when that person first read it."""
    row = BulletinRead
    query = select(row.bulletin_id, row.read_at).where(row.person_id == person_id)
    return dict(session.execute(query).all())


def readers(session: Session, bulletin_id: int) -> dict[int, datetime]:
    """Person's id -> when they first read that bulletin."""
    row = BulletinRead
    query = select(row.person_id, row.read_at).where(row.bulletin_id == bulletin_id)
    return dict(session.execute(query).all())


def read_among(
    session: Session, bulletins: Collection[int], people: Collection[int]
) -> set[tuple[int, int]]:
    """The (bulletin's id, person's id) of what was read, of these."""
    row = BulletinRead
    query = select(row.bulletin_id, row.person_id).where(
        row.bulletin_id.in_(bulletins), row.person_id.in_(people)
    )
    return {(bulletin, person) for bulletin, person in session.execute(query)}


@cache
def _query() -> Any:
    one, by, old, new = Bulletin, aliased(Person), aliased(Bulletin), aliased(Bulletin)
    return (
        select(
            *(one.id, one.bulletin_no, one.title, one.text, one.published_at, by.employee_no),
            *(Department.name, Team.name, one.job_type, one.until),
            *(by.name, by.id, one.department_id, one.team_id, old.bulletin_no, new.bulletin_no),
        )
        .join(by, by.id == one.published_by_id)
        .outerjoin(Department, Department.id == one.department_id)
        .outerjoin(Team, Team.id == one.team_id)
        .outerjoin(old, old.id == one.replaces_id)
        .outerjoin(new, new.replaces_id == one.id)
        .order_by(one.published_at.desc(), one.id.desc())
    )


def _row(row: Any) -> BulletinRow:
    key, no, title, text, at, by, department, team, job_type, until = row[:10]
    by_name, by_id, department_id, team_id, old, new = row[10:]
    fact = books.Bulletin(
        no=no,
        title=title,
        text=text,
        published_at=at,
        published_by=by,
        department=department or "",
        team=team or "",
        job_type=job_type,
        until=until,
    )
    place = Place(department_id, team_id)
    return BulletinRow(key, fact, by_name, by_id, place, old or "", new or "")
