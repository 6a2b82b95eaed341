"""Every row of a store, from a server into a file and back, as each of them keeps values.

A file keeps days, times and instants as texts, in the forms that SQLAlchemy gives them there, and
yes and no as numbers; a server has kinds of values for these. Rows pass as they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from psycopg.sql import SQL, Composed, Identifier
from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, Table, Time
from sqlalchemy.engine import Connection

from app.models import Base, SettingKey
from app.store.postgresql import rows
from app.store.postgresql.engine import bare_of

_OUT: tuple[tuple[type, SQL, str], ...] = (
    (DateTime, SQL("to_char({}, 'YYYY-MM-DD HH24:MI:SS.US')"), "text"),
    (Date, SQL("to_char({}, 'YYYY-MM-DD')"), "text"),
    (Time, SQL("to_char({}, 'HH24:MI:SS.US')"), "text"),
    (Boolean, SQL("{}::int"), "int4"),
    (Integer, SQL("{}"), "int8"),
    (Float, SQL("{}"), "float8"),
    (LargeBinary, SQL("{}"), "bytea"),
)
"""How a column leaves the server, by its kind: as the value that a file keeps."""
_AS_IT_IS = (SQL("{}"), "text")

_OWN_SETTINGS: LiteralString = (
    f"WHERE key NOT IN ('{SettingKey.CONTENT_SEAL}', '{SettingKey.MOVED_TO}')"
)
"""What a store says of itself alone is not copied: a seal is a file's, and which store was moved
away is not said of the one that came of it."""


def copy_out(connection: Connection, file: Any) -> int:
    """Every row that the transaction of `connection` sees, into the empty tables of a file's bare
    connection; how many. psycopg.Error, or the file's driver's.
    """
    server: psycopg.Connection[Any] = bare_of(connection)
    count = 0
    with server.cursor() as cursor:
        for table in _tables():
            with cursor.copy(_reading(table)) as copy:
                copy.set_types([_out(column)[1] for column in _columns(table)])
                file.executemany(_putting(table), copy.rows())
            count += cursor.rowcount
    return count


def copy_in(connection: Connection, file: Any) -> int:
    """Every row that a file's bare connection sees, into the empty tables of the store that the
    transaction of `connection` has made; how many. The same errors."""
    server: psycopg.Connection[Any] = bare_of(connection)
    count = 0
    with server.cursor() as cursor, _unwatched(cursor):
        for table in _tables():
            names = [column.name for column in _columns(table)]
            count += rows.add(connection, table.name, names, file.execute(_taking(table)))
            _go_on_counting(cursor, table)
    return count


_REFERENCES = """SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype = 'f'"""
_INDEXES = """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))"""


@contextmanager
def _unwatched(cursor: psycopg.Cursor[Any]) -> Iterator[None]:
    """Rows go into bare tables, which takes a third of the time; references and indexes are made
    anew over what came, and so is what the server knows of it to plan by."""
    tables = [table.name for table in _tables()]
    references = cursor.execute(_REFERENCES).fetchall()
    indexes = cursor.execute(_INDEXES).fetchall()
    for name in tables:
        _run(cursor, f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
    for table, name, _made in references:
        _run(cursor, f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _made in indexes:
        _run(cursor, f"DROP INDEX {name}")
    yield
    for _name, made in indexes:
        _run(cursor, made)
    for table, name, made in references:
        _run(cursor, f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}")
    for name in tables:
        _run(cursor, f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
    _run(cursor, "ANALYZE")


def _run(cursor: psycopg.Cursor[Any], words: str) -> None:
    cursor.execute(words.encode())


def _go_on_counting(cursor: psycopg.Cursor[Any], table: Table) -> None:
    """The next number that the server gives to a row is after those that came."""
    if (key := table.autoincrement_column) is not None:
        cursor.execute(
            SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), max({}) + 1, false) FROM {} "
                "HAVING max({}) IS NOT NULL"
            ).format(
                f'"{table.name}"', key.name, Identifier(key.name), Identifier(table.name),
                Identifier(key.name),
            )
        )  # fmt: skip


def _tables() -> list[Table]:
    return Base.metadata.sorted_tables


def _columns(table: Table) -> list[Column[Any]]:
    """Those that are not worked out of others."""
    return [column for column in table.columns if column.computed is None]


def _out(column: Column[Any]) -> tuple[SQL, str]:
    kind = getattr(column.type, "impl_instance", column.type)
    return next(((form, name) for of, form, name in _OUT if isinstance(kind, of)), _AS_IT_IS)


def _reading(table: Table) -> Composed:
    outs = SQL(", ").join(
        _out(column)[0].format(Identifier(column.name)) for column in _columns(table)
    )
    order = SQL(", ").join(Identifier(column.name) for column in table.primary_key)
    return SQL("COPY (SELECT {} FROM {} {} ORDER BY {}) TO STDOUT (FORMAT BINARY)").format(
        outs, Identifier(table.name), SQL(_which(table)), order
    )


def _putting(table: Table) -> str:
    marks = ", ".join("?" * len(_columns(table)))
    return f'INSERT INTO "{table.name}" ({_listed(table)}) VALUES ({marks})'


def _taking(table: Table) -> str:
    return f'SELECT {_listed(table)} FROM "{table.name}" {_which(table)}'


def _which(table: Table) -> LiteralString:
    return _OWN_SETTINGS if table.name == "setting" else ""


def _listed(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in _columns(table))
