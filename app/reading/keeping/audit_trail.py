"""Reading the audit trail, as far as the table lets one: the own department's, or all of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.keeping import audit
from app.queries.keeping.audit import AuditChoices, AuditFilter, AuditRow
from app.reading import permission
from app.rules.permissions import Action, Scope


@dataclass(frozen=True, slots=True)
class TrailStart:
    """The first page, how many entries there are in all, and what one can narrow by."""

    rows: list[AuditRow]
    count: int
    choices: AuditChoices


def begin(ctx: Context, wanted: AuditFilter, limit: int = 200) -> TrailStart:
    """The latest entries that `wanted` lets through and the actor may see."""
    with ctx.read() as session:
        department = _department(ctx, session)
        return TrailStart(
            audit.entries(session, wanted, ctx.time, department, limit=limit),
            audit.count(session, wanted, ctx.time, department),
            audit.choices(session, ctx.time, department),
        )


def go_on(ctx: Context, wanted: AuditFilter, before: int, limit: int = 200) -> list[AuditRow]:
    """The entries that come before the one with id `before`."""
    with ctx.read() as session:
        department = _department(ctx, session)
        return audit.entries(session, wanted, ctx.time, department, before, limit)


def _department(ctx: Context, session: Session) -> int | None:
    """The department whose entries the actor may see; None for all of them. NotAllowed."""
    mine = permission.standing(ctx, session)
    scope = mine.scope(Action.SEE_AUDIT)
    if scope is Scope.CENTRE:
        return None
    if scope is Scope.DEPARTMENT and mine.place.department is not None:
        return mine.place.department
    raise permission.refusal(session, Action.SEE_AUDIT)
