"""How long the ways to cover take, for a department of 120 over ten days.

    python -m benchmarks.repair [TIMES]

The whole answer is what a window waits for: read, built, searched, proved and worded by figures.
The search is asked again by itself. In the hard case everybody works as much as they may.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from app.context import Context
from app.planning.repairing import ways
from app.reading.roster.repairing import (
    AbsenceAsked,
    NeedAsked,
    RepairAsked,
    read_case,
    read_mending,
    repair_ways,
)
from app.rules.facts import Place
from benchmarks.repair_store import ABSENT, AWAY, build

_FIRST, _LAST = AWAY
ASKED: dict[str, RepairAsked] = {
    "ten days": AbsenceAsked(ABSENT, _FIRST, _LAST),
    "one day": AbsenceAsked(ABSENT, _FIRST, _FIRST),
    "three together": AbsenceAsked(ABSENT, _FIRST + timedelta(3), _FIRST + timedelta(5)),
    "one more needed": NeedAsked(Place(1, 1), _FIRST, "N"),
}


def timed(work: Callable[[], object], times: int) -> str:
    """Median and worst of the clock on the wall, and the median of the processor's, in ms."""
    wall, own = [], []
    for _time in range(times):
        began, spent = perf_counter(), process_time()
        work()
        wall.append(perf_counter() - began)
        own.append(process_time() - spent)
    figures = (median(wall), max(wall), median(own))
    return " ".join(f"{figure * 1000:7.0f}" for figure in figures)


def measure(ctx: Context, name: str, times: int) -> None:
    for what, asked in ASKED.items():
        whole = timed(lambda asked=asked: repair_ways(ctx, asked), times)  # type: ignore[misc]
        found = repair_ways(ctx, asked)
        with ctx.read() as session:
            case = read_case(ctx, session, asked)
            repair = read_mending(ctx, session, case, found.chosen).repair
        alone = timed(lambda repair=repair: ways(repair), times)  # type: ignore[misc]
        cells = [len(way.changes) for way in found.ways]
        print(f"{name:6} {what:16} whole {whole}   search {alone}   cells {cells}")


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print("ms: median, worst, median of the processor's own")
    with TemporaryDirectory() as folder:
        for name, worn_out in (("usual", False), ("hard", True)):
            ctx = build(Path(folder) / f"{name}.dutydesk", worn_out=worn_out)
            measure(ctx, name, times)


if __name__ == "__main__":
    main()
