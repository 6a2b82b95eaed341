"""What a database is, asked before anything is changed in it."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from app.address import ServerAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store import migrate, schema
from app.store.postgresql.problems import shown, torn

_OLDEST = 150_000
"""The oldest server that is spoken to, as `server_version_num` has it."""
_THERE = "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('setting') IS NOT NULL"
_ANYTHING = (
    "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "AND relkind IN ('r', 'v', 'm', 'p', 'f')"
)
_FIRST = "0013"
"""The schema that the first store on any server had."""
_REVISION = "SELECT version_num FROM alembic_version"


def revision_of(connection: Connection, address: ServerAddress) -> str | None:
    """The schema revision of the store; None where the database is empty.

    StoreProblem where something else is in it, or where we cannot work with it.
    """
    _refuse_unfit(connection, address)
    if not connection.exec_driver_sql(_THERE).scalar():
        if connection.exec_driver_sql(_ANYTHING).scalar():
            raise anothers(address)
        return None
    revision = str(connection.exec_driver_sql(_REVISION).scalar() or "")
    if revision < _FIRST:
        raise torn(address)
    if revision != schema.HEAD and not migrate.known(revision):
        raise newer(address)
    return revision


def anothers(address: ServerAddress) -> StoreProblem:
    """What is said of a database in which another program has its tables."""
    return StoreProblem(
        msg("This is not a Dutydesk store."),
        msg(
            "There are tables of another program in {store}. It was left as it is; have "
            "its keeper make a database of its own for Dutydesk.",
            store=shown(address),
        ),
    )


def newer(address: ServerAddress, kind: type[StoreProblem] = StoreProblem) -> StoreProblem:
    """What is said of a store that a newer program has brought to its schema."""
    return kind(
        msg("The store is newer than this program."),
        msg(
            "{store} was last opened by a newer Dutydesk. It was left as it is; update the program "
            "on this computer.",
            store=shown(address),
        ),
    )


def _refuse_unfit(connection: Connection, address: ServerAddress) -> None:
    version, encoding, here = connection.exec_driver_sql(
        "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), "
        "current_schema()"
    ).one()
    if version < _OLDEST:
        raise StoreProblem(
            msg("The server is too old."),
            msg(
                "{store} is on PostgreSQL {version}; 15 or newer is needed.",
                store=shown(address),
                version=str(version // 10_000),
            ),
        )
    if encoding != "UTF8":
        raise StoreProblem(
            msg("The database cannot hold all characters."),
            msg(
                "{store} has the encoding {encoding}. Have its keeper make one with UTF8.",
                store=shown(address),
                encoding=encoding,
            ),
        )
    if here is None:
        raise StoreProblem(
            msg("There is no schema in the database."),
            msg(
                "{store} has none that this user may work in. Have its keeper make one.",
                store=shown(address),
            ),
        )
