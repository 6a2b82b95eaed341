"""Stores that stay open from test to test, each filled anew for the next.

To open a store, to begin to write in it and to seal it again costs many times what a test does in
it. Tests of just that (`tests/store`), and those that name `store_path`, have a store of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlcipher3 import dbapi2 as driver

from app.bootstrap import open_store
from app.context import Actor, Clock, Context
from app.errors import AppError
from app.store.held import Sums
from app.store.port import Store
from app.store.sqlite import backups
from app.store.sqlite.store import FileStore
from tests.factories import SmallCentre, TestClock

if TYPE_CHECKING:
    from tests.kept_server import KeptServer, ServerTemplate

T = TypeVar("T")
KEEPER = Actor("os:test", keeper=True)
SPRING = datetime(2026, 3, 1, tzinfo=UTC)


def first_written(context: Context, clock: TestClock) -> None:
    """Have it said in spring, too, that somebody works in the store."""
    now, clock.now = clock.now, SPRING
    with context.write():
        pass
    clock.now = now


@dataclass(frozen=True, slots=True)
class CentreTemplate:
    """The small centre as a store has it, and what a trail would say had it been said there."""

    centre: SmallCentre
    unsaid: Mapping[str, str]


def unsaid_in(context: Context, build: Callable[[Context], SmallCentre]) -> CentreTemplate:
    """What `build` makes, of which nothing is said."""
    empty = _standing(context)
    made = build(context)
    unsaid = _standing(context)
    for table, number in empty.of.items():
        unsaid.add(table, -number)
    return CentreTemplate(made, unsaid.told())


def _standing(context: Context) -> Sums:
    sums = Sums()
    with context.read() as session:
        sums.hear(context.store.standing(session))
    return sums


@dataclass(slots=True)
class Kept:
    """One open store, as it was when it was opened and after each `fill`."""

    context: Context
    store: FileStore
    path: Path
    image: Any
    """What it held at first: a database in memory."""
    listeners: int
    beside: frozenset[str]
    """What lies in its folder, but for SQLite's own files."""
    schema: int = 0
    built: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """What tests begin with: images, too, and what was said as it was built."""

    def fill(self) -> None:
        """Put back what it held at first; nothing that was counted or seen since is left."""
        self.store.beside.wait()
        self.store.beside.thread, self.store.beside.said = None, []
        self.store.notices.clear()
        self.store.opened.size = 0
        if self.store.memory.file is not None:
            self.store.memory.file.unlink(missing_ok=True)
        self._put(self.image)

    def with_built(self, build: Callable[[Context], T], context: Context) -> T:
        """What `build` makes of the store as `fill` leaves it: done once, and put back from then
        on. It is given as a copy: what a test adds to it is the test's."""
        name = f"{build.__module__}.{build.__qualname__}"
        if name not in self.built:
            made = build(context)
            self.built[name] = (self._image(), deepcopy(made))
            return made
        image, made = self.built[name]
        self._put(image)
        context.look_back()
        return deepcopy(made)

    def _put(self, image: Any) -> None:
        with closing(self.store.writer.raw_connection()) as connection:
            image.backup(connection.driver_connection)
            self.schema = _schema(connection.driver_connection)

    def _image(self) -> Any:
        image = driver.connect(":memory:", check_same_thread=False)
        with closing(self.store.writer.raw_connection()) as connection:
            connection.driver_connection.backup(image)  # type: ignore[union-attr]
        return image

    def close(self) -> None:
        with suppress(AppError, driver.Error):
            self.store.close()
        for image in (self.image, *(image for image, _made in self.built.values())):
            image.close()

    def is_as_left(self) -> bool:
        """Whether the last test did nothing to it that `fill` does not undo."""
        engines = self.store.reader, self.store.writer
        if any(engine.pool.checkedout() for engine in engines):  # type: ignore[attr-defined]
            return False
        if self.listeners != listeners(self.store) or _beside(self.path) != self.beside:
            return False
        with suppress(AppError, driver.Error):
            self.store.check_same()
            with closing(self.store.writer.raw_connection()) as connection:
                return self.schema == _schema(connection.driver_connection)
        return False


@dataclass(slots=True)
class KeptStores:
    """A store for each template; `folder` makes a folder for one."""

    folder: Callable[[], Path]
    clock: Clock = field(default_factory=TestClock)
    of: dict[Path | ServerTemplate, Kept | KeptServer] = field(default_factory=dict)

    def kept(self, template: Path | ServerTemplate) -> Kept | KeptServer:
        """The store like the template, as the last test left it or new."""
        kept = self.of.get(template)
        if kept is None or not kept.is_as_left():
            kept = self.of[template] = self._open(template)
        return kept

    def given(self, template: Path | ServerTemplate, clock: TestClock) -> Context:
        """A store like the template, which goes by `clock` until the next is given."""
        kept = self.kept(template)
        kept.fill()
        self.clock = clock
        context = Context(kept.store, KEEPER, kept.context.time, clock)
        context.look_back()
        return context

    def built(self, build: Callable[[Context], T], context: Context) -> T:
        """What `build` makes of the store of `context`, which nothing was done to yet."""
        for kept in self.of.values():
            if kept.store is context.store:
                return kept.with_built(build, context)
        return build(context)

    def close(self) -> None:
        for kept in self.of.values():
            kept.close()
        self.of.clear()

    def _open(self, template: Path | ServerTemplate) -> Kept | KeptServer:
        old = self.of.pop(template, None)
        if old is not None:
            old.close()
        self.clock = first = TestClock()
        if not isinstance(template, Path):
            return template.open(lambda: self.clock(), first)
        path = Path(shutil.copy(template, self.folder() / "centre.dutydesk"))
        shutil.copytree(backups.folder_of(template), backups.folder_of(path))
        context = open_store(path, KEEPER, lambda: self.clock())
        first_written(context, first)
        store, image = context.store, driver.connect(":memory:", check_same_thread=False)
        assert isinstance(store, FileStore)
        with closing(store.writer.raw_connection()) as connection:
            bare: Any = connection.driver_connection
            bare.execute("PRAGMA synchronous=OFF")  # no power is cut
            bare.backup(image)
        return Kept(context, store, path, image, listeners(store), _beside(path))


def _beside(path: Path) -> frozenset[str]:
    files = (each.relative_to(path.parent).as_posix() for each in path.parent.rglob("*"))
    return frozenset(name for name in files if not name.endswith(("-wal", "-shm")))


def listeners(store: Store) -> int:
    """How many listen to its engines: a test may have added one that none of the others bears."""
    return sum(
        len(list(getattr(engine.dispatch, name)))
        for engine in (store.reader, store.writer)
        for name in ("before_cursor_execute", "after_cursor_execute", "begin", "commit", "rollback")
    )


def _schema(connection: Any) -> int:
    """Changes with each table that is made, altered or dropped."""
    (number,) = connection.execute("PRAGMA schema_version").fetchone()
    return int(number)
