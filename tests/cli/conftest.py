"""A command line without settings of this machine, a workbook, and a store that has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import text
from app.__main__ import main
from app.address import FileAddress, ServerAddress, StoreAddress
from tests.exchange.books import centre, saved
from tests.server_fixtures import SERVER


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """No settings of this machine, no display, and English again afterwards."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DUTYDESK_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUTYDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DUTYDESK_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("DUTYDESK_LANGUAGE", "en")
    yield
    text.use("en")


@pytest.fixture
def store(request: pytest.FixtureRequest, kept_on: str, tmp_path: Path) -> StoreAddress:
    """Where a store may be: a file that is not there yet, or an empty store on the server."""
    if kept_on == SERVER:
        return ServerAddress(request.getfixturevalue("store_database"))
    return FileAddress(tmp_path / "centre.dutydesk")


@pytest.fixture
def store_file(store: StoreAddress) -> Path:
    """The same for a test that is about files."""
    assert isinstance(store, FileAddress)
    return store.file


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved(tmp_path, centre())


@pytest.fixture
def filled(store: StoreAddress, book: Path, capsys: pytest.CaptureFixture[str]) -> StoreAddress:
    assert main(["import", str(book), "--store", str(store)]) == 0
    capsys.readouterr()
    return store


@pytest.fixture
def filled_file(filled: StoreAddress) -> Path:
    """The same for a test that is about files."""
    assert isinstance(filled, FileAddress)
    return filled.file
