"""After the preview of a roster file its leaves can be filed; what is refused stays, with why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from app.models import Leave
from app.ui.roster.bringing.leaves_dialog import FileLeavesDialog
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat
from tests.ui.roster.test_bringing import a_file, opened, press

WORDS = ("E", "N", "病假", "事假")


def lines(dialog: FileLeavesDialog) -> list[str]:
    items = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    return [item.text(3) for item in items if item is not None]


def test_they_are_filed_once_the_roster_is_in_the_draft(
    leader: Seat, centre: SmallCentre, tmp_path: Path
) -> None:
    bringing = opened(leader, a_file(tmp_path, words=WORDS))
    press(bringing, leader)
    assert bringing.on.isEnabled(), bringing.refusal.text()
    assert "(42)" in bringing.shown.tabs.tabText(1)
    press(bringing, leader)
    dialog = leader.page.findChildren(FileLeavesDialog)[-1]
    assert dialog.file_button.text() == "&File 42 leaves"
    items = [dialog.list.topLevelItem(at) for at in range(42)]
    sick = next(item for item in items if item is not None and item.text(1) == "sick leave")
    for item in items[2:]:
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.file_button.click()
    leader.settle()
    with centre.context.read() as session:
        filed = session.scalars(select(Leave.kind)).all()
    refused = [words for words in lines(dialog) if words.startswith("LEAVE-3: ")]
    assert (len(filed), len(refused)) == (0, 2), "others' personal leave is theirs to ask for"
    dialog.copy()
    assert "LEAVE-3: " in QGuiApplication.clipboard().text()
    sick.setCheckState(0, Qt.CheckState.Checked)
    dialog.file_button.click()
    leader.settle()
    assert [words for words in lines(dialog) if words.startswith("filed: ")] == ["filed: L-00001"]
    assert leader.said[-1] == "1 leave filed"
    assert not leader.failures
