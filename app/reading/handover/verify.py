"""Whether the store still holds what was printed of a log."""

from __future__ import annotations

from app.context import Context
from app.queries.handover.rows import Verified


def verify_log(ctx: Context, no: str, code: str) -> Verified:
    """What the store says of the log `no` and the `code` on its paper (blanks, hyphens, case and
    letters that look alike do not matter). NotFound where there is no such log."""
    raise NotImplementedError
