"""A desk's connections: found dead, they are made anew; idle, they are given back; silent, they are
given up; and one that holds the lock and is gone holds nobody up for long."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Barrier
from time import monotonic

import psycopg
import pytest
from sqlalchemy import text

from app.address import ServerAddress
from app.bootstrap import open_store
from app.context import Context
from app.errors import StoreProblem, StoreSilent
from app.store.postgresql import connecting, engine, heeding, knocking
from tests.store.hands import names
from tests.store.server.desks import KEEPER, SILENT, Swallowing, bare, tell, there
from tests.store.server.working import hold_and_stop
from tests.store.writers import processes

pytestmark = pytest.mark.server

BUSY = "The store is busy."
READERS = 3


@pytest.fixture
def watcher(address: ServerAddress) -> Iterator[psycopg.Connection]:
    with bare(address) as connection:
        yield connection


def connections(watcher: psycopg.Connection) -> int:
    """How many the program has on the server."""
    row = watcher.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = 'dutydesk'"
    ).fetchone()
    return int(row[0]) if row else 0


def wait_for(watcher: psycopg.Connection, count: int) -> None:
    """The server takes a moment to see that somebody has gone."""
    until = monotonic() + 20
    while (found := connections(watcher)) != count:
        assert monotonic() < until, f"{found} connections, not {count}"


def fill(context: Context) -> None:
    """Have the writer and all readers connected, and idle."""
    assert tell(context, "first") is None
    with ExitStack() as stack:
        for _ in range(READERS):
            stack.enter_context(context.read())


def test_what_died_while_idle_is_made_anew_before_anybody_notices(
    remote: Context, proxy: Swallowing
) -> None:
    for number in range(3):
        fill(remote) if number == 0 else None
        proxy.cut_all()
        assert tell(remote, f"D{number}") is None
        assert f"D{number}" in names(remote)
        proxy.cut_all()
        assert f"D{number}" in names(remote)
        remote.store.check_same()


def test_what_the_server_ended_is_made_anew_too(desk: Context, watcher: psycopg.Connection) -> None:
    fill(desk)
    watcher.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'dutydesk'"
    )
    assert tell(desk, "written") is None
    assert names(desk) == ["first", "written"]


def test_a_read_that_dies_half_way_is_told_and_the_next_one_works(
    remote: Context, proxy: Swallowing
) -> None:
    with pytest.raises(StoreSilent) as told, remote.read() as session:
        proxy.cut_all()
        session.execute(text("SELECT 1"))
    assert told.value.title.msgid == SILENT
    assert names(remote) == []


def test_a_desk_has_five_connections_at_most_and_closed_it_has_none(
    address: ServerAddress, watcher: psycopg.Connection
) -> None:
    context = open_store(address, KEEPER)
    met = Barrier(READERS)

    def read_together(_number: int) -> None:
        with context.read() as session:
            met.wait()
            session.execute(text("SELECT 1"))

    with closing(context.store.watch()):
        assert tell(context, "written") is None
        with ThreadPoolExecutor(9) as pool:
            list(pool.map(read_together, range(9)))
        assert connections(watcher) == 1 + READERS + 1
    with context.read() as session:
        session.execute(text("SELECT 1"))
        context.store.close()
    wait_for(watcher, 0)


def test_readers_that_nobody_needs_are_given_back(
    address: ServerAddress, watcher: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.IDLE == "60s"
    monkeypatch.setattr(engine, "IDLE", "200ms")
    context = open_store(address, KEEPER)
    with closing(context.store):
        fill(context)
        wait_for(watcher, 1)
        assert names(context) == ["first"]
        wait_for(watcher, 1)
        assert tell(context, "second") is None
    wait_for(watcher, 0)


def test_whoever_holds_the_lock_and_is_gone_holds_nobody_up(address: ServerAddress) -> None:
    """Here for half a second; for eight in earnest, and whoever waits does so for ten."""
    assert connecting.SESSION["idle_in_transaction_session_timeout"] == "8s"
    assert connecting.SESSION["lock_timeout"] == "10s"
    context = processes()
    ours, theirs = context.Pipe()
    process = context.Process(target=hold_and_stop, args=(address, "500ms", theirs))
    process.start()
    assert ours.recv() == "holds"
    waits = open_store(address, KEEPER)
    with closing(waits.store):
        assert tell(waits, "waited") is None
        begun = monotonic()
        assert tell(waits, "at once") is None
        assert monotonic() - begun < 0.4
    assert process.pid is not None
    os.kill(process.pid, signal.SIGCONT)
    assert ours.recv() == SILENT
    process.join()
    assert there(address) == ["at once", "waited"]


def test_whoever_cannot_have_the_lock_is_told_that_others_write(
    address: ServerAddress, desk: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connecting.SESSION, "lock_timeout", "100ms")
    waits = open_store(address, KEEPER)
    with closing(waits.store):
        with desk.write():
            assert tell(waits, "late") == BUSY
        assert tell(waits, "in time") is None
    assert there(address) == ["in time"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is found in tenths of a second."""
    assert heeding.SILENCE + knocking.SECONDS <= 10
    monkeypatch.setattr(heeding, "SILENCE", 0.2)
    monkeypatch.setattr(knocking, "SECONDS", 0.3)


@pytest.mark.usefixtures("quick")
def test_a_server_that_falls_silent_is_given_up(remote: Context, proxy: Swallowing) -> None:
    fill(remote)
    proxy.hold()
    asked: tuple[Callable[[], object], ...] = (
        lambda: names(remote),
        lambda: (tell(remote, "lost"), names(remote)),
    )
    for ask in asked:
        begun = monotonic()
        with pytest.raises(StoreSilent) as told:
            ask()
        assert told.value.title.msgid == SILENT
        assert monotonic() - begun < 5
    proxy.release()
    assert tell(remote, "back") is None
    assert names(remote) == ["back", "first"]


@pytest.mark.usefixtures("quick")
def test_a_long_statement_is_no_silence(desk: Context, remote: Context) -> None:
    """Over a socket of this machine, and over a network."""
    for context in (desk, remote):
        with context.read() as session:
            assert session.scalar(text("SELECT 'done' FROM pg_sleep(1)")) == "done"


def test_many_may_read_while_one_writes(desk: Context) -> None:
    with desk.write() as session:
        assert names(desk) == []
        session.execute(text("SELECT 1"))


def test_a_store_without_a_way_to_it_is_told(remote: Context, proxy: Swallowing) -> None:
    proxy.cut_all()
    proxy.refuse()
    with pytest.raises(StoreProblem) as told:
        names(remote)
    assert told.value.title.msgid == SILENT
    proxy.accept()
    assert names(remote) == []
