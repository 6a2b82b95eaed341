"""The guide to many desks says what is true: its commands are the program's, its statements run on
a server, and the messages that it explains are those that people see."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app import cli
from app.address import ServerAddress, parse_address
from tests.servers import Cluster, Server

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "many-desks.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^ *```{kind}\n(.*?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE)


def commands() -> Iterator[list[str]]:
    """The words after `dutydesk`, wherever a line of a shell, or of cron, calls it."""
    for block in (*blocks("sh"), *blocks("conf")):
        for line in block.splitlines():
            words = shlex.split(re.sub(r'"\$\(.*\)"', "newest.dutydesk", line))
            if [word.removeprefix("/usr/local/bin/") for word in words[:1]] == ["dutydesk"]:
                yield words[1:]
            elif "/usr/local/bin/dutydesk" in words[6:]:
                yield words[words.index("/usr/local/bin/dutydesk") + 1 : -1]


def test_the_commands_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYDESK_STORE", "postgresql://dutydesk@localhost/dutydesk")
    asked = [cli.parse(words) for words in commands() if words != ["--version"]]
    assert {one.command for one in asked} == {
        "move", "verify", "import", "reset-password", "backup", "restore", "check",
    }  # fmt: skip


def test_every_address_names_a_store_on_a_server() -> None:
    named = re.findall(r"postgresql://\w+@[\w.]+/[^\s\"`]+", GUIDE)
    assert all(isinstance(parse_address(one), ServerAddress) for one in named)
    settings = [tomllib.loads(block) for block in blocks("toml")]
    assert [set(one) for one in settings] == [{"store", "backups"}, {"store"}]


def test_the_settings_are_the_servers(cluster: Server) -> None:
    kinds = dict(cluster.run("SELECT name, vartype FROM pg_settings"))
    (settings,) = blocks("ini")
    for line in settings.splitlines():
        name, _is, value = line.partition(" = ")
        fits = {"integer": value.isdecimal(), "bool": value in ("on", "off"), "string": True}
        assert fits[kinds[name]], name


def test_the_statements_run_on_a_server() -> None:
    with Cluster() as server:
        for block in blocks("sql"):
            for statement in filter(None, map(str.strip, block.split(";"))):
                server.run(statement, "dutydesk" if "SCHEMA" in statement else "postgres")
        (owner,) = server.run(
            "SELECT pg_get_userbyid(datdba), encoding FROM pg_database WHERE datname = 'dutydesk'"
        )
        assert owner == ("dutydesk", 6)


def test_every_message_that_is_explained_is_one_that_people_see() -> None:
    said = set()
    for file in (ROOT / "resources/locale/zh_CN").glob("*.po"):
        with file.open("rb") as catalogue:
            said |= {str(message.id) for message in read_po(catalogue)}
    table = GUIDE.partition("## What it says, and what to do")[2]
    explained = re.findall(r"^\| ([A-Z][^|]+?) \| ([^|]+?) \|", table, re.MULTILINE)
    assert len(explained) > 20
    for headline, words in explained:
        begins = headline.split(" … ")[0].removesuffix(" …")
        assert any(one.startswith(begins) for one in said), headline
        assert any(words in one for one in said), words


@pytest.mark.parametrize("desks", [10, 50, 200])
def test_sizes_leave_room_for_five_connections_a_desk(desks: int) -> None:
    (row,) = re.findall(rf"^\| {desks} \| (\d+) \| (\d+) MB ", GUIDE, re.MULTILINE)
    assert row == (str(5 * desks + 20), str(round(1.16 * desks)))
