"""Eight processes check in, let go, move and seat people at the same desks at once.

    python -m benchmarks.desk_races

At least 3,200 tries of each kind. What must not be is counted: two people at a desk, one person at
two, a step recorded twice, a desk let go before its relief (HAND-2), a store that `verify` faults.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.bootstrap import create_store, open_store
from tests.conftest import KEEPER
from tests.factories import TestClock
from tests.services.desks.contest import CHANGE, contest, faults, stage

DESKS = 400
"""Each is tried by eight processes: 3,200 of each kind."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.dutydesk"
        create_store(path, centre_name="Race", actor=KEEPER, clock=TestClock()).store.close()
        context = open_store(path, KEEPER, TestClock(CHANGE))
        centre, steps = stage(context, DESKS)
        outcome = contest(centre, steps)
        for what, count in sorted(outcome.told.items()):
            print(f"{what:<24} {count:>6}")
        print(f"{outcome.told.total() / outcome.seconds:.0f} tries a second")
        print(f"faults: {faults(centre) or 'none'}")
        context.store.close()


if __name__ == "__main__":
    main()
