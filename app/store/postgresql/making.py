"""Making a store in an empty database, and bringing an older one to the present schema: all of it
in one transaction, or nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection

from app.address import ServerAddress
from app.errors import StoreProblem
from app.models import Base, Setting, SettingKey
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.store import audit, held, migrate, schema
from app.store.postgresql import (
    certificates,
    held_rows,
    identity,
    objects,
    triggers,
    words,
)
from app.store.postgresql.problems import shown

assert words  # what the models' words are on a server


def make(
    connection: Connection, address: ServerAddress, now: datetime, actor: str, facts: dict[str, str]
) -> None:
    """Make a store of the present schema, in the transaction that holds the lock.

    StoreProblem where something is in the database already.
    """
    refuse_taken(connection, address)
    create(connection)
    connection.execute(insert(Setting), [{"key": key, "value": facts[key]} for key in facts])
    note(connection, now, actor)


def refuse_taken(connection: Connection, address: ServerAddress) -> None:
    """StoreProblem where something is in the database."""
    if identity.revision_of(connection, address) is not None:
        raise StoreProblem(
            msg("There is something here already."),
            msg("{path} exists and was left as it is. Choose another name.", path=shown(address)),
        )


def create(connection: Connection) -> None:
    """The tables of the present schema, with nothing in them, and what watches over them."""
    Base.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY)"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{schema.HEAD}')")
    connection.exec_driver_sql(certificates.CREATE)
    triggers.place(connection)


def upgrade(connection: Connection, address: ServerAddress, now: datetime, actor: str) -> None:
    """Run what is missing, in the transaction that holds the lock, unless another did it first."""
    if identity.revision_of(connection, address) == schema.HEAD:
        return
    triggers.remove(connection)
    migrate.run(connection, lambda content: certificates.put(connection, content))
    triggers.place(connection)
    note(connection, now, actor)


def note(connection: Connection, now: datetime, actor: str) -> None:
    """Put the schema's fingerprint and the count of what stands where the audit chain has them."""
    seen = objects.fingerprint(connection)
    connection.execute(delete(Setting).where(Setting.key == SettingKey.SCHEMA_FINGERPRINT))
    connection.execute(insert(Setting).values(key=SettingKey.SCHEMA_FINGERPRINT, value=seen))
    after = {
        held.KEY: held_rows.standing(connection).told(),
        "fingerprint": seen,
        "revision": schema.HEAD,
    }
    text = audit.as_text(after)
    audit.append(connection, audit.Entry(now, actor, Deed.STORE_MIGRATE, "store", after=text))
