"""The cutting proxy cuts exactly there, tells nobody what it holds, and lets the rest pass."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.cutting import CuttingProxy
from tests.servers import Cluster, Server

pytestmark = pytest.mark.server

LOST = (psycopg.OperationalError, psycopg.InterfaceError)


@pytest.fixture
def proxy(cluster: Server) -> Iterator[CuttingProxy]:
    with CuttingProxy(cluster) as proxy:
        yield proxy


@pytest.fixture
def name(database: str) -> str:
    """Of this test's database, with a table to count in."""
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE counted (number integer)")
        return connection.info.dbname


def count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM counted").fetchone()
        assert row
        return int(row[0])


def test_everything_passes(proxy: CuttingProxy, name: str) -> None:
    with psycopg.connect(proxy.url(name)) as connection:
        connection.execute("INSERT INTO counted SELECT generate_series(1, 100000)")
        assert len(connection.execute("SELECT * FROM counted").fetchall()) == 100000
    assert (count(proxy.url(name)), proxy.cuts) == (100000, 0)


def test_a_commit_that_is_cut_before_has_not_happened(
    proxy: CuttingProxy, name: str, database: str
) -> None:
    with psycopg.connect(proxy.url(name)) as connection:
        connection.execute("INSERT INTO counted VALUES (1)")
        proxy.cut_before()
        with pytest.raises(LOST):
            connection.commit()
    assert (count(database), proxy.cuts) == (0, 1)


def test_a_commit_whose_answer_is_cut_has_happened(
    proxy: CuttingProxy, name: str, database: str
) -> None:
    with psycopg.connect(proxy.url(name)) as connection:
        connection.execute("INSERT INTO counted VALUES (1)")
        proxy.cut_answer()
        with pytest.raises(LOST):
            connection.commit()
    assert (count(database), proxy.cuts) == (1, 1)
    assert count(proxy.url(name)) == 1  # the next one passes


def test_in_a_pipeline_the_answer_to_the_commit_is_cut_and_no_earlier_one(
    proxy: CuttingProxy, name: str, database: str
) -> None:
    with psycopg.connect(proxy.url(name), autocommit=True) as connection:
        proxy.cut_answer()
        with pytest.raises(LOST), connection.pipeline():
            for statement in ("BEGIN", "INSERT INTO counted VALUES (1)", "COMMIT"):
                connection.execute(statement)
    assert (count(database), proxy.cuts) == (1, 1)


@pytest.mark.parametrize("number", [0, 10, 60, 200])
def test_so_many_bytes_pass(proxy: CuttingProxy, name: str, database: str, number: int) -> None:
    with psycopg.connect(proxy.url(name), autocommit=True) as connection:
        proxy.cut_at_byte(number)
        with pytest.raises(LOST):
            connection.execute(f"INSERT INTO counted VALUES (1) -- {'long ' * 100}".encode())
    assert (count(database), proxy.cuts) == (0, 1)


def test_idle_connections_are_cut(proxy: CuttingProxy, name: str) -> None:
    with psycopg.connect(proxy.url(name)) as one, psycopg.connect(proxy.url(name)) as another:
        proxy.cut_all()
        for connection in (one, another):
            with pytest.raises(LOST):
                connection.execute("SELECT 1")
    assert count(proxy.url(name)) == 0


def test_what_is_held_arrives_when_it_is_released(
    proxy: CuttingProxy, name: str, database: str
) -> None:
    with psycopg.connect(proxy.url(name), autocommit=True) as connection:
        proxy.hold()
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(connection.execute, "INSERT INTO counted VALUES (1)")
            assert count(database) == 0
            assert not done.done()
            proxy.release()
            done.result()
    assert count(database) == 1


def test_what_is_held_never_arrives_when_its_client_has_given_up(
    proxy: CuttingProxy, name: str, database: str
) -> None:
    connection = psycopg.connect(proxy.url(name), autocommit=True)
    proxy.hold()
    connection.pgconn.send_query(b"INSERT INTO counted VALUES (1)")
    connection.close()
    with pytest.raises(psycopg.errors.ConnectionTimeout):
        psycopg.connect(proxy.url(name), connect_timeout=2)
    proxy.release()
    assert count(proxy.url(name)) == 0
    assert count(database) == 0


def test_who_is_refused_may_come_again_later(proxy: CuttingProxy, name: str) -> None:
    with psycopg.connect(proxy.url(name)) as connection:
        proxy.refuse()
        with pytest.raises(psycopg.OperationalError, match="refused"):
            psycopg.connect(proxy.url(name))
        connection.execute("SELECT 1")
    proxy.accept()
    assert count(proxy.url(name)) == 0


def test_each_question_waits_for_its_round_trip(proxy: CuttingProxy, name: str) -> None:
    with psycopg.connect(proxy.url(name), autocommit=True) as connection:
        proxy.round_trip = 0.02
        begun = time.monotonic()
        for _ in range(5):
            connection.execute("SELECT 1")
        assert time.monotonic() - begun >= 5 * 0.02


def test_it_goes_on_when_the_server_was_away() -> None:
    with Cluster(tcp=True) as own, CuttingProxy(own) as proxy:
        with psycopg.connect(proxy.url()) as connection:
            own.stop("kill")
            with pytest.raises(LOST):
                connection.execute("SELECT 1")
        with pytest.raises(LOST):
            psycopg.connect(proxy.url())
        own.start()
        psycopg.connect(proxy.url()).close()
