"""A digest of all content, left when a store is closed and taken off by the first write after.

As long as it is there, nothing has been written by this program since: whatever differs then was
done by a failing disk or by somebody else's hand, and no constraint need speak of it. The audit
trail says whether there is to be one: the row that comes with a seal is the last (SEALING), until
the transaction that takes it off appends the next. So a seal that was taken off is found, too.

The trail's own content is left out, but for its head: its chain covers it. Only a migration may
change what is digested: backups keep the seals of their time.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from app.models import SettingKey
from app.rules.deeds import Deed
from app.store import audit
from app.store.facts import setting
from app.store.sqlite.access import is_nobodys
from app.store.sqlite.engine import library_version, wal_is_safe
from app.store.sqlite.objects import STATISTICS

UNSEAL = f"DELETE FROM setting WHERE key = '{SettingKey.CONTENT_SEAL}'"
SEALING = frozenset({Deed.STORE_CLOSE, Deed.STORE_MIGRATE, Deed.STORE_RESTORE})
"""What is recorded in a transaction that puts a seal on."""
_MARK = "2:"
_BEFORE = frozenset({"0001", "0002"})
"""Schema revisions whose stores may have a seal without the mark, which nobody can compare now, and
none after a migration."""
_SEAL = f"INSERT INTO setting (key, value) VALUES ('{SettingKey.CONTENT_SEAL}', ?)"
_LAST = "SELECT id, mac, action FROM audit_entry ORDER BY id DESC LIMIT 1"
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
_AT_ONCE = 500
"""Rows that are read at a time; of tables with files in them, one."""
_MARSHAL = 2
"""The last of marshal's formats that writes equal values alike, in every Python."""


class State(StrEnum):
    """What a seal says of the content."""

    WHOLE = "whole"
    ALTERED = "altered"
    TAKEN_OFF = "taken off"
    OPEN = "open"
    """None is to be there: the store is in use, or was not closed in order."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the seal found: `left` is the seal, `found` the digest of what is there."""

    state: State
    left: str = ""
    found: str = ""


def look(connection: Any) -> Look:
    """Compare the seal with what is there. Bare connection; driver.Error where it is unreadable."""
    left = seal_of(connection)
    if left is None:
        return Look(State.TAKEN_OFF if is_missing(connection) else State.OPEN)
    if not left.startswith(_MARK) and _revision(connection) in _BEFORE:
        return Look(State.WHOLE, left)
    found = content_digest(connection)
    return Look(State.WHOLE if found == left else State.ALTERED, left, found)


def seal_of(connection: Any) -> str | None:
    """The digest that was left, or None where something was written since. Bare connection."""
    return setting(connection, SettingKey.CONTENT_SEAL)


def is_missing(connection: Any) -> bool:
    """Whether there is no seal, though the trail says that there is to be one. Bare connection."""
    action = _last(connection)[2]
    if action == Deed.STORE_MIGRATE and _revision(connection) in _BEFORE:
        return False
    return seal_of(connection) is None and action in SEALING


def take_off(connection: Connection, at: datetime, actor: str) -> None:
    """In each writing transaction: the first since the store was closed puts it on record."""
    if connection.exec_driver_sql(f"{UNSEAL} RETURNING key").first():
        audit.append(connection, audit.Entry(at, actor, Deed.STORE_OPEN, "store"))


def close(connection: Connection, at: datetime, actor: str) -> None:
    """Leave a seal, on record, in the transaction that is open on `connection`."""
    audit.append(connection, audit.Entry(at, actor, Deed.STORE_CLOSE, "store"))
    put_on(connection.connection.driver_connection)


def put_on(connection: Any) -> None:
    """Leave the digest of what is there, in the bare connection's writing transaction, whose last
    audit row is one of SEALING."""
    connection.execute(UNSEAL)
    connection.execute(_SEAL, (content_digest(connection),))


def content_digest(connection: Any) -> str:
    """SHA-256 of every row of every table, of the trail its head, without the seal itself."""
    digest = hashlib.sha256(marshal.dumps(_last(connection)[:2], _MARSHAL))
    for (table,) in connection.execute(_TABLES).fetchall():
        if table in STATISTICS:
            continue
        digest.update(f"\n{table}\n".encode())
        if table != "audit_entry":
            for rows in _rows(connection, table):
                digest.update(marshal.dumps(rows, _MARSHAL))
    return _MARK + digest.hexdigest()


def in_use(path: Path) -> bool:
    """Whether anybody has the store open: nobody else may while it is locked for one alone.

    With a journal that holds no lock between transactions nobody can tell: then somebody may.
    """
    return not wal_is_safe(library_version()) or not is_nobodys(path)


def _rows(connection: Any, table: str) -> Iterator[list[tuple[Any, ...]]]:
    """The rows by their key, some at a time."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    key = ", ".join(f'"{name}"' for _, name, *_, in_key in columns if in_key)
    but = f" WHERE key != '{SettingKey.CONTENT_SEAL}'" if table == "setting" else ""
    at_once = 1 if any(kind == "BLOB" for _, _, kind, *_ in columns) else _AT_ONCE
    found = connection.execute(f'SELECT * FROM "{table}"{but} ORDER BY {key or 1}')
    while rows := found.fetchmany(at_once):
        yield rows


def _last(connection: Any) -> tuple[int, str, str]:
    row = connection.execute(_LAST).fetchone()
    return (row[0], row[1], row[2]) if row else (0, audit.GENESIS, "")


def _revision(connection: Any) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""
