"""A store of 120 people after three years, with 300 certificates: what each day costs there.

    python -m benchmarks.three_years [--keep FOLDER] [--certificates 300]

The store is made first, in about a minute; with `--keep` it stays in that folder and is made once.
Measured is a copy of it. The limits are the goals of the program; what has none is told.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil

from app.bootstrap import open_store, restore_store, verify_store
from app.context import Actor, BackupKind, Context
from app.reading.findings import LastCheck
from app.rules.deeds import Deed
from benchmarks import long_store

MEGABYTE = 1024 * 1024
NAME = "centre.dutydesk"
LIMITS = {
    "opening, a day's first": 1.0,
    "opening": 1.0,
    "closing after a write": 1.0,
    "closing, memory (MB)": 100.0,
    "verify": 3.0,
    "findings again": 0.3,
    "findings after one more entry": 0.3,
    "restore": 10.0,
}
"""Seconds, but where it says otherwise."""
_KEPT = 14


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--certificates", type=int, default=long_store.CERTIFICATES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made = chosen.keep or Path(scratch) / "made"
        if not (made / NAME).exists():
            made.mkdir(parents=True, exist_ok=True)
            began = time.perf_counter()
            long_store.build(made / NAME, chosen.certificates).store.close()
            print(f"made in {time.perf_counter() - began:.0f} s")
        copy = shutil.copytree(made, Path(scratch) / "copy") / NAME
        return told(measured(copy))


def told(figures: Iterator[tuple[str, float]]) -> int:
    """Print each figure as it comes, with its limit; 1 where one is past it."""
    within = True
    for name, figure in figures:
        limit = LIMITS.get(name)
        mark = "" if limit is None else f"limit {limit:g}" + (" MISSED" if figure > limit else "")
        within &= limit is None or figure <= limit
        print(f"{name:36s} {figure:10.3f}  {mark}", flush=True)
    return 0 if within else 1


def measured(path: Path) -> Iterator[tuple[str, float]]:
    """Every figure of the store at `path`, in the order of a day."""
    with timed() as spent:
        ctx = opened(path)
    yield "opening, a day's first", spent[0]
    ctx.store.close()
    yield from alone(closing_costs, path)
    with timed() as spent:
        ctx = opened(path)
    yield "opening", spent[0]
    yield from findings(ctx.acting_as(Actor(long_store.number(long_store.DIRECTOR), 106)))
    with timed() as spent:
        backup = ctx.store.back_up(BackupKind.MANUAL, day())
    yield "backup", spent[0]
    ctx.store.close()
    with timed() as spent:
        faults = verify_store(path).faults
    yield "verify", spent[0]
    yield "verify, faults", len(faults)
    with timed() as spent:
        restore_store(path, backup.path, clock=day)
    yield "restore", spent[0]
    yield "a backup (MB)", backup.size / MEGABYTE
    yield from sizes(path, backup.size)


def findings(ctx: Context) -> Iterator[tuple[str, float]]:
    """The findings page as it is opened first, again, and after something was recorded."""
    last = LastCheck()
    for name in ("findings first", "findings again", "findings after one more entry"):
        if name.endswith("entry"):
            write(ctx)
        with timed() as spent:
            last.found(ctx)
        yield name, spent[0]


def closing_costs(path: Path) -> list[tuple[str, float]]:
    """Seconds and memory of closing a store that was written to."""
    ctx = opened(path)
    write(ctx)
    before = psutil.Process().memory_info().rss
    with timed() as spent:
        ctx.store.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return [
        ("closing after a write", spent[0]),
        ("closing, memory (MB)", max(0, most - before) / MEGABYTE),
    ]


def alone(work: Callable[[Path], list[tuple[str, float]]], path: Path) -> list[tuple[str, float]]:
    """What `work` finds in a process of its own, whose memory nobody else has used."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (path,))


def sizes(path: Path, backup: int) -> Iterator[tuple[str, float]]:
    """What lies on the disk, and the largest tables with their indexes."""
    yield "the store (MB)", path.stat().st_size / MEGABYTE
    lying = (each for each in path.parent.rglob("*") if each.is_file())
    beside = [each for each in lying if "-backups" not in str(each)]
    yield (
        "the store and what lies beside (MB)",
        sum(each.stat().st_size for each in beside) / MEGABYTE,
    )
    yield f"{_KEPT} backups (MB)", _KEPT * backup / MEGABYTE
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        for table, size in connection.execute(_BY_TABLE):
            yield f"  {table} (MB)", size / MEGABYTE


_BY_TABLE = (
    "SELECT tbl_name, sum(pgsize) AS size FROM dbstat JOIN sqlite_schema USING (name) "
    "GROUP BY tbl_name ORDER BY size DESC LIMIT 8"
)
"""Python's own SQLite counts pages, where it was built to; the program's was not."""


def opened(path: Path) -> Context:
    return open_store(path, Actor("os:keeper", keeper=True), day)


def day() -> datetime:
    """The morning after the store was made."""
    return long_store.NOW + timedelta(hours=22)


def write(ctx: Context) -> None:
    with ctx.write() as session:
        ctx.audit(session, Deed.WORKBOOK_EXPORT, "centre.xlsx")


@contextmanager
def timed() -> Iterator[list[Any]]:
    """A list that holds the seconds of the block once it is over."""
    spent: list[float] = []
    began = time.perf_counter()
    yield spent
    spent.append(time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
