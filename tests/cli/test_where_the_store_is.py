"""Which store a command works in, told in words where that cannot be; and a server's password."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import text
from app.__main__ import main
from app.address import ServerAddress
from app.cli import admission
from app.errors import PasswordNeeded
from app.rules.vocabulary import msg
from app.store.postgresql import passwords
from tests.cli.test_command_line import refused

SERVER = "postgresql://duty@db.example.cn/dutydesk"
ADDRESS = ServerAddress(SERVER)


@pytest.mark.parametrize("place", ["option", "environment", "file"])
def test_a_password_in_an_address_is_refused_and_not_repeated(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    wrong = "postgresql://duty:s3cret@db.example.cn/dutydesk"
    config = tmp_path / "config.toml"
    monkeypatch.setenv("DUTYDESK_CONFIG", str(config))
    words = ["check"]
    if place == "option":
        words += ["--store", wrong]
    elif place == "environment":
        monkeypatch.setenv("DUTYDESK_STORE", wrong)
    else:
        config.write_text(f'store = "{wrong}"\n')
    said = refused(capsys, *words)
    assert "A password does not belong in the address" in said
    assert {"option": "--store", "environment": "DUTYDESK_STORE", "file": str(config)}[
        place
    ] in said
    assert "s3cret" not in said
    assert len(said.splitlines()) == 1


def test_a_broken_file_of_settings_stops_what_it_chooses_the_store_of(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    filled: Path,
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('store = "/a\n')
    monkeypatch.setenv("DUTYDESK_CONFIG", str(config))
    assert f"{config} cannot be read" in refused(capsys, "verify")
    monkeypatch.setenv("DUTYDESK_LANGUAGE", "zh_CN")
    assert f"无法读取 {config}" in refused(capsys, "verify")
    monkeypatch.setenv("DUTYDESK_LANGUAGE", "en")
    assert main(["verify", "--store", str(filled)]) == 0


def test_the_help_says_what_a_server_s_store_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "postgresql://USER@SERVER/DATABASE" in said
    assert "Whoever knows this database's password can read and change everything." in said


class Guarded:
    """A server that lets in whoever knows the word."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked = 0

    def is_there(self, address: object) -> bool:
        assert isinstance(address, ServerAddress)
        self.asked += 1
        if passwords.password_for(address) != self.word:
            raise PasswordNeeded(msg("The server lets nobody in"), msg("A password is wanted."))
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """What somebody types who is asked, and what they are asked."""

    def typed(*words: str) -> list[str]:
        left, prompts = list(words), []

        def read(prompt: str) -> str:
            prompts.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(getpass, "getpass", read)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        return prompts

    yield typed
    passwords.tell(ADDRESS, "")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Guarded:
    made = Guarded("right")
    monkeypatch.setattr(admission, "is_there", made.is_there)
    return made


def test_the_password_is_asked_until_it_is_right(
    server: Guarded, typed: Callable[..., list[str]]
) -> None:
    prompts = typed("wrong", "right", "never")
    admission.admit(ADDRESS)
    assert prompts == [f"Password for {SERVER}: "] * 2


def test_three_wrong_passwords_end_it(
    server: Guarded, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    prompts = typed("a", "b", "c", "right")
    assert main(["check", "--store", SERVER]) == 2
    out, err = capsys.readouterr()
    assert (len(prompts), out) == (3, "")
    assert err.splitlines() == ["dutydesk: A password is wanted."] * 4


def test_nothing_typed_stops_it(
    server: Guarded, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    typed()
    assert main(["check", "--store", SERVER]) == 2
    assert "You stopped it. Nothing was changed." in capsys.readouterr().err


def test_nobody_is_asked_where_nobody_sits(
    server: Guarded, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: pytest.fail("asked"))
    assert refused(capsys, "check", "--store", SERVER) == "dutydesk: A password is wanted.\n"
    assert server.asked == 1


def test_the_password_is_asked_in_chinese(
    server: Guarded, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    text.use("zh_CN")
    prompts = typed("right")
    admission.admit(ADDRESS)
    assert prompts == [f"“{SERVER}”的密码："]
