"""Eight processes at once: what is counted inside the writing transaction is never overrun."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import open_store
from app.store.sqlite.verify import verify
from tests.store.writers import DRILL, LIMIT, TIMES, take_places, together

PROCESSES, ATTEMPTS = 8, 20 * TIMES


def test_a_limit_that_eight_processes_hammer_is_reached_and_never_overrun(
    store_path: Path,
) -> None:
    open_store(store_path, DRILL).store.close()
    taken = together(store_path, take_places, [(ATTEMPTS,)] * PROCESSES)
    assert sum(taken) == LIMIT
    report = verify(store_path)
    assert report.whole
