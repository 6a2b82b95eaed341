"""Many desks on one server: every figure that is asked for, with its goal, in one run.

    python -m benchmarks.desks --sample DIR [--only NAME ...] [--attempts 3200] [--years 5]

DIR has centre-medium.xlsx. It starts a PostgreSQL of its own, whose data is on the disk, and takes
about five minutes on two cores that do nothing else; ratios are of one run, so they hold on others.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable
from multiprocessing import forkserver
from pathlib import Path

from benchmarks import desks_bulk, desks_decisions, desks_live, desks_outages
from benchmarks.desks_bench import Bench, Row, bench

ROWS: dict[str, Callable[[Bench], Iterable[Row]]] = {
    "races": desks_decisions.races,
    "rates": desks_decisions.rates,
    "trips": desks_decisions.round_trips,
    "month": desks_bulk.month,
    "import": desks_bulk.imported,
    "copies": desks_bulk.copies,
    "heard": desks_live.heard,
    "page": desks_live.page,
    "listeners": desks_live.listeners,
    "gone": desks_outages.gone,
    "vanished": desks_outages.vanished,
    "drills": desks_outages.drills,
    "outage": desks_outages.outage,
    "start": desks_outages.start,
}
_WORDS = {True: "reached", False: "MISSED", None: "not measured"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=Path, help="the folder with centre-medium.xlsx")
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--attempts", type=int, default=3200, help="of each race")
    parser.add_argument("--years", type=int, default=5, help="of rosters")
    chosen = parser.parse_args()
    _warm_up()
    began, missed = time.perf_counter(), 0
    with bench(chosen.sample, chosen.attempts, chosen.years) as made:
        for name in chosen.only:
            for row in ROWS[name](made):
                words = _WORDS[row.reached]
                print(f"{row.what:<46} {row.goal:>12}  {words:<12} {row.measured}", flush=True)
                missed += row.reached is False
    print(f"{missed} missed, in {time.perf_counter() - began:.0f} s")
    return 1 if missed else 0


def _warm_up() -> None:
    """Processes are forked from one that has imported all that they run, as far as that can be:
    on two cores eight of them import for half a minute."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        modules = ["benchmarks.desks_decisions", "benchmarks.desks_live"]
        multiprocessing.get_context("forkserver").set_forkserver_preload(modules)
        forkserver.ensure_running()


if __name__ == "__main__":
    sys.exit(main())
