"""Input fields, as they take what is typed."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.kit.fields import MOST_LINES, DropDown, note_field, text_field
from app.ui.kit.look import Look

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
@pytest.mark.parametrize("count", [1, 2, 4, 12, 30])
def test_a_list_that_drops_down_shows_whole_lines(look: Look, qtbot: QtBot, count: int) -> None:
    field = DropDown()
    qtbot.addWidget(field)
    field.addItems([f"呼入{number}班" for number in range(count)])
    field.show()
    field.showPopup()
    view = field.view()
    lines = [view.sizeHintForRow(row) for row in range(min(count, MOST_LINES))]
    assert view.viewport().height() == sum(lines)
    last = view.visualRect(view.model().index(len(lines) - 1, 0))
    assert (last.top(), last.bottom()) == (sum(lines[:-1]), sum(lines) - 1)
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    field.hidePopup()


@pytest.mark.skipif(sys.platform == "darwin", reason="Option and a letter is a letter there")
def test_alt_and_a_letter_is_no_text(qtbot: QtBot) -> None:
    note, line = note_field(), text_field()
    for field in (note, line):
        qtbot.addWidget(field)
        QTest.keyClicks(field, "family errand")
        QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert note.toPlainText() == line.text() == "family errand"
