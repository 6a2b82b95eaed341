"""The engines of a store on a server, and how each of their transactions begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from app.address import ServerAddress
from app.store.postgresql import standing
from app.store.postgresql.connecting import Bare, connect
from app.store.postgresql.problems import is_lost
from app.store.postgresql.sending import Writer

BUSY_SECONDS = 10.0
LOCK = 0x44757479  # "Duty"
_READERS = 3

_CLOCK = "SELECT clock_timestamp()"
READING = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_CLOCK}"
LOCKING = f"BEGIN; SELECT pg_advisory_xact_lock({LOCK}); {_CLOCK}"
"""The lock in a statement of its own: what is read after it is read as of after it."""
WRITING = f"{LOCKING}, {standing.READ}, {standing.LAST}"


def make_engine(address: ServerAddress, *, writing: bool) -> Engine:
    """An engine on the database; a writing one has one connection, a reading one's refuse to write.

    What went wrong is told without what the statement was given: that is the centre's data.
    """
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(address, kind=Writer if writing else Bare, read_only=not writing),
        poolclass=QueuePool,
        pool_size=1 if writing else _READERS,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        use_native_hstore=False,
    )
    engine.dialect.supports_sane_multi_rowcount = False  # see `sending.py`
    return engine


def begun(engine: Engine, words: str) -> tuple[Connection, Sequence[Any]]:
    """A connection in a transaction that has begun with `words`, and the row that these gave: first
    the server's time.

    A connection that had died, as at night or with the server's restart, is tried once more: so
    far nothing was asked.
    """
    try:
        return _begin(engine, words)
    except (psycopg.Error, OSError) as error:
        if not is_lost(error):
            raise
    engine.dispose()
    return _begin(engine, words)


def _begin(engine: Engine, words: str) -> tuple[Connection, Sequence[Any]]:
    connection = engine.connect()
    try:
        return connection, _last_row(bare_of(connection), words)
    except BaseException as error:
        if is_lost(error):
            connection.invalidate(error)
        else:  # a lock that could not be had
            bare_of(connection).rollback()
        connection.close()
        raise


def _last_row(bare: Any, words: str) -> Any:
    """What the last of several statements that are sent as one says."""
    with bare.cursor() as cursor:
        cursor.execute(words)
        while cursor.nextset():
            pass
        return cursor.fetchone()


def bare_of(connection: Connection) -> Any:
    """The driver's connection in a transaction of SQLAlchemy's."""
    return connection.connection.driver_connection
