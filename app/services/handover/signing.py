"""Signatures of a log (HAND-4), by its one table of transitions."""

from __future__ import annotations

from app.context import Context
from app.queries.handover.rows import LogKey


def sign_out(ctx: Context, key: LogKey, version: int) -> str:
    """Sign as the outgoing duty leader and seal the log; the code for the paper.

    `version`: of the page that was read (0 where the log had no row). RuleViolated (HAND-1) with
    one finding for each section that is missing.
    """
    raise NotImplementedError


def read_back(ctx: Context, key: LogKey, item_id: int, words: str = "") -> None:
    """Read one urgent item back, as the incoming duty leader; `words`: one's own, or a question."""
    raise NotImplementedError


def sign_in(ctx: Context, key: LogKey, version: int, remark: str = "") -> str:
    """Sign as the incoming duty leader, with a remark or without; the code for the paper."""
    raise NotImplementedError


def name_acting(ctx: Context, key: LogKey, person_id: int, version: int) -> None:
    """Name somebody of the department acting duty leader of the shift."""
    raise NotImplementedError


def close_without_successor(ctx: Context, key: LogKey, reason: str, version: int) -> str:
    """End a signed log for which nobody comes; the code for the paper."""
    raise NotImplementedError
