"""Much at once on a server and in a file: a month of 1,000 people, an import, copies out and in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import psycopg

from app.address import ServerAddress
from app.context import Context
from app.exchange.moving import import_workbook
from app.queries.roster import grid
from app.store.postgresql import filling
from app.store.postgresql.place import ServerPlace
from benchmarks.desks_bench import Bench, Row, at_most, opened, seconds
from benchmarks.roster_read import sent_by, timed
from benchmarks.roster_store import LAST_MONTH, days_of
from tests.factories import NOW
from tests.servers import binaries

RUNS = 11
WHO = "os:desks"


def month(bench: Bench) -> Iterator[Row]:
    """As the roster's page reads it; and against its own statements by the bare driver."""
    address = bench.database()
    _fill(address, bench.centre())
    with opened(bench.centre()) as here, opened(address) as there:
        in_file, on_server = _reading(here), _reading(there)
        sent = sent_by(there, on_server)
        with psycopg.connect(address.url, autocommit=True) as connection:

            def own() -> object:
                return [connection.execute(sql, values).fetchall() for sql, values in sent]

            ways = (in_file, on_server, own)
            file, server, bare = map(
                median, zip(*([timed(way) for way in ways] for _ in range(RUNS)), strict=True)
            )
    yield at_most(
        "month of 1,000 people: server / file", 1.4, server / file, told=_ms(server, file)
    )
    yield at_most("the same / its own statements", 3.5, server / bare, told=_ms(server, bare))
    bench.drop(address)


def _reading(context: Context) -> Callable[[], object]:
    days = days_of(LAST_MONTH)

    def read() -> object:
        with context.read() as session:
            return grid.month(session, days[0], days[-1], days[-1], draft=False)

    return read


def _ms(*spent: float) -> str:
    return " (" + ", ".join(f"{each:.0f} ms" for each in spent) + ")"


def imported(bench: Bench) -> Iterator[Row]:
    """The medium sample into a new store."""
    what = "import of the medium sample: server / file"
    if bench.sample is None:
        yield Row(what, "≤ 1.5", "--sample DIR", None)
        return
    workbook = bench.sample / "centre-medium.xlsx"
    with opened(bench.store()) as there, opened(bench.made_file()) as here:
        server, file = (seconds(partial(import_workbook, one, workbook)) for one in (there, here))
    yield at_most(what, 1.5, server / file, told=f" ({server:.1f} s, {file:.1f} s)")


def copies(bench: Bench) -> Iterator[Row]:
    """Each way once, against the server's own programs with the same rows."""
    address, again, centre = bench.database(), bench.database(), bench.centre()
    dump, copy = bench.folder / "dump", bench.file()
    into = seconds(lambda: _fill(address, centre))
    out = seconds(lambda: _copy(address, copy, bench.folder / "certificates"))
    dumped = seconds(lambda: _run("pg_dump", "-Fc", "-f", str(dump), address.url))
    restored = seconds(lambda: _run("pg_restore", "-d", again.url, str(dump)))
    yield at_most("a copy out / pg_dump", 8, out / dumped, told=f" ({out:.1f} s, {dumped:.1f} s)")
    yield at_most("in / pg_restore", 8, into / restored, told=f" ({into:.1f} s, {restored:.1f} s)")
    bench.drop(address)
    bench.drop(again)


def _fill(address: ServerAddress, file: Path) -> None:
    with ServerPlace(address).changing() as connection:
        filling.fill(connection, file, NOW, WHO)


def _copy(address: ServerAddress, file: Path, certificates: Path) -> None:
    with ServerPlace(address).looking() as connection:
        filling.copy(connection, file, certificates, NOW, WHO)


def _run(program: str, *words: str) -> None:
    subprocess.run([str(binaries() / program), *words], check=True)
