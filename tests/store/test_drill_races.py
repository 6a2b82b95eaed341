"""Eight processes at once: what is counted inside the writing transaction is never overrun."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import open_store
from app.store.sqlite.verify import verify
from tests.store.writers import DRILL, LIMIT, TIMES, processes, take_places

PROCESSES, ATTEMPTS = 8, 20 * TIMES


def test_a_limit_that_eight_processes_hammer_is_reached_and_never_overrun(
    store_path: Path,
) -> None:
    open_store(store_path, DRILL).store.close()
    context = processes()
    start = context.Barrier(PROCESSES)
    pipes, running = [], []
    for _ in range(PROCESSES):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=take_places, args=(store_path, ATTEMPTS, start, theirs))
        process.start()
        pipes.append(ours)
        running.append(process)
    taken = [pipe.recv() for pipe in pipes]
    for process in running:
        process.join()
    assert sum(taken) == LIMIT
    report = verify(store_path)
    assert report.whole
