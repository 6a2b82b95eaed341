"""A toast never lies over what is pressed or typed in, and goes when it is clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.toast import Toast

pytestmark = pytest.mark.usefixtures("dressed")

WORDS = "Swap S-00012 is in effect, and everybody whom it concerns is told of it."


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """A page with a foot of buttons."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addWidget(QPushButton("Approve"))
    page.resize(800, 400)
    page.show()
    return page


def test_it_stands_above_what_is_pressed(place: QWidget) -> None:
    toast = Toast(place)
    toast.show_text(WORDS)
    pressed = place.findChild(QPushButton)
    assert pressed is not None
    where = QRect(pressed.mapTo(place, pressed.rect().topLeft()), pressed.size())
    assert not toast.geometry().intersects(where)
    assert 0 < where.top() - toast.geometry().bottom() < 20, "near the foot all the same"
    place.resize(800, 300)
    where = QRect(pressed.mapTo(place, pressed.rect().topLeft()), pressed.size())
    assert not toast.geometry().intersects(where)


def test_it_goes_when_it_is_clicked(place: QWidget) -> None:
    toast = Toast(place)
    toast.show_text(WORDS)
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_where_every_place_is_taken_it_stands_at_the_foot(place: QWidget) -> None:
    whole = QPushButton("All of it", place)
    whole.setGeometry(place.rect())
    whole.show()
    toast = Toast(place)
    toast.show_text(WORDS)
    assert toast.geometry().bottom() >= place.height() - 4
