"""Where things are on this machine, and what may say otherwise."""

from __future__ import annotations

from pathlib import Path

from app.address import FileAddress
from app.settings import load


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
