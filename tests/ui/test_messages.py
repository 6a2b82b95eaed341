"""What an import tells is there to be read and copied, line by line."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.errors import BadInput
from app.rules.vocabulary import msg
from app.ui.kit.messages import error_dialog, told_dialog


def test_each_problem_of_a_file_has_its_line(qtbot: QtBot) -> None:
    problems = [msg("The file has no roster; add a sheet called Roster 2026-10.")] * 2
    dialog = error_dialog(None, BadInput(msg("Stopped"), msg("Check the details"), problems))
    qtbot.addWidget(dialog)
    (lines,) = dialog.findChildren(QPlainTextEdit)
    assert lines.toPlainText().count("add a sheet called Roster 2026-10.") == 2
    assert lines.isReadOnly()


def test_a_refusal_without_problems_has_no_list(qtbot: QtBot) -> None:
    dialog = error_dialog(None, BadInput(msg("Stopped"), msg("Check the details")))
    qtbot.addWidget(dialog)
    assert not dialog.findChildren(QPlainTextEdit)


def test_what_was_left_as_it_is_is_told_after_an_import(qtbot: QtBot) -> None:
    told = ["S-00002 was decided here on 5 October 2026: left as it is."]
    dialog = told_dialog(None, "Imported", "Some of it wants a look:", told)
    qtbot.addWidget(dialog)
    (lines,) = dialog.findChildren(QPlainTextEdit)
    assert lines.toPlainText() == told[0]
