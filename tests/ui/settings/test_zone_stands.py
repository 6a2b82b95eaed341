"""Settings say why the time zone stands, and the way to another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.kit.desk import Desk
from app.ui.settings.store import StoreSection


def test_the_zone_stands_and_the_way_to_another_is_named(
    desk_at: Callable[[str], Desk], qtbot: QtBot
) -> None:
    section = StoreSection(desk_at("admin"))
    qtbot.addWidget(section)
    told = [one.text() for one in section.findChildren(QLabel) if "time zone stands" in one.text()]
    assert len(told) == 1
    for step in ("export the workbook", "new centre with that zone", "import the workbook"):
        assert step in told[0]
