"""The servers that tests stand on start, stop, come back with what was committed, and go."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests import guard, servers
from tests.servers import Cluster, Server, StopMode, shared, system_binaries, wheel_binaries
from tests.tls import tls

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[3]
SHARING = """
import sys
from pathlib import Path
from tests.servers import shared

with shared(Path(sys.argv[1])) as server:
    print(server.url(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module", params=[system_binaries, wheel_binaries])
def own(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    with Cluster(request.param(), tcp=True) as made:
        yield made


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the users of a shared server name."""
    monkeypatch.delenv(servers.CHOICE, raising=False)
    return tmp_path / "server"


def write(url: str, number: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS written (number integer)")
        connection.execute("INSERT INTO written VALUES (%s)", (number,))


def written(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM written ORDER BY number")]


def test_a_database_is_empty_or_as_its_template(cluster: Server, database: str) -> None:
    write(database, 1)
    copy = cluster.create_database("copy_of_one", str(conninfo_to_dict(database)["dbname"]))
    write(copy, 2)
    assert (written(database), written(copy)) == ([1], [1, 2])
    cluster.drop("copy_of_one")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(copy)


def test_a_dropped_database_throws_out_who_is_left(cluster: Server) -> None:
    with psycopg.connect(cluster.create_database("left"), autocommit=True) as connection:
        cluster.drop("left")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


@pytest.mark.parametrize("mode", ["fast", "immediate", "kill"])
def test_what_was_committed_is_there_after_each_kind_of_end(own: Cluster, mode: StopMode) -> None:
    url = own.create_database(mode)
    write(url, 1)
    own.stop(mode)
    assert not guard.family(own.folder)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    own.start()
    assert written(url) == written(own.tcp_url(mode)) == [1]


def test_a_server_is_as_asked_for(own: Cluster) -> None:
    shown = "SELECT current_setting('fsync'), current_setting('server_encoding'), datcollate"
    found = own.run(f"{shown} FROM pg_database WHERE datname = 'template0'")
    assert found == [("off", "UTF8", "C.UTF-8")]


def test_a_password_is_asked_for_where_a_server_is_made_so() -> None:
    with Cluster(tcp=True, initdb=["--auth-host=scram-sha-256"]) as own:
        own.run("CREATE ROLE desk LOGIN PASSWORD 'right'")
        psycopg.connect(own.tcp_url(user="desk"), password="right").close()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(own.tcp_url(user="desk"), password="wrong")


def test_a_server_that_cannot_start_says_why_and_leaves_nothing() -> None:
    own = Cluster(settings={"no_such_setting": "1"})
    with pytest.raises(RuntimeError, match="no_such_setting"):
        own.__enter__()
    assert not own.folder.exists()


def test_data_lie_on_a_disk_where_memory_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "ROOM", 1 << 60)
    with Cluster() as own:
        assert own.data.resolve().parent == own.folder
        own.run("SELECT 1")


def sharing(state: Path) -> subprocess.Popen[str]:
    """Another process that shares the server until it is told anything."""
    return subprocess.Popen(
        [sys.executable, "-c", SHARING, str(state)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> str:
    """The URL of the server that it shares."""
    assert process.stdout
    return process.stdout.readline().strip()


def folder_of(url: str) -> Path:
    return Path(str(conninfo_to_dict(url)["host"]))


def test_all_share_one_server_until_the_last_has_left(state: Path) -> None:
    with sharing(state) as one, sharing(state) as another:
        url = told(one)
        assert told(another) == url
        with shared(state) as server:
            assert server.url() == url
            for process in (one, another):
                assert process.stdin
                process.stdin.close()
            server.run("SELECT 1")
    assert not folder_of(url).exists()
    with shared(state) as server:
        assert server.url() != url


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_runs_on_however_its_users_ended(state: Path, how: signal.Signals) -> None:
    with sharing(state) as one, sharing(state) as another:
        url = told(one)
        assert told(another) == url
        started = [
            child
            for process in (one, another)
            for child in psutil.Process(process.pid).children(recursive=True)
        ]
        assert len(started) > 2
        for process in (one, another):
            process.send_signal(how)
    guard.wait_for_end(started)
    assert not folder_of(url).exists()


def test_a_server_that_is_named_is_used_and_left_alone(
    own: Cluster, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(servers.CHOICE, own.tcp_url())
    with shared(state) as server:
        assert server.create_database("named") == own.tcp_url("named")
    own.drop("named")


def test_the_wheel_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(servers.CHOICE, "wheel")
    assert servers.binaries() == wheel_binaries()
    monkeypatch.delenv(servers.CHOICE)
    assert servers.binaries() == system_binaries()


def verified(cluster: Cluster, authority: Path, host: str) -> None:
    """Connects as somebody who trusts that authority alone, and wants that name."""
    url = cluster.tcp_url(host=host)
    psycopg.connect(url, sslmode="verify-full", sslrootcert=str(authority)).close()


def test_a_certificate_is_good_for_its_names_until_its_end() -> None:
    with Cluster(system_binaries(), tcp=True) as own:
        authority = tls(own, names=["localhost"])
        verified(own, authority, "localhost")
        with pytest.raises(psycopg.OperationalError, match="does not match host name"):
            verified(own, authority, "127.0.0.1")
        tls(own, names=["localhost", "127.0.0.1"])
        verified(own, authority, "127.0.0.1")
        tls(own, names=["localhost"], expired=True)
        with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
            verified(own, authority, "localhost")
