"""The keyboard begins in a form's first field, and Tab goes through it as it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.fields import ChoiceField, note_field, number_field, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.reading_order import stops

Built = tuple[FormDialog, list[QWidget]]


@pytest.fixture
def above(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def built(above: QWidget) -> Built:
    """A dialog whose fields came after its buttons, as in one that is built step by step."""
    form = Form(columns=2)
    dialog = FormDialog(above, "A form", form, "Keep it")
    fields: list[QWidget] = [
        form.add("note", "Note", note_field(), wide=True),
        form.add("kind", "Kind", ChoiceField([("one", 1), ("two", 2)])),
        form.add("count", "Count", number_field(1, 0, 9)),
        form.add("name", "Name", text_field("as it was")),
    ]
    return dialog, fields


def walked(dialog: FormDialog, steps: int) -> list[QWidget | None]:
    found = []
    for _step in range(steps):
        here = QApplication.focusWidget()
        found.append(here)
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


def test_the_keyboard_begins_in_the_first_field_whatever_it_is(built: Built) -> None:
    dialog, fields = built
    dialog.open()
    dialog.activateWindow()
    assert dialog.focusWidget() is fields[0]


def test_tab_goes_as_one_reads_and_ends_at_the_buttons(built: Built, qtbot: QtBot) -> None:
    dialog, fields = built
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is fields[0])
    assert walked(dialog, 7) == [*fields, dialog.cancel, dialog.submit, fields[0]]


def test_a_field_that_was_given_the_keyboard_keeps_it(built: Built) -> None:
    dialog, fields = built
    fields[2].setFocus()
    dialog.open()
    assert dialog.focusWidget() is fields[2]


def test_what_scrolls_and_what_lies_in_a_grid_is_read_as_it_lies(qtbot: QtBot) -> None:
    area, sheet = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    grid = QGridLayout(sheet)
    names = [text_field() for _n in range(4)]
    for at, name in enumerate(names):
        grid.addWidget(name, at // 2, at % 2)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(sheet)
    assert list(stops(area)) == names
