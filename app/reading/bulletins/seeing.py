"""Which bulletins somebody sees, whose reading they follow, and for whom each is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import Post
from app.queries.bulletins.rows import BulletinRow, bulletin
from app.queries.known import known
from app.reading import permission
from app.rules.bulletins.audience import is_for
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.sight import Sight, Standing
from app.rules.vocabulary import Role, msg


def sees(mine: Standing, row: BulletinRow) -> bool:
    """Whether it is for everybody, or its department's bulletins are read, or it is one's own."""
    if not mine.has_part:
        return False
    if row.place.department is None or (mine.person_id == row.by_id):
        return True
    return mine.may(Action.READ_BULLETIN, row.place)


def require_seen(ctx: Context, session: Session, no: str) -> BulletinRow:
    """The bulletin; NotFound where there is none, NotAllowed where it is not seen."""
    row = bulletin(session, no)
    if row is None:
        raise NotFound(msg("No such bulletin"), msg("{no} is not in the store.", no=no))
    if not sees(permission.standing(ctx, session), row):
        raise permission.refusal(session, Action.READ_BULLETIN, row.place)
    return row


def follows(mine: Sight) -> Callable[[Person], bool]:
    """Whose reading somebody follows: of those to whom they may publish."""
    standing, today = mine.standing, mine.today
    return lambda person: standing.may(Action.PUBLISH_BULLETIN, person.place_on(today))


def asked_on(row: BulletinRow, today: date) -> date:
    """The day by whose posts it is told for whom it is: today, or the last on which it was
    news."""
    return today if row.fact.until is None else min(today, row.fact.until)


def audience(ctx: Context, row: BulletinRow, people: Iterable[Person], today: date) -> list[Person]:
    """Those of `people` who are to read it, by the very function by which HAND-5 asks."""
    published, day = ctx.time.local_date(row.fact.published_at), asked_on(row, today)
    return [
        person
        for person in people
        if person.posts and person.employed_on(day) and is_for(row.fact, person, published, day)
    ]


def unread_among(
    ctx: Context,
    row: BulletinRow,
    people: Iterable[Person],
    read: Collection[tuple[int, int]],
    today: date,
) -> list[Person]:
    """Those for whom it is and who have not read it. `read`: (bulletin's id, person's id)."""
    asked = audience(ctx, row, people, today)
    return [person for person in asked if (row.id, person.id) not in read]


def shift_people(session: Session) -> list[Person]:
    """Everybody who is or ever was an agent or team leader."""
    roles = (Role.AGENT, Role.TEAM_LEADER)
    ever = select(Post.person_id).where(Post.role.in_(roles)).distinct()
    return known(session, session.scalars(ever).all())
