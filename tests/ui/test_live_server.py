"""The window on a server: what others do comes at once, and the server may go and come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

import pytest
from psycopg.sql import SQL
from PySide6.QtWidgets import QDialog

from app.address import StoreAddress, parse_address
from app.bootstrap import create_store
from app.context import Context
from app.rules.deeds import Deed
from app.services.accounts.sign_in import set_up_administrator
from app.services.people.teams import add_department
from app.ui.kit.desk import Desk
from app.ui.shell.workspace import Workspace
from app.ui.work.tasks import Change
from tests.servers import STOPS, Cluster, Server, StopMode
from tests.ui.screen import PASSWORD, Person

pytestmark = pytest.mark.server


Seat = Callable[[str], "Two"]


@dataclass(frozen=True)
class Two:
    """Somebody at the page of people, and another desk's way to the same store."""

    person: Person
    elsewhere: Context

    @property
    def desk(self) -> Desk:
        assert self.person.flow.desk is not None
        return self.person.flow.desk

    @property
    def workspace(self) -> Workspace:
        assert self.person.window.workspace is not None
        return self.person.window.workspace


@pytest.fixture
def seat(arrive: Callable[[StoreAddress], Person]) -> Iterator[Seat]:
    """Sits down at a new store in the database of that URL."""
    made: list[Two] = []

    def seat(url: str) -> Two:
        elsewhere = create_store(parse_address(url), "Asia/Shanghai", "Service")
        set_up_administrator(elsewhere, "admin", PASSWORD)
        person = arrive(parse_address(url))
        person.signs_in()
        two = Two(person, elsewhere)
        made.append(two)
        two.workspace.show_page("people")
        person.waits()
        person.qtbot.waitUntil(lambda: two.desk.watch._notifier is not None)
        return two

    yield seat
    for two in made:
        two.elsewhere.store.close()


def test_what_another_desk_does_is_on_the_page_within_a_second(seat: Seat, database: str) -> None:
    two = seat(database)
    began = perf_counter()
    with two.person.qtbot.waitSignal(two.desk.tasks.changed, timeout=5_000):
        add_department(two.elsewhere, "Night desk")
    two.person.waits()
    assert perf_counter() - began < 1


def test_a_server_that_goes_and_comes_again(seat: Seat) -> None:
    with Cluster() as server:
        two = seat(server.create_database("centre"))
        for mode in STOPS:
            goes_and_comes_again(two, server, mode)
        two.person.window.close_for_good()
        two.elsewhere.store.close()


def goes_and_comes_again(two: Two, server: Cluster, mode: StopMode) -> None:
    person, tasks = two.person, two.desk.tasks
    server.stop(mode)
    person.qtbot.waitUntil(lambda: tasks.outage.lasts, timeout=15_000)
    assert two.workspace.outage.isVisible()
    two.workspace.show_page("today")
    tasks.reread()
    person.waits()
    two.workspace.show_page("people")
    assert person.all(QDialog) == []
    server.start()
    add_department(two.elsewhere, f"Desk {mode}")
    heard: list[Change] = []
    tasks.changed.connect(heard.append)
    person.qtbot.waitUntil(lambda: not tasks.outage.lasts, timeout=15_000)
    person.waits()
    assert not two.workspace.outage.isVisible()
    person.qtbot.waitUntil(lambda: any(Deed.DEPARTMENT_ADD in one.deeds for one in heard))
    tasks.changed.disconnect(heard.append)
    tasks.command(lambda ctx: add_department(ctx, f"Own desk {mode}"))
    person.waits()
    assert person.all(QDialog) == []


def test_a_listener_that_the_server_ends_is_no_outage(
    seat: Seat, cluster: Server, database: str
) -> None:
    two = seat(database)
    began: list[object] = []
    two.desk.tasks.outage.began.connect(lambda: began.append(1))
    before, name = two.desk.watch._held.watch, urlsplit(database).path[1:]
    ended = cluster.run(
        SQL(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = {}"
        ).format(name)
    )
    assert ended
    two.person.qtbot.waitUntil(
        lambda: two.desk.watch._held.watch not in (before, None), timeout=5_000
    )
    with two.person.qtbot.waitSignal(two.desk.tasks.changed, timeout=5_000):
        add_department(two.elsewhere, "Night desk")
    assert began == []


def test_who_starts_before_the_server_does_comes_in_by_waiting(
    arrive: Callable[[StoreAddress], Person],
) -> None:
    with Cluster() as server:
        address = parse_address(server.create_database("centre"))
        made = create_store(address, "Asia/Shanghai", "Service")
        set_up_administrator(made, "admin", PASSWORD)
        made.store.close()
        server.stop("fast")
        person = arrive(address)
        assert "The server does not answer." in person.reads()
        server.start()
        person.qtbot.waitUntil(lambda: "Service" in person.reads(), timeout=15_000)
        server.stop("fast")
        person.signs_in()
        away = [line for line in person.reads() if "this goes as soon as" in line]
        assert away
        server.start()
        person.qtbot.waitUntil(lambda: away[0] not in person.reads(), timeout=15_000)
        person.signs_in()
        assert person.at_desk
        person.window.close_for_good()
