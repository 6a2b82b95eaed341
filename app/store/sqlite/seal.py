"""A digest of all content, left when a store is closed and taken off by the first write after.

As long as it is there, nothing has been written by this program since: whatever differs then was
done by a failing disk or by somebody else's hand, and no constraint need speak of it.
"""

from __future__ import annotations

import hashlib
from typing import Any

from app.models import SettingKey

UNSEAL = f"DELETE FROM setting WHERE key = '{SettingKey.CONTENT_SEAL}'"
_SEAL = f"INSERT INTO setting (key, value) VALUES ('{SettingKey.CONTENT_SEAL}', ?)"
_READ = f"SELECT value FROM setting WHERE key = '{SettingKey.CONTENT_SEAL}'"
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' "
    "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
)


def seal_of(connection: Any) -> str | None:
    """The digest that was left, or None where something was written since. Bare connection."""
    row = connection.execute(_READ).fetchone()
    return str(row[0]) if row else None


def put_on(connection: Any) -> None:
    """Leave the digest of what is there, in the bare connection's writing transaction."""
    connection.execute(UNSEAL)
    connection.execute(_SEAL, (content_digest(connection),))


def content_digest(connection: Any) -> str:
    """SHA-256 (hex) of every row of every table but the seal itself."""
    digest = hashlib.sha256()
    for (table,) in connection.execute(_TABLES).fetchall():
        (rows,) = connection.execute(_all_rows(connection, table)).fetchone()
        digest.update(f"{table}\n{rows}\n".encode())
    return digest.hexdigest()


def _all_rows(connection: Any, table: str) -> str:
    """The statement that makes one text of a table; SQLite is quicker at that than Python."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    values = " || ',' || ".join(f'quote("{name}")' for _, name, *_ in columns)
    key = ", ".join(f'"{column[1]}"' for column in columns if column[5])
    but = f" WHERE key != '{SettingKey.CONTENT_SEAL}'" if table == "setting" else ""
    ordered = f'SELECT {values} AS line FROM "{table}"{but} ORDER BY {key or 1}'
    return f"SELECT group_concat(line, char(10)) FROM ({ordered})"
