"""Going back to a backup, and keeping what it replaces."""

from __future__ import annotations

import json
import secrets
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreProblem
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.store import audit, schema
from app.store.records import Backup, BackupKind, Restored
from app.store.sqlite import backups, certificates, identity, seal, upgrade
from app.store.sqlite.engine import connect, make_engine
from app.store.sqlite.problems import explained
from app.store.sqlite.verify import verify

_SIDE_FILES = ("-wal", "-shm", "-journal")


def restore(store: Path, backup: Path, now: datetime, actor: str) -> Restored:
    """Make `store` what `backup` was. What it replaces is kept; a damaged file is set aside.

    The backup is verified first and brought to the present schema. A store in use changes in one
    transaction; whoever has it open sees the restored state from their next transaction on.
    """
    identity.revision_of(backup)
    chosen = backups.described(backup)
    _refuse_unsound(chosen)
    prepared = store.with_name(f"{store.name}.{secrets.token_hex(4)}.new")
    try:
        backups.copy_into(backup, prepared, "rwc")
        if identity.revision_of(prepared) != schema.HEAD:
            upgrade.upgrade(prepared, now, actor, {}, certificates.folder_of(store))
        certificates.fetch_missing(store, prepared, backup)
        _record(prepared, chosen, now, actor)
        kept = _make_room(store, now)
        _put_in_place(prepared, store)
        _supersede(store, now)
    except driver.Error as error:
        raise explained(error, store) or error from error
    finally:
        for suffix in ("", *_SIDE_FILES):
            Path(f"{prepared}{suffix}").unlink(missing_ok=True)
    return Restored(chosen, kept)


def _refuse_unsound(chosen: Backup) -> None:
    faults = [fault.message for fault in verify(chosen.path).faults]
    if chosen.digest and backups.digest_of(chosen.path) != chosen.digest:
        faults.append(msg("Its content is not what was written."))
    if faults:
        raise StoreProblem(
            msg("This backup is damaged."),
            msg(
                "{path}: {fault} Nothing was changed; choose another backup.",
                path=str(chosen.path),
                fault=faults[0],
            ),
        )


def _record(prepared: Path, chosen: Backup, now: datetime, actor: str) -> None:
    engine = make_engine(prepared, writing=True, first=seal.UNSEAL)
    after = json.dumps({"backup": chosen.path.name}, ensure_ascii=False)
    try:
        with engine.begin() as connection:
            audit.append(connection, now, actor, Deed.STORE_RESTORE, "store", None, after)
            seal.put_on(connection.connection.driver_connection)
    finally:
        engine.dispose()


def _make_room(store: Path, now: datetime) -> Path | None:
    """Keep what is there: a copy of a sound store, a damaged one's own files moved away."""
    if not store.exists():
        return None
    aside = _aside(store, now)
    with suppress(StoreProblem):
        identity.revision_of(store)
        if not any(fault.code in ("database", "unreadable") for fault in verify(store).faults):
            return backups.take(store, BackupKind.REPLACED, now, aside).path
    aside.mkdir(parents=True, exist_ok=True)
    for suffix in _SIDE_FILES:
        with suppress(FileNotFoundError):
            Path(f"{store}{suffix}").rename(aside / f"damaged-{store.name}{suffix}")
    return store.rename(aside / f"damaged-{store.name}")


def _supersede(store: Path, now: datetime) -> None:
    """Move the backups whose history is not the restored one's out of the anchors' way."""
    with closing(connect(store)) as connection:
        macs = dict(connection.execute("SELECT id, mac FROM audit_entry"))
    for backup in backups.all_of(store):
        apart = backup.rows and not str(macs.get(backup.rows, "")).startswith(backup.head)
        if apart and not backup.superseded:
            aside = _aside(store, now)
            aside.mkdir(parents=True, exist_ok=True)
            backup.path.rename(aside / backup.path.name)


def _put_in_place(prepared: Path, store: Path) -> None:
    if store.exists():
        backups.copy_into(prepared, store)
        return
    backups.settle(prepared)
    prepared.rename(store)
    backups.settle(store.parent)


def _aside(store: Path, now: datetime) -> Path:
    return backups.folder_of(store) / f"replaced-{backups.stamp(now)}"
