"""What the race runs in processes of their own: everybody at the same inspections at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from app.bootstrap import open_store
from app.context import Actor, Context
from app.reading.quality.inspections import read_inspection
from app.rules.scorecards.scoring import Given
from app.services.quality.appeals import Decision, acknowledge, answer, appeal, decide
from app.store.places import Named
from tests.factories import NOW, TestClock
from tests.services.quality.scoring_contest import Outcome, _tried

Person = tuple[str, int]


def appeal_all(
    named: Named, numbers: Sequence[str], who: dict[str, Person], turn: int, start: Barrier,
    told: Connection,
) -> None:  # fmt: skip
    """Acknowledge, appeal, answer, reject and uphold every inspection, each as whose it is, in an
    order that differs by `turn`; tell what was done."""
    context = open_store(named, Actor("os:race", keeper=True), TestClock(NOW))
    by = {name: context.acting_as(Actor(*person)) for name, person in who.items()}
    outcomes: Counter[Outcome] = Counter()
    start.wait()
    for no in numbers:
        acts = {
            "acknowledge": partial(acknowledge, by["agent"], no),
            "appeal": partial(appeal, by["agent"], no, {"1": "见录音"}),
            "answer": partial(answer, by["inspector"], no, "听了两遍"),
            "reject": partial(_decide, by["head"], no, False),
            "uphold": partial(_decide, by["head"], no, True),
        }
        names = ["appeal", "acknowledge"] if turn % 2 else ["acknowledge", "appeal"]
        if no.endswith(("1", "3", "5", "7", "9")):
            names = ["appeal"]
        last = ["uphold", "reject"] if turn % 4 < 2 else ["reject", "uphold"]
        for name in [*names, "answer", *last]:
            outcomes[name, _tried(acts[name], no)] += 1
    context.store.close()
    told.send(outcomes)


def _decide(ctx: Context, no: str, upheld: bool) -> None:
    """With what stands there in view."""
    seen = len(read_inspection(ctx, no).course)
    changes = (Given("1", 95.0),) if upheld else ()
    decide(ctx, no, Decision("已复听", seen, upheld, changes))
