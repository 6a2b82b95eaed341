"""A database of a server, before the store in it is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.address import ServerAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store import schema
from app.store.memory import Memory
from app.store.port import Clock
from app.store.postgresql import identity, making, verify
from app.store.postgresql.asked import Asked
from app.store.postgresql.engine import LOCKING, READING, begun, make_engine
from app.store.postgresql.problems import explained, shown
from app.store.postgresql.store import ServerStore
from app.store.records import Backup, Report, Restored


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """The database at `address`, whether there is a store in it or not."""

    address: ServerAddress
    seen: Path | None = None

    def is_there(self) -> bool:
        return self._revision() is not None

    def make(self, now: datetime, actor: str, settings: dict[str, str]) -> None:
        with self._changing() as connection:
            making.make(connection, self.address, now, actor, settings)

    @contextmanager
    def unfilled(self, *, keep: bool) -> Iterator[ServerPlace]:
        raise NotImplementedError
        yield self

    def open(self, clock: Clock, actor: str) -> ServerStore:
        revision = self._revision()
        if revision is None:
            raise self._none()
        if revision != schema.HEAD:
            with self._changing() as connection:
                making.upgrade(connection, self.address, clock(), actor)
        return ServerStore.at(self.address, clock, actor, self.seen)

    def backups(self) -> list[Backup]:
        return []

    def remove(self) -> None:
        raise NotImplementedError

    def verify(self) -> Report:
        with self._looking() as connection:
            if identity.revision_of(connection, self.address) is None:
                raise self._none()
            memory = Memory.of(self.seen, str(self.address), Asked(connection))
            return verify.verify(connection, memory)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        raise NotImplementedError

    def _none(self) -> StoreProblem:
        return StoreProblem(
            msg("There is no store here."),
            msg(
                "The database {path} is empty. Check the address, or set up a new store.",
                path=shown(self.address),
            ),
        )

    def _revision(self) -> str | None:
        with self._looking() as connection:
            return identity.revision_of(connection, self.address)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with self._once(READING, writing=False) as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """A transaction that has the lock, whatever is in the database; kept at its end."""
        with self._once(LOCKING, writing=True) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def _once(self, words: str, *, writing: bool) -> Iterator[Connection]:
        engine = make_engine(self.address, writing=writing)
        try:
            connection, _row = begun(engine, words)
            with connection:
                yield connection
        except (SQLAlchemyError, psycopg.Error) as error:
            raise explained(error, self.address) or error from error
        finally:
            engine.dispose()
