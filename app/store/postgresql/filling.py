"""A store on a server that comes of a file, and a file that comes of one, each whole at the end."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlcipher3 import dbapi2 as driver

from app.store import audit
from app.store.audit import Entry
from app.store.postgresql import certificates, copying, making
from app.store.postgresql.engine import LONG
from app.store.sqlite import filling
from app.store.sqlite.access import mode_of
from app.store.sqlite.certificates import folder_of
from app.store.sqlite.engine import connect
from app.store.sqlite.problems import explained

_LAST = "SELECT at, actor FROM audit_entry ORDER BY id DESC LIMIT 1"


def fill(connection: Connection, file: Path, now: datetime, actor: str, *entries: Entry) -> int:
    """A store in the database, in which there is none, with all that is in the `file` of the
    present schema and its certificates; its trail goes on with the `entries`, and counts anew.
    How many rows came.

    In the transaction that holds the lock.
    """
    connection.exec_driver_sql(LONG)
    making.create(connection)
    certificates.carry_in(connection, folder_of(file))
    try:
        with closing(connect(file, mode_of(file))) as source:
            source.execute("BEGIN")  # all tables of one state
            rows = copying.copy_in(connection, source)
    except driver.Error as error:
        raise explained(error, file) or error from error
    if entries:
        audit.append(connection, *entries)
    making.note(connection, now, actor)
    return rows


def last_of(file: Path) -> tuple[datetime, str]:
    """Instant and actor of the last entry in the trail of a file."""
    with closing(connect(file, mode_of(file))) as source:
        at, actor = source.execute(_LAST).fetchone()
    return datetime.fromisoformat(at).replace(tzinfo=UTC), str(actor)


def copy(
    connection: Connection,
    path: Path,
    kept: Path,
    now: datetime,
    actor: str,
    *entries: Entry,
) -> int:
    """A new file with all that the transaction of `connection` sees, and its certificates in the
    folder `kept`; the same."""
    connection.exec_driver_sql(LONG)
    certificates.carry_out(connection, kept)
    with filling.filling(path, now, actor, *entries) as target:
        return copying.copy_out(connection, target)
