"""What scrolls, and only where its own content asks for it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.current_stack import CurrentStack
from app.ui.kit.scrolled import yielding

pytestmark = pytest.mark.usefixtures("dressed")


def test_a_narrow_page_does_not_scroll_because_a_wide_one_was_visited(qtbot: QtBot) -> None:
    pages = CurrentStack()
    wide, narrow = QWidget(), QWidget()
    wide.setMinimumWidth(900)
    narrow.setMinimumWidth(300)
    for page in (wide, narrow):
        pages.addWidget(page)
    area = yielding(pages)
    qtbot.addWidget(area)
    area.resize(600, 400)
    area.show()
    bar = area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    pages.setCurrentWidget(narrow)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert pages.width() == 600
    pages.setCurrentWidget(wide)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
