"""Finding partners for a shift in a centre of 1,000 people: five weeks of rosters ahead.

    python -m benchmarks.partners [--departments 4 1]

An agent gives one of their shifts away; every legal pair with a colleague of the department, and
why not for everybody else, is to be there within 300 ms. Read from the store and judged each time,
as on the Swaps page; of several shifts given, the median and the worst: by the clock, and by the
processor's, which tells the same on a machine that is busy with something else.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from app.context import Actor, Context
from app.queries import facts
from app.reading.swaps.partners import partners
from benchmarks import roster_store

GOAL = 300.0
RUNS = 3
AGENT = 30
NOW = datetime(2026, 9, 14, 1, tzinfo=UTC)
"""Five weeks before the last published month is half over."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    both = [roster_store.DEPARTMENTS, 1]
    arguments.add_argument("--departments", type=int, nargs="*", default=both)
    for departments in arguments.parse_args().departments:
        with tempfile.TemporaryDirectory() as folder:
            ctx = roster_store.build(Path(folder) / "centre.dutydesk", 2, departments)
            agent = replace(ctx.acting_as(Actor(str(AGENT), AGENT)), clock=lambda: NOW)
            report(agent, departments)
            ctx.store.close()


def report(agent: Context, departments: int) -> None:
    """Print the median and the worst time of finding partners for a fortnight's shifts."""
    times, spent, pairs, others = [], [], 0, 0
    for day in _given(agent):
        for _run in range(RUNS):
            start, begun = time.perf_counter(), time.process_time()
            found = partners(agent, day)
            times.append((time.perf_counter() - start) * 1000)
            spent.append((time.process_time() - begun) * 1000)
        pairs, others = pairs + len(found.pairs), others + len(found.obstacles)
    print(
        f"partners in a centre of {roster_store.PEOPLE} with {departments} departments: "
        f"median {median(times):.0f} ms, worst {max(times):.0f} ms of {len(times)} "
        f"(of the processor's time {median(spent):.0f} and {max(spent):.0f}; goal {GOAL:.0f}); "
        f"{pairs} pairs and {others} who cannot, over all"
    )


def _given(agent: Context) -> list[date]:
    """The dates of the next fortnight on which the agent works."""
    first = agent.today() + timedelta(days=1)
    with agent.read() as session:
        own = facts.roster(session, [AGENT], first, first + timedelta(days=13))
    return sorted(own[str(AGENT)])


if __name__ == "__main__":
    main()
