"""The server stops under the hands of four programs: what was acknowledged is there, and nothing is
of which somebody was told that it was not done."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.address import ServerAddress
from app.bootstrap import create_store, open_store
from app.errors import StoreSilent
from app.store.postgresql import heeding, knocking
from tests import guard
from tests.servers import STOPS, Cluster
from tests.store.hands import names
from tests.store.server.desks import KEEPER, LONG, NOTHING, SILENT, UNKNOWN, Account, tell, there
from tests.store.server.working import write_until
from tests.store.writers import processes

pytestmark = pytest.mark.server

DESKS = 4
TIMES = 60 if LONG else 9
SPELL = (0.5, 2.0) if LONG else (0.1, 0.4)
"""Seconds for which they write before the next stop."""


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """One that writes to the disk what it says it has written."""
    with Cluster(settings={"fsync": "on", "full_page_writes": "on"}) as server:
        yield server


@pytest.fixture
def address(server: Cluster) -> ServerAddress:
    server.drop("stopped")
    address = ServerAddress(server.create_database("stopped"))
    create_store(address, actor=KEEPER).store.close()
    return address


def test_a_server_that_stops_takes_nothing_back(server: Cluster, address: ServerAddress) -> None:
    context = processes()
    stop = context.Event()
    pipes, running = [], []
    for number in range(DESKS):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=write_until, args=(address, f"{number}-", stop, theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        running.append(process)
    assert [pipe.recv() for pipe in pipes] == ["open"] * DESKS
    chance = random.Random(20261127)
    for mode in itertools.islice(itertools.cycle(STOPS), TIMES):
        time.sleep(chance.uniform(*SPELL))  # they write
        server.restart(mode)
    time.sleep(SPELL[0])
    stop.set()
    account = Account()
    for pipe, process in zip(pipes, running, strict=True):
        for name, title in pipe.recv():
            account.note(name, title)
        pipe.close()
        process.join()
        assert process.exitcode == 0
    assert account.is_true(there(address))
    assert set(account.said) <= {"done", NOTHING, SILENT, UNKNOWN}
    assert account.said["done"] > TIMES
    assert account.said[SILENT] > 0


def test_after_a_restart_the_first_read_and_the_first_write_succeed(
    server: Cluster, address: ServerAddress
) -> None:

    context = open_store(address, KEEPER)
    with closing(context.store):
        assert tell(context, "before") is None
        for mode in STOPS:
            server.restart(mode)
            assert tell(context, f"after {mode}") is None
            assert f"after {mode}" in names(context)


def test_a_server_that_only_stands_still_is_told_too(
    server: Cluster, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its machine answers for it: no network ever tells."""
    monkeypatch.setattr(heeding, "SILENCE", 0.2)
    monkeypatch.setattr(knocking, "SECONDS", 0.3)
    context = open_store(address, KEEPER)
    with closing(context.store):
        assert tell(context, "before") is None
        family = guard.family(server.folder)
        for process in family:
            process.suspend()
        try:
            assert tell(context, "lost") == SILENT
            with pytest.raises(StoreSilent):
                names(context)
        finally:
            for process in family:
                process.resume()
        assert tell(context, "after") is None
    assert there(address) == ["after", "before"]
