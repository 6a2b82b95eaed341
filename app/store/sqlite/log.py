"""The write-ahead log beside a store that nobody has open: after a kill it belongs there, and holds
what was confirmed last; where a copy was put back by hand it may be another's.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreProblem
from app.models import SettingKey
from app.rules.vocabulary import msg
from app.store import audit
from app.store.facts import setting
from app.store.sqlite import scratch
from app.store.sqlite.access import is_nobodys
from app.store.sqlite.engine import connect

_GAP = (
    "SELECT 1 FROM (SELECT id, lag(id, 1, 0) OVER (ORDER BY id) AS before FROM audit_entry) "
    "WHERE id != before + 1 LIMIT 1"
)


def refuse_anothers(store: Path) -> None:
    """StoreProblem where store and log make no sound whole; neither is touched.

    SQLite would write the log into the file at the first opening. So both are looked at under
    another name: a hard link to the store, which costs nothing, and a copy of its log. A disk
    without such links, and a store that somebody has open, are not looked at.
    """
    log = store.with_name(f"{store.name}-wal")
    with suppress(FileNotFoundError):
        if log.stat().st_size and not _fits(store, log):
            raise StoreProblem(
                msg("The store and its log do not fit together."),
                msg(
                    "With what lies in {log}, {path} makes no whole store: one of the two was put "
                    "there by hand, or is damaged. Nothing was touched. Move the log away to open "
                    "the store without it, or restore the latest backup.",
                    path=str(store),
                    log=log.name,
                ),
            )


def _fits(store: Path, log: Path) -> bool:
    with scratch.beside(store) as link:
        try:
            os.link(store, link)
        except (OSError, NotImplementedError):
            return True
        if not is_nobodys(link):  # by this name it has no log that could be touched
            return True
        shutil.copyfile(log, f"{link}-wal")
        if _is_whole(link):
            return True
        Path(f"{link}-wal").unlink()
        return not is_nobodys(link)  # somebody came meanwhile, and wrote into both


def _is_whole(path: Path) -> bool:
    """Whether file and log are sound together, and of one store: each has a key of its own."""
    try:
        with closing(connect(path, "ro")) as both:
            whole = both.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            gapless = whole and both.execute(_GAP).fetchone() is None
            key = _key_of(path) or setting(both, SettingKey.AUDIT_KEY)
            return gapless and key is not None and _ends_in_link_of(key, both)
    except (driver.Error, ValueError, TypeError):
        return False


def _key_of(file: Path) -> str | None:
    """The key of the file without its log; None where it is in the log alone, as of a new store."""
    try:
        with closing(connect(file, "ro&immutable=1")) as connection:
            return setting(connection, SettingKey.AUDIT_KEY)
    except driver.Error:
        return None


def _ends_in_link_of(key: str, connection: Any) -> bool:
    found = connection.execute("SELECT * FROM audit_entry ORDER BY id DESC LIMIT 2")
    columns = [column[0] for column in found.description]
    last, *before = (dict(zip(columns, row, strict=True)) for row in found)
    return audit.is_link(key, before[0]["mac"] if before else audit.GENESIS, last)
