"""The engines of a store on a server, and how each of their transactions begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from app.address import ServerAddress
from app.store.postgresql import standing
from app.store.postgresql.connecting import Bare, connect
from app.store.postgresql.heeding import Silence
from app.store.postgresql.problems import is_lost
from app.store.postgresql.sending import Writer
from app.store.postgresql.triggers import HELD

BUSY_SECONDS = 10.0
LOCK = 0x44757479  # "Duty"
_READERS = 3
_READERS_PATIENCE = {"idle_in_transaction_session_timeout": "10min"}
"""They hold nobody up, and may compute for long between two statements."""
IDLE = "60s"
"""After which the server takes a reader's connection back; the next read makes another."""

_CLOCK = "SELECT clock_timestamp()"
READING = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_CLOCK}"
LOCKING = f"BEGIN; SET LOCAL {HELD} = ''; SELECT pg_advisory_xact_lock({LOCK}); {_CLOCK}"
"""The lock in a statement of its own: what is read after it is read as of after it. Before it what
a database may have been told to count from is cleared."""
WRITING = f"{LOCKING}, {standing.READ}, {standing.LAST}"
LONG = "SET LOCAL idle_in_transaction_session_timeout = '10min'"
"""In a transaction that computes for minutes between statements."""


def make_engine(address: ServerAddress, *, writing: bool) -> Engine:
    """An engine on the database; a writing one has one connection, a reading one's refuse to write.

    What went wrong is told without what the statement was given: that is the centre's data.
    """
    patience = {} if writing else _READERS_PATIENCE | {"idle_session_timeout": IDLE}
    kind = Writer if writing else Bare
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(address, kind=kind, read_only=not writing, **patience),
        poolclass=_Pool,
        pool_size=1 if writing else _READERS,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        use_native_hstore=False,
    )
    engine.dialect.supports_sane_multi_rowcount = False  # see `sending.py`
    return engine


class _Pool(QueuePool):
    """What is still in use as it is disposed of is closed as soon as it comes back."""

    _over = False

    def dispose(self) -> None:
        self._over = True
        super().dispose()

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        if self._over:
            record.close()
        else:
            super()._do_return_conn(record)


def begun(engine: Engine, words: str) -> tuple[Connection, Sequence[Any]]:
    """A connection in a transaction that has begun with `words`, and the row that these gave: first
    the server's time.

    A connection that had died, as at night or with the server's restart, is tried once more: so
    far nothing was asked. Not where nobody answers: whoever waits has waited long enough.
    """
    try:
        return _begin(engine, words)
    except psycopg.Error as error:
        if not is_lost(error) or isinstance(error, Silence):
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
