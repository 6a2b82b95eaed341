"""How soon others hear of a commit on a server, and how many can without slowing who commits."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from statistics import median
from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.address import ServerAddress, StoreAddress
from app.context import Context
from app.models import Department
from app.rules.deeds import Deed
from app.store.postgresql.connecting import connect
from app.store.postgresql.triggers import CHANNEL
from benchmarks import approvals
from benchmarks.desks_bench import Bench, Row, at_most, exactly, opened, quantile
from tests.services.requests.contest import Try, _once
from tests.store.writers import processes

COMMITS, LISTENERS, LISTENING, APPROVALS = 200, 200, 4, 60
PACE = 0.1
"""Seconds from one approval to the next, as ten a second come in a busy hour of a big centre."""


def heard(bench: Bench) -> Iterator[Row]:
    """From the answer to a COMMIT here to its being heard in another process by the store's watch,
    against a bare SELECT 1 in the same run."""
    address = bench.store()
    ours, theirs = processes().Pipe()
    listening = processes().Process(target=hear, args=(address, COMMITS, theirs))
    listening.start()
    told: list[float] = []
    with opened(address) as context, Committed(told.append):
        assert ours.recv() == "listens"
        for number in range(COMMITS):
            add(context, f"D{number}")
            ours.recv()  # it was heard: the next one is another
        heard_at: list[float] = ours.recv()
    listening.join()
    late = [max(0.0, there - here) for here, there in zip(told, heard_at, strict=True)]
    bare = _round_trip(address)
    found = quantile(late, 0.95)
    ms = f" (p50 {median(late) * 1000:.2f} ms, p95 {found * 1000:.2f} ms, {bare * 1000:.3f} ms)"
    yield at_most("commit → heard, p95 / bare round trip", 5, found / bare, told=ms)
    bench.drop(address)


def hear(address: StoreAddress, count: int, told: Connection) -> None:
    """Tell when each of so many commits was heard."""
    with opened(address) as context, closing(context.store.watch()) as watch:
        ear = selectors.DefaultSelector()
        assert watch.handle is not None
        ear.register(watch.handle, selectors.EVENT_READ)
        told.send("listens")
        found: list[float] = []
        while len(found) < count:
            ear.select()
            if watch.heard():
                found.append(time.monotonic())
                told.send(None)
        told.send(found)


class Committed:
    """Tells the moment at which each transaction of a session of ours was answered."""

    def __init__(self, tell: Callable[[float], object]) -> None:
        def after_commit(_session: Session) -> None:
            tell(time.monotonic())

        self._tell = after_commit

    def __enter__(self) -> None:
        event.listen(Session, "after_commit", self._tell)

    def __exit__(self, *_error: object) -> None:
        event.remove(Session, "after_commit", self._tell)


def add(context: Context, name: str) -> None:
    with context.write() as session:
        session.add(Department(name=name))
        context.audit(session, Deed.DEPARTMENT_ADD, name)


def _round_trip(address: ServerAddress) -> float:
    """Median seconds of the smallest question."""
    with psycopg.connect(address.url, autocommit=True) as connection:
        spent = []
        for _ in range(1000):
            began = time.perf_counter()
            connection.execute("SELECT 1").fetchone()
            spent.append(time.perf_counter() - began)
    return median(spent)


def listeners(bench: Bench) -> Iterator[Row]:
    """Approvals at a steady pace, alone and with everybody listening."""
    address = bench.store()
    approvals.COUNT = 2 * APPROVALS + 20
    with opened(address) as context, ExitStack() as stack:
        tries = approvals.swaps(context)
        for each in tries[:20]:
            assert _once(context, each) == "decided"
        alone = _paced(context, tries[20 : 20 + APPROVALS])
        over = processes().Event()
        pipes = []
        for _ in range(LISTENING):
            ours, theirs = processes().Pipe()
            each_hears = LISTENERS // LISTENING
            process = processes().Process(target=count, args=(address, each_hears, over, theirs))
            process.start()
            stack.callback(process.join)
            pipes.append(ours)
        assert [pipe.recv() for pipe in pipes] == ["listens"] * LISTENING
        together = _paced(context, tries[20 + APPROVALS :])
        over.set()
        found = sum(pipe.recv() for pipe in pipes)
    yield exactly(f"heard by {LISTENERS} listeners", LISTENERS * APPROVALS, found)
    one, many = median(alone) * 1000, median(together) * 1000
    told = f" ({many:.1f} ms, {one:.1f} ms)"
    yield at_most("approvals' p50: with them / alone", 3, many / one, told=told)
    bench.drop(address)


def _paced(context: Context, tries: list[Try]) -> list[float]:
    """Seconds of each."""
    spent, pause = [], processes().Event()
    for each in tries:
        began = time.perf_counter()
        assert _once(context, each) == "decided"
        spent.append(time.perf_counter() - began)
        pause.wait(PACE - spent[-1])
    return spent


def count(address: ServerAddress, ears: int, over: Event, told: Connection) -> None:
    """How many notifications so many listeners hear together, until it is `over` and still."""
    with ExitStack() as stack:
        ear = selectors.DefaultSelector()
        for _ in range(ears):
            connection = stack.enter_context(connect(address))
            connection.execute(f"LISTEN {CHANNEL}")
            ear.register(connection.fileno(), selectors.EVENT_READ, connection.pgconn)
        told.send("listens")
        found = 0
        until = None
        while until is None or time.monotonic() < until:
            for key, _mask in ear.select(0.1):
                found += _taken(key.data)
            if over.is_set() and until is None:
                until = time.monotonic() + 1
        told.send(found)


def _taken(link: Any) -> int:
    link.consume_input()
    found = 0
    while link.notifies() is not None:
        found += 1
    return found


def page(bench: Bench) -> Iterator[Row]:
    """From a commit of another desk to the painted page of a window that nobody touches."""
    for named, words, goal in (
        (bench.database(), "commit → page drawn, server", 1.0),
        (bench.file(), "the same, file", 1.5),
    ):
        where = named.url if isinstance(named, ServerAddress) else str(named)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.desks_window", where],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        spent = [float(line) for line in done.stdout.split()]
        told = f" (slowest {max(spent):.2f} s of {len(spent)})"
        yield at_most(words, goal, median(spent), " s", told)
