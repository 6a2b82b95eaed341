"""The grid of needs by the keyboard: as in a spreadsheet, a block from Excel in one go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.services.keeping.shifts import ShiftDetails, add_shift
from app.ui.kit.desk import Desk
from app.ui.settings.needs import NeedsSection
from tests.services.people.centre import Centre


@pytest.fixture
def section(
    desk_at: Callable[[str], Desk], settled: Callable[[Desk], None], staffed: Centre, qtbot: QtBot
) -> NeedsSection:
    for code, start, end in (("E", time(7, 30), time(15, 30)), ("L", time(15, 30), time(23, 30))):
        add_shift(staffed.keeper, ShiftDetails(code, code, start, end))
    desk = desk_at("head")
    made = NeedsSection(desk)
    qtbot.addWidget(made)
    made.show()
    made.populate()
    settled(desk)
    made.activateWindow()
    return made


def test_a_block_is_pasted_whole_refused_whole_and_taken_back_as_one(
    section: NeedsSection, qtbot: QtBot
) -> None:
    said: list[str] = []
    section.desk.said.connect(lambda text, _tone: said.append(text))
    control = Qt.KeyboardModifier.ControlModifier
    shifts = list(dict.fromkeys(shift for shift, _day in section.cells))
    first = section.cells[shifts[0], 1]
    first.setFocus()
    QGuiApplication.clipboard().setText("3\t4\t5\n")
    qtbot.keyClick(first.lineEdit(), Qt.Key.Key_V, control)
    shown = [section.cells[shifts[0], day].value() for day in range(5)]
    assert shown == [0, 3, 4, 5, 0]
    assert section.save.isEnabled()
    QGuiApplication.clipboard().setText("1\tviele")
    qtbot.keyClick(first.lineEdit(), Qt.Key.Key_V, control)
    assert "“viele”" in said[-1]
    assert first.value() == 3
    qtbot.keyClick(first.lineEdit(), Qt.Key.Key_Z, control)
    assert not any(field.value() for field in section.cells.values())
    assert not section.save.isEnabled()


def test_enter_arrows_and_delete_move_and_empty(section: NeedsSection, qtbot: QtBot) -> None:
    shifts = list(dict.fromkeys(shift for shift, _day in section.cells))
    first, second = section.cells[shifts[0], 0], section.cells[shifts[0], 1]
    first.setFocus()
    first.selectAll()
    qtbot.keyClicks(first.lineEdit(), "7")
    qtbot.keyClick(first.lineEdit(), Qt.Key.Key_Right)
    assert (first.value(), second.hasFocus()) == (7, True)
    qtbot.keyClick(second.lineEdit(), Qt.Key.Key_Left)
    assert first.hasFocus()
    qtbot.keyClick(first.lineEdit(), Qt.Key.Key_Delete)
    assert first.value() == 0
    below = section.cells[shifts[1], 0]
    qtbot.keyClick(first.lineEdit(), Qt.Key.Key_Return)
    assert below.hasFocus()
    qtbot.keyClick(below.lineEdit(), Qt.Key.Key_Up)
    assert first.hasFocus()
