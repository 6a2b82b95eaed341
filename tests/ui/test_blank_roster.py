"""A blank roster is asked for at the roster page and in the settings, and comes in again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.blank_roster import BlankDialog, ask_for_blank
from app.ui.kit.desk import Desk
from tests.factories import SmallCentre
from tests.ui.rest import until_rest


def test_a_leader_takes_a_blank_month_of_the_team_by_keyboard(
    desk_of: Callable[..., Desk], centre: SmallCentre, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = desk_of(centre.people["1000"], "1000")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ask_for_blank(desk, window)
    until_rest(qtbot, lambda: desk.tasks.idle)
    dialog = window.findChildren(BlankDialog)[-1]
    assert isinstance(dialog, BlankDialog)
    assert QApplication.focusWidget() is dialog.month
    assert dialog.month.value() == date(2026, 11, 1), "the month that comes is offered first"
    assert dialog.team.count() == 1, "of the own team only"
    QTest.keyClick(dialog.month, Qt.Key.Key_Return)
    place = window.findChildren(QFileDialog)[-1]
    assert isinstance(place, QFileDialog)
    path = tmp_path / "十一月.xlsx"
    place.fileSelected.emit(str(path))
    place.close()
    until_rest(qtbot, lambda: desk.tasks.idle)
    page = load_workbook(path).worksheets[0]
    assert "1001" in [row[0].value for row in page.iter_rows(min_row=2)]


def test_a_centre_with_nobody_gets_an_example_at_once(
    desk_of: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = desk_of(None, "admin")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ask_for_blank(desk, window)
    until_rest(qtbot, lambda: desk.tasks.idle)
    assert not window.findChildren(BlankDialog)
    assert window.findChildren(QFileDialog), "only the place is asked for"
    for place in window.findChildren(QFileDialog):
        place.close()
