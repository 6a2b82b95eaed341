"""What is at an address, before somebody chooses it: nothing is changed or recorded."""

from __future__ import annotations

import socket

import psycopg
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.address import ServerAddress
from app.errors import StoreProblem, StoreSilent
from app.models import Setting, SettingKey
from app.rules.vocabulary import msg
from app.store.postgresql import identity
from app.store.postgresql.engine import READING, begun, make_engine
from app.store.postgresql.problems import explained, shown

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
        if isinstance(told, StoreSilent) and _answers(address):
            raise _not_let_through(address, error) from error
        raise told or error from error
    finally:
        engine.dispose()


def _answers(address: ServerAddress) -> bool:
    """Whether somebody listens there all the same: then it is not the network."""
    if not address.host or address.host.startswith("/"):
        return False
    try:
        with socket.create_connection((address.host, address.port or _USUAL_PORT), _SECONDS):
            return True
    except OSError:
        return False


def _not_let_through(address: ServerAddress, error: BaseException) -> StoreProblem:
    """The driver has no code for a certificate that is not trusted; its words are all there is."""
    reason = " ".join(str(getattr(error, "orig", None) or error).split())
    return StoreProblem(
        msg("The server answers, and no safe connection came about."),
        msg(
            "{store}: {reason}. Mostly it is the server's certificate: it must be of this very "
            "name, in date, and signed by the root certificate that the server's keeper gave out.",
            store=shown(address),
            reason=reason.rstrip("."),
        ),
    )
