"""What leaves the store for a workbook: everything, so it is asked for and recorded."""

from __future__ import annotations

from app.context import Context
from app.queries.moving import records
from app.reading.permission import require
from app.rules.permissions import Action
from app.rules.records import CentreRecords


def export_centre(ctx: Context, name: str) -> CentreRecords:
    """The whole centre for the workbook called `name`; the audit trail records that it left."""
    with ctx.write() as session:
        require(ctx, session, Action.EXPORT)
        found = records.load(session, ctx.time)
        ctx.audit(session, Action.EXPORT, name)
    return found
