"""A store's file, before it is open."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.store import schema
from app.store.records import Backup, BackupKind, Report, Restored
from app.store.sqlite import (
    backups,
    identity,
    incarnation,
    making,
    restore,
    scratch,
    upgrade,
    verify,
)
from app.store.sqlite.location import refuse_network
from app.store.sqlite.store import FileStore

_SIDE_FILES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class FilePlace:
    """The file `path`, whether it is there or not."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> FilePlace:
        """StoreProblem where `path` lies on another machine."""
        refuse_network(path)
        return cls(path)

    def is_there(self) -> bool:
        return self.path.exists()

    def make(self, now: datetime, actor: str, settings: dict[str, str]) -> None:
        making.make(self.path, now, actor, settings)

    @contextmanager
    def unfilled(self, *, keep: bool) -> Iterator[FilePlace]:
        """In a folder of its own, on the same disk, if it is to be kept."""
        if backups.all_of(self.path):
            identity.revision_of(self.path)  # there was one: so it says what to do
        with scratch.beside(self.path) if keep else tempfile.TemporaryDirectory() as folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            unplaced = FilePlace(Path(folder) / self.path.name)
            yield unplaced
            if keep:
                making.name(unplaced.path, self.path)

    def open(self, now: datetime, actor: str) -> FileStore:
        scratch.clear(self.path)
        if identity.revision_of(self.path) != schema.HEAD:
            backups.take(self.path, BackupKind.MIGRATION, now)
            upgrade.upgrade(self.path, now, actor, {})
        with suppress(OSError):  # a folder in which nothing can be moved
            restore.supersede(self.path, now)
        incarnation.draw_if_alone(self.path)
        return FileStore.at(self.path)

    def backups(self) -> list[Backup]:
        return backups.all_of(self.path)

    def remove(self) -> None:
        for backup in backups.all_of(self.path):
            backup.path.unlink()
        for suffix in _SIDE_FILES:
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def verify(self) -> Report:
        return verify.verify(self.path)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        return restore.restore(self.path, backup, now, actor, another_centre=another_centre)
