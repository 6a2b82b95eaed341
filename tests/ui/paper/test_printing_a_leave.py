"""A leave that was filed, printed from its panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.context import Actor
from app.services.leave.requests import Wish, file_leave
from app.ui.leave.page import LeavePage
from app.ui.leave.panel import LeavePanel
from app.ui.shell.desk import Desk
from tests.factories import SmallCentre
from tests.pdf_text import read_pdf


def test_the_panel_prints_the_form_with_the_steps_still_to_sign(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Callable[[Desk], None],
    qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    me = centre.people["1003"]
    ctx = centre.context.acting_as(Actor("1003", me))
    day = date(2026, 10, 29)
    no = file_leave(ctx, Wish(me, "personal", day, day, reason="家中有事"))
    desk = desk_of(me, "1003")
    page = LeavePage(desk)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(desk.explanation_asked) as explained:
        page.open_target(no)
    panel = explained.args[0]
    assert isinstance(panel, LeavePanel)
    qtbot.addWidget(panel)
    panel.show()
    button = next(
        each for each in panel.findChildren(QPushButton) if each.text() == "Print the form…"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.selectFile(str(tmp_path / "leave.pdf"))
    dialog.accept()
    settled(desk)
    words = read_pdf(tmp_path / "leave.pdf")[0].text
    for text in (no, "Person 1003", "Service / A", "家中有事", "Team leader", "Department head"):
        assert text in words, text
    assert "Centre director" not in words
