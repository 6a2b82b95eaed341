"""Each connection is set up as the store needs it, whatever SQLite is inside the driver."""

from __future__ import annotations

import pytest

from app.context import Context
from app.store.sqlite.engine import APPLICATION_ID, journal_pragmas, library_version, wal_is_safe
from app.store.sqlite.health import library_notices

EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 10000,
    "application_id": APPLICATION_ID,
    "wal_autocheckpoint": 1000,
}


@pytest.mark.parametrize("engine", ["reader", "writer"])
def test_every_connection_is_told_the_same(context: Context, engine: str) -> None:
    with getattr(context.store, engine).connect() as connection:
        seen = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in EXPECTED}
    assert seen == EXPECTED


def test_reads_begin_deferred_and_writes_take_the_lock_at_once(context: Context) -> None:
    begun: list[str] = []
    for engine in (context.store.reader, context.store.writer):
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            driver.set_trace_callback(begun.append)  # type: ignore[union-attr]
            connection.exec_driver_sql("SELECT 1")
            driver.set_trace_callback(None)  # type: ignore[union-attr]
    assert [each for each in begun if each.startswith("BEGIN")] == ["BEGIN", "BEGIN IMMEDIATE"]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_a_library_with_the_wal_reset_bug_gets_the_slower_journal_and_a_notice(
    version: tuple[int, ...], safe: bool
) -> None:
    assert wal_is_safe(version) is safe
    assert ("journal_mode=WAL" in journal_pragmas(version)[0]) is safe
    assert ("synchronous=EXTRA" in journal_pragmas(version)[1]) is not safe
    assert len(list(library_notices(version))) == (0 if safe else 1)


def test_the_drivers_own_library_is_a_mended_one() -> None:
    assert wal_is_safe(library_version())
