"""Giving a store that may be in use another content, in one transaction, under nobody's hands.

From when it is locked until it has the new content, nobody's write is confirmed: windows that are
open find another number (`incarnation.py`); another program, which does not ask for it, is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.store.sqlite import incarnation
from app.store.sqlite.backups import give_up_after
from app.store.sqlite.engine import BUSY_SECONDS, connect

_PAGES_AT_A_TIME = 16
"""Fewer than any store has: the first step takes the lock, and the last one commits."""
_RETRY_SECONDS = 0.001


class Interrupted(Exception):
    """Somebody else's write came between; the store was left as it is."""


@contextmanager
def overwriting(store: Path, content: Path) -> Iterator[Any]:
    """Lock the store for what is to be done before, by the bare connection that is given; at the
    end it gets the `content` of another file, or Interrupted is raised.

    The lock passes from that connection to the one that copies: whoever was waiting for it may get
    it between, and is refused, but somebody who opens the store at that moment may write.
    """
    with closing(connect(store)) as lock, closing(connect(store)) as target:
        target.execute("PRAGMA user_version")  # all that takes time before is done now
        lock.execute("BEGIN IMMEDIATE")
        incarnation.draw(lock)
        yield lock
        seen = _version(lock)
        with closing(connect(content)) as source:
            lock.execute("COMMIT")
            lock.execute("PRAGMA busy_timeout=0")
            _copy(source, target, lambda: _version(lock) == seen)


def _version(connection: Any) -> int | None:
    """A number that changes when others commit; None where nobody can look, because it is locked
    for reading, too (with an SQLite that has no safe write-ahead log)."""
    with suppress(driver.OperationalError):
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
    return None


def _copy(source: Any, target: Any, unchanged: Callable[[], bool]) -> None:
    look = _first_asking(unchanged)
    try:
        source.backup(target, pages=_PAGES_AT_A_TIME, progress=look, sleep=_RETRY_SECONDS)
    except TimeoutError as error:
        raise Interrupted from error
    with suppress(driver.Error):  # later then, by whoever writes
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _first_asking(unchanged: Callable[[], bool]) -> Callable[[int, int, int], None]:
    """A progress callback that asks, once the target is locked, whether it is as it was."""
    wait = give_up_after(BUSY_SECONDS)
    asked = False

    def look(status: int, remaining: int, total: int) -> None:
        nonlocal asked
        wait(status, remaining, total)
        if status == 0 and not asked:
            asked = True
            if not unchanged():
                raise Interrupted

    return look
