"""Which schema a store has: its revision, and the fingerprint of what is really there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

HEAD = "0002"
"""The newest migration. A store at this revision opens without Alembic being imported."""

OBJECTS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name"
)
"""SQLite's own tables (statistics) are left out: ANALYZE is not tampering."""


def fingerprint(objects: Iterable[Sequence[object]]) -> str:
    """SHA-256 (hex) of every table, index, view and trigger, as OBJECTS reads them."""
    digest = hashlib.sha256()
    for row in objects:
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
