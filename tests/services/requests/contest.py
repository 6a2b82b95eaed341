"""What the races run in processes of their own: everybody decides on the same requests at once."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from sqlalchemy import insert

from app.bootstrap import open_store
from app.context import Actor, Clock, Context
from app.errors import AppError
from app.models import Setting
from app.queries.swaps import rows
from app.reading.requests.opening import open_request
from app.rules.requests import RequestKind
from app.services.leave import requests as leave
from app.services.swaps import requests as swaps
from app.store.places import Named
from tests.factories import TestClock
from tests.store.writers import together

PROCESSES = 8
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: `no` decided by somebody, given as number and id, on the version they saw.

    Of the kind "ask" the swap `no` is asked for once more, by whoever asked for it.
    """

    kind: str
    no: str
    by_no: str
    by_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the attempts, how long they took together, in seconds, and how long as many
    bare writes did, just before."""

    outcomes: Counter[str]
    seconds: float
    bare_seconds: float

    @property
    def decided(self) -> int:
        return self.outcomes["decided"]

    @property
    def attempts(self) -> int:
        return self.outcomes.total()

    @property
    def rate(self) -> float:
        """Attempts a second."""
        return self.attempts / self.seconds

    @property
    def bare_rate(self) -> float:
        """Bare writes a second."""
        return self.attempts / self.bare_seconds

    def __str__(self) -> str:
        return (
            f"{self.attempts} attempts by {PROCESSES} processes, {dict(self.outcomes)}: "
            f"{self.rate:.0f} approvals/s ({self.decided / self.seconds:.0f} granted), "
            f"{self.bare_rate:.0f} bare writes/s, ratio {self.rate / self.bare_rate:.2f}"
        )


def contest(named: Named, tries: list[list[Try]], clock: Clock | None = None) -> Tally:
    """Run each list of `tries` in a process of its own, all at once, on the store at `named`; and
    before them as many writing transactions of one inserted row."""
    told = together(named, attempt_all, [(share, clock or TestClock()) for share in tries])
    outcomes = sum((each[0] for each in told), Counter[str]())
    return Tally(outcomes, _span(each[2] for each in told), _span(each[1] for each in told))


def attempt_all(
    named: Named, tries: list[Try], clock: Clock, start: Barrier, told: Connection
) -> None:
    """Write a bare row for each of `tries`, then decide them, one after another; tell what became
    of them, and from when to when each of the two took. People look at a request before they
    decide: so does each process, at its first one, before the clock runs."""
    context = open_store(named, Actor("os:race", keeper=True), clock)
    first = tries[0]
    kind = RequestKind.LEAVE if first.kind == "leave" else RequestKind.SWAP
    open_request(context.acting_as(Actor(first.by_no, first.by_id)), kind.ref(first.no))
    outcomes: Counter[str] = Counter()
    bare = _timed(start, (partial(_write_row, context, at) for at in range(len(tries))))
    decided = _timed(start, (partial(_count, outcomes, context, each) for each in tries))
    told.send((outcomes, bare, decided))


def _timed(start: Barrier, work: Iterable[Callable[[], None]]) -> tuple[float, float]:
    """Do all `work` as soon as everybody is there; from when to when it took."""
    start.wait()
    begun = time.monotonic()
    for each in work:
        each()
    return begun, time.monotonic()


def _span(times: Iterable[tuple[float, float]]) -> float:
    begun, ended = zip(*times, strict=True)
    return float(max(ended) - min(begun))


def _write_row(context: Context, number: int) -> None:
    with context.write() as session:
        session.execute(insert(Setting).values(key=f"bare {os.getpid()} {number}", value=""))


def _count(outcomes: Counter[str], context: Context, each: Try) -> None:
    outcomes[_outcome(context, each)] += 1


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
        if each.kind == "ask":
            _ask_again(acting, each.no)
        elif each.kind == "agree":
            swaps.agree(acting, each.no, each.version)
        elif each.kind == "swap":
            swaps.approve(acting, each.no, each.version)
        else:
            leave.approve_step(acting, each.no, each.version, accept_late=True, reason="yes")
    except AppError as refusal:
        return type(refusal).__name__
    return "decided"


def _ask_again(acting: Context, no: str) -> None:
    with acting.read() as session:
        row = rows.swap(session, no)
    assert row is not None
    one, two = row.requester, row.counterpart
    swaps.file_swap(acting, two.person_id, one.gives_on, two.gives_on)
