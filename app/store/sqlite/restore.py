"""Going back to a backup, and keeping what it replaces.

Whatever moment it is killed at, the store is the old one or the restored one, and its trail says
which: what was seen of the history before is superseded by the record of the restore.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlcipher3 import dbapi2 as driver

from app import own_files
from app.errors import StoreProblem
from app.models import Setting, SettingKey
from app.rules.deeds import Deed
from app.store import audit, history, schema
from app.store.history import Standing
from app.store.memory import Memory
from app.store.records import Backup, BackupKind, Restored
from app.store.sqlite import (
    backups,
    candidate,
    certificates,
    identity,
    incarnation,
    making,
    scratch,
    seal,
    upgrade,
)
from app.store.sqlite.engine import connect, make_engine
from app.store.sqlite.overwrite import Interrupted, overwriting
from app.store.sqlite.problems import busy, explained

_ATTEMPTS = 5
_SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class _Return:
    """What is being done: `prepared` is a copy of the backup `chosen`, of the present schema."""

    store: Path
    chosen: Backup
    prepared: Path
    at: datetime
    actor: str


def restore(
    store: Path,
    backup: Path,
    now: datetime,
    actor: str,
    *,
    another_centre: bool = False,
    seen: Path | None = None,
) -> Restored:
    """Make `store` what `backup` was. What it replaces is kept; a damaged file is set aside.

    The backup is verified first and brought to the present schema. A store in use changes in one
    transaction; whoever has it open is told at their next write, and nothing is confirmed between
    the copy that is kept and the change. AnotherCentre unless that is wanted.
    `seen`: the folder with what this account has seen of each store; of this one it begins anew.
    """
    chosen = candidate.sound(backup)
    try:
        if not another_centre:
            candidate.refuse_another_centre(backup, store)
        kept = _in_some_attempt(store, chosen, now, actor)
        supersede(store, now)
        with closing(connect(store)) as connection:
            Memory.of(seen, str(store.resolve()), connection).note(connection)
    except driver.Error as error:
        raise explained(error, store) or error from error
    return Restored(chosen, kept)


def _in_some_attempt(store: Path, chosen: Backup, at: datetime, actor: str) -> Path | None:
    own_files.make_folder(store.parent)
    for _ in range(_ATTEMPTS):
        with suppress(Interrupted), scratch.beside(store) as prepared:
            backups.copy_into(chosen.path, prepared, "rwc")
            if identity.revision_of(prepared) != schema.HEAD:
                upgrade.upgrade(prepared, at, actor, {}, certificates.folder_of(store))
            certificates.fetch_missing(store, prepared, chosen.path)
            going = _Return(store, chosen, prepared, at, actor)
            return _replace(going) if _is_whole(store) else _put_anew(going)
    raise busy(store)


def supersede(store: Path, now: datetime) -> None:
    """Move the backups of a history that was gone back on out of the way, as its record says."""
    with closing(connect(store)) as connection:
        set_aside(connection, backups.all_of(store), _aside(store, now))


def set_aside(connection: Any, found: Iterable[Backup], aside: Path) -> None:
    """Move those of the backups that the trail of the bare `connection` has gone back on."""
    apart = [
        each.path
        for each in found
        if not each.superseded
        and history.standing(connection, each.rows, each.head, each.taken_at) is Standing.SUPERSEDED
    ]
    for path in apart:
        with suppress(FileNotFoundError):  # somebody else is at it, too
            own_files.make_folder(aside)
            path.rename(aside / path.name)


def _is_whole(store: Path) -> bool:
    """Whether there is a store that can be copied and written."""
    try:
        identity.revision_of(store)
        with closing(connect(store)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except (StoreProblem, driver.Error):
        return False


def _replace(going: _Return) -> Path:
    """Keep a copy of the store that is there, and give it the content of the backup."""
    aside = _aside(going.store, going.at)
    with overwriting(going.store, going.prepared) as locked:
        kept = backups.take(going.store, BackupKind.REPLACED, going.at, aside).path
        with closing(connect(going.prepared)) as prepared:
            shared = history.shared(locked, prepared)
        _record(going, kept, shared)
    return kept


def _put_anew(going: _Return) -> Path | None:
    """Move away what is there and cannot be copied, if anything, and put the backup there."""
    kept = _move_away(going.store, _aside(going.store, going.at))
    _record(going, kept, 0)
    backups.settle(going.prepared)
    making.name(going.prepared, going.store)
    backups.settle(going.store.parent)
    return kept


def _record(going: _Return, kept: Path | None, shared: int) -> None:
    """Enter the restore in the trail that it brings back, whose first `shared` entries are also
    those of what was there; seal it, and make it another incarnation."""
    engine = make_engine(going.prepared, writing=True)
    there = [each.taken_at for each in backups.all_of(going.store)]
    after = told(going.chosen, kept.name if kept else None, shared, max([going.at, *there]))
    try:
        with engine.begin() as connection:
            entry = audit.Entry(going.at, going.actor, Deed.STORE_RESTORE, "store", after=after)
            connection.execute(delete(Setting).where(Setting.key == SettingKey.MOVED_TO))
            audit.append(connection, entry)
            bare: Any = connection.connection.driver_connection
            seal.put_on(bare)
            incarnation.draw(bare)
    finally:
        engine.dispose()


def told(chosen: Backup, kept: str | None, shared: int, until: datetime) -> str:
    """What the record of a restore says, see `store/history.py`."""
    return json.dumps(
        {
            "backup": chosen.path.name,
            "kept": kept,
            history.SHARED: shared,
            history.UNTIL: until.astimezone(UTC).isoformat(),
        },
        ensure_ascii=False,
    )


def _move_away(store: Path, aside: Path) -> Path | None:
    """Where a damaged store is now, byte for byte; None where there was none."""
    if not store.exists():
        return None
    own_files.make_folder(aside)
    for suffix in _SIDE_FILES:
        with suppress(FileNotFoundError):
            Path(f"{store}{suffix}").rename(aside / f"damaged-{store.name}{suffix}")
    return store.rename(aside / f"damaged-{store.name}")


def _aside(store: Path, now: datetime) -> Path:
    return aside_in(backups.folder_of(store), now)


def aside_in(folder: Path, now: datetime) -> Path:
    """Where what a restore replaces is kept, in a folder of backups."""
    return folder / f"replaced-{backups.stamp(now)}"
