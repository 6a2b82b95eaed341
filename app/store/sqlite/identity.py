"""Whose a file is, asked before anything is changed in it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreProblem
from app.models import Base
from app.rules.vocabulary import msg
from app.store import migrate, schema
from app.store.sqlite import log
from app.store.sqlite.access import mode_of
from app.store.sqlite.backups import refuse_gone
from app.store.sqlite.engine import APPLICATION_ID, connect
from app.store.sqlite.location import refuse_other_than_file
from app.store.sqlite.problems import damaged, explained

_TABLES = frozenset({"alembic_version", *Base.metadata.tables})


def revision_of(path: Path) -> str:
    """The schema revision of the store `path`; StoreProblem where it is not one that we can open.

    The file is asked through SQLite only: opening it otherwise would drop this process's locks.
    """
    _refuse_missing_or_empty(path)
    log.refuse_anothers(path)
    try:
        with closing(connect(path, mode_of(path))) as connection:
            revision = _revision(connection)
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except driver.Error as error:
        raise explained(error, path) or error from error
    if revision is None:
        raise StoreProblem(
            msg("This is not a Dutydesk store."),
            msg("{path} belongs to another program. It was left as it is.", path=str(path)),
        )
    if revision != schema.HEAD and not migrate.known(revision):
        raise StoreProblem(
            msg("The store is newer than this program."),
            msg(
                "{path} was last opened by a newer Dutydesk. It was left as it is; "
                "update the program on this computer.",
                path=str(path),
            ),
        )
    return revision


def _refuse_missing_or_empty(path: Path) -> None:
    refuse_other_than_file(path)
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        refuse_gone(path)
        raise StoreProblem(
            msg("There is no store here."),
            msg("{path} does not exist. Check the path, or set up a new store.", path=str(path)),
        ) from None
    if size == 0:
        raise StoreProblem(
            msg("The store is empty."),
            msg(
                "{path} has lost its content. Nothing was started afresh over it: "
                "restore the latest backup, or move the empty file away.",
                path=str(path),
            ),
        )


def _has_false_tables(connection: Any) -> bool:
    """Whether a view stands where we would read a table: a crafted one may have rows for ever."""
    views = connection.execute("SELECT lower(name) FROM sqlite_schema WHERE type = 'view'")
    return any(name in _TABLES for (name,) in views)


def _revision(connection: Any) -> str | None:
    """The revision; None where the file is a database of somebody else's."""
    connection.execute("PRAGMA busy_timeout=10000")
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID or _has_false_tables(connection):
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None
