"""Looking a store over: the database, the schema, the audit chain, and its anchors outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store import checks
from app.store.memory import Memory
from app.store.records import Fault, Report
from app.store.sqlite import alteration, backups, certificates, identity, objects, rows
from app.store.sqlite.access import mode_of
from app.store.sqlite.engine import connect
from app.store.sqlite.problems import is_fault

_MOST_SHOWN = 20
"""A ruined file has thousands of faults of a kind; the first ones say what they are."""


def verify(path: Path, *, kept: Path | None = None, seen: Path | None = None) -> Report:
    """Every fault of the store at `path`, which may be in use, or too damaged to be opened.

    `kept`: the folder of its certificates; a backup's lie with the store that it was taken of.
    `seen`: the folder with what this account has seen of each store.
    StoreProblem where it cannot be looked at for now: it is busy, or the disk is full.
    """
    try:
        identity.revision_of(path)
    except StoreProblem as problem:
        if not is_fault(problem):
            raise
        return Report((Fault("unreadable", problem.message),))
    # Looked for first: a backup taken meanwhile is newer than the state that is verified.
    anchors = [each for each in backups.all_of(path) if each.head and not each.superseded]
    with closing(connect(path, mode_of(path))) as connection:
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("BEGIN")  # all checks see one state
        faults = [
            *_guarded(_database, connection),
            *_guarded(_schema, connection),
            *_guarded(trail, connection),
            *_guarded(alteration.faults, connection),
        ]
        faults += _guarded(lambda db: checks.anchored(db, anchors), connection)
        place = str(path.resolve())
        faults += _guarded(lambda db: checks.remembered(db, Memory.of(seen, place, db)), connection)
        if kept is not None:
            faults += _guarded(lambda db: certificates.faults(db, kept), connection)
        last, head = checks.head(connection, driver.Error)
    return Report(tuple(faults), last, head, len(anchors))


def _database(connection: Any) -> Iterator[Fault]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_SHOWN})"):
        if line != "ok":
            yield Fault("database", msg("The database is damaged: {what}.", what=str(line)))
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_SHOWN):
        yield Fault(
            "reference",
            msg("A row of {table} names something that is not there.", table=str(row[0])),
        )


def _schema(connection: Any) -> Iterator[Fault]:
    yield from checks.schema(connection, objects.fingerprint(connection.execute(objects.ALL)))


def trail(connection: Any) -> Iterator[Fault]:
    """The chain and what it says that stands, in one reading."""
    yield from checks.trail(connection, rows.standing)


def _guarded(check: Callable[[Any], Iterator[Fault]], connection: Any) -> list[Fault]:
    return checks.guarded(check, connection, driver.Error)
