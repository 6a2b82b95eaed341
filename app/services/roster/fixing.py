"""Cells of a draft that no solver changes: fixed by hand, and released."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from app.context import Context
from app.models import FixedCell
from app.queries.roster.scopes import Scope
from app.rules.deeds import Deed
from app.rules.edits import CellChange, Codes
from app.rules.permissions import Action
from app.rules.work import Cell
from app.services.roster.scope import Target, targets

_AT_ONCE = 400
"""So many cells are named in one statement."""


def fix_cells(ctx: Context, cells: Collection[Cell], fixed: bool) -> tuple[Cell, ...]:
    """Fix cells of a draft, or release them; those that were not so before.

    By whoever drafts the roster, all of it or nothing. What is typed into a fixed cell afterwards
    stays fixed. Raises NotFound for an unknown person, NotAllowed.
    """
    if not cells:
        return ()
    with ctx.write() as session:
        wanted = [CellChange(no, day, "") for no, day in dict.fromkeys(cells)]
        found = targets(ctx, session, Action.DRAFT_ROSTER, wanted, Codes(()))
        there = _fixed_among(session, found)
        changed = [one for one in found if (_key(one) in there) is not fixed]
        if changed:
            _write(ctx, session, changed, fixed)
            _audit(ctx, session, changed, fixed)
        return tuple(target.change.cell for target in changed)


def _key(target: Target) -> tuple[int, object]:
    return target.person_id, target.change.day


def _fixed_among(session: Session, found: Sequence[Target]) -> set[tuple[int, object]]:
    days = [target.change.day for target in found]
    rows = session.execute(
        select(FixedCell.person_id, FixedCell.day).where(
            FixedCell.person_id.in_({target.person_id for target in found}),
            FixedCell.day.between(min(days), max(days)),
        )
    )
    return {(person, day) for person, day in rows}


def _write(ctx: Context, session: Session, changed: Sequence[Target], fixed: bool) -> None:
    if fixed:
        by = {"fixed_at": ctx.now(), "fixed_by_id": ctx.actor.person_id}
        session.execute(
            insert(FixedCell),
            [{"person_id": one.person_id, "day": one.change.day, **by} for one in changed],
        )
        return
    place = tuple_(FixedCell.person_id, FixedCell.day)
    for first in range(0, len(changed), _AT_ONCE):
        keys = [_key(one) for one in changed[first : first + _AT_ONCE]]
        session.execute(delete(FixedCell).where(place.in_(keys)))


def _audit(ctx: Context, session: Session, changed: Sequence[Target], fixed: bool) -> None:
    """One entry for each team's month, with every cell."""
    grouped: dict[Scope, list[str]] = defaultdict(list)
    for one in changed:
        grouped[one.scope].append(f"{one.change.person}@{one.change.day}")
    deed = Deed.ROSTER_FIX if fixed else Deed.ROSTER_RELEASE
    for (scope, month), names in grouped.items():
        subject = f"{scope}@{month:%Y-%m}"
        after: dict[str, object] = {"days": len(names)}
        ctx.audit(session, deed, subject, None, after | dict.fromkeys(names, fixed))
