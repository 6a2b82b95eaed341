"""The rows that are held against the trail: counted as they are written, and as they stand.

Triggers of the writing connection, which no file holds, hear of each row that any statement
writes: whoever adds a table, a column or a service has nothing to remember.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.store.held import NOT_COUNTED, NOT_HELD, SETTINGS, Sums, digest
from app.store.sqlite.objects import STATISTICS

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"


def watch(connection: Any) -> Sums:
    """What the bare connection's transactions change from now on; whoever begins one clears it."""
    sums = Sums()
    for table, columns in _held(connection):
        connection.create_function(f"put_{table}", -1, _counter(sums, table, 1))
        connection.create_function(f"take_{table}", -1, _counter(sums, table, -1))
        put = f"SELECT put_{table}({_of('NEW', columns)}){_where(table, 'NEW.')};"
        take = f"SELECT take_{table}({_of('OLD', columns)}){_where(table, 'OLD.')};"
        for action, calls in (("INSERT", put), ("DELETE", take), ("UPDATE", f"{take} {put}")):
            connection.execute(
                f"CREATE TEMP TRIGGER counts_{table}_{action.lower()} AFTER {action} "
                f'ON main."{table}" BEGIN {calls} END'
            )
    return sums


def standing(connection: Any) -> Sums:
    """What stands in the store of the bare connection."""
    sums = Sums()
    for table, columns in _held(connection):
        rows = connection.execute(f'SELECT {", ".join(columns)} FROM "{table}"{_where(table)}')
        sums.add(table, sum(map(digest, rows)))
    return sums


def _counter(sums: Sums, table: str, sign: int) -> Callable[..., None]:
    def count(*row: object) -> None:
        sums.add(table, sign * digest(row))

    return count


def _held(connection: Any) -> Iterator[tuple[str, list[str]]]:
    """Each table of the file, which may be of another version, with its columns that count."""
    for (table,) in connection.execute(_TABLES).fetchall():
        if table not in NOT_HELD and table not in STATISTICS:
            columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            named = [name for _, name, *_ in columns if (table, name) not in NOT_COUNTED]
            yield table, [f'"{name}"' for name in named]


def _where(table: str, row: str = "") -> str:
    """What keeps the store's own settings out of the count."""
    counted = ", ".join(f"'{key}'" for key in SETTINGS)
    return f" WHERE {row}key IN ({counted})" if table == "setting" else ""


def _of(row: str, columns: list[str]) -> str:
    return ", ".join(f"{row}.{column}" for column in columns)
