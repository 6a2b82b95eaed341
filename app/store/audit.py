"""The audit trail: appended in the transaction of the change, each row chained to the one before.

A row's link is the HMAC-SHA256 of the link before it and of all the row's columns. What that
shows, and what it cannot: docs/decisions/0004-the-reach-of-the-audit-trail.md.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app.models import AuditEntry, Setting, SettingKey, table_of
from app.rules.deeds import Deed

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_AS_TOLD = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
GENESIS = "0" * 64

_TRAIL, _SETTING = table_of(AuditEntry), table_of(Setting)
_KEY = select(_SETTING.c.value).where(_SETTING.c.key == SettingKey.AUDIT_KEY)
_LAST = (
    select(_TRAIL.c.id, _TRAIL.c.mac, _KEY.scalar_subquery()).order_by(_TRAIL.c.id.desc()).limit(1)
)
_APPEND = insert(_TRAIL)


def as_text(values: Mapping[str, Any]) -> str:
    """What an entry keeps, as canonical JSON."""
    return _AS_TOLD.encode(values)


def append(
    session: Session | Connection,
    at: datetime,
    actor: str,
    action: Deed,
    subject: str,
    before: str | None,
    after: str | None,
) -> int:
    """Add the next link; the caller's transaction commits it with the change, or neither.

    Returns the number of the entry.
    """
    last = session.execute(_LAST).first()
    latest, previous, key = last or (0, GENESIS, session.execute(_KEY).scalar_one())
    number: int = latest + 1
    row: dict[str, Any] = {
        "id": number,
        "at": at,
        "actor": actor,
        "action": action.value,
        "subject": subject,
        "before": before,
        "after": after,
        "previous": previous,
    }
    session.execute(_APPEND, {**row, "mac": link(key, row)})
    return number


def link(key: str, row: dict[str, Any]) -> str:
    """The HMAC-SHA256 (hex) of a row: every column but `mac`, as canonical JSON."""
    at: datetime = row["at"]
    whole = row | {"at": at.astimezone(UTC).isoformat()}
    text = _CANONICAL.encode(whole)
    return hmac.digest(bytes.fromhex(key), text.encode(), "sha256").hex()


def first_break(key: str, rows: Iterable[dict[str, Any]]) -> int | None:
    """The number of the first row, in the order of `id`, that is not the next link; None: whole.

    Each row has all columns as SQLite holds them. An edited row breaks at itself, a deleted or
    renumbered one at the number that is missing. A cut tail leaves no break: only an anchor
    outside the file shows it.
    """
    previous = GENESIS
    for number, row in enumerate(rows, start=1):
        follows = row["id"] == number and row["previous"] == previous
        if not follows or row["mac"] != _recomputed(key, row):
            return number
        previous = row["mac"]
    return None


def _recomputed(key: str, stored: dict[str, Any]) -> str | None:
    """The link that a stored row should have; None where its values are of no sense."""
    row = {column: value for column, value in stored.items() if column != "mac"}
    try:
        return link(key, row | {"at": datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)})
    except (TypeError, ValueError):
        return None
