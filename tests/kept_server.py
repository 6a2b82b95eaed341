"""A store on a server that stays open from test to test, filled anew for each: see `kept.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import psycopg
from psycopg.conninfo import make_conninfo

from app.address import ServerAddress
from app.bootstrap import create_store
from app.context import Context
from app.errors import AppError
from app.models import Base
from app.store.postgresql.store import ServerStore
from app.store.postgresql.triggers import CERTIFICATES
from tests.factories import TestClock, small_centre
from tests.kept import KEEPER, SPRING, CentreTemplate, first_written, listeners, unsaid_in

if TYPE_CHECKING:
    from tests.servers import Server

T = TypeVar("T")
_SCHEMA = "kept"
"""Where what is put back is kept: beside the store's own schema, which notices nothing of it."""
_FILLS = 100
"""After so many fills what they left behind is swept."""
_SEQUENCES = (
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
)
_SHAPE = "SELECT count(*), max(oid::bigint) FROM pg_class WHERE relnamespace = 2200 UNION ALL "
_SHAPE += "SELECT count(*), max(oid::bigint) FROM pg_trigger"


@dataclass(frozen=True)
class ServerTemplate:
    """What a kept store on a server begins with: nothing, or with `small` the small centre."""

    server: Server
    small: bool

    def open(self, clock: Callable[[], Any], first: TestClock) -> KeptServer:
        """A database of its own; `clock` is what the store goes by from now on."""
        name = f"dutydesk_kept_{uuid4().hex[:12]}"
        address = ServerAddress(self.server.create_database(name))
        first.now, now = SPRING, first.now
        context = create_store(address, centre_name="Test centre", actor=KEEPER, clock=clock)
        first.now = now
        first_written(context, first)
        made = unsaid_in(context, small_centre) if self.small else None
        return KeptServer.of(context, self.server, name, made)


@dataclass(slots=True)
class KeptServer:
    """One open store in a database of its own."""

    context: Context
    store: ServerStore
    server: Server
    name: str
    bare: psycopg.Connection[Any]
    """Whose changes no trigger minds."""
    listeners: int
    centre: CentreTemplate | None
    shape: list[Any] = field(default_factory=list)
    built: dict[str, Any] = field(default_factory=dict)
    fills: int = 0

    @classmethod
    def of(
        cls, context: Context, server: Server, name: str, centre: CentreTemplate | None
    ) -> KeptServer:
        store = context.store
        assert isinstance(store, ServerStore)
        options = "-c session_replication_role=replica -c lock_timeout=10s"
        url = make_conninfo(server.url(name), options=options)
        bare = psycopg.connect(url, autocommit=True)
        bare.execute(f"CREATE SCHEMA {_SCHEMA}")
        kept = cls(context, store, server, name, bare, listeners(store), centre)
        kept._keep("at_first")
        kept.shape = bare.execute(_SHAPE).fetchall()
        return kept

    def fill(self) -> None:
        """Put back what it held at first; nothing that was counted or seen since is left."""
        self.store.notices.clear()
        if self.store.memory.file is not None:
            self.store.memory.file.unlink(missing_ok=True)
        self._put("at_first")

    def with_built(self, build: Callable[[Context], T], context: Context) -> T:
        """As `Kept.with_built`."""
        name = f"{build.__module__}.{build.__qualname__}"
        if name not in self.built:
            made = build(context)
            self.built[name] = deepcopy(made)
            self._keep(f"built_{len(self.built)}", name)
            return made
        number = list(self.built).index(name) + 1
        self._put(f"built_{number}")
        context.look_back()
        copy: T = deepcopy(self.built[name])
        return copy

    def is_as_left(self) -> bool:
        """Whether the last test did nothing to it that `fill` does not undo."""
        engines = self.store.reader, self.store.writer
        if any(engine.pool.checkedout() for engine in engines):  # type: ignore[attr-defined]
            return False
        if self.listeners != listeners(self.store):
            return False
        with suppress(AppError, psycopg.Error):
            return self.bare.execute(_SHAPE).fetchall() == self.shape
        return False

    def close(self) -> None:
        with suppress(AppError, psycopg.Error):
            self.store.close()
        self.bare.close()
        self.server.drop(self.name)

    def _put(self, image: str) -> None:
        self.fills += 1
        if self.fills % _FILLS == 0:
            self.bare.execute("VACUUM")
        self.bare.execute(f"SELECT {_SCHEMA}.put_{image}()")

    def _keep(self, image: str, of: str = "") -> None:
        """Have what the store holds now put back by a function of the server's, in one go."""
        with self.bare.transaction():
            words = "; ".join(self._words(image))
            self.bare.execute(
                f"CREATE FUNCTION {_SCHEMA}.put_{image}() RETURNS void LANGUAGE plpgsql "
                f"AS $$ BEGIN {words}; END $$"
            )

    def _words(self, image: str) -> Iterator[str]:
        tables = {
            table.name: [column.name for column in table.columns if column.computed is None]
            for table in Base.metadata.sorted_tables
        } | {CERTIFICATES: ["digest", "content"]}
        for table, columns in tables.items():
            yield f'DELETE FROM "{table}"'
            beside = f'{_SCHEMA}."{image}_{table}"'
            named = ", ".join(f'"{column}"' for column in columns)
            if self.bare.execute(f'SELECT FROM "{table}" LIMIT 1').fetchone() is None:
                continue
            self.bare.execute(f'CREATE TABLE {beside} AS SELECT {named} FROM "{table}"')
            # The last first: what is read without an order comes in another one than in a file.
            yield f'INSERT INTO "{table}" ({named}) SELECT {named} FROM {beside} ORDER BY ctid DESC'
        for name, last in self.bare.execute(_SEQUENCES).fetchall():
            yield f"PERFORM setval('\"{name}\"', {last or 1}, {str(last is not None).lower()})"
