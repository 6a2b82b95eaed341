"""A writer that is killed at any moment: nothing that was confirmed is lost, nothing is half."""

from __future__ import annotations

import random
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from app.store.sqlite import backups
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.factories import NOW
from tests.store.writers import TIMES, processes, write_until_killed

KILLS = 60 * TIMES
COUNTS = (
    "SELECT count(*), (SELECT count(*) FROM team), "
    "(SELECT count(*) FROM audit_entry WHERE action = 'department.add') FROM department"
)


def killed_writer(path: Path, day: int, chance: random.Random) -> int:
    """Run a writer and kill it; the last number that it confirmed, 0 for none.

    One in five dies while it opens the store (or takes the day's backup), the others within a few
    milliseconds of a commit.
    """
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    now = NOW + timedelta(days=day)
    process = context.Process(target=write_until_killed, args=(path, now, theirs))
    process.start()
    theirs.close()
    last = 0
    if chance.random() < 0.8:
        for _ in range(chance.randrange(1, 12)):
            last = ours.recv()
        time.sleep(chance.random() * 0.004)
    else:
        time.sleep(chance.random() * 0.08)
    process.kill()
    process.join()
    while ours.poll():
        try:
            last = ours.recv()
        except EOFError:
            break
    ours.close()
    return last


def test_kills_of_a_writer_lose_nothing_that_was_confirmed(store_path: Path) -> None:
    chance = random.Random(20261015)
    total = 0
    for kill in range(KILLS):
        confirmed = killed_writer(store_path, kill // 5, chance)
        with closing(connect(store_path)) as connection:
            departments, teams, audited = connection.execute(COUNTS).fetchone()
        assert departments == teams == audited, "half a change"
        assert departments >= max(confirmed, total), "a confirmed change is gone"
        assert departments <= max(confirmed, total) + 1
        total = departments
        if kill % 20 == 0:
            assert verify(store_path).faults == ()
    assert total > KILLS
    assert verify(store_path).faults == ()
    assert all(verify(backup.path).whole for backup in backups.all_of(store_path))
