"""The menus of the roster by keyboard and by mouse, and a pasted block with unknown words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from app.ui.roster.menu import name_menu
from app.ui.roster.unread_dialog import UnreadDialog
from tests.ui.roster.conftest import Seat

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def menus(seat: Seat) -> list[QMenu]:
    found = [one for one in seat.page.findChildren(QMenu) if one.isVisible()]
    return [one for one in found if one.actions()]


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_F10, SHIFT), (Qt.Key.Key_Menu, NONE)])
def test_the_cells_menu_opens_by_keyboard_at_the_cell(
    head: Seat, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    head.at("1001", 12)
    QTest.keyClick(head.grid, key, held)
    (menu,) = menus(head)
    assert "Sick call…" not in [one.text() for one in menu.actions()], "it is over"
    assert "Copy\tCtrl+C" in [one.text() for one in menu.actions()]
    cell = head.grid.visualRect(head.grid.currentIndex())
    at = head.grid.viewport().mapFromGlobal(menu.pos())
    assert at.y() == cell.center().y()
    assert at.x() <= cell.center().x(), "further left where the screen ends"
    menu.close()


def test_a_teams_row_has_a_menu_and_the_right_button_folds_nothing(head: Seat) -> None:
    rows = head.model.rowCount()
    band = next(row for row in range(rows) if head.model.line(row) is None)
    at = QPoint(8, head.grid.names.sectionViewportPosition(band) + 4)
    QTest.mouseClick(head.grid.names.viewport(), Qt.MouseButton.RightButton, NONE, at)
    assert head.model.rowCount() == rows
    words = [one.text() for one in name_menu(head.desk, head.grid, head.model, band).actions()]
    assert words[0] == "Hide the team's people"
    assert "Publish…" in words
    person = next(row for row in range(rows) if head.model.line(row) is not None)
    words = [one.text() for one in name_menu(head.desk, head.grid, head.model, person).actions()]
    assert words == [f"Open {head.model.line(person).person.name}"]  # type: ignore[union-attr]


def test_every_word_that_a_block_cannot_bring_is_named_with_its_cell(head: Seat) -> None:
    before = head.row("1001", 12, 14)
    QGuiApplication.clipboard().setText("E\t年假\tX9\n下夜\tN\t休")
    head.at("1001", 12)
    head.press(Qt.Key.Key_V, CTRL)
    dialog = head.window.findChildren(UnreadDialog)[-1]
    assert [line[:3] for line in dialog.table.lines()] == [
        ["Person 1001 1001", "13 October 2026", "年假"],
        ["Person 1001 1001", "14 October 2026", "X9"],
    ]
    assert "is leave" in dialog.table.lines()[0][3]
    assert "is no shift" in dialog.table.lines()[1][3]
    assert head.row("1001", 12, 14) == before, "nothing is pasted before one says so"
    dialog.accept()
    head.settle()
    assert head.row("1001", 12, 14) == ["E", *before[1:]], "these stay as they are"
    assert head.row("1002", 12, 14) == ["", "N", ""], "days off are read as in a file"
    assert head.said[-1].startswith("Pasted: ")


def test_a_leader_of_one_team_begins_with_it_and_others_with_all(
    seat_of: Callable[[str], Seat],
) -> None:
    def teams(seat: Seat) -> set[int | None]:
        return {line.block.team_id for line in seat.model.everybody()}

    leader = seat_of("1000")
    assert teams(leader) == {leader.desk.me.place.team}
    assert leader.page.filter.teams.currentIndex() > 0, "and sees that it is chosen"
    leader.page.open_target("2002")
    leader.settle()
    assert len(teams(leader)) > 1, "who is sent to somebody sees them"
    assert len(teams(seat_of("0002"))) > 1


def test_a_draft_is_never_said_to_be_published(seat_of: Callable[[str], Seat]) -> None:
    keeper = seat_of("0004")
    assert "As published" in header_note(keeper)
    keeper.page.session.draft = True  # as after a file came in
    keeper.page.populate()
    keeper.settle()
    assert "As published" not in header_note(keeper)


def header_note(seat: Seat) -> str:
    return " ".join(one.text() for one in seat.page.header.findChildren(QLabel))
