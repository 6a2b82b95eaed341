"""Search through all logs and items."""

from __future__ import annotations

from app.context import Context
from app.queries.handover.rows import HandoverHits, HandoverSearch


def search(ctx: Context, wanted: HandoverSearch, limit: int = 100) -> HandoverHits:
    """The newest notes and items that fit, of the departments whose logs the actor may read."""
    raise NotImplementedError
