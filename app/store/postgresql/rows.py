"""Many rows into a table by the server's own way for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import Connection

from app.store.postgresql.engine import bare_of

_INTO = SQL("COPY {} ({}) FROM STDIN")


def add(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> int:
    """Add the rows, whose values stand in the order of the columns; how many. psycopg.Error."""
    named = SQL(", ").join(map(Identifier, columns))
    into = _INTO.format(Identifier(table), named)
    with bare_of(connection).cursor() as cursor:
        with cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)
        return int(cursor.rowcount)
