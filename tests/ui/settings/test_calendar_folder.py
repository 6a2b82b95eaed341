"""The folder of calendar files, from Settings' row to the keeper that follows each change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.exchange.icalendar_file import entries
from app.rules.vocabulary import LeaveKind
from app.services.leave.requests import Wish, approve_step, file_leave
from app.ui.kit.desk import Desk
from app.ui.settings.calendar_folder import CalendarFolder
from app.ui.settings.store import StoreSection
from app.ui.shell.calendar_keeper import CalendarKeeper
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import OCT, acting


def choose(row: CalendarFolder, folder: Path) -> None:
    row.choose.click()
    dialog = next(one for one in row.findChildren(QFileDialog) if one.isVisible())
    dialog.setDirectory(str(folder.parent))
    dialog.selectFile(str(folder))
    dialog.accept()


def test_it_is_chosen_kept_up_moved_and_given_up(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Callable[[Desk], None],
    qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "letter.txt").write_text("Dear all", "utf-8")
    desk, said = desk_of(centre.people["0004"], "0004"), list[str]()
    desk.said.connect(lambda text, _tone: said.append(text))
    section = StoreSection(desk)
    qtbot.addWidget(section)
    section.resize(900, 700)
    section.show()
    desk.tasks.changed.connect(lambda _change: section.populate())  # as its page does
    settled(desk)
    row = section.calendars
    assert row.where.text() == "none: shifts are seen in Dutydesk only"
    assert not row.none.isVisible()

    choose(row, one)
    settled(desk)
    assert row.where.text() == str(one)
    assert "can read" in said[-1]
    assert len(list(one.glob("*.ics"))) == len(centre.people)

    holder = QObject()
    keeper = CalendarKeeper(desk, holder)
    no = file_leave(
        acting(centre, "1002"),
        Wish(centre.people["1002"], LeaveKind.PERSONAL, OCT[19], OCT[19], "家中有事"),
    )
    approve_step(acting(centre, "1000"), no, 1)
    desk.tasks.command(lambda _ctx: approve_step(acting(centre, "0002"), no, 2), lambda _done: None)
    settled(desk)
    keeper.write()
    settled(desk)
    told = b"".join(path.read_bytes() for path in one.glob("*.ics"))
    assert f"1002-{no}-leave".encode() in told
    keeper.stop()

    choose(row, other)
    settled(desk)
    assert [path.name for path in one.iterdir()] == ["letter.txt"], "nobody else's is touched"
    assert len(list(other.glob("*.ics"))) == len(centre.people)
    assert all(entries(path.read_bytes()) is not None for path in other.glob("*.ics"))

    row.none.click()
    settled(desk)
    assert list(other.iterdir()) == []
    assert row.where.text() == "none: shifts are seen in Dutydesk only"
