"""What is asked of any store that is looked over: its trail, what stands, its anchors outside.

The connection is a bare one, or what answers like it: `execute` with values by `?`, in one state.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.models import AuditEntry, SettingKey
from app.rules.vocabulary import Message, msg
from app.store import audit, history, records
from app.store.facts import setting
from app.store.held import Said, Sums
from app.store.history import Standing
from app.store.memory import Memory
from app.store.records import Backup, Fault
from app.store.subjects import named

_COLUMNS = tuple(each.name for each in AuditEntry.__table__.columns if each.name != "link")
"""Of a store of any version: before 0003 `mac` was not what is shown of `link`."""
_AUDIT_ROWS = "SELECT {} FROM audit_entry ORDER BY id".format(
    ", ".join(f'"{column}"' for column in _COLUMNS)
)


def guarded(
    check: Callable[[Any], Iterator[Fault]], connection: Any, failure: type[Exception]
) -> list[Fault]:
    """The faults of one check; one that cannot be carried out, for the driver's
    `failure`, is a fault itself."""
    faults = []
    try:
        for fault in check(connection):
            faults.append(fault)
    except (failure, ValueError, TypeError) as error:
        faults.append(Fault("unreadable", msg("A part cannot be read: {what}.", what=str(error))))
    return faults


def schema(connection: Any, seen: str) -> Iterator[Fault]:
    """Whether the tables whose fingerprint was `seen` are those that the trail says."""
    noted = setting(connection, SettingKey.SCHEMA_FINGERPRINT)
    chained = connection.execute(
        "SELECT after FROM audit_entry WHERE action = 'store.migrate' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    said = json.loads(chained[0]) if chained else {}
    if noted != seen or said.get("fingerprint") != seen or not _is_said(said, revision):
        yield Fault(
            "schema",
            msg("Tables or triggers were changed by something other than this program."),
        )


def _is_said(said: Mapping[str, Any], revision: Any) -> bool:
    """Whether the schema's number is the one that the trail says; it did not always."""
    return "revision" not in said or revision == (said["revision"],)


def trail(connection: Any, standing: Callable[[Any], Sums]) -> Iterator[Fault]:
    """The chain and what it says that stands, in one reading;
    `standing` counts the latter."""
    said = Said()
    broken = list(_chain(connection, said))
    yield from broken or _held(connection, said, standing)


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


def _held(connection: Any, said: Said, standing: Callable[[Any], Sums]) -> Iterator[Fault]:
    if said.sums is None:
        return
    other = standing(connection).other_than(said.sums)
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
        row["at"] = str(row["at"])
        said.hear(row["action"], row["after"])
        yield row


def anchored(connection: Any, anchors: list[Backup]) -> Iterator[Fault]:
    """Whether the trail still has what each backup had."""
    for anchor in anchors:
        found = history.standing(connection, anchor.rows, anchor.head, anchor.taken_at)
        if found in (Standing.CUT, Standing.REWRITTEN):
            yield Fault("anchor", _unanchored(anchor, cut=found is Standing.CUT))


def remembered(connection: Any, memory: Memory) -> Iterator[Fault]:
    """Whether it still has what this account has seen of it."""
    missing = memory.missing(connection)
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


def head(connection: Any, failure: type[Exception]) -> tuple[int, str]:
    """Number and link of the last audit row, for printed reports; nothing where unreadable."""
    try:
        return history.head(connection)
    except (failure, ValueError):
        return (0, "")
