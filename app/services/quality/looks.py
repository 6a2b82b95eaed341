"""Opening an inspection: a look at somebody else's is put on record."""

from __future__ import annotations

from app.context import Context
from app.reading.quality.inspections import InspectionSheet, sheet_in
from app.rules.deeds import Deed


def open_inspection(ctx: Context, no: str) -> InspectionSheet:
    """The sheet. One's own, and one that one has scored oneself, are no looks."""
    with ctx.write() as session:
        sheet = sheet_in(ctx, session, no)
        if sheet.looked:
            ctx.audit(session, Deed.INSPECTION_LOOK, f"inspection:{no}")
        return sheet
