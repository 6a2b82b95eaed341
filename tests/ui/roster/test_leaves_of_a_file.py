"""After the preview of a roster file its leaves can be filed; what is refused stays, with why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from app.models import Leave
from app.rules.bringing.preview import LeaveRun
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
    items = [dialog.list.topLevelItem(at) for at in range(42)]
    sick = [item for item in items if item is not None and item.text(1) == "sick leave"]
    others = [words for words in lines(dialog) if "has to ask for it" in words]
    assert (len(sick) + len(others)) == 42, "others' personal leave is theirs to ask for"
    assert dialog.file_button.text() == f"&File {len(sick)} leaves", "and is not ticked"
    for item in sick[1:]:
        item.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.file_button.click()
    leader.settle()
    with centre.context.read() as session:
        assert session.scalars(select(Leave.kind)).all() == ["sick"]
    assert [words for words in lines(dialog) if words.startswith("filed: ")] == ["filed: L-00001"]
    assert leader.said[-1] == "1 leave filed"
    dialog.copy()
    assert "has to ask for it" in QGuiApplication.clipboard().text()
    assert not leader.failures
    dialog.reject()
    leader.desk.actions.qaction("roster.leaves").trigger()
    leader.settle()
    again = leader.page.findChildren(FileLeavesDialog)[-1]
    assert "left out: L-00001 covers it already" in lines(again), "the way back to what is open"


def test_the_kind_is_chosen_where_the_file_does_not_tell_it_and_half_a_day_is_not_filed(
    leader: Seat,
) -> None:
    day = date(2026, 10, 26)
    runs = [
        LeaveRun("1001", "Person 1001", "", day, day, "产检"),
        LeaveRun("1002", "Person 1002", "personal", day, day, "事假半天"),
    ]
    dialog = FileLeavesDialog(leader.desk, runs, "Mine.xlsx", leader.page)
    dialog.open()
    leader.settle()
    assert lines(dialog)[0] == "choose the kind of leave first"
    assert lines(dialog)[1].startswith("half a day: ")
    assert dialog.chosen() == []
    dialog.kinds[0].choose("sick")
    assert [run.kind for run in dialog.chosen()] == ["sick"]
    dialog.kinds[0].choose("personal")
    assert dialog.chosen() == [], "that is theirs to ask for"
