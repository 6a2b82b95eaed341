"""CONF-1: for whom a request is, besides those who may say the next word on it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.people.rows import place_of
from app.reading import permission
from app.rules.permissions import Action


def require_concern(
    ctx: Context, session: Session, action: Action, people: set[int], numbers: set[str]
) -> None:
    """Whom it is about (ids), who filed it (numbers), and those who may do `action` where one of
    the people belongs; NotAllowed for everybody else."""
    if ctx.actor.person_id in people or ctx.actor.name in numbers:
        return
    mine, today = permission.standing(ctx, session), ctx.today()
    if not any(mine.may(action, place_of(session, person, today)) for person in people):
        raise permission.refusal(session, action, place_of(session, min(people), today))
