"""Backups of a store on a server: files like those of a file's store, in one folder of the machine
that takes them. Each can be opened by itself, and be gone back to on a server or as a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from app.address import ServerAddress
from app.models import BACKUPS_KEPT, SettingKey
from app.rules.vocabulary import Message
from app.store import history
from app.store.facts import setting
from app.store.memory import Memory
from app.store.postgresql import filling, verify
from app.store.postgresql.asked import Asked
from app.store.postgresql.problems import shown
from app.store.records import Backup, BackupKind
from app.store.sqlite import backups, certificates, daily

Looking = Callable[[], AbstractContextManager[Connection]]
"""Begins a reading transaction of the store."""

_UNFIT = re.compile(r"[^\w.@-]+")
"""What stands in no file name of all systems."""


@dataclass(frozen=True, slots=True)
class ServerShelf:
    """Where a store's backups are; None: nobody said."""

    address: ServerAddress
    folder: Path | None

    @classmethod
    def of(cls, address: ServerAddress, seen: Path | None, chosen: Path | None) -> ServerShelf:
        """In the folder that was `chosen`, or beside `seen`: by the names of database and server,
        since a file's store may be called like the database."""
        beside = seen and seen.with_name(f"{_UNFIT.sub('_', shown(address))}-backups")
        return cls(address, chosen or beside)

    @property
    def stem(self) -> str:
        """What the names of its backups begin with."""
        return _UNFIT.sub("_", self.address.database or self.address.user)

    @property
    def certificates(self) -> Path:
        """What certificates hold lies with the backups, once for all of them."""
        return certificates.folder_of(self.place / self.stem)

    @property
    def place(self) -> Path:
        """The folder, where there has to be one."""
        assert self.folder is not None, "nobody said where backups are kept"
        return self.folder

    def all(self) -> list[Backup]:
        """The newest first, superseded ones last."""
        return backups.of_stem(self.folder, self.stem) if self.folder else []

    def refuse_gone(self) -> None:
        """StoreProblem where there was a store: to another one its backups would be anchors."""
        if self.all():
            raise backups.gone(shown(self.address), self.place)

    def take(
        self, looking: Looking, kind: BackupKind, now: datetime, actor: str
    ) -> tuple[Backup, list[Message]]:
        """A checked backup, and what its keeper should know. StoreProblem: there is none.

        What is wrong with the store must be found before: the copy counts anew what stands.
        """
        with looking() as connection:
            report = verify.verify(connection, Memory())
            daily.refuse_useless(report, shown(self.address))
            kept = int(setting(Asked(connection), SettingKey.BACKUPS_KEPT) or BACKUPS_KEPT)
            backup = self.copy(connection, kind, now, actor)
        if report.whole:
            backups.rotate(self.place, self.all(), kept, backup)
        return backup, [fault.message for fault in report.faults[:1]]

    def copy(
        self,
        connection: Connection,
        kind: BackupKind,
        now: datetime,
        actor: str,
        into: Path | None = None,
        *,
        check: bool = True,
    ) -> Backup:
        """What the transaction of `connection` sees, named by its head. StoreProblem where the copy
        is of no use: it is not kept, unless there is to be no `check`."""

        def copied(unfinished: Path) -> backups.Head:
            filling.copy(connection, unfinished, self.certificates, now, actor)
            if check:
                daily.checked(unfinished, shown(self.address))
            return history.head(Asked(connection))

        return backups.named(into or self.place, self.stem, kind, now, copied)
