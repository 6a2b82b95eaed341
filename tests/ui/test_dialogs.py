"""Dialogs: never larger than the screen, and what does not fit scrolls inside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.rules.vocabulary import msg
from app.ui.kit.actions import Action, Actions
from app.ui.kit.controls import label
from app.ui.kit.dialog import Dialog, FittedArea
from app.ui.kit.fields import note_field, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.look import Look
from app.ui.kit.messages import MessageDialog
from app.ui.kit.tokens import Tone
from app.ui.shell.about import shortcuts_dialog

pytestmark = pytest.mark.usefixtures("dressed")

UI = Path(__file__).parents[2] / "app" / "ui"


def sources() -> list[tuple[str, str]]:
    files = sorted(UI.rglob("*.py"))
    return [(str(file.relative_to(UI)), file.read_text(encoding="utf-8")) for file in files]


def test_every_dialog_is_one_of_the_kit() -> None:
    own = [name for name, text in sources() if re.search(r"class \w+\(QDialog\)", text)]
    assert own == ["kit/dialog.py"]


def test_every_list_that_drops_down_is_one_of_the_kit() -> None:
    """Qt's own cuts its last line in half under our stylesheet."""
    own = [name for name, text in sources() if re.search(r"= QComboBox\(\)|\(QComboBox\)", text)]
    assert own == ["kit/fields.py"]


def fits(dialog: QDialog) -> bool:
    room = dialog.screen().availableGeometry()
    return dialog.frameGeometry().height() <= room.height() and dialog.width() <= room.width()


def overflowing(dialog: QDialog) -> bool:
    area = dialog.findChild(FittedArea)
    assert isinstance(area, FittedArea)
    return area.verticalScrollBar().maximum() > 0


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def test_the_list_of_shortcuts_fits_the_screen_however_many_there_are(window: QWidget) -> None:
    actions = Actions(window)
    for number in range(60):
        key = f"page.{number}"
        keys = f"Ctrl+Alt+{chr(65 + number % 26)}"
        actions.add([Action(key, msg("Do it"), lambda: None, msg("Page"), keys)], window)
    dialog = shortcuts_dialog(window, actions)
    dialog.open()
    assert fits(dialog)
    assert overflowing(dialog)


def test_what_is_scrolled_is_scrolled_by_the_keyboard_too(window: QWidget, qtbot: QtBot) -> None:
    dialog = MessageDialog(window, "Long", "Much to be told", Tone.INFO)
    for number in range(80):
        dialog.body.addWidget(label(f"Line {number}"))
    dialog.open()
    qtbot.waitUntil(lambda: overflowing(dialog))
    dialog.area.setFocus()
    QTest.keyClick(dialog.area, Qt.Key.Key_Down)
    assert dialog.area.verticalScrollBar().value() > 0


def long_form(fields: int) -> Form:
    form = Form()
    for number in range(fields):
        form.add(f"field{number}", f"Field {number}", text_field())
    return form


def test_a_long_form_fits_and_keeps_its_ways_out_in_sight(window: QWidget, qtbot: QtBot) -> None:
    dialog = FormDialog(window, "Long", long_form(30), "Send")
    dialog.open()
    assert fits(dialog)
    assert overflowing(dialog)
    qtbot.waitUntil(lambda: not dialog.submit.visibleRegion().isEmpty())
    last = dialog.form.field("field29")
    last.setFocus(Qt.FocusReason.TabFocusReason)
    dialog.area.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()


def test_a_short_form_is_shown_whole(window: QWidget) -> None:
    dialog = FormDialog(window, "Short", long_form(5), "Send")
    dialog.open()
    assert not overflowing(dialog)


@pytest.mark.parametrize("lead", ["", "Your duty leader decides."])
def test_a_form_of_one_field_has_no_bar_to_scroll_it(window: QWidget, lead: str) -> None:
    form = Form()
    form.add("what", "What", text_field())
    dialog = FormDialog(window, "Short", form, "Save", lead)
    dialog.show()
    assert not overflowing(dialog)


def test_a_dialog_grows_for_what_it_is_told_later(window: QWidget, qtbot: QtBot) -> None:
    dialog = FormDialog(window, "Short", long_form(2), "Send")
    dialog.show()
    dialog.refusal.set_text("Somebody else has changed it meanwhile. " * 6)
    qtbot.waitUntil(lambda: dialog.refusal.isVisible() and dialog.refusal.height() > 20)
    qtbot.waitUntil(lambda: not overflowing(dialog))


def test_a_field_added_to_a_dialog_that_is_made_already_is_seen(window: QWidget) -> None:
    form = Form()
    dialog = FormDialog(window, "Return it", form, "Return it")
    field = form.add("remark", "What is missing", note_field())
    dialog.show()
    assert not overflowing(dialog)
    assert not field.visibleRegion().isEmpty()


def test_a_dialog_that_wants_more_than_the_screen_gets_the_screen(window: QWidget) -> None:
    dialog = Dialog(window)
    column = QVBoxLayout(dialog)
    column.addWidget(label("Anything"))
    dialog.setMinimumSize(3000, 3000)
    dialog.open()
    assert fits(dialog)
