"""All desks go by the server's clock; whose own is wrong is told so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from app.address import ServerAddress
from app.bootstrap import open_store
from app.context import Context
from app.store.postgresql import health, store
from tests.factories import NOW, TestClock
from tests.store.hands import add
from tests.store.server.desks import KEEPER, bare

pytestmark = pytest.mark.server

FAST = timedelta(minutes=3)
OFF = "This computer's clock shows {clock}, the server's {server}."


class DeskClock:
    """A computer's own clock, which somebody set wrong."""

    def __init__(self) -> None:
        self.fast = FAST

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.fast


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> DeskClock:
    clock = DeskClock()
    for module in (health, store):
        monkeypatch.setattr(module, "system_clock", clock)
    return clock


@pytest.fixture
def wrong(address: ServerAddress, clock: DeskClock) -> Iterator[Context]:
    context = open_store(address, KEEPER, clock)
    with closing(context.store):
        yield context


def off(of: Callable[[], datetime]) -> timedelta:
    """How far it is from the true time."""
    return abs(of() - datetime.now(UTC))


def test_what_is_recorded_has_the_servers_time(address: ServerAddress, wrong: Context) -> None:
    add(wrong, "one")
    with bare(address) as connection:
        (at, now) = (
            connection.execute(
                "SELECT max(at), clock_timestamp() AT TIME ZONE 'UTC' FROM audit_entry"
            ).fetchone()
            or ()
        )
    assert abs(at - now) < timedelta(seconds=30)
    assert off(wrong.now) < timedelta(seconds=30)


def test_a_wrong_clock_is_told_once(wrong: Context) -> None:
    assert [each.msgid.startswith(OFF) for each in wrong.store.notices].count(True) == 1
    add(wrong, "one")
    assert [each.msgid.startswith(OFF) for each in wrong.store.notices].count(True) == 1


def test_a_right_clock_is_not_told_of(desk: Context) -> None:
    assert not [each for each in desk.store.notices if each.msgid.startswith(OFF)]


def test_how_far_it_is_is_found_anew_at_each_beginning(wrong: Context, clock: DeskClock) -> None:
    for fast in (timedelta(minutes=-7), timedelta(hours=2)):
        clock.fast = fast
        with wrong.read():
            assert off(wrong.store.clock) < timedelta(seconds=30)
        clock.fast = -fast
        with wrong.write():
            assert off(wrong.store.clock) < timedelta(seconds=30)


def test_a_clock_that_somebody_else_gave_goes_for_itself(address: ServerAddress) -> None:
    context = open_store(address, KEEPER, TestClock())
    with closing(context.store), context.read():
        assert context.store.clock() == NOW
