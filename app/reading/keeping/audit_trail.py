"""Reading the audit trail, as far as the table lets one: the own department's, or all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class _Reach:
    """Whose entries somebody sees: of a department, or with None all; `discreet`: without why
    people are away, which is for the line of command."""

    department: int | None
    discreet: bool

    def shown(self, rows: Iterable[AuditRow]) -> list[AuditRow]:
        return [_without_why(row) if self.discreet else row for row in rows]


def begin(ctx: Context, wanted: AuditFilter, limit: int = 200) -> TrailStart:
    """The latest entries that `wanted` lets through and the actor may see."""
    with ctx.read() as session:
        reach = _reach(ctx, session)
        where, discreet = reach.department, reach.discreet
        rows = audit.entries(session, wanted, ctx.time, where, limit=limit, discreet=discreet)
        return TrailStart(
            reach.shown(rows),
            audit.count(session, wanted, ctx.time, where, discreet=discreet),
            audit.choices(session, ctx.time, where),
        )


def go_on(ctx: Context, wanted: AuditFilter, before: int, limit: int = 200) -> list[AuditRow]:
    """The entries that come before the one with id `before`."""
    with ctx.read() as session:
        reach = _reach(ctx, session)
        rows = audit.entries(
            session, wanted, ctx.time, reach.department, before, limit, discreet=reach.discreet
        )
        return reach.shown(rows)


def _reach(ctx: Context, session: Session) -> _Reach:
    """How far the actor sees. NotAllowed."""
    mine = permission.standing(ctx, session)
    scope, leaves = mine.scope(Action.SEE_AUDIT), mine.scope(Action.SEE_LEAVES)
    if scope is Scope.CENTRE:
        return _Reach(None, leaves is not Scope.CENTRE)
    if scope is Scope.DEPARTMENT and mine.place.department is not None:
        return _Reach(mine.place.department, leaves < Scope.DEPARTMENT)
    raise permission.refusal(session, Action.SEE_AUDIT)


def _without_why(row: AuditRow) -> AuditRow:
    if row.action.partition(".")[0] not in audit.OF_LEAVE:
        return row
    return replace(row, before=_discreet(row.before), after=_discreet(row.after))


def _discreet(told: str) -> str:
    """What an entry tells, as JSON, without the kind and the reason of a leave."""
    if not told:
        return told
    known = json.loads(told)
    kept = {name: value for name, value in known.items() if name not in _WHY}
    return json.dumps(kept, ensure_ascii=False)


_WHY = frozenset({"kind", "reason", "special"})
