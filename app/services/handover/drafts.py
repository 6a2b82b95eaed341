"""Drafts: what is typed is kept as it is typed, and goes when it is kept for good.

They are nobody's business but their writer's: no page is told of them, and no trail has them.
"""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed
from app.models import Draft
from app.rules.vocabulary import msg

MAX_DRAFT = 20_000


def keep_draft(ctx: Context, place: str, content: str) -> None:
    """Keep what the actor has typed into `place` ("handover:2/2026-11-26/D/equipment"); "" drops
    it. The window asks at most every two seconds."""
    person = _writer(ctx)
    if len(content) > MAX_DRAFT:
        raise BadInput(msg("Text"), msg("At most {n} letters.", n=MAX_DRAFT))
    with ctx.write() as session:
        _drop(session, person, place)
        if content:
            session.add(Draft(person_id=person, place=place, content=content, at=ctx.now()))


def drop_draft(ctx: Context, place: str) -> None:
    """Drop the actor's draft of `place`."""
    person = _writer(ctx)
    with ctx.write() as session:
        _drop(session, person, place)


def _drop(session: Session, person: int, place: str) -> None:
    session.execute(delete(Draft).where(Draft.person_id == person, Draft.place == place))


def _writer(ctx: Context) -> int:
    if ctx.actor.person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("Only people of the centre keep drafts."))
    return ctx.actor.person_id
