"""A file that gets the rows of a store from elsewhere: of the present schema, whole at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.store.audit import Entry
from app.store.sqlite import backups, objects, upgrade
from app.store.sqlite.engine import connect
from app.store.sqlite.problems import explained

_UNSAFE = ("PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF")
"""Nobody's yet: what a kill leaves behind is thrown away, and references are looked at below."""


@contextmanager
def filling(path: Path, now: datetime, actor: str, *entries: Entry) -> Iterator[Any]:
    """A bare connection to the new file `path`, with every table empty and nothing that watches
    over them, for the rows of a trail that goes on with the `entries`; at the end the file is a
    store that counts anew what stands in it. StoreProblem where it cannot be written.
    """
    try:
        upgrade.make_empty(path)
        with closing(connect(path)) as bare:
            for pragma in _UNSAFE:
                bare.execute(pragma)
            bare.execute("BEGIN")
            watching = _take_off(bare)
            yield bare
            for statement in watching:
                bare.execute(statement)
            bare.execute("COMMIT")
        upgrade.take_up(path, now, actor, *entries)
        backups.finish(path)
    except driver.Error as error:
        raise explained(error, path) or error from error


def _take_off(bare: Any) -> list[str]:
    """What makes the indexes and triggers that were dropped anew; the rows of migrations go."""
    found = [row for row in bare.execute(objects.ALL).fetchall() if row[3] is not None]
    watching = [row for row in found if row[0] in ("index", "trigger")]
    for kind, name, _table, _sql in watching:
        bare.execute(f'DROP {kind} "{name}"')
    for kind, name, _table, _sql in found:
        if kind == "table" and name not in (*objects.STATISTICS, "alembic_version"):
            bare.execute(f'DELETE FROM "{name}"')
    return [str(sql) for _kind, _name, _table, sql in watching]
