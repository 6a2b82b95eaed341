"""The audit trail as a bare connection has it, of this program's schema or of an older one."""

from __future__ import annotations

from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.store.audit import GENESIS

LINK = "CASE typeof(mac) WHEN 'blob' THEN lower(hex(mac)) ELSE mac END"
"""A row's link as hex: before migration 0003 it was kept so."""
_LAST = f"SELECT id, {LINK} FROM audit_entry ORDER BY id DESC LIMIT 1"
_ONE = f"SELECT {LINK} FROM audit_entry WHERE id = ?"
_ALL = f"SELECT id, {LINK} FROM audit_entry"


def head(connection: Any) -> tuple[int, str]:
    """Number and link of the last row; nothing where unreadable."""
    try:
        last = connection.execute(_LAST).fetchone()
    except (driver.Error, ValueError):
        return (0, "")
    return (int(last[0]), str(last[1])) if last else (0, GENESIS)


def link_of(connection: Any, number: int) -> str | None:
    """The link of a row; None where there is none of that number."""
    row = connection.execute(_ONE, (number,)).fetchone()
    return None if row is None else str(row[0])


def links(connection: Any) -> dict[int, str]:
    """The link of every row, by number."""
    return {number: str(link) for number, link in connection.execute(_ALL)}
