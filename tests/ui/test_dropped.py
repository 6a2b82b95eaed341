"""A spreadsheet that is dropped on the window leads to where it comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.desk import Desk
from app.ui.kit.roster_file import PunchFile, RosterFile
from app.ui.shell.dropped import sheet_in, take
from tests.factories import SmallCentre
from tests.ui.rest import until_rest


def dragged(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def test_one_spreadsheet_is_taken_and_nothing_else(tmp_path: Path) -> None:
    book = tmp_path / "rota.XLSX"
    assert sheet_in(dragged(book)) == book
    assert sheet_in(dragged(tmp_path / "a.pdf")) is None
    assert sheet_in(dragged(book, book)) is None
    assert sheet_in(QMimeData()) is None


@pytest.mark.parametrize(("no", "went"), [("1000", True), ("0002", True), ("1001", False)])
def test_it_goes_to_the_roster_page_for_who_drafts(
    qtbot: QtBot, desk_of: Callable[..., Desk], centre: SmallCentre, no: str, went: bool
) -> None:
    desk, asked, said = desk_of(centre.people[no], no), [], []
    desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    desk.said.connect(lambda text, _tone: said.append(text))
    parent = QWidget()
    qtbot.addWidget(parent)
    take(desk, parent, Path("rota.xlsx"))
    until_rest(qtbot, lambda: desk.tasks.idle)
    assert asked == ([("roster", RosterFile(Path("rota.xlsx")))] if went else [])
    assert said == ([] if went else ["Rosters come in by team leaders and heads."])


def test_an_administrator_says_as_what_it_comes_in(
    qtbot: QtBot, desk_of: Callable[..., Desk], centre: SmallCentre
) -> None:
    desk, asked = desk_of(centre.people["0004"], "0004"), []
    desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    take(desk, parent, Path("rota.xlsx"))
    until_rest(qtbot, lambda: desk.tasks.idle)
    button = next(b for b in parent.findChildren(QPushButton) if b.text() == "A &roster")
    qtbot.waitExposed(button.window())
    button.click()
    until_rest(qtbot, lambda: desk.tasks.idle)
    assert asked == [("roster", RosterFile(Path("rota.xlsx")))]


def test_punches_are_seen_to_be_some(
    qtbot: QtBot, desk_of: Callable[..., Desk], centre: SmallCentre, tmp_path: Path
) -> None:
    desk, asked = desk_of(centre.people["1000"], "1000"), []
    desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    parent = QWidget()
    qtbot.addWidget(parent)
    path = tmp_path / "clock.csv"
    path.write_text("工号,打卡时间\n1001,2026-10-14 07:21\n1001,2026-10-14 15:33\n", "utf-8")
    take(desk, parent, path)
    until_rest(qtbot, lambda: desk.tasks.idle)
    assert asked == [("attendance", PunchFile(path))]
