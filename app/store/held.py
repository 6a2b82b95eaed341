"""What deeds did to the rows of the store, as sums that the trail keeps, and what they come to.

Each row has a digest, a number. An entry of the trail says of each table by how much its
transaction changed the sum of all digests: those of the rows that it wrote, less those of the rows
that stood there before. From the last time that everything was counted (`COUNTING`) on these add
up to the sum of what stands, or something else changed it. Why sums:
docs/decisions/0021-what-stands-is-what-was-done.md.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from app.models import SettingKey
from app.rules.deeds import Deed

KEY = ":held"
"""The detail of an entry that holds the sums; no word of a centre's own has a colon before it."""

NOT_HELD = frozenset(
    {"alembic_version", "audit_entry", "draft", "draft_assignment", "notice", "sign_in_failure"}
)
"""Tables that decide nothing, or that are chained already. To take one out or put one in is a
migration, even of nothing: it counts everything anew."""

NOT_COUNTED = frozenset(
    {
        ("account", "signed_in_at"),
        ("roster_month", "edit_version"),
    }
)
"""Columns that change without a decision, at each sign-in and with each cell of a draft."""

SETTINGS = (
    SettingKey.BACKUPS_KEPT,
    SettingKey.CALENDAR_FOLDER,
    SettingKey.CALENDAR_SECRET,
    SettingKey.CENTRE_NAME,
    SettingKey.IDLE_LIMIT,
    SettingKey.SECOND_PLACE,
    SettingKey.ZONE,
)
"""The settings that deeds write; the others are the store's own."""

COUNTING = frozenset({Deed.STORE_MIGRATE, Deed.STORE_ACCEPT})
"""The deeds whose entries say what all comes to: the sums begin there."""

_BYTES = 6
_MODULUS = 1 << 8 * _BYTES


def digest(row: Iterable[object]) -> int:
    """The digest of a row's values as the driver gives them (numbers, texts, nothing)."""
    return int.from_bytes(blake2b(ascii(row).encode(), digest_size=_BYTES).digest(), "big")


@dataclass(slots=True)
class Sums:
    """A sum for each table; one that is nought is not told."""

    of: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, number: int) -> None:
        self.of[table] = (self.of.get(table, 0) + number) % _MODULUS

    def told(self) -> dict[str, str]:
        """As entries keep them: table -> eight letters."""
        return {table: _letters(number) for table, number in sorted(self.of.items()) if number}

    def hear(self, told: Mapping[str, str]) -> None:
        """Add what an entry says."""
        for table, letters in told.items():
            self.add(table, int.from_bytes(base64.urlsafe_b64decode(letters), "big"))

    def other_than(self, other: Sums) -> list[str]:
        """The tables in which the two differ."""
        ours, theirs = self.told(), other.told()
        return sorted(table for table in {*ours, *theirs} if ours.get(table) != theirs.get(table))


@dataclass(slots=True)
class Said:
    """What the entries of a trail come to, heard in their order; `sums` None: never counted, as
    before the trail said any of this."""

    sums: Sums | None = None

    def hear(self, action: str, after: str | None) -> None:
        if after is None or KEY not in after:
            return
        told = json.loads(after)[KEY]
        if action in COUNTING:
            self.sums = Sums()
        if self.sums is not None:
            self.sums.hear(told)


def _letters(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(_BYTES, "big")).decode()
