"""Much at once on a server and in a file: a month of 1,000 people, an import, copies out and in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from app.address import ServerAddress
from app.context import Context
from app.exchange.moving import import_workbook
from app.queries.roster import grid
from app.store.places import Named
from benchmarks import roster_store
from benchmarks.desks_bench import Bench, Row, at_most, opened, seconds
from benchmarks.roster_read import sent_by, timed
from statistics import median

_RUNS = 11


@cache
def _centres(bench_file: Path, address: ServerAddress, years: int) -> None:
    """1,000 people over these years, in a file and on the server."""
    for named in (bench_file, address):
        roster_store.build(named, years).store.close()


def month(bench: Bench) -> Iterator[Row]:
    """As the roster's page reads it; and against its own statements by the bare driver, which
    prepares what it has seen a few times as the engine's connections do."""
    first, last = roster_store.days_of(roster_store.LAST_MONTH)[:: len(_DAYS) - 1]
    file, address = bench.centre()

    def read(context: Context) -> Callable[[], object]:
        def rows() -> object:
            with context.read() as session:
                return grid.month(session, first, last, last, draft=False)

        return rows

    with opened(file) as here, opened(address) as there:
        in_file, on_server = read(here), read(there)
        sent = sent_by(there, on_server)
        with psycopg.connect(address.url, autocommit=True) as connection:

            def own() -> object:
                return [connection.execute(sql, values).fetchall() for sql, values in sent]

            spent: dict[Any, list[float]] = {one: [] for one in (in_file, on_server, own)}
            for _ in range(_RUNS):
                for work, times in spent.items():
                    times.append(timed(work))
    ours, theirs, bare = (median(spent[one]) for one in (on_server, in_file, own))
    told = f" ({ours:.0f} ms, {{:.0f}} ms)"
    yield at_most("month of 1,000 people: server / file", 1.4, ours / theirs, told=told.format(theirs))
    yield at_most("the same / its own statements", 3.5, ours / bare, told=told.format(bare))


_DAYS = roster_store.days_of(roster_store.LAST_MONTH)


def imported(bench: Bench) -> Iterator[Row]:
    """The medium sample into a new store."""
    what = "import of the medium sample: server / file"
    if bench.sample is None:
        yield Row(what, "≤ 1.5", "--sample DIR", None)
        return
    workbook = bench.sample / "centre-medium.xlsx"
    spent = []
    for named in (bench.made_file(), bench.store()):
        with opened(named) as context:
            spent.append(seconds(lambda: import_workbook(context, workbook)))
    file, server = spent
    yield at_most(what, 1.5, server / file, told=f" ({server:.1f} s, {file:.1f} s)")
