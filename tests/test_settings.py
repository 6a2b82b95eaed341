"""Where things are on this machine, and what may say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.address import BadAddress, FileAddress, ServerAddress
from app.settings import load
from app.text import say
from app.text.addresses import why_not


def test_everything_lies_in_the_platforms_data_directory() -> None:
    settings = load({"DUTYDESK_CONFIG": "/nowhere/config.toml"})
    assert settings.store == FileAddress(settings.data_dir / "centre.dutydesk")
    assert settings.demo_store == FileAddress(settings.data_dir / "demo.dutydesk")


def test_the_environment_moves_everything(tmp_path: Path) -> None:
    settings = load({"DUTYDESK_CONFIG": "/nowhere", "DUTYDESK_DATA": str(tmp_path)})
    assert settings.store == FileAddress(tmp_path / "centre.dutydesk")
    assert settings.log_file.parent == tmp_path


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('store = "/a/file.dutydesk"\nlanguage = "zh_CN"\nother = 3\n')
    from_file = load({"DUTYDESK_CONFIG": str(config)})
    assert (from_file.store, from_file.language) == (
        FileAddress(Path("/a/file.dutydesk")),
        "zh_CN",
    )
    both = load({"DUTYDESK_CONFIG": str(config), "DUTYDESK_STORE": "/b/env.dutydesk"})
    assert both.store == FileAddress(Path("/b/env.dutydesk"))


def test_a_file_that_is_no_toml_chooses_nothing(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(b"\xff\xfe store = ")
    assert load({"DUTYDESK_CONFIG": str(config)}).language is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe store = ", "unreadable"),
        (b'store = "/a/file', "unreadable"),
        (b"store = 3", "text"),
        (b'store = ""', "nothing"),
        (b'store = "postgresql://duty:secret@db/centre"', "password"),
        (b'store = "postgresql://db:high/centre"', "port"),
    ],
)
def test_a_line_for_the_store_that_cannot_be_followed_is_not_passed_over(
    tmp_path: Path, content: bytes, code: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(content)
    settings = load({"DUTYDESK_CONFIG": str(config)})
    with pytest.raises(BadAddress) as refused:
        _ = settings.store
    assert (refused.value.code, refused.value.where) == (code, str(config))
    said = say(why_not(refused.value))
    assert said.startswith(str(config))
    assert "secret" not in said


def test_a_store_that_the_environment_names_needs_no_file(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("store = ")
    chosen = {"DUTYDESK_CONFIG": str(config), "DUTYDESK_STORE": "postgresql://db/centre"}
    settings = load(chosen)
    assert settings.store == ServerAddress("postgresql://db/centre")
    assert settings.from_environment
    wrong = load({**chosen, "DUTYDESK_STORE": "postgresql://db:high/centre"})
    with pytest.raises(BadAddress) as refused:
        _ = wrong.store
    assert refused.value.where == "DUTYDESK_STORE"
