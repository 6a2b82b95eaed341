"""Whoever listens hears of each commit, and is told when the server is not there any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, closing
from select import select as readable
from time import monotonic

import pytest

from app.address import ServerAddress
from app.bootstrap import create_store, open_store
from app.context import Context
from app.errors import StoreSilent
from app.models import Setting
from app.store.port import Watch
from tests.servers import Cluster
from tests.store.hands import add
from tests.store.server.desks import KEEPER, SILENT, Swallowing, bare

pytestmark = pytest.mark.server

LISTENERS = 200


@pytest.fixture
def watch(desk: Context) -> Iterator[Watch]:
    with closing(desk.store.watch()) as watch:
        yield watch


def wait(watch: Watch) -> None:
    """Until there is something to hear."""
    assert watch.handle is not None
    assert readable([watch.handle], [], [], 20)[0], "nothing comes"


def end_of(watch: Watch) -> str:
    """What is said when its connection has ended, after at most one look that hears nothing."""
    until = monotonic() + 20
    with pytest.raises(StoreSilent) as told:
        while monotonic() < until:
            wait(watch)
            assert not watch.heard()
    return told.value.title.msgid


def test_each_commit_that_is_on_record_is_heard_and_no_other(desk: Context, watch: Watch) -> None:
    assert not watch.heard()
    add(desk, "one")
    wait(watch)
    assert watch.heard()
    assert not watch.heard()
    with desk.write() as session:
        session.merge(Setting(key="unrecorded", value=""))
    assert not watch.heard()


def test_a_listener_that_is_thrown_out_is_told(address: ServerAddress, watch: Watch) -> None:
    with bare(address) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query = 'LISTEN dutydesk'"
        )
    assert end_of(watch) == SILENT
    watch.close()
    watch.close()
    gc.collect()  # a connection that was left open would warn


def test_a_listener_that_is_cut_off_is_told_and_a_new_one_hears(
    remote: Context, proxy: Swallowing
) -> None:
    with closing(remote.store.watch()) as watch:
        proxy.cut_all()
        assert end_of(watch) == SILENT
    with closing(remote.store.watch()) as again:
        add(remote, "one")
        wait(again)
        assert again.heard()


def test_nobody_listens_where_no_server_is(remote: Context, proxy: Swallowing) -> None:
    proxy.refuse()
    with pytest.raises(StoreSilent):
        remote.store.watch()
    proxy.accept()
    gc.collect()


def test_a_listener_of_a_server_that_stops_is_told() -> None:
    with Cluster() as server:
        address = ServerAddress(server.create_database("listened"))
        context = create_store(address, actor=KEEPER)
        with closing(context.store), closing(context.store.watch()) as watch:
            server.restart("immediate")
            assert end_of(watch) == SILENT
            with closing(context.store.watch()) as again:
                add(context, "one")
                wait(again)
                assert again.heard()


def test_two_hundred_hear_everything(desk: Context) -> None:
    with ExitStack() as stack:
        watches = [stack.enter_context(closing(desk.store.watch())) for _ in range(LISTENERS)]
        for number in range(3):
            add(desk, f"D{number}")
            for watch in watches:
                wait(watch)
                assert watch.heard()


def test_what_is_undone_is_not_heard(address: ServerAddress, watch: Watch) -> None:
    context = open_store(address, KEEPER)
    with closing(context.store):
        with pytest.raises(ZeroDivisionError), context.write() as session:
            session.add(Setting(key="undone", value=""))
            raise ZeroDivisionError
        add(context, "done")
    wait(watch)
    assert watch.heard()
    assert not watch.heard()
