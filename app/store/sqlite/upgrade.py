"""Bringing a store to the present schema: all of it in one transaction, or nothing."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2 as driver

from app import own_files
from app.models import Setting, SettingKey
from app.rules.deeds import Deed
from app.store import audit, held, migrate, schema
from app.store.sqlite import certificates, objects, rows, seal
from app.store.sqlite.engine import APPLICATION_ID, connect, make_engine
from app.store.sqlite.problems import explained


class LooseRows(RuntimeError):
    """Rows point to others that are not there: a bug of a migration, or a damaged store copied."""


def upgrade(
    path: Path, now: datetime, actor: str, settings: dict[str, str], kept: Path | None = None
) -> None:
    """Run what is missing on the file `path`, made if there is none, and add the `settings`.

    `kept`: the folder of its certificates, where `path` is not the store itself.
    Foreign keys are not enforced while tables are rebuilt; they are checked before the commit.
    StoreProblem where the file is damaged, busy, or cannot be written.
    """
    own_files.make_file(path)
    engine = make_engine(path, writing=True)
    try:
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            with connection.begin():
                _upgrade(connection, kept or certificates.folder_of(path))
                if settings:
                    facts = [{"key": key, "value": value} for key, value in settings.items()]
                    connection.execute(insert(Setting), facts)
                _note(connection, now, actor)
        _shrink(path)
    except (SQLAlchemyError, driver.Error) as error:
        raise explained(error, path) or error from error
    finally:
        engine.dispose()


def make_empty(path: Path) -> None:
    """A new file of the present schema, for rows that come from elsewhere; driver.Error."""
    own_files.make_file(path)
    engine = make_engine(path, writing=True)
    try:
        with engine.begin() as connection:
            _upgrade(connection, certificates.folder_of(path))
    finally:
        engine.dispose()


def take_up(path: Path, now: datetime, actor: str, *entries: audit.Entry) -> None:
    """Have the rows of the file `path`, which came from elsewhere, be a store's: its trail goes on
    with the `entries`, and counts anew. driver.Error; LooseRows where rows point nowhere."""
    engine = make_engine(path, writing=True)
    try:
        with engine.begin() as connection:
            _refuse_loose(connection)
            if entries:
                audit.append(connection, *entries)
            _note(connection, now, actor)
    finally:
        engine.dispose()


def _upgrade(connection: Connection, kept: Path) -> None:
    migrate.run(connection, partial(certificates.keep, kept))
    _refuse_loose(connection)


def _refuse_loose(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise LooseRows("rows were left that point nowhere")


def _shrink(path: Path) -> None:
    """Give back what a migration moved out, so that no backup carries it; not worth a failure."""
    with closing(connect(path)) as connection, suppress(driver.Error):
        free, pages = (
            connection.execute(f"PRAGMA {count}").fetchone()[0]
            for count in ("freelist_count", "page_count")
        )
        if free * 4 > pages:
            connection.execute("VACUUM")


def _note(connection: Connection, now: datetime, actor: str) -> None:
    """Mark the file as ours; put the schema's fingerprint and the count of what stands where the
    audit chain holds them."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    seen = objects.fingerprint(connection.exec_driver_sql(objects.ALL))
    connection.execute(delete(Setting).where(Setting.key == SettingKey.SCHEMA_FINGERPRINT))
    connection.execute(insert(Setting).values(key=SettingKey.SCHEMA_FINGERPRINT, value=seen))
    counted = rows.standing(connection.connection.driver_connection).told()
    after = {held.KEY: counted, "fingerprint": seen, "revision": schema.HEAD}
    text = audit.as_text(after)
    audit.append(connection, audit.Entry(now, actor, Deed.STORE_MIGRATE, "store", after=text))
    seal.put_on(connection.connection.driver_connection)
