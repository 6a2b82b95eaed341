"""Enter presses the button that has the focus, as Space does; with Ctrl it is another key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.kit.controls import button
from app.ui.kit.dialog import Dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.usefixtures("look")
def test_the_focused_button_is_pressed_and_not_the_dialogs_own(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    dialog = Dialog(None)
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    plain = button("Withdraw", lambda: pressed.append("plain"))
    chief = button("Send", lambda: pressed.append("chief"), kind="primary")
    chief.setDefault(True)
    column.addWidget(plain)
    column.addWidget(chief)
    dialog.show()
    plain.setFocus()
    qtbot.waitUntil(plain.hasFocus)
    QTest.keyClick(plain, key)
    assert pressed == ["plain"]
    QTest.keyClick(plain, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "plain" not in pressed[1:]
    plain.setEnabled(False)
    QTest.keyClick(plain, key)
    assert "plain" not in pressed[1:]
