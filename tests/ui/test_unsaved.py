"""Which typed words count as not stored, on a form of any page and in any dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.kit.fields import ChoiceField, date_field, note_field, text_field
from app.ui.kit.forms import FleetingForm, Form, FormDialog
from app.ui.kit.password_field import password_field
from app.ui.kit.unsaved import Unsaved, as_text, unsaved_in
from app.ui.work.removal import remove


class Filling:
    """A window with a form in it, filled in by somebody."""

    def __init__(self, form: Form, window: QMainWindow) -> None:
        self.form, self.window = form, window
        self.name = form.add("name", "&Name", text_field("Anna"))
        self.kind = form.add("kind", "&Kind", ChoiceField([("early", 1), ("late", 2)]))
        self.day = form.add("day", "&Day", date_field(date(2026, 10, 12)))
        self.note = form.add("note", "N&ote", note_field())
        self.secret = form.add("secret", "&Password", password_field())

    def unsaved(self) -> dict[str, str]:
        return {one.label: one.text for one in unsaved_in(self.window)}


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def filling(window: QMainWindow) -> Filling:
    made = Filling(Form(), window)
    window.setCentralWidget(made.form)
    window.show()
    return made


def test_a_form_that_nobody_touched_holds_nothing(filling: Filling) -> None:
    assert filling.unsaved() == {}


@pytest.mark.parametrize(
    "touch",
    [
        lambda form: form.name.setText("Bo"),
        lambda form: form.kind.setCurrentIndex(1),
        lambda form: form.day.setDate(date(2026, 10, 13)),
        lambda form: form.note.setPlainText("please"),
    ],
)
def test_one_field_that_was_changed_brings_the_whole_form(
    filling: Filling, touch: Callable[[Filling], object]
) -> None:
    touch(filling)
    assert {"Name", "Kind", "Day"} <= filling.unsaved().keys()


def test_what_was_put_back_is_not_unsaved(filling: Filling) -> None:
    filling.name.setText("Bo")
    filling.name.setText("Anna")
    assert filling.unsaved() == {}


def test_no_password_is_ever_among_it(filling: Filling) -> None:
    filling.secret.setText("half a secret")
    assert filling.unsaved() == {}
    filling.name.setText("Bo")
    assert "half a secret" not in filling.unsaved().values()


def test_a_field_that_does_not_apply_is_left_out(filling: Filling) -> None:
    filling.note.setPlainText("please")
    filling.form.show_field("note", False)
    assert filling.unsaved() == {}


def test_a_form_that_begins_anew_holds_nothing(filling: Filling) -> None:
    filling.name.setText("Bo")
    filling.form.forget()
    assert filling.unsaved() == {}


def test_what_a_dialog_was_filled_with_before_it_opened_is_not_typed(window: QMainWindow) -> None:
    window.show()
    form = Form()
    filled = Filling(form, window)
    filled.name.setText("as stored")
    dialog = FormDialog(window, "Edit Anna", form, "Save")
    dialog.open()
    assert filled.unsaved() == {}
    filled.name.setText("Bo")
    assert {one.place for one in unsaved_in(window)} == {"Edit Anna"}
    dialog.reject()
    assert filled.unsaved() == {}


def test_a_question_to_the_program_is_nothing_to_be_stored(window: QMainWindow) -> None:
    asked = Filling(FleetingForm(), window)
    window.setCentralWidget(asked.form)
    window.show()
    asked.name.setText("Bo")
    assert asked.unsaved() == {}


def test_what_was_taken_out_holds_nothing_any_more(filling: Filling) -> None:
    filling.name.setText("Bo")
    remove(filling.form)
    assert filling.unsaved() == {}


def test_as_text_each_place_has_its_fields_below_it() -> None:
    typed = [
        Unsaved("Leave", "Reason", "ill"),
        Unsaved("Leave", "Day", "12"),
        Unsaved("X", "Y", "Z"),
    ]
    assert as_text(typed) == "Leave\n  Reason: ill\n  Day: 12\n\nX\n  Y: Z"
