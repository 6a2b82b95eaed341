"""Open items: raised in a log, closed with what was done, reopened (HAND-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.handover.rows import LogKey
from app.rules.vocabulary import Section


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is typed of an item. `worse`: what to do if it gets worse."""

    section: Section
    text: str
    urgent: bool = False
    owner_id: int | None = None
    due_on: date | None = None
    worse: str = ""


def raise_item(ctx: Context, key: LogKey, item: NewItem) -> str:
    """Raise an item in the log; its number."""
    raise NotImplementedError


def edit_item(ctx: Context, item_id: int, item: NewItem, version: int) -> None:
    """Change one's own item before its log is signed."""
    raise NotImplementedError


def remove_item(ctx: Context, item_id: int, version: int) -> None:
    """Take one's own item away before its log is signed."""
    raise NotImplementedError


def close_item(ctx: Context, item_id: int, closing: str, version: int) -> None:
    """Close an item with what was done."""
    raise NotImplementedError


def reopen_item(ctx: Context, item_id: int, reason: str, version: int) -> None:
    """Open a closed item again: the same item, a further entry."""
    raise NotImplementedError
