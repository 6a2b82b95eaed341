"""One reading of the store for the page, off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.bulletins.rows import BulletinRow, bulletins, read_by, readers
from app.queries.people.rows import DepartmentRow, TeamRow, departments, job_types, teams
from app.queries.reference import reference
from app.reading import permission
from app.reading.bulletins.seeing import (
    audience,
    follows,
    require_seen,
    sees,
    shift_people,
)
from app.reading.bulletins.unread import due_of, is_mine
from app.rules.bulletins.audience import OwnShift
from app.rules.facts import Person, Place
from app.rules.permissions import Action
from app.rules.sight import Standing


@dataclass(frozen=True, slots=True)
class BulletinView:
    """A bulletin as the actor sees it.

    `mine`: it is for them today. `due`: the shift by whose start they are to have read it.
    `replaceable`: they may publish what takes its place.
    """

    row: BulletinRow
    mine: bool
    read_at: datetime | None
    due: OwnShift | None = None
    replaceable: bool = False

    @property
    def unread(self) -> bool:
        return self.mine and self.read_at is None


@dataclass(frozen=True, slots=True)
class Addressees:
    """For whom somebody may publish. `whole_centre`: for everybody as well."""

    whole_centre: bool
    departments: Sequence[DepartmentRow]
    teams: Sequence[TeamRow]
    job_types: Sequence[str]

    @property
    def any(self) -> bool:
        return self.whole_centre or bool(self.departments or self.teams)


@dataclass(frozen=True, slots=True)
class BulletinsReading:
    """What the page shows: the unread first, the oldest of them first, then the latest."""

    today: date
    views: Sequence[BulletinView]
    to: Addressees
    follows: bool
    """Whether they follow anybody's reading."""

    @property
    def unread(self) -> int:
        return sum(view.unread for view in self.views)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody for whom a bulletin is. `read_at` None: not yet."""

    person_id: int
    no: str
    name: str
    team: str
    read_at: datetime | None


def read_bulletins(ctx: Context) -> BulletinsReading:
    """Everything that the actor sees."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        person = reference(session).person(mine.person_id or 0) if mine.has_say else None
        rows = [row for row in bulletins(session) if sees(mine, row)]
        views = _views(ctx, session, mine, person, rows)
        to = addressees(ctx, session, mine)
        return BulletinsReading(ctx.today(), _in_order(views), to, to.any)


def read_readers(ctx: Context, no: str) -> list[Reader]:
    """For whom the bulletin is and who of them has read it, as far as the actor follows them; who
    has not stands first."""
    with ctx.read() as session:
        row = require_seen(ctx, session, no)
        return readers_seen(ctx, session, row)


def readers_seen(ctx: Context, session: Session, row: BulletinRow) -> list[Reader]:
    """As `read_readers`, in a transaction that is open."""
    sight = permission.sight(ctx, session)
    followed, today = follows(sight), sight.today
    people = [person for person in shift_people(session) if followed(person)]
    read = readers(session, row.id)
    found = [
        Reader(one.id, one.no, one.name, one.post_on(today).team, read.get(one.id))
        for one in audience(ctx, row, people, today)
    ]
    return sorted(found, key=lambda one: (one.read_at is not None, one.team, one.no))


def addressees(ctx: Context, session: Session, mine: Standing) -> Addressees:
    """The places to which `mine` may publish."""
    today, act = ctx.today(), Action.PUBLISH_BULLETIN
    whole = mine.may(act)
    of_departments = [row for row in departments(session, today) if mine.may(act, Place(row.id))]
    of_teams = [
        row for row in teams(session, today) if mine.may(act, Place(row.department_id, row.id))
    ]
    jobs = job_types(session) if whole or of_departments or of_teams else []
    return Addressees(whole, of_departments, of_teams, jobs)


def _views(
    ctx: Context,
    session: Session,
    mine: Standing,
    person: Person | None,
    rows: Sequence[BulletinRow],
) -> list[BulletinView]:
    read = read_by(session, person.id) if person else {}
    today = ctx.today()
    asked = {row.id for row in rows if person is not None and is_mine(ctx, row, person, today)}
    open_ones = [row for row in rows if row.id in asked and row.id not in read]
    due = due_of(ctx, session, person, open_ones) if person is not None else {}
    return [
        BulletinView(
            row,
            mine=row.id in asked,
            read_at=read.get(row.id),
            due=due.get(row.id),
            replaceable=not row.replaced_by and mine.may(Action.PUBLISH_BULLETIN, row.place),
        )
        for row in rows
    ]


def _in_order(views: Sequence[BulletinView]) -> list[BulletinView]:
    unread = [view for view in views if view.unread]
    return [*reversed(unread), *(view for view in views if not view.unread)]
