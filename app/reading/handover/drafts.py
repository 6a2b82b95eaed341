"""What one has typed and not kept."""

from __future__ import annotations

from app.context import Context
from app.queries.handover.rows import DraftRow


def drafts(ctx: Context, place: str = "") -> tuple[DraftRow, ...]:
    """The actor's own drafts whose place begins with `place`."""
    raise NotImplementedError
