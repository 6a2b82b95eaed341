"""Desks of a store on a server: what they do, what they are told, and what is there afterwards."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field

import psycopg

from app.address import ServerAddress
from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import AppError
from tests.cutting import CuttingProxy
from tests.servers import Server
from tests.store.hands import add, names

LONG = os.environ.get("DUTYDESK_TESTS") == "long"
KEEPER = Actor("os:keeper", keeper=True)
NOTHING, UNKNOWN = "Nothing was changed.", "Whether it was done is not known."
SILENT = "The server does not answer."


class Swallowing(CuttingProxy):
    """A proxy that can also fall silent just then, until it is released."""

    def __init__(self, server: Server) -> None:
        self._words = b""
        self._passes = False
        super().__init__(server)

    def swallow(self, words: bytes = b"COMMIT", *, reached: bool) -> None:
        """Nothing arrives any more once a client says these words; `reached`: but for them."""
        self._words, self._passes = words, reached

    def passing(self, tail: bytes, chunk: bytes, to_server: bool) -> tuple[bytes, bool]:
        said = self._words and self._words in tail + chunk and self._words not in tail
        if to_server and said:
            self._words = b""
            self.hold()
            return (chunk if self._passes else b""), True
        return super().passing(tail, chunk, to_server)


@dataclass(slots=True)
class Account:
    """What desks were told of the departments that they added, by name."""

    done: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    said: Counter[str] = field(default_factory=Counter)

    def note(self, name: str, title: str | None) -> None:
        """`title` of what somebody was told who could not do it; None: done."""
        self.said[title or "done"] += 1
        told = {None: self.done, UNKNOWN: self.unknown}.get(title, self.undone)
        told.add(name)

    def is_true(self, there: Iterable[str]) -> bool:
        """Nothing that was acknowledged is lost, nothing is there of what was told as undone."""
        found = set(there)
        print(f"{len(self.done)} acknowledged, {dict(self.said)}")
        return self.done <= found and not self.undone & found


def tell(context: Context, name: str) -> str | None:
    """Add a department; the title of what was said where that failed."""
    try:
        add(context, name)
    except AppError as error:
        return error.title.msgid
    return None


def there(address: ServerAddress) -> list[str]:
    """The departments that are there, as somebody sees who opens the store now; it is whole."""
    context = open_store(address, KEEPER)
    with closing(context.store):
        report = context.store.verify()
        assert report.whole, report
        return names(context)


def bare(address: ServerAddress) -> psycopg.Connection:
    """As superuser, past the program."""
    return psycopg.connect(address.url, autocommit=True)


def wait_until_waited_for(address: ServerAddress, count: int = 1) -> None:
    """Until so many wait for the lock."""
    with bare(address) as connection:
        waiting = 0
        while waiting < count:
            (waiting,) = connection.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
                "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            ).fetchone() or (0,)
