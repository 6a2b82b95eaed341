"""What this account has seen of a store's trail, kept apart from the store.

A log that somebody deletes after a kill, or an older copy put back, leaves a store that is whole
in itself: only what was seen before tells that its end is missing. It is written after each commit,
and not forced onto the disk: what is lost of it by a power cut is only that much less seen.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import own_files
from app.models import SettingKey
from app.rules.vocabulary import Message, msg
from app.store import history
from app.store.facts import setting
from app.store.history import Standing

_LAST = "SELECT id, mac, at FROM audit_entry ORDER BY id DESC LIMIT 1"
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Memory:
    """The file with the last entry that was seen of one store; None: nothing is kept of it."""

    file: Path | None = None

    @classmethod
    def of(cls, folder: Path | None, where: str, connection: Any) -> Memory:
        """That of the store at `where`, behind the bare `connection`. It goes by the store's key,
        which a new one at the same place has not, and by its place: a copy elsewhere has a life of
        its own."""
        key = setting(connection, SettingKey.AUDIT_KEY) if folder else None
        if folder is None or key is None:
            return cls()
        with suppress(OSError):
            own_files.make_folder(folder)
        named = hashlib.sha256(f"{key} {where}".encode())
        return cls(folder / named.hexdigest()[:_DIGITS])

    @property
    def folder(self) -> Path | None:
        return self.file and self.file.parent

    def note(self, connection: Any) -> None:
        """Keep the last entry that is confirmed."""
        if self.file is not None:
            self.keep(*connection.execute(_LAST).fetchone())

    def keep(self, number: int, link: str, at: object) -> None:
        """Keep this entry as the last one. Where it cannot be kept, the work goes on."""
        if self.file is None:
            return
        with suppress(OSError):
            line = f"{number:12} {link} {at}\n"
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(handle, line.encode())
            finally:
                os.close(handle)

    def missing(self, connection: Any) -> Message | None:
        """What was seen and is not in the trail any more, without a restore on record."""
        seen = self._seen()
        if seen is None:
            return None
        number, link, at = seen
        found = history.standing(connection, number, link, at)
        if found is Standing.CUT:
            return msg(
                "The audit trail was cut: this account has seen row {number}.", number=number
            )
        if found is Standing.REWRITTEN:
            return msg(
                "The audit trail was rewritten: row {number} is not the one that this account has "
                "seen.",
                number=number,
            )
        return None

    def _seen(self) -> tuple[int, str, datetime] | None:
        """None where nothing was seen, or what is kept was written by half."""
        try:
            line, *_ = (self.file or Path()).read_text("utf-8").splitlines()
            number, link, at = line.split(maxsplit=2)
            return int(number), link, datetime.fromisoformat(at).replace(tzinfo=UTC)
        except (OSError, ValueError):
            return None
