"""What leaves the store for a workbook: everything, so it is asked for and recorded."""

from __future__ import annotations

from app.context import Context
from app.queries.moving import records
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.records import CentreRecords


def export_centre(ctx: Context, name: str) -> CentreRecords:
    """The whole centre for the workbook called `name`; the audit trail records that it left.

    A store that is read-only says so as it is opened: nothing is recorded there.
    """
    recorded = not ctx.store.read_only
    with ctx.write() if recorded else ctx.read() as session:
        require(ctx, session, Action.EXPORT)
        found = records.load(session, ctx.time)
        if recorded:
            ctx.audit(session, Deed.WORKBOOK_EXPORT, name)
    return found
