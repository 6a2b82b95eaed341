"""One's own month to be carried about: the two buttons of *My month*, and the files they write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.exchange.icalendar_file import entries
from app.rules.edits import CellChange
from app.services.roster.editing import edit_published
from app.ui.kit.desk import Desk
from app.ui.person.page import PersonPage
from tests.factories import SmallCentre
from tests.pdf_text import read_pdf
from tests.services.requests.test_swaps import acting
from tests.ui.person.test_person_page import Open, open_page, recorded

__all__ = ["open_page", "recorded"]


@pytest.fixture
def write_to(qtbot: QtBot, settled: Callable[[Desk], None]) -> Callable[..., None]:
    """Press a button of the page, and choose `path` in the dialog that it opens."""

    def write_to(page: PersonPage, button: QPushButton, path: Path) -> None:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        dialog = next(one for one in page.findChildren(QFileDialog) if one.isVisible())
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(str(path))
        dialog.accept()
        settled(page.desk)

    return write_to


def test_the_month_is_written_on_paper_and_to_a_calendar_that_is_counted_on(
    recorded: SmallCentre, open_page: Open, write_to: Callable[..., None], tmp_path: Path,
) -> None:  # fmt: skip
    page, said = open_page("1001", "1001"), list[str]()
    page.desk.said.connect(lambda text, _tone: said.append(text))
    write_to(page, page.paper, tmp_path / "month.pdf")
    words = read_pdf(tmp_path / "month.pdf")[0].text
    for told in (
        "Person 1001 1001 · October 2026",
        "Tue 20 October",
        "S-1",
        "07:30–15:30",
        "night",
    ):
        assert told in words, words
    file = tmp_path / "mine.ics"
    write_to(page, page.calendar, file)
    before = {one.uid: one for one in entries(file.read_bytes())}
    assert "1001-20261020-shift@dutydesk" in before
    edit_published(acting(recorded, "0002"), [CellChange("1001", date(2026, 10, 26), "")], "培训")
    write_to(page, page.calendar, file)
    after = {one.uid: one for one in entries(file.read_bytes())}
    assert after["1001-20261026-shift@dutydesk"].cancelled
    assert after["1001-20261020-shift@dutydesk"] == before["1001-20261020-shift@dutydesk"]
    assert said == ["Written to month.pdf", *["Written to mine.ics"] * 2]
    assert not list(tmp_path.glob("*.part"))


def test_nobody_carries_another_persons_month_about(open_page: Open) -> None:
    page = open_page("1000", "1001")
    assert not page.paper.isVisible()
    assert not page.calendar.isVisible()
