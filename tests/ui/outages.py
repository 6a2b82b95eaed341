"""A store that stops answering, and one that many desks share: fakes over a store on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socket import socketpair
from typing import Any

from sqlalchemy.orm import Session

from app.errors import StoreSilent
from app.rules.vocabulary import msg

UNCHANGED = "Nothing was changed, says the store."


def silence() -> StoreSilent:
    return StoreSilent(msg("The server does not answer."), msg(UNCHANGED))


class CallingWatch:
    """A watch with a socket, as a server's: who commits calls `call`."""

    def __init__(self, store: FrailStore) -> None:
        self._store = store
        self.mine, self.theirs = socketpair()
        self.mine.setblocking(False)
        self.closed = False

    @property
    def handle(self) -> int:
        return self.mine.fileno()

    def heard(self) -> bool:
        if self._store.silent or self._store.listener_gone:
            raise silence()
        with suppress(BlockingIOError):
            return bool(self.mine.recv(4096))
        return False

    def call(self) -> None:
        self.theirs.send(b"!")

    def close(self) -> None:
        self.closed = True
        self.mine.close()
        self.theirs.close()


@dataclass
class FrailStore:
    """The store of a test, which answers or does not; `shared`: with watches that call."""

    inner: Any
    shared: bool = False
    silent: bool = False
    listener_gone: bool = False
    watches: list[CallingWatch] = field(default_factory=list)
    opened: int = 0
    """How often somebody tried to have a watch."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        self.answer()
        with self.inner.reading() as session:
            yield session

    @contextmanager
    def writing(self, *, long: bool = False) -> Iterator[Session]:
        self.answer()
        with self.inner.writing(long=long) as session:
            yield session

    def check_same(self) -> None:
        self.answer()
        self.inner.check_same()

    def watch(self) -> Any:
        self.opened += 1
        self.answer()
        if not self.shared:
            return self.inner.watch()
        self.watches.append(CallingWatch(self))
        return self.watches[-1]

    def answer(self) -> None:
        if self.silent:
            raise silence()

    def call(self) -> None:
        """Somebody committed."""
        for watch in self.watches:
            if not watch.closed:
                watch.call()

    def fall_silent(self) -> None:
        """The connections break: whoever listens is woken by that."""
        self.silent = True
        self.call()
