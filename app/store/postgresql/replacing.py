"""Going back to a backup on a server, where nobody else is connected: in one transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import psycopg
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2 as driver

from app.address import ServerAddress
from app.errors import StoreProblem
from app.models import SettingKey
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.store import history, schema
from app.store.audit import Entry
from app.store.facts import setting
from app.store.postgresql import certificates as contents
from app.store.postgresql import filling, making, removing, standing
from app.store.postgresql.asked import Asked
from app.store.postgresql.backups import ServerShelf
from app.store.postgresql.engine import LONG
from app.store.postgresql.problems import shown
from app.store.records import Backup, BackupKind
from app.store.sqlite import backups, candidate, certificates, restore, upgrade
from app.store.sqlite import identity as files
from app.store.sqlite.engine import connect
from app.store.sqlite.problems import explained
from app.store.sqlite.upgrade import LooseRows

AnyT = TypeVar("AnyT")

_OTHERS = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND pid != pg_backend_pid() AND coalesce(application_name, 'dutydesk') = 'dutydesk'
AND coalesce(backend_type, 'client backend') = 'client backend'"""
"""Of another user's connection a user without rights reads less: it may be a desk."""

_NAMED = frozenset({"alembic_version", "setting"})
"""The tables that say what a store is."""


@dataclass(frozen=True, slots=True)
class Return:
    """What is being done: `prepared` is a copy of the backup `chosen`, of the present schema."""

    shelf: ServerShelf
    chosen: Backup
    prepared: Path
    at: datetime
    actor: str

    @property
    def aside(self) -> Path:
        return restore.aside_in(self.shelf.place, self.at)


@contextmanager
def prepared(shelf: ServerShelf, backup: Path, at: datetime, actor: str) -> Iterator[Return]:
    """A copy of the backup, with what its certificates hold. StoreProblem where it is not sound."""
    chosen = candidate.sound(backup)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / backup.name
        try:
            backups.copy_into(backup, copy, "rwc")
            if files.revision_of(copy) != schema.HEAD:
                upgrade.upgrade(copy, at, actor, {})
            certificates.fetch_missing(copy, copy, backup)
        except driver.Error as error:
            raise explained(error, backup) or error from error
        yield Return(shelf, chosen, copy, at, actor)


def replace(connection: Connection, going: Return, *, another_centre: bool) -> Path | str | None:
    """Put the backup in the place of what is in the database, in the transaction that holds the
    lock; where that is kept. StoreProblem, AnotherCentre."""
    address = going.shelf.address
    refuse_connected(connection, address)
    tables = removing.tables_there(connection, address)
    if tables and not another_centre:
        key, name = (
            _asked(connection, partial(setting, Asked(connection), of))
            for of in (SettingKey.AUDIT_KEY, SettingKey.CENTRE_NAME)
        )
        candidate.refuse_other_than(going.chosen.path, key, name)
    connection.exec_driver_sql(LONG)
    shared, kept = _keep(connection, going, tables) if tables else (0, None)
    until = max([going.at, *(each.taken_at for each in going.shelf.all())])
    named = kept.name if isinstance(kept, Path) else kept
    told = restore.told(going.chosen, named, shared, until)
    entry = Entry(going.at, going.actor, Deed.STORE_RESTORE, "store", after=told)
    filling.fill(connection, going.prepared, going.at, going.actor, entry)
    contents.carry_in(connection, going.shelf.certificates)
    standing.draw(connection)
    return kept


def refuse_connected(connection: Connection, address: ServerAddress) -> None:
    """StoreProblem where other desks have the store open."""
    others = connection.exec_driver_sql(_OTHERS).scalar_one()
    if others:
        raise StoreProblem(
            msg("Others are at work in this store."),
            msg(
                "{store} has connections of other desks: {number}. Nothing was changed. Have them "
                "close their windows first.",
                store=shown(address),
                number=others,
            ),
        )


def _keep(connection: Connection, going: Return, tables: list[str]) -> tuple[int, Path | str]:
    """How many entries of the trails are the same, and where what was there is kept: in a file, or
    where no copy can be made of it, in a schema of its own."""
    named = _NAMED.issubset(tables)
    found = _asked(connection, lambda: _copied(connection, going)) if named else None
    if found is not None:
        removing.remove(connection, tables)
        return found
    _asked(connection, lambda: contents.carry_out(connection, going.shelf.certificates))
    schema_aside = f"damaged_{backups.stamp(going.at)}"
    removing.set_aside(connection, tables, schema_aside)
    return 0, schema_aside


def _copied(connection: Connection, going: Return) -> tuple[int, Path]:
    making.upgrade(connection, going.shelf.address, going.at, going.actor)
    kept = going.shelf.copy(
        connection, BackupKind.REPLACED, going.at, going.actor, going.aside, check=False
    )
    with closing(connect(going.prepared)) as mine:
        return history.shared(Asked(connection), mine), kept.path


def _asked(connection: Connection, ask: Callable[[], AnyT]) -> AnyT | None:
    """None where it cannot be had of a damaged store; the transaction is as before it then."""
    try:
        with connection.begin_nested():
            return ask()
    except (SQLAlchemyError, psycopg.Error, LooseRows):
        return None
