"""What a writing transaction sends together: what nobody waits for goes out, and its answer comes
with that of the next statement that somebody waits for, or of the COMMIT.

That is an INSERT that gives nothing back, and each `executemany`: how many rows they touched is not
told (-1, as the DBAPI has it). Everything else is answered as it is asked.
docs/decisions/0047-what-goes-out-together.md
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Self

import psycopg

from app.store.postgresql.connecting import Bare


class Writer(Bare):
    """A connection that sends together. An answer that is an error comes late, but before any
    COMMIT: the server passes over what was sent after it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_factory = WritersCursor
        self._sent: ExitStack | None = None

    def begin_sending(self) -> None:
        """From now on nobody waits, until `settle`."""
        if self._sent is None:
            sent = ExitStack()
            sent.enter_context(self.pipeline())
            self._sent = sent

    def settle(self) -> None:
        """Take in all answers that are still to come; psycopg.Error for the first that is one."""
        if self._sent is not None:
            sent, self._sent = self._sent, None
            sent.close()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """What was sent on a connection that is lost in this is not waited for any more."""
        try:
            yield
        except BaseException:
            if self.closed:
                with suppress(psycopg.Error):
                    self.settle()
            raise

    def commit(self) -> None:
        if self._sent is None:
            super().commit()
        else:
            self.execute("COMMIT", prepare=False)

    def rollback(self) -> None:
        with suppress(psycopg.Error):  # of what is undone anyway
            self.settle()
        super().rollback()

    def close(self) -> None:
        """Answers that were still to come will not any more."""
        super().close()
        with suppress(psycopg.Error):
            self.settle()


class WritersCursor(psycopg.Cursor[Any]):
    """What SQLAlchemy hands its statements to."""

    connection: Writer
    _told = True

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> Self:
        self._told = not (str(query).startswith("INSERT ") and " RETURNING " not in query)
        if not self._told:
            self.connection.begin_sending()
        with self.connection.asking():
            super().execute(query, *args, **kwargs)
        if self._told:
            self.connection.settle()
        return self

    def executemany(self, *args: Any, **kwargs: Any) -> None:
        self._told = False
        self.connection.begin_sending()
        with self.connection.asking():
            super().executemany(*args, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        self.connection.settle()
        return super().copy(*args, **kwargs)

    @property
    def rowcount(self) -> int:
        return super().rowcount if self._told else -1
