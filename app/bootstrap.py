"""The composition root: from a path to a Context that services can act in."""

from __future__ import annotations

import getpass
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from app.context import Actor, Clock, Context, system_clock
from app.errors import BadInput, StoreProblem
from app.models import BACKUPS_KEPT, SettingKey
from app.rules.calendar import CentreTime
from app.rules.vocabulary import msg
from app.store import backups, health, making, migrate, restore, schema, verify
from app.store.file import Store
from app.store.identity import revision_of
from app.store.location import refuse_network
from app.store.records import BackupKind, Report, Restored

DEFAULT_ZONE = "Asia/Shanghai"


def keeper() -> Actor:
    """The store keeper: whoever holds the file, named by their account on this system."""
    return Actor(f"os:{getpass.getuser()}", keeper=True)


def create_store(
    path: Path,
    zone: str = DEFAULT_ZONE,
    centre_name: str = "",
    actor: Actor | None = None,
    clock: Clock = system_clock,
) -> Context:
    """Make a new, empty store at `path`, whole or not at all, and open it.

    StoreProblem where something is there already or the place will not do; BadInput for a zone
    that is none.
    """
    refuse_network(path)
    _check_zone(zone)
    actor = actor or keeper()
    settings: dict[str, str] = {
        SettingKey.AUDIT_KEY: secrets.token_hex(32),
        SettingKey.ZONE: zone,
        SettingKey.CENTRE_NAME: centre_name,
    }
    making.make(path, clock(), actor.name, settings)
    return open_store(path, actor, clock)


def open_store(path: Path, actor: Actor | None = None, clock: Clock = system_clock) -> Context:
    """Open the store at `path`; StoreProblem says what to do where that cannot be.

    An older store is backed up and brought to the present schema. At the first opening of a day
    (in the centre's zone) a backup is taken. What its keeper should know is in `store.notices`.
    """
    refuse_network(path)
    actor = actor or keeper()
    if revision_of(path) != schema.HEAD:
        backups.take(path, BackupKind.MIGRATION, clock())
        migrate.upgrade(path, clock(), actor.name, {})
    store = Store.at(path)
    try:
        return _opened(store, actor, clock)
    except BaseException:
        store.close()
        raise


def open_or_create(path: Path, actor: Actor | None = None, clock: Clock = system_clock) -> Context:
    """Open the store, or make one where there never was one."""
    if path.exists():
        return open_store(path, actor, clock)
    return create_store(path, actor=actor, clock=clock)


def open_demo(path: Path, fresh: bool = False, clock: Clock = system_clock) -> Context:
    """Open the demo centre at `path`; it is made where there is none, or where its month is over.

    `fresh` makes it anew in any case. Only a demo is ever replaced: StoreProblem where `path` is
    another store.
    """
    from app.demo import filling

    if path.exists():
        context = open_store(path, clock=clock)
        if not filling.is_demo(context):
            context.store.close()
            raise _no_demo(path)
        if not fresh and not filling.is_stale(context):
            filling.carry_on(context)
            return context
        context.store.close()
        _put_away(path)
    context = create_store(path, clock=clock)
    filling.fill(context)
    return context


def _put_away(path: Path) -> None:
    """Delete a demo with its backups and what SQLite keeps beside it: nothing in it is real."""
    for backup in backups.all_of(path):
        backup.path.unlink()
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        file.unlink(missing_ok=True)


def _no_demo(path: Path) -> StoreProblem:
    return StoreProblem(
        msg("This is not the demo."),
        msg("{path} is a centre's own store and was left as it is.", path=str(path)),
    )


def verify_store(path: Path) -> Report:
    """Look a store over that may be too damaged to be opened."""
    refuse_network(path)
    return verify.verify(path)


def restore_store(
    path: Path, backup: Path, actor: Actor | None = None, clock: Clock = system_clock
) -> Restored:
    """Go back to a backup, also where the store is damaged or gone; what was there is kept."""
    refuse_network(path)
    return restore.restore(path, backup, clock(), (actor or keeper()).name)


def _opened(store: Store, actor: Actor, clock: Clock) -> Context:
    settings = store.settings()
    context = Context(store, actor, CentreTime(settings[SettingKey.ZONE]), clock)
    store.notices.extend(health.notices(store, settings.get(SettingKey.SCHEMA_FINGERPRINT)))
    kept = int(settings.get(SettingKey.BACKUPS_KEPT, BACKUPS_KEPT))
    store.notices.extend(health.daily_backup(store, context.now(), context.time.local_date, kept))
    return context


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadInput(
            msg("This is no time zone."),
            msg("{zone} is not known. Write it like Asia/Shanghai.", zone=zone),
        ) from None
