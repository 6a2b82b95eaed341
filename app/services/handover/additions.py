"""What is added to a log beside its sections: corrections after the signature, comments."""

from __future__ import annotations

from app.context import Context
from app.queries.handover.rows import LogKey


def add_to_signed(ctx: Context, key: LogKey, text: str) -> None:
    """Add to a signed log, with name and time (HAND-4)."""
    raise NotImplementedError


def comment(ctx: Context, key: LogKey, text: str) -> None:
    """Comment on a log, as the head of the department."""
    raise NotImplementedError
