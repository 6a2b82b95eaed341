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
from app.store import audit, records
from app.store.held import Said
from app.store.records import Backup, Fault, Report
from app.store.sqlite import alteration, backups, certificates, history, identity, objects, rows
from app.store.sqlite.access import mode_of
from app.store.sqlite.engine import connect
from app.store.sqlite.facts import setting
from app.store.sqlite.history import Standing
from app.store.sqlite.memory import Memory
from app.store.sqlite.problems import is_fault
from app.store.sqlite.subjects import named

_COLUMNS = tuple(each.name for each in AuditEntry.__table__.columns if each.name != "link")
"""Of a store of any version: before 0003 `mac` was not what is shown of `link`."""
_AUDIT_ROWS = "SELECT {} FROM audit_entry ORDER BY id".format(
    ", ".join(f'"{column}"' for column in _COLUMNS)
)
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
            *_guarded(_content, connection),
        ]
        faults += _guarded(lambda db: _anchors(db, anchors), connection)
        faults += _guarded(lambda db: _seen(db, path, seen), connection)
        if kept is not None:
            faults += _guarded(lambda db: certificates.faults(db, kept), connection)
        last, head = _head(connection)
    return Report(tuple(faults), last, head, len(anchors))


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
    noted = setting(connection, SettingKey.SCHEMA_FINGERPRINT)
    chained = connection.execute(
        "SELECT after FROM audit_entry WHERE action = 'store.migrate' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if noted != seen or chained is None or f'"{seen}"' not in chained[0]:
        yield Fault(
            "schema",
            msg("Tables or triggers were changed by something other than this program."),
        )


def trail(connection: Any) -> Iterator[Fault]:
    """The chain and what it says that stands, in one reading."""
    said = Said()
    broken = list(_chain(connection, said))
    yield from broken or _held(connection, said)


def _chain(connection: Any, said: Said) -> Iterator[Fault]:
    key = setting(connection, SettingKey.AUDIT_KEY)
    if key is None:
        yield Fault("audit", msg("The audit trail's key is gone."))
        return
    broken = audit.first_break(key, _audit_rows(connection, said))
    if broken is not None:
        yield Fault(
            "audit",
            msg(
                "The audit trail is broken at row {number}: it was edited, removed or renumbered.",
                number=broken,
            ),
        )


def _content(connection: Any) -> Iterator[Fault]:
    yield from alteration.faults(connection)


def _held(connection: Any, said: Said) -> Iterator[Fault]:
    if said.sums is None:
        return
    other = rows.standing(connection).other_than(said.sums)
    if other:
        yield Fault(
            records.HELD,
            msg(
                "What stands is not what the audit trail says was done: {what}. Something other "
                "than this program, or a failing disk, changed it.",
                what=[named(table) for table in other],
            ),
        )


def _audit_rows(connection: Any, said: Said) -> Iterator[dict[str, Any]]:
    for values in connection.execute(_AUDIT_ROWS):
        row = dict(zip(_COLUMNS, values, strict=True))
        said.hear(row["action"], row["after"])
        yield row


def _anchors(connection: Any, anchors: list[Backup]) -> Iterator[Fault]:
    for anchor in anchors:
        found = history.standing(connection, anchor.rows, anchor.head, anchor.taken_at)
        if found in (Standing.CUT, Standing.REWRITTEN):
            yield Fault("anchor", _unanchored(anchor, cut=found is Standing.CUT))


def _seen(connection: Any, path: Path, folder: Path | None) -> Iterator[Fault]:
    missing = Memory.of(folder, path, connection).missing(connection)
    if missing is not None:
        yield Fault("seen", missing)


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
        return history.head(connection)
    except (driver.Error, ValueError):
        return (0, "")
