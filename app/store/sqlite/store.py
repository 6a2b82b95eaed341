"""One store on disk: its file, its two engines, and what to tell people about it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as driver

from app.address import FileAddress
from app.errors import StoreGone, StoreProblem
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.rules.vocabulary import Message, msg
from app.store import moved
from app.store.facts import setting
from app.store.memory import Memory
from app.store.port import Clock, Description
from app.store.records import Backup, BackupKind, Report, Restored
from app.store.sqlite import (
    alteration,
    backups,
    certificates,
    health,
    restore,
    rows,
    seal,
    second,
    verify,
)
from app.store.sqlite.daily import Beside, Shelf
from app.store.sqlite.engine import WRITING, changed_in, connect, make_engine
from app.store.sqlite.incarnation import Incarnation
from app.store.sqlite.problems import explained, explained_at_work
from app.store.sqlite.watch import FileWatch

_PATIENCE = 0.5
"""Seconds that opening waits for the day's backup: enough for most, and what is found is told."""
_MAY_BE_EXPLAINED = (SQLAlchemyError, driver.Error, OverflowError)


@dataclass(frozen=True, slots=True)
class FileStore:
    """The store that the file `path` holds: see `store/port.py` for what each method promises."""

    path: Path
    reader: Engine
    writer: Engine
    opened: Incarnation
    memory: Memory
    missing: Message | None
    """What this account has seen and the trail has not: until a restore no more is noted."""
    clock: Clock
    actor: str
    """Who is recorded as having opened and closed it."""
    mode: str
    sealed: seal.Look
    """What its seal said as it was opened."""
    connections: list[Any]
    """The driver's, as far as they were made."""
    notices: list[Message] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)

    @classmethod
    def at(cls, path: Path, mode: str, clock: Clock, actor: str, seen: Path | None) -> FileStore:
        """Open the file `path`. The reader has a connection from now on until it is closed.

        `mode`: as `access.mode_of` says. `seen`: the folder with what this account has seen of each
        store.
        """
        sealed, notices = alteration.look(path, mode)  # before we have it open ourselves
        reader = make_engine(path, writing=False, mode=mode)
        writer = make_engine(path, writing=True, mode=mode, counting=True)

        connections: list[Any] = []
        for engine in (reader, writer):
            event.listen(engine, "connect", lambda made, _record: connections.append(made))

        @event.listens_for(writer, "begin")
        def _take_off_seal(connection: Connection) -> None:
            seal.take_off(connection, clock(), actor)

        try:
            with reader.connect() as connection:
                opened = Incarnation.of(path, _bare(connection))
                memory = Memory.of(seen, str(path.resolve()), _bare(connection))
                missing = memory.missing(_bare(connection))
        except _MAY_BE_EXPLAINED as error:
            reader.dispose()
            raise explained(error, path) or error from error
        return cls(
            path=path, reader=reader, writer=writer, opened=opened, memory=memory, missing=missing,
            clock=clock, actor=actor, mode=mode, sealed=sealed, connections=connections,
            notices=notices if missing is None else [missing, *notices],
        )  # fmt: skip

    @property
    def address(self) -> FileAddress:
        return FileAddress(self.path)

    @property
    def shared(self) -> bool:
        """One desk's, as far as anybody knows."""
        return False

    def watch(self) -> FileWatch:
        return FileWatch.on(self.path, self.mode, self.opened)

    @property
    def read_only(self) -> bool:
        return self.mode != WRITING

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.explained(), Session(self.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self, *, long: bool = False) -> Iterator[Session]:
        """The writer's engine begins each transaction with BEGIN IMMEDIATE.

        A store that was restored is asked first: its file differs, too.
        """
        writing = Session(self.writer, expire_on_commit=False)
        with self.explained(), writing as session, session.begin():
            self.opened.check_content(_bare(session.connection()))
            self.opened.check_file()
            _refuse_moved(_bare(session.connection()))
            yield session
        self._confirmed()

    def check_same(self) -> None:
        with self.explained(), closing(self.reader.raw_connection()) as connection:
            self.opened.check_content(connection.driver_connection)
            _refuse_moved(connection.driver_connection)
        self.opened.check_file()

    def _confirmed(self) -> None:
        if self.missing is None:
            with suppress(driver.Error), closing(self.reader.raw_connection()) as connection:
                self.memory.note(connection.driver_connection)

    def changed(self, session: Session) -> dict[str, str]:
        return changed_in(session.connection()).told()

    def standing(self, session: Session) -> dict[str, str]:
        return rows.standing(_bare(session.connection())).told()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """A store that is gone says so first: what else goes wrong comes of that."""
        try:
            yield
        except _MAY_BE_EXPLAINED as error:
            words = explained_at_work(error, self.path)
            if isinstance(words, StoreProblem):
                self.opened.check_file()
            raise words or error from error

    def close(self) -> None:
        """Seal what was written and close every connection; the next use opens new ones.

        A seal that cannot be left is missed, and told, when the store is opened next.
        """
        self.beside.wait()
        if self._is_overlaid():
            self._leave()
            return
        self.reader.dispose()
        self.writer.dispose()
        self.opened.forget_files()
        if not self.read_only:
            with suppress(SQLAlchemyError, driver.Error, StoreProblem):
                self._seal()

    def _is_overlaid(self) -> bool:
        """Whether something else lies in its place. Where nothing does, it was moved: then its log
        goes into it, wherever it is."""
        try:
            self.opened.check_file()
        except StoreGone:
            return self.path.exists()
        return False

    def _leave(self) -> None:
        """Close nothing: the last connection to close writes its log into the file at the path,
        and that is another's by now. The driver cannot be told not to; so it never hears of it."""
        for connection in self.connections:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))
        self.reader.dispose(close=False)
        self.writer.dispose(close=False)

    def _seal(self) -> None:
        """Leave a seal where something was written. Not worth waiting for: others at work take it
        off. One that somebody else took off stays missing until that is on record."""
        with closing(connect(self.path)) as connection:
            if seal.seal_of(connection) is not None or seal.is_missing(connection):
                return
            self.opened.check_content(connection)
            self.opened.check_file()
        engine = make_engine(self.path, writing=True)
        try:
            with engine.connect() as sealing:
                sealing.connection.driver_connection.execute("PRAGMA busy_timeout=100")  # type: ignore[union-attr]
                with sealing.begin():
                    seal.close(sealing, self.clock(), self.actor)
                if self.missing is None:
                    self.memory.note(_bare(sealing))
        finally:
            engine.dispose()

    def settings(self) -> dict[str, str]:
        with self.explained(), self.reader.begin() as connection:
            rows = connection.execute(select(Setting.key, Setting.value))
            return {row.key: row.value for row in rows}

    def look_after(
        self, settings: dict[str, str], now: datetime, date_of: Callable[[datetime], date]
    ) -> None:
        """The file is looked at, before anything is written, and copied at the first opening of a
        day: beside everything else, since the copy is looked over before it counts."""
        noted = settings.get(SettingKey.SCHEMA_FINGERPRINT)
        self.notices.extend(health.access_notices(self.path, self.mode))
        self.notices.extend(health.notices(self.reader, noted))
        if self.read_only:
            return
        self._record_alteration()
        health.narrow(self.path)
        shelf = self._shelf(settings)
        if shelf.is_due(now, date_of):
            self.beside.begin(lambda: self._tell_of_backup(shelf.take_daily(now)))
            self.beside.wait(_PATIENCE)

    def _record_alteration(self) -> None:
        if self.sealed.state in alteration.ALTERED:
            with suppress(SQLAlchemyError):  # it is found anew at the next opening
                alteration.record(self.writer, self.sealed, self.clock(), self.actor)

    def _tell_of_backup(self, said: list[Message]) -> None:
        """What was said of the one before is over."""
        for notice in self.beside.said:
            self.notices.remove(notice)
        self.beside.said = said
        self.notices.extend(said)

    def _shelf(self, settings: Mapping[str, str]) -> Shelf:
        named = settings.get(SettingKey.SECOND_PLACE)
        kept = int(settings.get(SettingKey.BACKUPS_KEPT, BACKUPS_KEPT))
        return Shelf(self.path, kept, Path(named) if named else None)

    def keep_certificate(self, content: bytes) -> str:
        return certificates.keep(certificates.folder_of(self.path), content)

    def certificate(self, digest: str) -> bytes:
        return certificates.content_of(certificates.folder_of(self.path), digest)

    def describe(self) -> Description:
        return Description(msg("File"), str(self.path), self.path.stat().st_size)

    def back_up(self, kind: BackupKind, now: datetime) -> Backup:
        self.beside.wait()
        backup, said = self._shelf(self.settings()).take(kind, now)
        self._tell_of_backup(said)
        return backup

    def backups(self) -> list[Backup]:
        return backups.all_of(self.path)

    def second_backups(self, folder: Path) -> list[Backup]:
        return second.found_there(folder)

    def doubts(self, folder: Path) -> list[Message]:
        second.refuse_unfit(folder, self.path)
        return list(second.doubts(folder, self.path))

    def verify(self) -> Report:
        kept = certificates.folder_of(self.path)
        return verify.verify(self.path, kept=kept, seen=self.memory.folder)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        self.beside.wait()
        self.reader.dispose()  # without a seal: it is not done with
        self.writer.dispose()
        self.opened.forget_files()
        return restore.restore(
            self.path,
            backup,
            now,
            actor,
            another_centre=another_centre,
            seen=self.memory.folder,
        )


def _bare(connection: Connection) -> Any:
    """The driver's connection in a transaction of SQLAlchemy's, for what is asked at each write."""
    return connection.connection.driver_connection


def _refuse_moved(connection: Any) -> None:
    """StoreMoved where the centre went elsewhere."""
    moved.refuse(setting(connection, SettingKey.MOVED_TO))
