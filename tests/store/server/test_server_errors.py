"""Whatever a server says went wrong is told in words, by its codes: nothing raw comes out."""

from __future__ import annotations

import inspect
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from app.address import ServerAddress
from app.bootstrap import create_store, open_store
from app.context import Context
from app.errors import AppError, PasswordNeeded, StoreProblem, StoreSilent
from app.store.postgresql import passwords
from app.store.postgresql.problems import explained
from tests.servers import Cluster, Server, system_binaries
from tests.store.hands import add, names
from tests.store.server.desks import KEEPER, SILENT, bare
from tests.tls import tls

pytestmark = pytest.mark.server

SOMEWHERE = ServerAddress("postgresql://desk@db.example.com/centre?sslmode=verify-full")
SHUT_OUT = "The server does not let this user in."
BUGS = (
    "00", "01", "02", "03", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "10", "20", "21", "23", "24",
    "25", "26", "27", "2B", "2D", "2F", "34", "38", "39", "3B", "3D001", "42", "44", "54", "F0",
    "72", "HV", "P0",
)  # fmt: skip
"""Classes of SQLSTATE that a right program never meets: they come out as they are, and are logged.
What the program says was wrong (0A, 42), breaks the tables' rules (23, P0: services look before),
comes after an error that was passed over (25), or has to do with what is not used."""


def states() -> dict[str, type[psycopg.Error]]:
    """Every SQLSTATE that the driver knows."""
    return {
        each.sqlstate: each
        for _name, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, psycopg.Error) and each.sqlstate
    }


def test_each_sqlstate_is_told_in_words_or_is_a_bug_on_purpose() -> None:
    found = states()
    assert len(found) > 240
    raw = {state for state, kind in found.items() if explained(kind("text"), SOMEWHERE) is None}
    assert {state for state in raw if not state.startswith(BUGS)} == set()
    for state in ("08006", "57P01", "57P02", "57P03", "57P05", "25P03", "08P01"):
        if state not in raw:
            assert isinstance(explained(found[state]("text"), SOMEWHERE), StoreSilent), state
    words = {"40001", "40P01", "55P03", "53100", "53200", "53300", "25006", "42501", "57014",
             "58030", "XX001", "28P01", "28000", "3D000", "22003", "42P01"}  # fmt: skip
    assert words <= set(found) - raw


def test_an_error_without_a_code_is_a_lost_connection() -> None:
    for kind in (psycopg.OperationalError, psycopg.InterfaceError, errors.ConnectionTimeout):
        assert isinstance(explained(kind("text"), SOMEWHERE), StoreSilent)
    assert explained(psycopg.ProgrammingError("text"), SOMEWHERE) is None


def refused(url: str) -> AppError:
    """What is said to whoever opens the store at `url`."""
    with pytest.raises(StoreProblem) as told:
        open_store(ServerAddress(url), KEEPER).store.close()
    return told.value


def test_no_such_database_nobody_there_no_way_in(cluster: Server, address: ServerAddress) -> None:
    assert refused(cluster.url("nowhere")).title.msgid == "There is no such database."
    assert refused("postgresql://a@127.0.0.1:1/b").title.msgid == SILENT
    assert refused(cluster.url(address.database, user="nobody_here")).title.msgid == SHUT_OUT
    cluster.run("DROP ROLE IF EXISTS drills_poor")
    cluster.run("CREATE ROLE drills_poor LOGIN")
    poor = cluster.url(address.database, user="drills_poor")
    assert refused(poor).title.msgid == "The store cannot be written."
    with bare(address) as connection:
        connection.execute(f'REVOKE CONNECT ON DATABASE "{address.database}" FROM PUBLIC')
    assert refused(poor).title.msgid == "The store cannot be written."
    with bare(address) as connection:
        connection.execute(f'ALTER DATABASE "{address.database}" CONNECTION LIMIT 0')
        connection.execute(f'GRANT CONNECT ON DATABASE "{address.database}" TO PUBLIC')
    assert refused(poor).title.msgid == "The server takes no more desks."
    cluster.run("DROP ROLE drills_poor")


def test_a_database_that_may_only_be_read(desk: Context, address: ServerAddress) -> None:
    with bare(address) as connection:
        connection.execute(
            f'ALTER DATABASE "{address.database}" SET default_transaction_read_only = on'
        )
    context = open_store(address, KEEPER)
    with closing(context.store):
        with pytest.raises(StoreProblem) as told:
            add(context, "refused")
        assert "can only be read" in told.value.message.msgid
        assert names(context) == []


def test_tables_that_somebody_took_away(desk: Context, address: ServerAddress) -> None:
    with bare(address) as connection:
        connection.execute("DROP TABLE department CASCADE")
    with pytest.raises(StoreProblem) as told:
        names(desk)
    assert told.value.title.msgid == "The store is damaged."


class Guarded(Cluster):
    """A server with TLS that asks for passwords; `root`: what its certificate is known by."""

    root = Path()


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    with Guarded(system_binaries(), tcp=True, settings={"max_connections": "9"}) as own:
        own.run("CREATE ROLE desk LOGIN PASSWORD 'right'")
        own.run("CREATE DATABASE centre OWNER desk")
        hba = own.data / "pg_hba.conf"
        hba.write_text("local all,replication all trust\nhost all all all scram-sha-256\n", "utf-8")
        own.root = tls(own)
        yield own


@contextmanager
def password(url: str, said: str) -> Iterator[ServerAddress]:
    address = ServerAddress(url)
    passwords.tell(address, said)
    yield address
    passwords.tell(address, "")


def safe(server: Cluster, root: Path, host: str = "localhost", database: str = "centre") -> str:
    where = server.tcp_url(database, user="desk", host=host)
    return f"{where}?sslmode=verify-full&sslrootcert={root}"


def test_passwords(guarded: Guarded) -> None:
    url = safe(guarded, guarded.root)
    asked = refused(url)
    assert isinstance(asked, PasswordNeeded)
    assert asked.title.msgid == "The server wants a password."
    with password(url, "wrong"):
        told = refused(url)
    assert isinstance(told, PasswordNeeded)
    assert told.title.msgid == "The server refused the password."
    with password(url, "right"):
        assert refused(url).title.msgid == "There is no store here."
    other = safe(guarded, guarded.root, database="nowhere")
    with password(other, "right"):
        assert refused(other).title.msgid == "There is no such database."
    with password(other, "wrong"):
        assert isinstance(refused(other), PasswordNeeded)


def test_a_user_whom_no_line_lets_in_is_not_asked_for_a_password(guarded: Guarded) -> None:
    hba = guarded.data / "pg_hba.conf"
    rules = hba.read_text("utf-8")
    hba.write_text("host all other all scram-sha-256\nlocal all all trust\n", "utf-8")
    guarded.restart()
    try:
        url = safe(guarded, guarded.root)
        with password(url, "right"):
            told = refused(url)
    finally:
        hba.write_text(rules, "utf-8")
        guarded.restart()
    assert not isinstance(told, PasswordNeeded)
    assert told.title.msgid == SHUT_OUT
    assert "pg_hba.conf" in told.message.msgid


def test_a_name_that_nobody_knows_is_told_from_silence() -> None:
    told = refused("postgresql://desk@db.invalid/centre?sslmode=verify-full")
    assert isinstance(told, StoreSilent)
    assert told.title.msgid == "There is no server of this name."
    assert told.message.params["host"] == "db.invalid"


@pytest.mark.parametrize(
    ("code", "title"),
    [(socket.EAI_NONAME, "There is no server of this name."), (socket.EAI_AGAIN, SILENT)],
)
def test_names_that_are_away_for_now_are_silence(
    monkeypatch: pytest.MonkeyPatch, code: int, title: str
) -> None:
    def look_up(*_asked: object, **_more: object) -> None:
        raise socket.gaierror(code, "text")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert refused("postgresql://desk@db.invalid/centre?sslmode=verify-full").title.msgid == title


def test_a_server_that_is_full(guarded: Guarded) -> None:
    url = safe(guarded, guarded.root)
    held = []
    with password(url, "right"):
        with pytest.raises(psycopg.OperationalError):
            while True:
                held.append(psycopg.connect(url, password="right"))
        told = refused(url)
        for connection in held:
            connection.close()
    assert told.title.msgid == "The server takes no more desks."


def test_each_way_in_which_a_server_cannot_show_who_it_is(guarded: Guarded, tmp_path: Path) -> None:
    told = {}
    stranger = tmp_path / "stranger.pem"
    stranger.write_bytes(guarded.root.read_bytes())
    for case, url in {
        "another name": safe(guarded, guarded.root, host="127.0.0.1"),
        "no root": safe(guarded, tmp_path / "none.pem"),
    }.items():
        told[case] = refused(url).message.msgid
    guarded.root = tls(guarded)
    told["unknown"] = refused(safe(guarded, stranger)).message.msgid
    old = tls(guarded, expired=True)
    told["expired"] = refused(safe(guarded, old)).message.msgid
    with (guarded.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write("ssl = off\n")
    guarded.restart()
    told["no TLS"] = refused(safe(guarded, guarded.root)).message.msgid
    assert "another machine's" in told["another name"]
    assert "cannot be read" in told["no root"]
    assert "not signed by" in told["unknown"]
    assert "out of date" in told["expired"]
    assert "does not encrypt" in told["no TLS"]
    guarded.root = tls(guarded)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://a@/b?host=/tmp&sslmod=verify-full",
        "postgresql://a@/b?host=/tmp&options=-c a=b",
        "postgresql://a@[::1/b",
        "postgresql://a%00@/b",
    ],
)
def test_an_address_that_the_driver_cannot_read(url: str) -> None:
    assert refused(url).title.msgid == "The address is not right."


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"x",
        b"S",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"E\0\0\0\x05x",
        b"R\0\0\0\x06\0\0",
        b"R\0\0\0\x0c\0\0\0\x0bxyz=",
        bytes(range(256)),
    ],
)
def test_what_is_no_server_is_one_that_does_not_answer(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor() as pool:

        def speak() -> None:
            with suppress(OSError):
                while True:
                    client, _address = listening.accept()
                    with client:
                        client.recv(100)
                        client.sendall(said)

        pool.submit(speak)
        told = refused(f"postgresql://a@127.0.0.1:{listening.getsockname()[1]}/b")
        listening.shutdown(socket.SHUT_RDWR)
    assert told.title.msgid in (SILENT, "The server refused the password.")


UNSAFE = "The way to the server is not safe."


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://desk@db.example.com/centre",
        "postgresql://desk@db.example.com/centre?sslmode=require",
        "postgresql://desk@localhost/centre?host=db.example.com",
        "postgresql://desk@localhost/centre?hostaddr=192.0.2.1",
        "postgresql://desk@localhost,db.example.com/centre",
    ],
)
def test_another_machine_is_not_spoken_to_without_its_certificate(url: str) -> None:
    assert refused(url).title.msgid == UNSAFE


def test_neither_a_service_file_nor_the_environment_goes_round_that(
    guarded: Guarded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = tmp_path / "services"
    services.write_text(f"[centre]\nhost=127.0.0.1\nport={guarded.port}\nuser=desk\n", "utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    monkeypatch.setenv("PGSSLROOTCERT", str(guarded.root))
    told = refused("postgresql:///centre?service=centre&sslmode=disable")
    assert "another machine's" in told.message.msgid
    monkeypatch.setenv("PGSERVICE", "centre")
    assert "another machine's" in refused("postgresql:///centre").message.msgid
    monkeypatch.delenv("PGSERVICE")
    monkeypatch.setenv("PGHOST", "db.example.com")
    assert refused("postgresql:///centre").title.msgid == UNSAFE
    monkeypatch.delenv("PGHOST")
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")
    assert refused("postgresql:///centre").title.msgid == UNSAFE


class Copy(Cluster):
    """A server that follows another one, and can only be read."""

    def __init__(self, of: Cluster) -> None:
        super().__init__(system_binaries())
        self._of = of

    def _make(self) -> None:
        super()._make()
        own = (self.data / "postgresql.conf").read_text("utf-8")
        for each in self.data.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        with (self.folder / "copied").open("wb") as log:
            words = ("-D", str(self.data), "-R", "-c", "fast", "-d", self._of.url())
            assert self._begun("pg_basebackup", *words, log=log).wait() == 0
        file = self.data / "postgresql.conf"
        file.write_text(f"{own}max_connections = 9\nhot_standby = on\n", "utf-8")


def test_a_copy_that_follows_can_only_be_looked_at(guarded: Guarded) -> None:
    guarded.drop("followed")
    context = create_store(ServerAddress(guarded.create_database("followed")), actor=KEEPER)
    with closing(context.store):
        add(context, "before")
        assert not context.store.read_only
    with Copy(guarded) as copy:
        follows = open_store(ServerAddress(copy.url("followed")), KEEPER)
        with closing(follows.store):
            assert follows.store.read_only
            assert names(follows) == ["before"]
            with pytest.raises(StoreProblem) as told:
                add(follows, "refused")
        assert "can only be read" in told.value.message.msgid
