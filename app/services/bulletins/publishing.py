"""Publishing a bulletin, also in the place of another (HAND-5; docs/decisions/0027)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import Bulletin
from app.queries.bulletins.rows import BulletinRow
from app.queries.people.rows import names_of, place_of_team
from app.reading import permission
from app.reading.bulletins.seeing import require_seen
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.services.requests.ledger import next_number
from app.services.typed import tidied

_DAY = timedelta(days=1)
LONGEST_TITLE = 120
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class NewBulletin:
    """What is to be published. Blank places: everybody's. `replaces`: the number of the one whose
    place it takes, '' for none."""

    title: str
    text: str
    department_id: int | None = None
    team_id: int | None = None
    job_type: str = ""
    until: date | None = None
    replaces: str = ""


def publish(ctx: Context, new: NewBulletin) -> str:
    """Publish it, and end the one that it replaces; its number.

    From then on the old one is asked of nobody any more: its last day is the day before.
    """
    with ctx.write() as session:
        return add_bulletin(ctx, session, new)


def add_bulletin(ctx: Context, session: Session, new: NewBulletin) -> str:
    """`publish` within a transaction that has more to do."""
    place = _place(session, new)
    permission.require(ctx, session, Action.PUBLISH_BULLETIN, place)
    _refuse(ctx, new)
    old = _replaced(ctx, session, new.replaces) if new.replaces else None
    no = next_number(session, Bulletin.bulletin_no, "B")
    row = _written(ctx, no, new, place, old)
    session.add(row)
    session.flush()
    department, team = names_of(session, place)
    told = {
        "title": row.title,
        "department": department,
        "team": team,
        "job_type": row.job_type,
        "until": row.until,
        "replaces": new.replaces,
    }
    ctx.audit(session, Deed.BULLETIN_PUBLISH, f"bulletin:{no}", None, told)
    if old is not None:
        _end(ctx, session, old)
    return no


def _place(session: Session, new: NewBulletin) -> Place:
    if new.team_id is None:
        return Place(new.department_id)
    place = place_of_team(session, new.team_id)
    if place.department is None or place.department != new.department_id:
        raise BadInput(msg("For whom"), msg("The team is not one of that department."))
    return place


def _refuse(ctx: Context, new: NewBulletin) -> None:
    if ctx.actor.person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("A bulletin is published in somebody's name."))
    if not tidied(new.title) or len(tidied(new.title)) > LONGEST_TITLE:
        raise BadInput(
            msg("Title"), msg("Give it a title of at most {most} characters.", most=LONGEST_TITLE)
        )
    if not tidied(new.text, LONGEST_TEXT):
        raise BadInput(msg("Text"), msg("Write what is to be known."))
    if new.until is not None and new.until < ctx.today():
        raise BadInput(msg("News until"), msg("Its last day is today or later."))


def _replaced(ctx: Context, session: Session, no: str) -> BulletinRow:
    old = require_seen(ctx, session, no)
    permission.require(ctx, session, Action.PUBLISH_BULLETIN, old.place)
    if old.replaced_by:
        raise Conflict(
            msg("Replaced already"),
            msg("{new} took the place of {old}; replace that one.", new=old.replaced_by, old=no),
        )
    return old


def _written(
    ctx: Context, no: str, new: NewBulletin, place: Place, old: BulletinRow | None
) -> Bulletin:
    return Bulletin(
        bulletin_no=no,
        title=tidied(new.title),
        text=tidied(new.text, LONGEST_TEXT),
        published_at=ctx.now().replace(second=0, microsecond=0),
        published_by_id=ctx.actor.person_id,
        department_id=place.department,
        team_id=place.team,
        job_type=tidied(new.job_type),
        until=new.until,
        replaces_id=old.id if old else None,
    )


def _end(ctx: Context, session: Session, old: BulletinRow) -> None:
    """Its last day as news is the day before this one, or the one that it had, if that is
    earlier."""
    row = session.get_one(Bulletin, old.id)
    ended, was = ctx.today() - _DAY, row.until
    if was is None or ended < was:
        row.until = ended
        session.flush()
        ctx.audit(
            session, Deed.BULLETIN_END, f"bulletin:{old.no}", {"until": was}, {"until": ended}
        )
