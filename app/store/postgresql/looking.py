"""What is at an address, before somebody chooses it: nothing is changed or recorded."""

from __future__ import annotations

import socket
from contextlib import closing, suppress
from typing import Any

import psycopg
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.address import ServerAddress
from app.errors import StoreProblem, StoreSilent
from app.models import Setting, SettingKey
from app.rules.vocabulary import msg
from app.store.postgresql import identity
from app.store.postgresql.connecting import CONNECT_SECONDS
from app.store.postgresql.engine import READING, begun, make_engine
from app.store.postgresql.passwords import password_for
from app.store.postgresql.problems import explained, no_database, shown

_EVERYWHERE = "postgres"
_USUAL_PORT = 5432
_SECONDS = 3.0
_NAME = select(Setting.value).where(Setting.key == SettingKey.CENTRE_NAME)


def centre_at(address: ServerAddress) -> str | None:
    """The name of the centre whose store is there, "" where it has none yet; None: the database is
    empty.

    StoreProblem for whatever else is there, and where nobody answers; PasswordNeeded.
    """
    engine = make_engine(address, writing=False)
    try:
        connection, _row = begun(engine, READING)
        with connection:
            if identity.revision_of(connection, address) is None:
                return None
            return str(connection.scalar(_NAME) or "")
    except (SQLAlchemyError, psycopg.Error) as error:
        told = explained(error, address)
        if isinstance(told, StoreSilent):
            told = _why_not(address, error) or told
        raise told or error from error
    finally:
        engine.dispose()


def _why_not(address: ServerAddress, error: BaseException) -> StoreProblem | None:
    """What keeps us out though somebody is there: the driver has no code, so it is tried."""
    if _lacks_database(address):
        return no_database(address)
    if not _answers(address):
        return None
    reason = " ".join(str(getattr(error, "orig", None) or error).split())
    return StoreProblem(
        msg("The server answers, and no connection came about."),
        msg(
            "{store}: {reason}. Where this speaks of a certificate: it must be of this very name, "
            "in date, and signed by the root certificate that the server's keeper gave out.",
            store=shown(address),
            reason=reason.rstrip("."),
        ),
    )


def _lacks_database(address: ServerAddress) -> bool:
    """Asked in the database that every server has."""
    password = password_for(address)
    own: dict[str, Any] = {} if password is None else {"password": password}
    with (
        suppress(psycopg.Error),
        closing(
            psycopg.connect(address.url, dbname=_EVERYWHERE, connect_timeout=CONNECT_SECONDS, **own)
        ) as connection,
    ):
        named = "SELECT 1 FROM pg_database WHERE datname = %s"
        wanted = address.database or connection.info.user
        return connection.execute(named, [wanted]).fetchone() is None
    return False


def _answers(address: ServerAddress) -> bool:
    """Whether somebody listens there: then it is not the network."""
    if not address.host or address.host.startswith("/"):
        return False
    try:
        with socket.create_connection((address.host, address.port or _USUAL_PORT), _SECONDS):
            return True
    except OSError:
        return False
