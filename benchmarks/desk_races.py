"""Eight processes check in, let go, move and seat people at the same desks at once.

    python -m benchmarks.desk_races [--floors 16] [--desks 25]

16,000 tries, at least 3,200 of each kind. What must not be is counted: two people at a desk, one
person at two, a step recorded twice, a desk let go before its relief (HAND-2), a store that
`verify` faults. The floors come one after another, each in a store of its own, and each is told as
it ends: what one try reads grows with its floor. Some 250 seconds on two cores that do nothing else
(17 minutes where eight others work there); a floor that has told nothing for five minutes hangs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.bootstrap import create_store, open_store
from tests.conftest import KEEPER
from tests.factories import TestClock
from tests.services.desks.contest import CHANGE, Outcome, contest, faults, stage


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", type=int, default=16)
    parser.add_argument("--desks", type=int, default=25)
    chosen = parser.parse_args()
    told, found, began = Counter[str](), list[str](), time.perf_counter()
    for floor in range(1, chosen.floors + 1):
        outcome, wrong = contested(chosen.desks)
        told += outcome.told
        found += wrong
        tries = outcome.told.total()
        rate = tries / outcome.seconds
        print(f"floor {floor} of {chosen.floors}: {tries} tries, {rate:.0f} a second", flush=True)
    for what, count in sorted(told.items()):
        print(f"{what:<24} {count:>6}")
    print(f"{told.total()} tries in {time.perf_counter() - began:.0f} s")
    print(f"faults: {found or 'none'}")
    return 1 if found else 0


def contested(desks: int) -> tuple[Outcome, list[str]]:
    """What became of one floor, and what is wrong there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.dutydesk"
        create_store(path, centre_name="Race", actor=KEEPER, clock=TestClock()).store.close()
        context = open_store(path, KEEPER, TestClock(CHANGE))
        centre, steps = stage(context, desks)
        outcome = contest(centre, steps)
        wrong = faults(centre)
        context.store.close()
    return outcome, wrong


if __name__ == "__main__":
    sys.exit(main())
