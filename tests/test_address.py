"""What names a store: a path or a server's address, and never a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import text
from app.address import BadAddress, FileAddress, ServerAddress, parse_address, pasted
from app.text import say
from app.text.addresses import place_of_store, why_not


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "nothing"),
        ("  ", "nothing"),
        ("postgresql://duty:secret@db/centre", "password"),
        ("postgres://duty:p#ss@db/centre", "password"),
        ("postgresql://duty:p/s@db/centre", "password"),
        ("postgresql://duty:1234@db/centre", "password"),
        ("postgresql://db/centre?password=secret", "password"),
        ("postgresql://db/centre?sslpassword=secret", "password"),
        ("postgresql://db:high/centre", "port"),
        ("postgresql://db:70000/centre", "port"),
        ("postgresql://[::1/centre", "server"),
    ],
)
def test_what_names_no_store_says_why_and_repeats_nothing(typed: str, code: str) -> None:
    with pytest.raises(BadAddress) as refused:
        parse_address(typed)
    assert refused.value.code == code
    said = say(why_not(refused.value))
    assert "secret" not in said + repr(refused.value)
    assert "1234" not in said


@pytest.mark.parametrize(
    "typed",
    [
        "postgresql://db:5432/centre?options=-csearch_path%3Da@b",
        "postgresql://duty@db.example.cn/centre?sslmode=verify-full",
        "postgresql:///centre?host=/run/postgresql",
        "postgresql://?service=centre",
        "postgresql://duty@[::1]:5433/centre",
    ],
)
def test_an_address_stays_as_it_was_typed(typed: str) -> None:
    assert str(parse_address(f" {typed} ")) == typed


def test_an_address_is_made_of_its_parts() -> None:
    made = ServerAddress.of(
        "db.example.cn", "早班", "duty desk", "5433", {"sslmode": "verify-full"}
    )
    assert (made.host, made.database, made.user, made.port) == (
        "db.example.cn", "早班", "duty desk", 5433,
    )  # fmt: skip
    assert made.parameters == {"sslmode": "verify-full"}
    assert str(ServerAddress.of("localhost", "dutydesk")) == "postgresql://localhost/dutydesk"


def test_a_socket_and_a_numbered_server_have_addresses() -> None:
    socket = ServerAddress.of("/run/postgresql", "dutydesk", "duty")
    assert (socket.host, socket.user, socket.is_local) == ("/run/postgresql", "duty", True)
    assert ServerAddress.of("::1", "dutydesk", port="5433").host == "::1"


def test_a_port_that_is_none_makes_no_address() -> None:
    with pytest.raises(BadAddress, match="port"):
        ServerAddress.of("db", "dutydesk", port="five")


@pytest.mark.parametrize(
    ("given", "address", "password"),
    [
        ("postgresql://u:s%40@db:5/c", "postgresql://u@db:5/c", "s@"),
        ("postgres://u@db/c?password=s&sslmode=x", "postgresql://u@db/c?sslmode=x", "s"),
        ("postgresql://db/c", "postgresql://db/c", ""),
    ],
)
def test_a_pasted_address_is_parted_from_its_password(
    given: str, address: str, password: str
) -> None:
    assert pasted(given) == (ServerAddress(address), password)


def test_where_a_store_is_is_said_in_both_languages() -> None:
    server = ServerAddress("postgresql://duty@db.example.cn/dutydesk")
    assert place_of_store(server) == "Server db.example.cn, database dutydesk"
    assert place_of_store(FileAddress(Path("/a/b"))) == "This computer: /a/b"
    assert place_of_store(ServerAddress("postgresql://?service=c")) == "postgresql://?service=c"
    text.use("zh_CN")
    assert place_of_store(server) == "服务器：db.example.cn，数据库：dutydesk"
    text.use("en")
