"""What is at an address, before somebody chooses it: nothing is changed or recorded."""

from __future__ import annotations

import psycopg
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.address import ServerAddress
from app.models import Setting, SettingKey
from app.store.postgresql import identity
from app.store.postgresql.engine import READING, begun, make_engine
from app.store.postgresql.problems import explained

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
        raise explained(error, address) or error from error
    finally:
        engine.dispose()
