"""What it takes to bring contacts by interval into a store.

    python -m benchmarks.volumes [--years 2] [--job-types 3]

A CSV of half hours is read, written into a new store, brought in once more (nothing changes) and
with every row changed. Required: 5 s of processor time for each step with two years of three job
types, which are 105,000 rows.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from app.bootstrap import create_store
from app.exchange.volumes import read_volumes
from app.models import Department
from app.services.planning.volumes import bring_volumes

T = TypeVar("T")
LIMIT = 5.0
DEPARTMENT = "热线部"
JOB_TYPES = ("呼入", "在线", "投诉", "外呼")
FIRST = datetime(2024, 10, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--job-types", type=int, default=3, choices=range(1, len(JOB_TYPES) + 1))
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        return _measured(Path(folder), asked.years * 365, JOB_TYPES[: asked.job_types])


def _measured(folder: Path, days: int, job_types: tuple[str, ...]) -> int:
    one, other = folder / "one.csv", folder / "other.csv"
    rows = _write(one, days, job_types, 0)
    _write(other, days, job_types, 1)
    context = create_store(folder / "centre.dutydesk")
    with context.write() as session:
        session.add(Department(name=DEPARTMENT))
    print(f"{rows} rows, {one.stat().st_size / 2**20:.1f} MB", flush=True)
    within = True

    def step(name: str, work: Callable[[], T]) -> T:
        nonlocal within
        begun = time.process_time()
        found = work()
        seconds = time.process_time() - begun
        within &= seconds <= LIMIT
        print(f"{name:12s}{seconds:8.2f} s  limit {LIMIT:.0f}", flush=True)
        return found

    file = step("read", lambda: read_volumes(one, {DEPARTMENT}))
    told = step("written", lambda: bring_volumes(context, file))
    assert told.added == rows
    told = step("once more", lambda: bring_volumes(context, file))
    assert told.unchanged == rows
    file = read_volumes(other, {DEPARTMENT})
    told = step("all changed", lambda: bring_volumes(context, file))
    assert told.updated == rows
    context.store.close()
    return 0 if within else 1


def _write(path: Path, days: int, job_types: tuple[str, ...], more: int) -> int:
    """A telephone system's file, its contacts `more` than usual; how many rows."""
    dice = Random(1)
    lines = ["部门,工种,开始,时长分钟,话务量,平均处理时长"]
    for at in range(days * 48):
        begins = f"{FIRST + timedelta(minutes=30 * at):%Y-%m-%d %H:%M}"
        lines += [
            f"{DEPARTMENT},{one},{begins},30,{dice.randrange(200) + more},"
            f"{dice.uniform(100, 300):.1f}"
            for one in job_types
        ]
    path.write_text("\n".join(lines), "utf-8")
    return len(lines) - 1


if __name__ == "__main__":
    sys.exit(main())
