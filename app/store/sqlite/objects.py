"""What is really in a file: its tables, indexes, views and triggers, and their fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

ALL = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
STATISTICS = {
    "sqlite_sequence": "CREATE TABLE sqlite_sequence(name,seq)",
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
"""SQLite's own tables, which come and go: ANALYZE is not tampering."""

Object = Sequence[object]


def fingerprint(objects: Iterable[Object]) -> str:
    """SHA-256 (hex) of every table, index, view and trigger, as ALL reads them.

    What SQLite keeps for itself is left out by what it is, never by its name alone: a trigger
    that is called `sqlite_...` fires like any other.
    """
    digest = hashlib.sha256()
    for row in _made(objects):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _made(objects: Iterable[Object]) -> Iterator[Object]:
    """Without the statistics, and the indexes of keys, which have no statement and are numbered."""
    numbers: dict[object, Iterator[int]] = {}
    for row in objects:
        kind, name, table, sql = row
        if kind == "index" and sql is None:
            number = next(numbers.setdefault(table, count(1)))
            own = name == f"sqlite_autoindex_{table}_{number}"
        else:
            own = kind == "table" and name in STATISTICS and sql == STATISTICS[name]
        if not own:
            yield row
