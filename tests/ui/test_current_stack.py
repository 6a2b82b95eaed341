"""One part of a page is as wide as it is itself; a list of choices shows all of a few."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import theme
from app.ui.kit.current_stack import CurrentStack
from app.ui.kit.fields import ChoiceField
from app.ui.kit.tokens import Choice

pytestmark = pytest.mark.usefixtures("dressed")


def test_a_stack_asks_for_the_room_of_what_is_shown(qtbot: QtBot) -> None:
    stack = CurrentStack()
    qtbot.addWidget(stack)
    for width in (200, 900):
        part, layout = QWidget(), QHBoxLayout()
        inner = QLabel()
        inner.setFixedWidth(width)
        layout.addWidget(inner)
        part.setLayout(layout)
        stack.addWidget(part)
    assert 200 <= stack.minimumSizeHint().width() < 900
    stack.setCurrentIndex(1)
    assert stack.minimumSizeHint().width() >= 900


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_four_choices_are_seen_without_scrolling(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Choice.LIGHT)
    field = ChoiceField([(f"Choice {n}", n) for n in range(4)])
    qtbot.addWidget(field)
    field.show()
    field.showPopup()
    assert field.view().verticalScrollBar().maximum() == 0
    field.hidePopup()
