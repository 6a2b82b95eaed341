"""What is looked at whenever a store on a server is opened, and what its keeper is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from app.models import SettingKey
from app.rules.vocabulary import Message, msg
from app.store.facts import setting
from app.store.port import Clock, system_clock
from app.store.postgresql import objects
from app.store.postgresql.asked import Asked

_FEW = 20
_OFF = timedelta(minutes=2)
_LEFT = (
    "SELECT current_setting('max_connections')::int - (SELECT count(*) FROM pg_stat_activity "
    "WHERE backend_type = 'client backend')"
)


def notices(connection: Connection, now: datetime, clock: Clock) -> Iterator[Message]:
    """What the keeper should know of an opened store; `now`: the server's time."""
    if objects.fingerprint(connection) != setting(Asked(connection), SettingKey.SCHEMA_FINGERPRINT):
        yield msg(
            "Something other than this program changed the store's tables or triggers. "
            "Verify the store."
        )
    left = connection.exec_driver_sql(_LEFT).scalar_one()
    if left < _FEW:
        yield msg(
            "The server has room for {number} more connections, and a desk takes up to five. "
            "Have its keeper raise max_connections.",
            number=max(left, 0),
        )
    if clock is system_clock and abs(now - clock()) > _OFF:
        yield msg(
            "This computer's clock shows {clock}, the server's {server}. The store goes by the "
            "server's; set this one.",
            clock=clock(),
            server=now,
        )
