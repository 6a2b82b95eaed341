"""What something other than this program did to a store: found at opening, kept on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as driver

from app.errors import NOT_CLOSED
from app.rules.deeds import Deed
from app.rules.vocabulary import Message, msg
from app.store import audit, records
from app.store.records import Fault
from app.store.sqlite import seal
from app.store.sqlite.engine import connect

ALTERED = frozenset({seal.State.ALTERED, seal.State.TAKEN_OFF})
_LATEST = (
    f"SELECT action, at FROM audit_entry WHERE action IN ('{Deed.STORE_ALTERED}', "
    f"'{Deed.STORE_ACCEPT}') ORDER BY id DESC LIMIT 1"
)


def look(path: Path, mode: str) -> tuple[seal.Look, list[Message]]:
    """What the seal says, before anything is written, and what the keeper should know of it."""
    try:
        with closing(connect(path, mode)) as connection:
            connection.execute("BEGIN")  # all of it is one state
            found, waits = seal.look(connection), found_on(connection)
    except driver.Error as error:
        unreadable = msg(
            "A part of the store cannot be read: {what}. Verify it, and go back to the latest "
            "backup if it has faults.",
            what=str(error),
        )
        return seal.Look(seal.State.OPEN), [unreadable]
    if found.state in ALTERED or waits:
        return found, [
            msg(
                "Something other than this program, or a failing disk, changed what is stored. "
                "Verify the store; accept what is there, or go back to a backup from before."
            )
        ]
    if found.state is seal.State.OPEN and not seal.in_use(path):
        return found, [NOT_CLOSED]
    return found, []


def record(writer: Engine, found: seal.Look, at: datetime, actor: str) -> None:
    """Put on record that the store is not what was sealed."""
    with writer.begin() as connection:
        before, after = json.dumps({"seal": found.left}), json.dumps({"seal": found.found})
        entry = audit.Entry(at, actor, Deed.STORE_ALTERED, "store", before, after)
        audit.append(connection, entry)


def faults(connection: Any) -> Iterator[Fault]:
    """What the seal and the trail say against the content, for `verify`. Bare connection."""
    state = seal.look(connection).state
    if state is seal.State.ALTERED:
        yield Fault(
            "content",
            msg("Something other than this program, or a failing disk, changed what is stored."),
        )
    elif state is seal.State.TAKEN_OFF:
        yield Fault(
            "content",
            msg(
                "The seal of what is stored is gone: something other than this program took it off."
            ),
        )
    elif day := found_on(connection):
        yield Fault(
            records.ALTERED,
            msg(
                "Something other than this program, or a failing disk, had changed what is stored "
                "when the store was opened on {day}. Accept it by dutydesk verify --accept, or go "
                "back to a backup from before.",
                day=day.date(),
            ),
        )


def found_on(connection: Any) -> datetime | None:
    """When the latest alteration was found that nobody has accepted; None: there is none."""
    row = connection.execute(_LATEST).fetchone()
    return datetime.fromisoformat(row[1]) if row and row[0] == Deed.STORE_ALTERED else None
