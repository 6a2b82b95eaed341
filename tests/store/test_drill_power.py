"""Power cuts at any moment of a workload: what was confirmed is there, and nothing is half done."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from itertools import groupby
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.context import Context
from app.store.sqlite.engine import connect, connection_pragmas
from app.store.sqlite.verify import verify
from tests.store.power import Tape, record
from tests.store.test_drill_kills import COUNTS
from tests.store.writers import DRILL, TIMES, add_numbered

CUTS, CHANGES = 100 * TIMES, 60
OFTEN = "PRAGMA wal_autocheckpoint=40"
"""Only so that a short workload meets many checkpoints; the store leaves them to SQLite."""


def statements_of(context: Context, number: int) -> list[str]:
    """What the program sends to SQLite for one change, BEGIN and COMMIT included."""
    sent: list[str] = []
    with context.store.writer.connect() as connection:
        driver = connection.connection.driver_connection
    driver.set_trace_callback(sent.append)  # type: ignore[union-attr]
    add_numbered(context, number)
    driver.set_trace_callback(None)  # type: ignore[union-attr]
    return [statement for statement, _ in groupby(sent)]  # one with triggers is told twice


@pytest.fixture
def workload(store_path: Path, tmp_path: Path) -> list[list[str]]:
    copy = Path(shutil.copy(store_path, tmp_path / "traced.dutydesk"))
    context = open_store(copy, DRILL)
    changes = [statements_of(context, number) for number in range(1, CHANGES + 1)]
    context.store.close()
    return changes


def lost_after_cuts(tape: Tape, folder: Path, cuts: int) -> int:
    """Cut the power at `cuts` moments; how often a confirmed change was gone.

    Whatever else is wrong afterwards fails at once.
    """
    chance, lost = random.Random(20261015), 0
    for _ in range(cuts):
        moment = chance.randrange(len(tape.events) + 1)
        path = folder / "after.dutydesk"
        for ending, content in tape.cut(moment, chance).items():
            Path(f"{path}{ending}").write_bytes(content)
        assert verify(path).faults == ()
        with closing(connect(path)) as connection:
            departments, teams, audited = connection.execute(COUNTS).fetchone()
        assert departments == teams == audited, "half a change"
        assert departments <= tape.confirmed(moment) + 1
        lost += departments < tape.confirmed(moment)
        for left in folder.glob("after.dutydesk*"):
            left.unlink()
    return lost


def test_power_cuts_lose_nothing_that_was_confirmed(
    store_path: Path, tmp_path: Path, workload: list[list[str]]
) -> None:
    tape = record(store_path, (*connection_pragmas(), OFTEN), workload, "full")
    assert lost_after_cuts(tape, tmp_path, CUTS) == 0


def test_power_cuts_with_the_journal_of_older_libraries_lose_nothing_either(
    store_path: Path, tmp_path: Path, workload: list[list[str]]
) -> None:
    tape = record(store_path, connection_pragmas((3, 40, 1)), workload, "journal")
    assert lost_after_cuts(tape, tmp_path, CUTS // 3) == 0


def test_the_drill_finds_what_a_weaker_setting_loses(
    store_path: Path, tmp_path: Path, workload: list[list[str]]
) -> None:
    pragmas = (*connection_pragmas(), OFTEN, "PRAGMA synchronous=NORMAL")
    tape = record(store_path, pragmas, workload, "normal")
    assert lost_after_cuts(tape, tmp_path, CUTS // 3) > CUTS // 6
