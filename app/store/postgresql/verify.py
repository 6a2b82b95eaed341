"""Looking a store on a server over: the schema, the audit chain, and its anchors outside.

That its pages are whole and its references point somewhere, the server itself sees to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import psycopg
from sqlalchemy.engine import Connection

from app.store import checks
from app.store.memory import Memory
from app.store.postgresql import certificates, held_rows, objects
from app.store.postgresql.asked import Asked
from app.store.records import Backup, Fault, Report


def verify(connection: Connection, memory: Memory, backups: Iterable[Backup] = ()) -> Report:
    """Every fault of the store as the transaction of `connection` sees it."""
    asked = Asked(connection)
    anchors = [each for each in backups if each.head and not each.superseded]
    faults = [
        *_guarded(lambda db: checks.schema(db, objects.fingerprint(connection)), asked),
        *_guarded(lambda db: checks.trail(db, lambda _: held_rows.standing(connection)), asked),
        *_guarded(lambda db: checks.anchored(db, anchors), asked),
        *_guarded(lambda db: checks.remembered(db, memory), asked),
        *_guarded(lambda _: certificates.faults(connection), asked),
    ]
    last, head = checks.head(asked, psycopg.Error)
    return Report(tuple(faults), last, head, len(anchors))


def _guarded(check: Callable[[Any], Iterator[Fault]], asked: Asked) -> list[Fault]:
    """A check that fails leaves the transaction as it was before it."""
    with asked.connection.begin_nested() as mark:
        found = checks.guarded(check, asked, psycopg.Error)
        if any(fault.code == "unreadable" for fault in found):
            mark.rollback()
    return found
