"""A proxy before a PostgreSQL server that does what networks do: slow, silent, gone, cut just then.

It listens at a port of 127.0.0.1. What it is told to cut it cuts once; then it passes all again.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.servers import Server

CHUNK = 65536


@dataclass(slots=True)
class Cut:
    """What is to be waited for: so many bytes on the way to the server, or words on either way."""

    to_server: bool
    words: bytes = b""
    after: int = 0

    def falls_in(self, tail: bytes, chunk: bytes) -> int | None:
        """How much of the chunk still passes, where this is the one; `tail` went before it."""
        if self.words:
            said_just_now = self.words in tail + chunk and self.words not in tail
            return 0 if said_just_now else None
        if self.after < len(chunk):
            return self.after
        self.after -= len(chunk)
        return None


class CuttingProxy:
    """Between clients and a server, while the `with` lasts; from other threads, too.

    `round_trip` is the seconds that a question and its answer are on their way together. `cuts`
    counts what was cut by `cut_at_byte`, `cut_before` and `cut_answer`. What passes is not TLS.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self.round_trip = 0.0
        self.cuts = 0
        self.flowing = Event()
        self.flowing.set()
        self._cut: Cut | None = None
        self._links: set[Link] = set()
        self._lock = Lock()
        self.port = 0
        self.accept()

    def url(self, database: str = "postgres", *, user: str = "postgres") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def cut_at_byte(self, number: int) -> None:
        """Cuts the connection that brings the server more than so many bytes from now on."""
        self._cut = Cut(to_server=True, after=number)

    def cut_before(self, words: bytes = b"COMMIT") -> None:
        """Cuts a connection when a client says these words: the server never hears them."""
        self._cut = Cut(to_server=True, words=words)

    def cut_answer(self, words: bytes = b"COMMIT") -> None:
        """Cuts a connection when the server says that it has done this: the client never hears it.

        The words are the whole tag of the command: COMMIT, or INSERT 0 1.
        """
        self._cut = Cut(to_server=False, words=words + b"\0")

    def hold(self) -> None:
        """Nothing arrives any more, and nobody is told: a pulled cable. New clients wait, too."""
        self.flowing.clear()

    def release(self) -> None:
        """What is under way arrives, but for those whose client or server has given up."""
        self.flowing.set()

    def cut_all(self) -> None:
        """Every connection that is there: what happens to idle ones at night."""
        for link in self._now():
            link.cut()

    def refuse(self) -> None:
        """Whoever comes is turned away; those who are connected stay."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept()
        self._listening.close()
        self._accepting.join()

    def accept(self) -> None:
        """After `refuse`, at the same port."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = int(self._listening.getsockname()[1])
        self._accepting = Thread(target=self._accept, args=(self._listening,), daemon=True)
        self._accepting.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.refuse()
        self.cut_all()  # before what was held can still arrive
        self.release()

    def passing(self, tail: bytes, chunk: bytes, to_server: bool) -> tuple[bytes, bool]:
        """What of the chunk goes on, and whether the connection does."""
        with self._lock:
            if self._cut and self._cut.to_server == to_server:
                length = self._cut.falls_in(tail, chunk)
                if length is not None:
                    self._cut = None
                    self.cuts += 1
                    return chunk[:length], False
        return chunk, True

    def left(self, link: Link) -> None:
        with self._lock:
            self._links.discard(link)

    def _now(self) -> list[Link]:
        with self._lock:
            return list(self._links)

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):  # it was closed
            while True:
                client, _address = listening.accept()
                try:
                    server = connected(self._server.url())
                except OSError:
                    client.close()
                    continue
                link = Link(self, client, server)
                with self._lock:
                    self._links.add(link)
                    link.start()


class Link:
    """A client's connection and the one to the server that stands for it."""

    def __init__(self, proxy: CuttingProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._ends = (client, server)
        for end in self._ends:
            if end.family != socket.AF_UNIX:
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ended = Event()
        there: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        back: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        self._threads = (
            Thread(target=self._take, args=(client, there), daemon=True),
            Thread(target=self._give, args=(there, server, True), daemon=True),
            Thread(target=self._take, args=(server, back), daemon=True),
            Thread(target=self._give, args=(back, client, False), daemon=True),
        )

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def cut(self) -> None:
        """Both sides find it closed."""
        self._ended.set()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._proxy.left(self)

    def _take(self, source: socket.socket, way: SimpleQueue[tuple[float, bytes]]) -> None:
        chunk = b"-"
        while chunk:
            try:
                chunk = source.recv(CHUNK)
            except OSError:
                chunk = b""
            if not chunk and not self._proxy.flowing.is_set():
                self._ended.set()  # gave up while nothing arrived: nor will it later
            way.put((time.monotonic() + self._proxy.round_trip / 2, chunk))

    def _give(
        self, way: SimpleQueue[tuple[float, bytes]], sink: socket.socket, to_server: bool
    ) -> None:
        tail, goes_on = b"", True
        while goes_on:
            due, chunk = way.get()
            if (early := due - time.monotonic()) > 0:
                time.sleep(early)
            self._proxy.flowing.wait()
            if not chunk or self._ended.is_set():
                break
            passed, goes_on = self._proxy.passing(tail, chunk, to_server)
            tail = (tail + chunk)[-32:]
            try:
                sink.sendall(passed)
            except OSError:
                break
        self.cut()


def connected(url: str) -> socket.socket:
    """A connection to the server of a URL, by its socket's folder or by its name and port."""
    parts = urlsplit(url)
    said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = said.get("host") or parts.hostname or "127.0.0.1"
    port = int(said.get("port") or parts.port or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    end = socket.socket(socket.AF_UNIX)
    try:
        end.connect(f"{host}/.s.PGSQL.{port}")
    except OSError:
        end.close()
        raise
    return end
