"""The numbers that contacts ask of shifts become the roster's needs, and cease to be them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import StaffingNeed, table_of
from app.queries.planning.computed import Cell, dated, of_scope
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.rostering.computed import NeedScope
from app.services.planning.goals import department_named


@dataclass(frozen=True, slots=True)
class NeedsTaken:
    """How many needs were written and removed, and how many set by hand stayed as they were."""

    written: int
    removed: int
    by_hand: int


def use_computed(ctx: Context, scope: NeedScope, numbers: Mapping[Cell, int]) -> NeedsTaken:
    """Make the numbers the needs of these dates, in place of what was computed before.

    What somebody set for a date stays; a number set by weekday, or for all days, gives way to the
    date's, also to 0.
    """
    with ctx.write() as session:
        _require(ctx, session, scope)
        removed = _remove(session, scope)
        by_hand = dated(session, scope, computed=False)
        standing = _undated(session, scope)
        rows = [
            {
                "department_id": scope.department_id,
                "job_type": scope.job_type,
                "shift_id": shift,
                "day": day,
                "least": number,
                "computed": True,
            }
            for (shift, day), number in sorted(numbers.items())
            if scope.first <= day <= scope.last
            and (shift, day) not in by_hand
            and (number or shift in standing)
        ]
        if rows:
            session.execute(insert(table_of(StaffingNeed)), rows)
        told = NeedsTaken(len(rows), removed, len(by_hand.keys() & numbers.keys()))
        after = {**_told(scope), "cells": told.written, "by_hand": told.by_hand or None}
        ctx.audit(session, Deed.NEED_COMPUTE, _subject(scope), {"cells": removed}, after)
        return told


def remove_computed(ctx: Context, scope: NeedScope) -> int:
    """Remove what was computed for these dates; how many needs."""
    with ctx.write() as session:
        _require(ctx, session, scope)
        removed = _remove(session, scope)
        if removed:
            before = {**_told(scope), "cells": removed}
            ctx.audit(session, Deed.NEED_UNCOMPUTE, _subject(scope), before)
        return removed


def _require(ctx: Context, session: Session, scope: NeedScope) -> None:
    permission.require(ctx, session, Action.EDIT_NEEDS, Place(scope.department_id))
    department_named(session, scope.department_id)


def _remove(session: Session, scope: NeedScope) -> int:
    need = StaffingNeed
    where = (
        *of_scope(scope),
        need.computed.is_(True),
        need.day.between(scope.first, scope.last),
    )
    count = len(session.scalars(select(need.id).where(*where)).all())
    session.execute(delete(need).where(*where))
    return count


def _undated(session: Session, scope: NeedScope) -> frozenset[int]:
    """The shifts of which something is said by weekday or for all days."""
    need = StaffingNeed
    query = select(need.shift_id).where(*of_scope(scope), need.day.is_(None)).distinct()
    return frozenset(session.scalars(query))


def _subject(scope: NeedScope) -> str:
    return f"needs:department:{scope.department_id}"


def _told(scope: NeedScope) -> dict[str, Any]:
    told = {"first": scope.first, "last": scope.last}
    return {**told, "job_type": scope.job_type} if scope.job_type else told
