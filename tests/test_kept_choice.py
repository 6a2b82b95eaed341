"""The store that was chosen in the window is kept in the file of settings."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.address import FileAddress, ServerAddress
from app.errors import StoreProblem
from app.kept_choice import keep, last_server
from app.settings import load

SERVER = ServerAddress("postgresql://duty@db.example.cn/dutydesk?sslmode=verify-full")


def read(config: Path) -> object:
    return load({"DUTYDESK_CONFIG": str(config)}).store


def test_what_is_kept_is_the_store_of_the_next_start(tmp_path: Path) -> None:
    config = tmp_path / "new" / "config.toml"
    keep(config, SERVER)
    assert read(config) == SERVER
    assert config.read_text() == f'store = "{SERVER}"\n'
    odd = FileAddress(Path('C:\\早班\\a "b"'))
    keep(config, odd)
    assert read(config) == odd
    assert [each.name for each in config.parent.iterdir()] == ["config.toml"]


def test_all_other_lines_stay(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '# ours\nlanguage = "zh_CN"\n store="/old" # here\n\n[later]\nstore = "its"\n'
    )
    keep(config, SERVER)
    assert config.read_text() == (
        f'# ours\nlanguage = "zh_CN"\nstore = "{SERVER}"\n\n[later]\nstore = "its"\n'
    )
    keep(config, None)
    assert config.read_text() == (
        f'# ours\nlanguage = "zh_CN"\nlast_server = "{SERVER}"\n\n[later]\nstore = "its"\n'
    )


def test_a_server_that_is_left_is_remembered_until_one_is_chosen(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    assert last_server(config) is None
    keep(config, SERVER)
    assert last_server(config) is None, "it is the present one"
    keep(config, None)
    assert last_server(config) == SERVER
    keep(config, FileAddress(tmp_path / "other.dutydesk"))
    assert last_server(config) == SERVER
    keep(config, SERVER)
    assert config.read_text() == f'store = "{SERVER}"\n'


@pytest.mark.parametrize(
    "said", [b"last_server = 3", b'last_server = "postgresql://a:b@c/d"', b"\xff", b"last_server ="]
)
def test_a_last_server_that_is_none_is_nothing(tmp_path: Path, said: bytes) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(said)
    assert last_server(config) is None


def test_a_line_is_added_before_the_first_table(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(b'language = "en"\r\n[later]\r\nx = 1\r\n')
    keep(config, SERVER)
    assert read(config) == SERVER
    assert load({"DUTYDESK_CONFIG": str(config)}).language == "en"


@pytest.mark.parametrize("content", [b"store = ", b"\xff\xfe", b'store = """\n/a\n"""\n'])
def test_what_cannot_be_mended_is_set_aside(tmp_path: Path, content: bytes) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(content)
    keep(config, SERVER)
    assert read(config) == SERVER
    assert (tmp_path / "config.toml.unreadable").read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_nobody_else_may_read_it_and_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "config.toml"
    real.write_text('language = "en"\n')
    link.symlink_to(real)
    keep(link, SERVER)
    assert link.is_symlink()
    assert read(real) == SERVER
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreProblem, match="The choice cannot be kept"):
        keep(tmp_path / "file" / "config.toml", SERVER)
