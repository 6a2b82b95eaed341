"""One history or another: what was seen of an audit trail, held against the one in a store.

Going back to a backup begins another history. Its record (`Deed.STORE_RESTORE`) says how many
entries the new one shares with the one it replaced, so that what was seen of that one before is no
sign of a cut trail, at whatever moment the restore was killed.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from app.rules.deeds import Deed
from app.store.audit import GENESIS

_LAST = "SELECT id, mac FROM audit_entry ORDER BY id DESC LIMIT 1"
_LINK = "SELECT mac FROM audit_entry WHERE id = ?"
SHARED = "shared"
"""In the record of a restore: the number of entries that both histories have."""
UNTIL = "backups_until"
"""In the same: the latest instant of the backups that were there, whatever clock they go by."""
_RESTORES = f"SELECT at, after FROM audit_entry WHERE action = '{Deed.STORE_RESTORE}'"


class Standing(StrEnum):
    """How something that was seen of a trail stands to the trail of a store."""

    HELD = "held"
    SUPERSEDED = "superseded"
    CUT = "cut"
    REWRITTEN = "rewritten"


def head(connection: Any) -> tuple[int, str]:
    """Number and link of the last entry."""
    last = connection.execute(_LAST).fetchone()
    return (int(last[0]), str(last[1])) if last else (0, GENESIS)


def standing(connection: Any, rows: int, link: str, seen_at: datetime) -> Standing:
    """How the trail of the bare `connection` stands to one that had `rows` entries at `seen_at`
    (aware), the last of them with a link that begins with `link`."""
    found = connection.execute(_LINK, (rows,)).fetchone()
    if rows == 0 or (found and str(found[0]).startswith(link)):
        return Standing.HELD
    if any(seen_at <= at and rows > shared for at, shared in _restores(connection)):
        return Standing.SUPERSEDED
    return Standing.REWRITTEN if found else Standing.CUT


def shared(one: Any, other: Any) -> int:
    """How many entries the trails of two bare connections have in common."""
    low, high = 0, min(head(one)[0], head(other)[0])
    while low < high:
        middle = (low + high + 1) // 2
        if one.execute(_LINK, (middle,)).fetchone() == other.execute(_LINK, (middle,)).fetchone():
            low = middle
        else:
            high = middle - 1
    return low


def _restores(connection: Any) -> list[tuple[datetime, int]]:
    """Up to when what was seen is of the history before that restore, and what was shared then;
    earlier versions did not record that."""
    found = []
    for at, after in connection.execute(_RESTORES):
        told = json.loads(after or "{}")
        if (shared := told.get(SHARED)) is not None:
            until = max(map(_instant, filter(None, (at, told.get(UNTIL)))))
            found.append((until, int(shared)))
    return found


def _instant(kept: object) -> datetime:
    """An instant as a file keeps it, or as a server's driver gives it."""
    return datetime.fromisoformat(str(kept)).replace(tzinfo=UTC)
