"""A mistake of the program's ends a command: its report is shown once, and no form waits on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from app.context import Context
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.messages import MessageDialog
from app.ui.leave import ask as asking
from app.ui.leave.page import LeavePage
from tests.ui.test_keys_stay import Seat, sits  # noqa: F401 - sits is a fixture

Sits = Callable[[str], Seat]


def breaks(*_given: object) -> str:
    raise LookupError("as a duplicate key would")


def button(within: QWidget, text: str) -> QPushButton:
    found = within.findChildren(QPushButton)
    return next(one for one in found if one.isVisible() and one.text().replace("&", "") == text)


def closes_report(seat: Seat) -> None:
    """Reads the one report there is, and closes it."""
    reports = [one for one in seat.window.findChildren(MessageDialog) if one.isVisible()]
    assert [one.windowTitle() for one in reports] == ["Something went wrong in the program"]
    seat.qtbot.mouseClick(button(reports[0], "Close"), Qt.MouseButton.LeftButton)
    seat.comes_back()


def test_a_form_that_met_a_bug_can_be_sent_again(sits: Sits) -> None:  # noqa: F811
    seat = sits("1001")
    form = Form()
    name = form.add("name", "Name", QLineEdit())
    dialog = FormDialog(seat.window, "Add a desk", form, "Add")
    works: list[Callable[[Context], object]] = [breaks]
    dialog.sends(seat.desk, lambda: works[-1])
    dialog.open()
    seat.qtbot.keyClicks(name, "Window 7")
    seat.qtbot.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    assert not dialog.submit.isEnabled()
    seat.waits()
    closes_report(seat)
    assert dialog.isVisible()
    assert name.text() == "Window 7"
    assert "look whether it is done before you try again" in dialog.refusal.text()
    assert dialog.submit.isEnabled()
    works.append(lambda _ctx: None)
    seat.qtbot.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    seat.waits()
    assert not any(one.isVisible() for one in seat.window.findChildren(QDialog))


def test_a_leave_that_met_a_bug_waits_no_longer(
    sits: Sits,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seat = sits("1001")
    seat.opens("leave")
    seat.enters("Ask for leave")
    page = seat.workspace.page
    assert isinstance(page, LeavePage)
    sheet = page.ask
    sheet.form.kind.choose("personal")
    sheet.form.choose_days(date(2026, 10, 20), date(2026, 10, 20))
    seat.qtbot.keyClicks(sheet.form.reason, "father is ill")
    seat.qtbot.waitUntil(sheet.send.isEnabled)
    with monkeypatch.context() as patched:
        patched.setattr(asking, "file_leave", breaks)
        seat.qtbot.mouseClick(sheet.send, Qt.MouseButton.LeftButton)
        seat.waits()
    closes_report(seat)
    seat.qtbot.waitUntil(sheet.send.isEnabled)
    assert sheet.state.text() != "Sending…"
    assert sheet.form.reason.toPlainText() == "father is ill"
    seat.qtbot.mouseClick(sheet.send, Qt.MouseButton.LeftButton)
    seat.waits()
    assert sheet.form.reason.toPlainText() == ""
