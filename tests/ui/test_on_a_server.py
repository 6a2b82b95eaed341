"""The window on a real server: from the first start to the desk, and at the next start again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app import settings
from app.ui.application import chosen
from app.ui.settings.page import SettingsPage
from app.ui.settings.store import KEEPERS
from app.ui.sign_in.opening import Opening
from tests.ui.screen import PASSWORD, Person

pytestmark = pytest.mark.server


def starts(config: Path) -> Opening:
    folder = str(config.parent)
    return chosen(settings.load({"DUTYDESK_CONFIG": str(config), "DUTYDESK_DATA": folder}))


def test_a_centre_is_set_up_on_a_server_and_found_there_again(
    arrive: Callable[[Opening], Person], database: str, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    person = arrive(starts(config))
    person.picks("On a server")
    person.types("Server", database)
    person.presses("Look what is there")
    person.waits()
    person.presses("Set up a new centre there")
    person.waits()
    person.picks("Set up our centre")
    person.types("Name of the centre", "Harbour")
    person.types("Password", PASSWORD)
    person.types("Password again", PASSWORD)
    person.presses("Set up")
    person.waits()
    person.picks("Begin by hand")
    person.waits()
    assert person.at_desk
    person.window.close_for_good()

    person = arrive(starts(config))
    assert "Harbour" in person.reads()
    person.signs_in()
    assert person.at_desk
    assert person.window.workspace is not None
    person.window.workspace.show_page("settings", "store")
    person.waits()
    assert isinstance(person.window.workspace.page, SettingsPage)
    assert KEEPERS.msgid in person.reads()
    shown = [one.text().replace("&", "") for one in person.all(QPushButton)]
    assert "Back up now" not in shown
    assert "Verify" in shown
