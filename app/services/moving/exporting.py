"""What leaves the store for a workbook: everything, so it is asked for and recorded."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from app.context import Context
from app.queries.moving import records
from app.queries.quality.blind import hidden_inspections
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.records import CentreRecords


def export_centre(ctx: Context, name: str) -> CentreRecords:
    """The whole centre for the workbook called `name`; the audit trail records that it left.

    A store that is read-only says so as it is opened: nothing is recorded there. What is still
    scored blind does not leave; whoever holds the store's file and key exports all of it.
    """
    recorded = not ctx.store.read_only
    with ctx.write(long=True) if recorded else ctx.read() as session:
        require(ctx, session, Action.EXPORT)
        found = records.load(session, ctx.time)
        if not ctx.actor.keeper:
            found = _without(found, hidden_inspections(session, ctx.actor.person_id))
        if recorded:
            ctx.audit(session, Deed.WORKBOOK_EXPORT, name)
    return found


def _without(found: CentreRecords, hidden: Container[str]) -> CentreRecords:
    scores = tuple(one for one in found.books.scores if one.inspection not in hidden)
    return replace(
        found,
        inspections=tuple(one for one in found.inspections if one.no not in hidden),
        books=replace(found.books, scores=scores),
    )
