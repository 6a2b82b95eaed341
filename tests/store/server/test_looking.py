"""What somebody is told of a server before they choose it, and the password that it wants."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.address import ServerAddress, parse_address
from app.bootstrap import centre_at, create_store, is_there, tell_password
from app.errors import PasswordNeeded, StoreProblem, StoreSilent
from app.text import say
from tests.servers import Cluster, Server, free_port, system_binaries
from tests.tls import tls

pytestmark = pytest.mark.server


def address(url: str) -> ServerAddress:
    made = parse_address(url)
    assert isinstance(made, ServerAddress)
    return made


def audited(url: str) -> int:
    with psycopg.connect(url) as connection:
        return int(connection.execute("SELECT count(*) FROM audit_entry").fetchall()[0][0])


def test_an_empty_database_and_a_centre_are_told_apart(database: str) -> None:
    assert centre_at(address(database)) is None
    create_store(address(database), centre_name="早班中心").store.close()
    before = audited(database)
    assert centre_at(address(database)) == "早班中心"
    assert audited(database) == before, "nothing is recorded by a look"


def test_a_database_of_another_program_is_called_that(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE theirs (number integer)")
    with pytest.raises(StoreProblem, match="This is not a Dutydesk store"):
        centre_at(address(database))


def test_a_database_that_is_not_there_is_called_that(cluster: Server) -> None:
    with pytest.raises(StoreProblem, match="There is no such database"):
        centre_at(address(cluster.url("nowhere_to_be_found")))


def test_where_nobody_listens_nobody_answers() -> None:
    with pytest.raises(StoreSilent):
        centre_at(address(f"postgresql://duty@127.0.0.1:{free_port()}/dutydesk"))


@pytest.fixture(scope="module")
def locked() -> Iterator[Cluster]:
    """A server that lets the user `duty` in by a password alone, and shows a certificate."""
    with Cluster(system_binaries(), tcp=True) as made:
        made.run("CREATE ROLE duty LOGIN PASSWORD 'right'")
        made.run("CREATE DATABASE dutydesk OWNER duty")
        rules = made.data / "pg_hba.conf"
        rules.write_text(f"host all duty all scram-sha-256\n{rules.read_text()}")
        made.restart()
        yield made


@pytest.fixture
def duty(locked: Cluster) -> Iterator[ServerAddress]:
    made = address(locked.tcp_url("dutydesk", user="duty"))
    yield made
    tell_password(made, "")


def test_the_password_is_wanted_until_it_is_right(duty: ServerAddress) -> None:
    with pytest.raises(PasswordNeeded) as asked:
        centre_at(duty)
    assert "password file" in say(asked.value.message)
    tell_password(duty, "wrong")
    with pytest.raises(PasswordNeeded) as refused:
        is_there(duty)
    assert "wrong" not in say(refused.value.message) + repr(refused.value.__cause__)
    tell_password(duty, "right")
    assert centre_at(duty) is None


def test_a_password_file_of_the_account_is_read(
    duty: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "pgpass"
    kept.write_text("*:*:dutydesk:duty:right\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    assert centre_at(duty) is None


def safe(locked: Cluster, root: str | Path, host: str = "localhost") -> ServerAddress:
    url = locked.tcp_url("dutydesk", user="duty", host=host)
    return address(f"{url}?sslmode=verify-full&sslrootcert={root}")


def test_a_certificate_that_is_not_trusted_is_told_from_silence(
    locked: Cluster, tmp_path: Path
) -> None:
    root = shutil.copy(tls(locked), tmp_path / "root.pem")
    good = safe(locked, root)
    tell_password(good, "right")
    assert centre_at(good) is None
    for wrong in (safe(locked, root, "127.0.0.1"), safe(locked, tmp_path / "missing.pem")):
        with pytest.raises(StoreProblem, match="cannot show") as told:
            centre_at(wrong)
        assert "certificate" in say(told.value.message)
    expired = shutil.copy(tls(locked, expired=True), tmp_path / "expired.pem")
    with pytest.raises(StoreProblem, match="cannot show"):
        centre_at(safe(locked, expired))
    tell_password(good, "")
