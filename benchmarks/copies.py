"""A centre of 1,000 people over five years, 1.4 million shifts: copied to a server and back.

    python -m benchmarks.copies URL [--people 1000] [--days 1826]

URL: an empty database of a server of this machine; it stays filled. `pg_dump -Fc` and `pg_restore`
do the same beside it, the latter into a database NAME_again, which is made and dropped. The goals:
at most 8 times as long as these, and 10 s out, 20 s in for what is copied.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg

from app.address import ServerAddress, parse_address
from app.bootstrap import create_store
from app.models import Assignment, table_of
from app.rules.deeds import Deed
from app.store.bulk import Bulk
from app.store.postgresql import filling as server
from app.store.postgresql.place import ServerPlace
from tests.factories import a_person, a_shift, a_team

FIRST = date(2021, 1, 1)
SHIFTS = (("E", "07:30", "15:30"), ("L", "15:30", "23:30"), ("N", "23:30", "07:30"))
ROTATION = (0, 0, 1, 1, 2, 2, None, None)
RATIO, OUT, IN = 8.0, 10.0, 20.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--days", type=int, default=1826)
    chosen = parser.parse_args()
    address = parse_address(chosen.url)
    assert isinstance(address, ServerAddress)
    place, now = ServerPlace(address), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as scratch:
        made, back, dump = (Path(scratch) / name for name in ("a.dutydesk", "b.dutydesk", "dump"))
        print(f"{build(made, chosen.people, chosen.days):,} shifts")

        def come() -> None:
            with place.changing() as connection:
                server.fill(connection, made, now, "os:benchmark")

        def go() -> None:
            with place.looking() as connection:
                server.copy(connection, back, Path(scratch), now, "os:benchmark")

        into, out = timed(come), timed(go)
        dumped = timed(lambda: ran("pg_dump", "-Fc", "-f", str(dump), chosen.url))
        again = f"{address.database}_again"
        with closing(psycopg.connect(chosen.url, autocommit=True)) as connection:
            connection.execute(f'CREATE DATABASE "{again}"'.encode())
            target = chosen.url.replace(f"/{address.database}", f"/{again}", 1)
            restored = timed(lambda: ran("pg_restore", "-d", target, str(dump)))
            connection.execute(f'DROP DATABASE "{again}"'.encode())
    for name, took, theirs in (("out", out, dumped), ("in", into, restored)):
        print(f"{name:4}{took:6.1f} s, beside {theirs:.1f} s: {took / theirs:.1f}")
    return int(out > RATIO * dumped or into > RATIO * restored)


def build(path: Path, people: int, days: int) -> int:
    """A store with that many people's shifts; how many these are."""
    context = create_store(path)
    with context.write(long=True) as session:
        team = a_team(session, "A")
        shifts = [a_shift(session, *shift).id for shift in SHIFTS]
        staff = [a_person(session, str(1000 + n), team=team).id for n in range(people)]
        rows = [
            (person, FIRST + timedelta(day), shifts[turn])
            for n, person in enumerate(staff)
            for day in range(days)
            if (turn := ROTATION[(n + day) % 8]) is not None
        ]
        bulk = Bulk.of(session, table_of(Assignment), ("person_id", "day", "shift_id"))
        assert bulk is not None
        bulk.insert(session, rows)
        context.audit(session, Deed.STORE_ACCEPT, "store", after=context.counted(session))
    context.store.close()
    return len(rows)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ran(*words: str) -> None:
    subprocess.run(words, check=True)


if __name__ == "__main__":
    sys.exit(main())
