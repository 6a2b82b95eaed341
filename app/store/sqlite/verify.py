"""Looking a store over: the database, the schema, the audit chain, and its anchors outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreProblem
from app.models import AuditEntry, SettingKey
from app.rules.vocabulary import Message, msg
from app.store import audit
from app.store.records import Backup, Fault, Report
from app.store.sqlite import backups, history, identity, objects, seal
from app.store.sqlite.engine import connect
from app.store.sqlite.history import Standing

_COLUMNS = tuple(AuditEntry.__table__.columns.keys())
_AUDIT_ROWS = "SELECT {} FROM audit_entry ORDER BY id".format(
    ", ".join(f'"{column}"' for column in _COLUMNS)
)
_MOST_SHOWN = 20
"""A ruined file has thousands of faults of a kind; the first ones say what they are."""


def verify(path: Path) -> Report:
    """Every fault of the store at `path`, which may be in use, or too damaged to be opened."""
    try:
        identity.revision_of(path)
    except StoreProblem as problem:
        return Report((Fault("unreadable", problem.message),))
    # Looked for first: a backup taken meanwhile is newer than the state that is verified.
    anchors = [each for each in backups.all_of(path) if each.head and not each.superseded]
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("BEGIN")  # all checks see one state
        faults = [
            *_guarded(_database, connection),
            *_guarded(_schema, connection),
            *_guarded(_chain, connection),
            *_guarded(_content, connection),
        ]
        faults += _guarded(lambda db: _anchors(db, anchors), connection)
        rows, head = _head(connection)
    return Report(tuple(faults), rows, head, len(anchors))


def _guarded(check: Callable[[Any], Iterator[Fault]], connection: Any) -> list[Fault]:
    """The faults of one check; one that cannot be carried out is a fault itself."""
    faults = []
    try:
        for fault in check(connection):
            faults.append(fault)
    except (driver.Error, ValueError, TypeError) as error:
        faults.append(Fault("unreadable", msg("A part cannot be read: {what}.", what=str(error))))
    return faults


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
    seen = objects.fingerprint(connection.execute(objects.ALL))
    noted = connection.execute(
        "SELECT value FROM setting WHERE key = ?", (SettingKey.SCHEMA_FINGERPRINT,)
    ).fetchone()
    chained = connection.execute(
        "SELECT after FROM audit_entry WHERE action = 'store.migrate' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if noted is None or noted[0] != seen or chained is None or f'"{seen}"' not in chained[0]:
        yield Fault(
            "schema",
            msg("Tables or triggers were changed by something other than this program."),
        )


def _chain(connection: Any) -> Iterator[Fault]:
    row = connection.execute(
        "SELECT value FROM setting WHERE key = ?", (SettingKey.AUDIT_KEY,)
    ).fetchone()
    if row is None:
        yield Fault("audit", msg("The audit trail's key is gone."))
        return
    broken = audit.first_break(row[0], _audit_rows(connection))
    if broken is not None:
        yield Fault(
            "audit",
            msg(
                "The audit trail is broken at row {number}: it was edited, removed or renumbered.",
                number=broken,
            ),
        )


def _content(connection: Any) -> Iterator[Fault]:
    left = seal.seal_of(connection)
    if left is not None and left != seal.content_digest(connection):
        yield Fault(
            "content",
            msg("Something other than this program, or a failing disk, changed what is stored."),
        )


def _audit_rows(connection: Any) -> Iterator[dict[str, Any]]:
    for values in connection.execute(_AUDIT_ROWS):
        yield dict(zip(_COLUMNS, values, strict=True))


def _anchors(connection: Any, anchors: list[Backup]) -> Iterator[Fault]:
    for anchor in anchors:
        found = history.standing(connection, anchor.rows, anchor.head, anchor.taken_at)
        if found in (Standing.CUT, Standing.REWRITTEN):
            yield Fault("anchor", _unanchored(anchor, cut=found is Standing.CUT))


def _unanchored(anchor: Backup, *, cut: bool) -> Message:
    if cut:
        return msg(
            "The audit trail was cut: the backup {name} had {number} rows.",
            name=anchor.path.name,
            number=anchor.rows,
        )
    return msg(
        "The audit trail was rewritten: row {number} is not the one of the backup {name}.",
        name=anchor.path.name,
        number=anchor.rows,
    )


def _head(connection: Any) -> tuple[int, str]:
    """Number and link of the last audit row, for printed reports; nothing where unreadable."""
    try:
        last = connection.execute(
            "SELECT id, mac FROM audit_entry ORDER BY id DESC LIMIT 1"
        ).fetchone()
    except (driver.Error, ValueError):
        return (0, "")
    return (int(last[0]), str(last[1])) if last else (0, audit.GENESIS)
