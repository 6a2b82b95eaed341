"""Whether the store is still the one that was opened, and of this program's schema.

It has a random number, as the comment of a table that is there as long as it is: a restore draws a
new one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.engine import Connection

from app.address import ServerAddress
from app.errors import StoreOutgrown, StoreRestored
from app.models import SettingKey
from app.rules.vocabulary import msg
from app.store import moved, schema
from app.store.audit import GENESIS, Last
from app.store.postgresql.identity import newer
from app.store.postgresql.problems import shown

READ = (
    "(SELECT version_num FROM alembic_version), obj_description('alembic_version'::regclass), "
    f"({moved.READ})"
)
"""Revision, number and where it moved, for a SELECT; no store is there where it cannot be read."""
LAST = (
    f"(SELECT value FROM setting WHERE key = '{SettingKey.AUDIT_KEY}'), last.* FROM (VALUES (1)) "
    "AS once LEFT JOIN (SELECT id, mac, at FROM audit_entry ORDER BY id DESC LIMIT 1) AS last "
    "ON true"
)
"""The key of the trail's links, and number, link and instant of its last entry, at the SELECT's
end."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which store it is: its schema's `revision`, its `number`, and where its centre is by now."""

    revision: str
    number: str | None
    moved_to: str | None = None

    def check(self, opened: Identity, address: ServerAddress) -> None:
        """StoreOutgrown, StoreRestored or StoreMoved where it is not what was `opened` any more."""
        if self.revision != schema.HEAD:
            raise newer(address, StoreOutgrown)
        if self.number != opened.number:
            raise StoreRestored(
                msg("This store was gone back to a backup."),
                msg(
                    "Somebody put a backup in the place of {path}, or is doing so. Nothing was "
                    "written. Sign in again.",
                    path=shown(address),
                ),
            )
        moved.refuse(self.moved_to)


def last_of(key: str, number: int | None, link: str, at: datetime | None) -> Last:
    """What `LAST` gave."""
    if number is None or at is None:
        return Last(0, GENESIS, None, key)
    return Last(number, link, at.replace(tzinfo=UTC), key)


def draw(connection: Connection) -> None:
    """Give the store a new number, in the transaction that changes what it holds."""
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{secrets.token_hex(8)}'")
