"""One store on a server: its two engines, the lock, and what to tell people about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.address import ServerAddress
from app.errors import BadInput, StoreProblem, StoreSilent, Unsure
from app.models import Setting
from app.rules.vocabulary import Message, msg
from app.store.bulk import WAY
from app.store.memory import Memory
from app.store.port import LAST, PROOF, Clock, Description, system_clock
from app.store.postgresql import asking, certificates, health, held_rows, rows, verify
from app.store.postgresql.asked import Asked
from app.store.postgresql.backups import ServerShelf
from app.store.postgresql.engine import LONG, READING, WRITING, bare_of, begun, make_engine
from app.store.postgresql.listening import ServerWatch
from app.store.postgresql.problems import explained, is_lost, is_torn, shown
from app.store.postgresql.standing import READ, Identity, last_of
from app.store.records import Backup, BackupKind, Report, Restored

_MAY_BE_EXPLAINED = (SQLAlchemyError, psycopg.Error, OverflowError)


@dataclass(slots=True)
class ServersTime:
    """The server's clock, by how far it is from this computer's. A `clock` that is not this
    computer's, as of a test, goes for itself."""

    clock: Clock
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.clock() + self.ahead

    def hear(self, server: datetime) -> None:
        if self.clock is system_clock:
            self.ahead = server - self.clock()


@dataclass(frozen=True, slots=True)
class ServerStore:
    """The store that a database holds: see `store/port.py` for what each method promises."""

    address: ServerAddress
    reader: Engine
    writer: Engine
    clock: ServersTime
    actor: str
    shelf: ServerShelf
    opened: Identity
    """Which store it was as it was opened."""
    memory: Memory
    notices: list[Message] = field(default_factory=list)
    read_only: bool = False
    """Whether the server is a copy that follows another one."""
    shared: bool = True

    @classmethod
    def at(
        cls, address: ServerAddress, clock: Clock, actor: str, seen: Path | None, shelf: ServerShelf
    ) -> ServerStore:
        """Open the store, which is of the present schema."""
        reader, writer = (make_engine(address, writing=writing) for writing in (False, True))
        time = ServersTime(clock)
        try:
            connection, (now, *identity) = begun(reader, f"{READING}, {READ}")
            with connection:
                time.hear(now)
                memory = Memory.of(seen, str(address), Asked(connection))
                missing = memory.missing(Asked(connection))
                notices = list(health.notices(connection, now, clock))
                copy = bool(connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar())
        except _MAY_BE_EXPLAINED as error:
            reader.dispose()
            raise explained(error, address) or error from error
        if missing is not None:
            notices.insert(0, missing)
            memory = Memory()
        opened = Identity(*identity)
        return cls(
            address, reader, writer, time, actor, shelf, opened,
            memory=memory, notices=notices, read_only=copy,
        )  # fmt: skip

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One state from the first statement to the last."""
        with self.explained():
            connection, (now,) = begun(self.reader, READING)
            self.clock.hear(now)
            with connection, Session(connection, expire_on_commit=False) as session:
                yield session

    @contextmanager
    def writing(self, *, long: bool = False) -> Iterator[Session]:
        with self.explained():
            connection, (now, revision, number, moved_to, *last) = begun(self.writer, WRITING)
            self.clock.hear(now)
            with connection, Session(connection, expire_on_commit=False) as session:
                Identity(revision, number, moved_to).check(self.opened, self.address)
                session.info[LAST], session.info[WAY] = last_of(*last), rows.add
                if long:
                    # By the session's: a transaction begun past it, it would not commit.
                    session.connection().exec_driver_sql(LONG)
                yield session
                self._commit(session)
        self._confirmed(session)

    def _commit(self, session: Session) -> None:
        """Where the answer is lost, the store is asked what became of it."""
        session.flush()
        state = bare_of(session.connection()).info.transaction_status
        if state == TransactionStatus.INERROR:  # a COMMIT would undo it, and say nothing
            raise psycopg.errors.InFailedSqlTransaction("an error was passed over")
        try:
            session.commit()
        except _MAY_BE_EXPLAINED as error:
            if not is_lost(error):
                raise
            self._settle(session.info.get(PROOF), error)

    def _settle(self, proof: tuple[int, str] | None, error: BaseException) -> None:
        """What has no entry in the trail is done again without harm."""
        committed = False if proof is None else asking.was_committed(self.address, proof)
        if committed:
            return
        if committed is None:
            raise Unsure(
                msg("Whether it was done is not known."),
                msg(
                    "{store} does not answer any more, and it had not said whether this was "
                    "written. Look again as soon as it answers, before you repeat it.",
                    store=shown(self.address),
                ),
            ) from error
        raise StoreSilent(
            msg("Nothing was changed."),
            msg(
                "The connection to {store} broke before this was written. Try again.",
                store=shown(self.address),
            ),
        ) from error

    def _confirmed(self, session: Session) -> None:
        proof = session.info.get(PROOF)
        if proof is not None:
            number, link = proof
            self.memory.keep(number, link, self.clock().replace(tzinfo=None))

    def watch(self) -> ServerWatch:
        return ServerWatch.on(self.address)

    def check_same(self) -> None:
        with self.explained():
            self._compare()

    def _compare(self) -> None:
        connection, (_now, *identity) = begun(self.reader, f"{READING}, {READ}")
        connection.close()
        Identity(*identity).check(self.opened, self.address)

    def changed(self, session: Session) -> dict[str, str]:
        return held_rows.changed(session.connection()).told()

    def standing(self, session: Session) -> dict[str, str]:
        return held_rows.standing(session.connection()).told()

    @contextmanager
    def explained(self) -> Iterator[None]:
        try:
            yield
        except _MAY_BE_EXPLAINED as error:
            if is_torn(error):
                with suppress(*_MAY_BE_EXPLAINED, StoreSilent):
                    self._compare()
            raise explained(error, self.address) or error from error

    def settings(self) -> dict[str, str]:
        with self.reading() as session:
            rows = session.execute(select(Setting.key, Setting.value))
            return {row.key: row.value for row in rows}

    def look_after(
        self, settings: dict[str, str], now: datetime, date_of: Callable[[datetime], date]
    ) -> None:
        """No desk takes the day's backup: `dutydesk backup` does, in one place."""

    def keep_certificate(self, content: bytes) -> str:
        with self.explained():
            return certificates.keep(self.address, content)

    def certificate(self, digest: str) -> bytes:
        with self.reading() as session:
            return certificates.content_of(session.connection(), digest)

    def describe(self) -> Description:
        with self.reading() as session:
            size = session.connection().exec_driver_sql(
                "SELECT pg_database_size(current_database())"
            )
            return Description(msg("Server"), shown(self.address), size.scalar())

    def back_up(self, kind: BackupKind, now: datetime) -> Backup:
        with self.explained():
            backup, said = self.shelf.take(self._read_connection, kind, now, self.actor)
        self.notices.extend(notice for notice in said if notice not in self.notices)
        return backup

    def backups(self) -> list[Backup]:
        return self.shelf.all()

    def second_backups(self, folder: Path) -> list[Backup]:
        return []

    def doubts(self, folder: Path) -> list[Message]:
        raise BadInput(
            msg("No backups can be kept there."),
            msg("Backups of a store on a server are in one folder, which --to names: copy that."),
        )

    def verify(self) -> Report:
        anchors = self.shelf.all()
        with self.explained(), self._read_connection() as connection:
            return verify.verify(connection, self.memory, anchors)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        raise StoreProblem(
            msg("A window cannot go back to a backup on a server."),
            msg(
                "Everybody's windows have to be closed. Then its keeper types dutydesk restore "
                "{backup} --store {store}",
                backup=str(backup),
                store=str(self.address),
            ),
        )

    @contextmanager
    def _read_connection(self) -> Iterator[Connection]:
        connection, _row = begun(self.reader, READING)
        with connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        with suppress(SQLAlchemyError, psycopg.Error, StoreProblem):
            self.reader.dispose()
            self.writer.dispose()
