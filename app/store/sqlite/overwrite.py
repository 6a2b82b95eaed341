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
from app.store.sqlite.problems import busy

_PAGES_AT_A_TIME = 16
"""Fewer than any store has: the first step takes the lock, and the last one commits."""


@contextmanager
def overwriting(store: Path, content: Path) -> Iterator[Any]:
    """Lock the store for what is to be done before, by the bare connection that is given; at the
    end it gets the `content` of another file. StoreProblem where somebody else goes on writing."""
    with closing(connect(store)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        incarnation.draw(lock)
        yield lock
        seen = _version(lock)
        lock.execute("COMMIT")
        lock.execute("PRAGMA busy_timeout=0")
        _copy(content, store, lambda: _version(lock) == seen)


def _version(connection: Any) -> int | None:
    """A number that changes when others commit; None where nobody can look, because it is locked
    for reading, too (with an SQLite that has no safe write-ahead log)."""
    with suppress(driver.OperationalError):
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
    return None


def _copy(content: Path, store: Path, unchanged: Callable[[], bool]) -> None:
    with closing(connect(content)) as source, closing(connect(store)) as target:
        look = _first_asking(unchanged, store)
        try:
            source.backup(target, pages=_PAGES_AT_A_TIME, progress=look)
        except TimeoutError as error:
            raise busy(store) from error
        with suppress(driver.Error):  # later then, by whoever writes
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _first_asking(unchanged: Callable[[], bool], store: Path) -> Callable[[int, int, int], None]:
    """A progress callback that asks, once the target is locked, whether it is as it was."""
    wait = give_up_after(BUSY_SECONDS)
    asked = False

    def look(status: int, remaining: int, total: int) -> None:
        nonlocal asked
        wait(status, remaining, total)
        if status == 0 and not asked:
            asked = True
            if not unchanged():
                raise busy(store)

    return look
