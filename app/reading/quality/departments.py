"""Whose sampling plan somebody sees or draws: a department's, in whole or in part."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed
from app.queries.people.rows import departments
from app.reading import permission
from app.rules.permissions import Action, Scope
from app.rules.vocabulary import msg


def own_department(ctx: Context, session: Session, action: Action) -> int:
    """The department of the actor's post, in which they may do it; NotAllowed."""
    mine = permission.standing(ctx, session)
    permission.require_part(mine)
    permission.require(ctx, session, action, mine.place)
    if mine.place.department is None:
        raise NotAllowed(msg("Not allowed"), msg("This is done within a department."))
    return mine.place.department


def seen_departments(
    ctx: Context, session: Session, action: Action = Action.SEE_SAMPLE
) -> list[tuple[int, str]]:
    """The departments, id and name, of which the actor sees what `action` says (the plan), all of
    it or of their team."""
    mine = permission.standing(ctx, session)
    scope = mine.scope(action)
    found = [(one.id, one.name) for one in departments(session, ctx.today())]
    if scope is Scope.CENTRE:
        return found
    own = scope is not Scope.NONE and mine.place.department
    return [one for one in found if one[0] == own]
