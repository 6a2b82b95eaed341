"""What a writing transaction costs in round trips, and that what it sends together is whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from psycopg import pq
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.address import parse_address
from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import StoreSilent
from app.models import Department, Notice, Setting
from app.queries import facts
from app.rules.deeds import Deed
from app.rules.vocabulary import SwapStatus
from app.services.leave import requests as leave
from app.services.swaps import requests as swaps
from tests.cutting import CuttingProxy
from tests.factories import TestClock
from tests.kept import KEEPER
from tests.servers import Server
from tests.services.requests.crowd import ALONE, crowd, leaves

pytestmark = pytest.mark.server

GOAL = 12
_USED = 6
"""A statement is prepared once it was run a few times."""


@pytest.fixture
def on_server(store_database: str) -> Iterator[Context]:
    context = open_store(parse_address(store_database), KEEPER, TestClock())
    yield context
    context.store.close()


@pytest.fixture
def proxy(cluster: Server) -> Iterator[CuttingProxy]:
    with CuttingProxy(cluster) as proxy:
        yield proxy


@pytest.fixture
def behind(store_database: str, proxy: CuttingProxy) -> Iterator[Context]:
    """The same store behind a proxy."""
    name = store_database.partition("?")[0].rpartition("/")[2]
    context = open_store(parse_address(proxy.url(name)), KEEPER, TestClock())
    yield context
    context.store.close()


def test_a_swap_is_approved_in_twelve_round_trips(on_server: Context) -> None:
    centre = crowd(on_server, ALONE, _USED + 1, SwapStatus.AGREED)
    leader = on_server.acting_as(Actor("1000", centre.people["1000"]))
    with on_server.read() as session:
        *used, last = (swap.no for swap in facts.swaps(session))
    for no in used:
        swaps.approve(leader, no, 1)
    with Traced(on_server) as traced:
        assert swaps.approve(leader, last, 1) is SwapStatus.EFFECTIVE
    assert traced.round_trips <= GOAL


def test_a_step_of_a_leave_takes_no_more(on_server: Context) -> None:
    centre = leaves(on_server, _USED + 1)
    leader = on_server.acting_as(Actor("1000", centre.people["1000"]))
    with on_server.read() as session:
        *used, last = (one.no for one in facts.leaves(session))
    for no in used:
        leave.approve_step(leader, no, 1, accept_late=True, reason="yes")
    with Traced(on_server) as traced:
        leave.approve_step(leader, last, 1, accept_late=True, reason="yes")
    assert traced.round_trips <= GOAL


def test_what_is_refused_late_is_refused_before_the_commit(on_server: Context) -> None:
    before = _settings(on_server)
    with pytest.raises(IntegrityError, match="fk_notice_person"), on_server.write() as session:
        session.execute(insert(Setting).values(key="kept with it", value=""))
        session.execute(_NOTICES, [_notice(person) for person in (998, 999)])
    assert _settings(on_server) == before


def test_a_refusal_comes_with_the_next_question_at_the_latest(on_server: Context) -> None:
    with on_server.write() as session:
        with pytest.raises(IntegrityError, match="fk_notice_person"):
            session.execute(_NOTICES, [_notice(person) for person in (998, 999)])
            session.execute(select(Setting.key)).all()
        session.rollback()
    with on_server.write() as session:  # on the same connection, which is as good as before
        session.execute(insert(Setting).values(key="next", value=""))
    assert "next" in _settings(on_server)


def test_what_is_read_sees_what_was_sent(on_server: Context) -> None:
    with on_server.write() as session:
        session.execute(insert(Setting), [{"key": f"sent {n}", "value": ""} for n in range(3)])
        found = session.scalars(select(Setting.key).where(Setting.key.like("sent %"))).all()
    assert sorted(found) == ["sent 0", "sent 1", "sent 2"]


def test_how_many_rows_moved_is_told_at_once(on_server: Context) -> None:
    with on_server.write() as session:
        session.add(Department(name="one"))
        session.flush()
        session.execute(insert(Setting).values(key="sent", value=""))
        moved: Any = session.execute(
            Department.__table__.update().values(name="two")  # type: ignore[attr-defined]
        )
        assert moved.rowcount == 1


def test_a_commit_whose_answer_is_lost_is_found(behind: Context, proxy: CuttingProxy) -> None:
    proxy.cut_answer()
    _add(behind, "found")
    assert proxy.cuts == 1
    assert "found" in _departments(behind)


def test_a_commit_that_never_arrives_changed_nothing(behind: Context, proxy: CuttingProxy) -> None:
    proxy.cut_before()
    with pytest.raises(StoreSilent, match="Nothing was changed"):
        _add(behind, "lost")
    assert proxy.cuts == 1
    assert "lost" not in _departments(behind)


_NOTICES = insert(Notice)


def _notice(person: int) -> dict[str, Any]:
    at = TestClock()()
    return {"person_id": person, "at": at, "code": "c", "params": "{}", "subject": ""}


def _add(context: Context, name: str) -> None:
    with context.write() as session:
        session.add(Department(name=name))
        context.audit(session, Deed.DEPARTMENT_ADD, "department:1")


def _departments(context: Context) -> list[str]:
    with context.read() as session:
        return list(session.scalars(select(Department.name)))


def _settings(context: Context) -> set[str]:
    with context.read() as session:
        return set(session.scalars(select(Setting.key)))


class Traced:
    """Counts how often the writer's connection asks and then waits for an answer."""

    def __init__(self, context: Context) -> None:
        with context.store.writer.connect() as connection, Session(connection):
            bare: Any = connection.connection.driver_connection
            self._link = bare.pgconn
        self.round_trips = 0

    def __enter__(self) -> Traced:
        self._file = tempfile.TemporaryFile("w+")
        self._link.trace(self._file.fileno())
        self._link.set_trace_flags(pq.Trace.SUPPRESS_TIMESTAMPS)
        return self

    def __exit__(self, *_error: object) -> None:
        self._link.untrace()
        with self._file as file:
            file.seek(0)
            ways = [line[0] for line in file]
        pairs = zip(["B", *ways], ways, strict=False)
        self.round_trips = sum(pair == ("B", "F") for pair in pairs)
