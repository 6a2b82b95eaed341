"""The audit trail: appended in the transaction of the change, each row chained to the one before.

A row's link is the HMAC-SHA256 of the link before it and of all the row's columns. What that
shows, and what it cannot: docs/decisions/0004-the-reach-of-the-audit-trail.md.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring as _text
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app.models import AuditEntry, Setting, SettingKey, table_of
from app.rules.deeds import Deed
from app.store.port import LAST, PROOF

_AS_TOLD = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_NONE = "null"
GENESIS = "0" * 64

_TRAIL, _SETTING = table_of(AuditEntry), table_of(Setting)
_KEY = select(_SETTING.c.value).where(_SETTING.c.key == SettingKey.AUDIT_KEY)
_LAST = (
    select(_TRAIL.c.id, _TRAIL.c.mac, _TRAIL.c.at, _KEY.scalar_subquery())
    .order_by(_TRAIL.c.id.desc())
    .limit(1)
)
_LATEST = select(_TRAIL.c.at).order_by(_TRAIL.c.id.desc()).limit(1)
_APPEND = insert(_TRAIL)


def as_text(values: Mapping[str, Any]) -> str:
    """What an entry keeps, as canonical JSON."""
    return _AS_TOLD.encode(values)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded; `before` and `after` as `as_text` has them."""

    at: datetime
    actor: str
    action: Deed
    subject: str
    before: str | None = None
    after: str | None = None


class Last(NamedTuple):
    """The end of a trail: number, link (hex) and instant of its last entry, and the key (hex) that
    links are made with."""

    number: int
    link: str
    at: datetime | None
    key: str


def append(session: Session | Connection, *entries: Entry) -> list[int]:
    """Add the next links; the caller's transaction commits them with the change, or neither.

    An `at` before that of the last entry becomes it: the trail's instants never run backwards.
    Returns the numbers of the entries.
    """
    count, previous, at, key = session.info.pop(LAST, None) or _last(session)
    rows = []
    for number, entry in enumerate(entries, start=count + 1):
        at = max(at or entry.at, entry.at)
        row: dict[str, Any] = {
            "id": number,
            "at": at,
            "actor": entry.actor,
            "action": entry.action.value,
            "subject": entry.subject,
            "before": entry.before,
            "after": entry.after,
        }
        previous = link(key, previous, row)
        rows.append({**row, "link": previous})
    if rows:
        session.execute(_APPEND, rows)
        session.info[PROOF] = (rows[-1]["id"], previous)
    return [row["id"] for row in rows]


def latest(session: Session | Connection) -> datetime | None:
    """When the last entry was made; None while there is none."""
    last: Last | None = session.info.get(LAST)
    return last.at if last else session.execute(_LATEST).scalar()


def _last(session: Session | Connection) -> Last:
    found = session.execute(_LAST).first()
    return Last(*found) if found else Last(0, GENESIS, None, session.execute(_KEY).scalar_one())


def link(key: str, previous: str, row: dict[str, Any]) -> str:
    """The HMAC-SHA256 (hex) of a row: the link before it and all that it tells, as canonical JSON.

    Written out, since `verify` does it a hundred thousand times. TypeError or ValueError for
    values that no row of ours has.
    """
    at: datetime = row["at"]
    before, after = (
        _NONE if row[name] is None else _text(row[name]) for name in ("before", "after")
    )
    text = (
        f'{{"action":{_text(row["action"])},"actor":{_text(row["actor"])},"after":{after},'
        f'"at":"{at.astimezone(UTC).isoformat()}","before":{before},"id":{row["id"]:d},'
        f'"previous":"{previous}","subject":{_text(row["subject"])}}}'
    )
    return hmac.digest(bytes.fromhex(key), text.encode(), "sha256").hex()


def first_break(key: str, rows: Iterable[dict[str, Any]]) -> int | None:
    """The number of the first row, in the order of `id`, that is not the next link; None: whole.

    Each row has all columns as SQLite holds them, `mac` as hex. An edited row breaks at itself, a
    deleted or renumbered one at the number that is missing. A cut tail leaves no break: only an
    anchor outside the file shows it.
    """
    previous = GENESIS
    for number, row in enumerate(rows, start=1):
        if row["id"] != number or not is_link(key, previous, row):
            return number
        previous = row["mac"]
    return None


def is_link(key: str, previous: str, row: dict[str, Any]) -> bool:
    """Whether a row, with all columns as SQLite holds them, is the link after `previous`."""
    return bool(row["mac"] == _recomputed(key, previous, row))


def _recomputed(key: str, previous: str, stored: dict[str, Any]) -> str | None:
    """The link that a stored row should have; None where its values are of no sense."""
    try:
        at = datetime.fromisoformat(stored["at"]).replace(tzinfo=UTC)
        return link(key, previous, stored | {"at": at})
    except (TypeError, ValueError):
        return None
