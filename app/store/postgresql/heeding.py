"""A connection that notices when its server has fallen silent, however long a statement may take.

docs/decisions/0048-what-became-of-a-commit.md
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from time import monotonic
from typing import Any

import psycopg

from app.store.postgresql.knocking import answers

SILENCE = 5.0
"""Seconds without a word after which it is asked whether the server is there."""


class Silence(psycopg.OperationalError):
    """The server answers nobody; the connection is closed."""


class Heedful(psycopg.Connection[Any]):
    """While the server says nothing, it is asked on the side whether it is there at all: a long
    statement goes on, and whoever waits for a dead server is told."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """What has come already, as each row of a COPY after the first, is waited for by nobody."""
        try:
            wanted = next(gen)
        except StopIteration as ended:
            return ended.value
        try:
            return super().wait(self._heeded(gen, wanted), interval, timeout)
        finally:
            with suppress(psycopg.Error):  # of a connection that is lost, from what it had begun
                gen.close()

    def _heeded(self, gen: Any, wanted: Any) -> Generator[Any, Any, Any]:
        heard = monotonic()
        try:
            while True:
                came = yield wanted
                if came:
                    heard = monotonic()
                elif monotonic() - heard > SILENCE:
                    if not answers(self.info):
                        self.pgconn.finish()
                        raise Silence("the server has fallen silent")
                    heard = monotonic()
                wanted = gen.send(came)
        except StopIteration as ended:
            return ended.value
