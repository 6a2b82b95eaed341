"""Taking a store out of a database: all of its tables, and nothing of anybody else's."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from app.address import ServerAddress
from app.models import Base
from app.store.postgresql import identity, triggers

_OURS = frozenset({*Base.metadata.tables, triggers.CERTIFICATES, "alembic_version"})
_THERE = """SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'p', 'f')
AND relnamespace = current_schema()::regnamespace ORDER BY relname"""


def tables_there(connection: Connection, address: ServerAddress) -> list[str]:
    """The tables of a store that may be damaged; none where the database is empty.

    StoreProblem where something else is among them, or where a newer program made them.
    """
    found = list(connection.exec_driver_sql(_THERE).scalars())
    if not _OURS.issuperset(found):
        identity.revision_of(connection, address)  # says it of a newer one
        raise identity.anothers(address)
    return found


def remove(connection: Connection, tables: list[str]) -> None:
    """Drop these and what watches over them."""
    triggers.remove(connection)
    if tables:
        listed = ", ".join(f'"{table}"' for table in tables)
        connection.exec_driver_sql(f"DROP TABLE {listed}")


def set_aside(connection: Connection, tables: list[str], schema: str) -> None:
    """Move them into a new schema of this name, as they are."""
    triggers.remove(connection)
    connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" SET SCHEMA "{schema}"')
