"""The settings of a store, as a bare connection is asked for one: the store's own is none of it."""

from __future__ import annotations

from typing import Any

from app.models import SettingKey


def setting(connection: Any, key: SettingKey) -> str | None:
    """The value of one; None where there is none."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None
