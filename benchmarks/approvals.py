"""Approvals of swaps and of leave by eight processes at once, against bare writing transactions.

    python -m benchmarks.approvals

A bare write inserts one row in a transaction of its own (`Context.write`). Each process makes as
many of them, at once with the others, as it decides requests right after: an approval loads the
request, its parties' rosters, registers and approvers, judges every rule, and writes consent,
state, ledger, audit and notices. The goal is a quarter of the rate of the bare writes of the same
run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from app.bootstrap import create_store, open_store
from app.context import Context
from app.queries import facts
from app.rules.vocabulary import SwapStatus
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock
from tests.services.requests.contest import PROCESSES, Tally, Try, contest
from tests.services.requests.crowd import ALONE, crowd, leaves

RUNS, COUNT, GOAL = 3, 3200, 0.25
Stage = Callable[[Context], list[Try]]


def main() -> None:
    for name, stage in (("swap approvals", swaps), ("leave steps", steps)):
        found = [run(stage) for _ in range(RUNS)]
        rate, bare = median(one.rate for one in found), median(one.bare_rate for one in found)
        ratios = sorted(one.rate / one.bare_rate for one in found)
        print(
            f"{name}: {rate:.0f}/s, bare writes {bare:.0f}/s, "
            f"ratio {median(ratios):.2f} (goal {GOAL}; of {RUNS} runs, "
            f"{ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


def run(stage: Stage) -> Tally:
    """COUNT requests, each decided once, in a new store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.dutydesk"
        tries = staged(path, stage)
        tally = contest(path, [tries[n::PROCESSES] for n in range(PROCESSES)])
    assert tally.decided == COUNT, tally.outcomes
    return tally


def staged(path: Path, stage: Stage) -> list[Try]:
    """A store at `path` with COUNT requests, none in the way of another; and who decides them."""
    create_store(path, centre_name="Race", actor=KEEPER, clock=TestClock()).store.close()
    context = open_store(path, KEEPER, TestClock())
    tries = stage(context)
    context.store.close()
    return tries


def swaps(context: Context) -> list[Try]:
    centre = crowd(context, ALONE, COUNT, SwapStatus.AGREED)
    with context.read() as session:
        numbers = [swap.no for swap in facts.swaps(session)]
    return _by(centre, "swap", "1000", numbers)


def steps(context: Context) -> list[Try]:
    centre = leaves(context, COUNT)
    with context.read() as session:
        numbers = [leave.no for leave in facts.leaves(session)]
    return _by(centre, "leave", "1000", numbers)


def _by(centre: SmallCentre, kind: str, who: str, numbers: list[str]) -> list[Try]:
    return [Try(kind, no, who, centre.people[who], 1) for no in numbers]


if __name__ == "__main__":
    main()
