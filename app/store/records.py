"""What the store tells of itself: its backups, and what a verification found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.rules.vocabulary import Message


class BackupKind(StrEnum):
    """Why a backup was taken. Only DAILY and MIGRATION ones are rotated away."""

    DAILY = "daily"
    MIGRATION = "migration"
    MANUAL = "manual"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `rows` and `head` anchor the audit trail outside the file: how many rows it
    had, and the first digits of the last one's link. `digest`: those of the file's SHA-256.

    `superseded`: its history is not the present store's, because an older backup was restored.
    """

    path: Path
    taken_at: datetime
    kind: BackupKind
    rows: int
    head: str
    digest: str
    size: int
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that verification found wrong; `code` is the same in every language."""

    code: str
    message: Message


ALTERED = "altered"
"""The code of the fault that somebody may accept: something else had changed what is stored."""

HELD = "held"
"""The code of the fault that what stands is not what the trail says was done."""

ACCEPTABLE = frozenset({ALTERED, HELD})
"""Faults of a store that is whole as a database: its keeper may accept what they tell of."""


@dataclass(frozen=True, slots=True)
class Report:
    """Every fault that a verification found, and how far it looked."""

    faults: tuple[Fault, ...]
    audit_rows: int = 0
    audit_head: str = ""
    anchors: int = 0

    @property
    def whole(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: from which backup, and where what it replaced is kept (None: nothing, or
    in a `schema` of the server's database, where no copy of it could be made)."""

    backup: Backup
    kept: Path | None
    schema: str = ""
