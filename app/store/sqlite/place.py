"""A store's file, before it is open."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app import own_files
from app.address import FileAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store import schema
from app.store.port import Clock
from app.store.records import Backup, BackupKind, Report, Restored
from app.store.sqlite import (
    access,
    backups,
    certificates,
    daily,
    identity,
    incarnation,
    making,
    restore,
    scratch,
    upgrade,
    verify,
)
from app.store.sqlite.engine import WRITING
from app.store.sqlite.location import refuse_network, refuse_other_than_file
from app.store.sqlite.store import FileStore

_SIDE_FILES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class FilePlace:
    """The file `path`, whether it is there or not."""

    path: Path
    seen: Path | None = None

    @classmethod
    def at(cls, path: Path, seen: Path) -> FilePlace:
        """StoreProblem where `path` lies on another machine, or is something else than a file."""
        refuse_other_than_file(path)
        refuse_network(path)
        return cls(path, seen)

    @property
    def address(self) -> FileAddress:
        return FileAddress(self.path)

    def is_there(self) -> bool:
        return self.path.exists()

    def refuse_taken(self) -> None:
        making.refuse_taken(self.path)

    def refuse_in_use(self) -> None:
        if self.is_there() and not access.is_nobodys(self.path):
            raise StoreProblem(
                msg("Others are at work in this store."),
                msg(
                    "{path} is open in a window or another program. Nothing was changed. Close "
                    "them first.",
                    path=str(self.path),
                ),
            )

    def make(self, now: datetime, actor: str, settings: dict[str, str]) -> None:
        making.make(self.path, now, actor, settings)

    @contextmanager
    def unfilled(self, *, keep: bool) -> Iterator[FilePlace]:
        """In a folder of its own, on the same disk, if it is to be kept."""
        if backups.all_of(self.path):
            identity.revision_of(self.path)  # there was one: so it says what to do
        if keep:
            own_files.make_folder(self.path.parent)
        with scratch.beside(self.path) if keep else tempfile.TemporaryDirectory() as folder:
            own_files.make_folder(Path(folder))
            unplaced = FilePlace(Path(folder) / self.path.name)
            yield unplaced
            if keep:
                self._take_over(unplaced)

    def _take_over(self, filled: FilePlace) -> None:
        """The certificates first: they are there before anything names them."""
        theirs = certificates.folder_of(filled.path)
        certificates.copy_missing(theirs, certificates.folder_of(self.path))
        making.name(filled.path, self.path)

    def open(self, clock: Clock, actor: str) -> FileStore:
        if identity.revision_of(self.path) != schema.HEAD:
            daily.take_checked(self.path, BackupKind.MIGRATION, clock())
            upgrade.upgrade(self.path, clock(), actor, {})
        mode = access.mode_of(self.path)
        if mode == WRITING:
            self._take_up(clock())
        return FileStore.at(self.path, mode, clock, actor, self.seen)

    def _take_up(self, now: datetime) -> None:
        """What a program that was killed left undone, and a number for who opens it first."""
        scratch.clear(self.path, backups.folder_of(self.path), certificates.folder_of(self.path))
        with suppress(OSError):  # a folder in which nothing can be moved
            restore.supersede(self.path, now)
        incarnation.draw_if_alone(self.path)

    def backups(self) -> list[Backup]:
        return backups.all_of(self.path)

    def remove(self) -> None:
        for backup in backups.all_of(self.path):
            backup.path.unlink()
        for suffix in _SIDE_FILES:
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.rmtree(certificates.folder_of(self.path), ignore_errors=True)

    def verify(self) -> Report:
        return verify.verify(self.path, kept=certificates.folder_of(self.path), seen=self.seen)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        return restore.restore(
            self.path, backup, now, actor, another_centre=another_centre, seen=self.seen
        )
