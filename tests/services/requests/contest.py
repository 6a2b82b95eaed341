"""What the races run in processes of their own: everybody decides on the same requests at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.bootstrap import open_store
from app.context import Actor, Clock, Context
from app.errors import AppError
from app.models import Setting
from app.services import leave, swaps
from tests.factories import TestClock
from tests.store.writers import processes

PROCESSES = 8
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: `no` decided by somebody, given as number and id, on the version they saw."""

    kind: str
    no: str
    by_no: str
    by_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the attempts, and how long they took together, in seconds."""

    outcomes: Counter[str]
    seconds: float

    @property
    def decided(self) -> int:
        return self.outcomes["decided"]

    @property
    def attempts(self) -> int:
        return self.outcomes.total()


def contest(path: Path, tries: list[list[Try]], clock: Clock | None = None) -> Tally:
    """Run each list of `tries` in a process of its own, all at once, on the store at `path`."""
    return _together(path, attempt_all, tries, clock or TestClock())


def bare_writes(path: Path, counts: list[int]) -> float:
    """Seconds that so many writing transactions of one inserted row take, in as many processes."""
    return _together(path, write_rows, counts, TestClock()).seconds


def attempt_all(
    path: Path, tries: list[Try], clock: Clock, start: Barrier, told: Connection
) -> None:
    """Decide all `tries`, one after another; tell what became of them, and from when to when."""
    context = open_store(path, Actor("os:race", keeper=True), clock)
    outcomes: Counter[str] = Counter()
    start.wait()
    begun = time.monotonic()
    for each in tries:
        outcomes[_outcome(context, each)] += 1
    told.send((outcomes, begun, time.monotonic()))


def write_rows(path: Path, count: int, clock: Clock, start: Barrier, told: Connection) -> None:
    """Insert `count` rows, each in a writing transaction of its own."""
    context = open_store(path, Actor("os:race", keeper=True), clock)
    start.wait()
    begun = time.monotonic()
    for number in range(count):
        with context.write() as session:
            key = f"bare {told.fileno()} {number} {begun}"
            session.execute(insert(Setting).values(key=key, value=""))
    told.send((Counter(written=count), begun, time.monotonic()))


def _outcome(context: Context, each: Try) -> str:
    """Who is told that the store is busy tries again, as the message says."""
    for _ in range(PATIENCE):
        outcome = _once(context, each)
        if outcome != "StoreProblem":
            break
    return outcome


def _once(context: Context, each: Try) -> str:
    acting = context.acting_as(Actor(each.by_no, each.by_id))
    try:
        if each.kind == "agree":
            swaps.agree(acting, each.no, each.version)
        elif each.kind == "swap":
            swaps.approve(acting, each.no, each.version)
        else:
            leave.approve_step(acting, each.no, each.version, accept_late=True, reason="yes")
    except AppError as refusal:
        return type(refusal).__name__
    return "decided"


def _together(path: Path, work: Callable[..., None], shares: list[Any], clock: Clock) -> Tally:
    context = processes()
    start = context.Barrier(len(shares))
    pipes, running = [], []
    for share in shares:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(path, share, clock, start, theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        running.append(process)
    told = [pipe.recv() for pipe in pipes]
    for process in running:
        process.join()
    outcomes = sum((each[0] for each in told), Counter())
    return Tally(outcomes, max(each[2] for each in told) - min(each[1] for each in told))
