"""Input fields, as they take what is typed."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.kit.fields import note_field, text_field


@pytest.mark.skipif(sys.platform == "darwin", reason="Option and a letter is a letter there")
def test_alt_and_a_letter_is_no_text(qtbot: QtBot) -> None:
    note, line = note_field(), text_field()
    for field in (note, line):
        qtbot.addWidget(field)
        QTest.keyClicks(field, "family errand")
        QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert note.toPlainText() == line.text() == "family errand"
