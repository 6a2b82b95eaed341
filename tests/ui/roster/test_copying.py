"""Copying and pasting, as spreadsheets do, and filling a rotation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ui.roster.pattern import START
from app.ui.roster.pattern_dialog import PatternDialog
from app.ui.roster.tiling import tiled
from app.ui.roster.unread_dialog import UnreadDialog
from tests.ui.roster.conftest import Seat

CTRL = Qt.KeyboardModifier.ControlModifier


def test_copied_cells_are_rows_of_tabs(head: Seat) -> None:
    head.select("1001", 5, "1002", 7)
    head.press(Qt.Key.Key_C, CTRL)
    rows = [head.row("1001", 5, 7), head.row("1002", 5, 7)]
    assert QGuiApplication.clipboard().text() == "".join("\t".join(row) + "\n" for row in rows)


def test_cells_from_a_spreadsheet_are_pasted_from_the_cursor_on(head: Seat) -> None:
    QGuiApplication.clipboard().setText("E\tl\t\r\nN\t-\tE\r\n")
    head.at("1001", 12)
    head.press(Qt.Key.Key_V, CTRL)
    assert head.row("1001", 12, 14) == ["E", "L", ""]
    assert head.row("1002", 12, 14) == ["N", "", "E"]


def test_a_pasted_block_is_one_edit_to_undo(head: Seat) -> None:
    before = head.row("1001", 12, 14)
    QGuiApplication.clipboard().setText("N\tN\tN")
    head.at("1001", 12)
    head.press(Qt.Key.Key_V, CTRL)
    head.does("roster.undo")
    assert head.row("1001", 12, 14) == before


def test_one_copied_cell_fills_the_whole_selection(head: Seat) -> None:
    QGuiApplication.clipboard().setText("N")
    head.select("1001", 12, "1002", 13)
    head.press(Qt.Key.Key_V, CTRL)
    assert head.row("1001", 12, 13) == ["N", "N"]
    assert head.row("1002", 12, 13) == ["N", "N"]


def test_a_block_with_an_unknown_code_is_refused_whole(head: Seat) -> None:
    before = head.row("1001", 12, 13)
    QGuiApplication.clipboard().setText("E\tX9")
    head.at("1001", 12)
    head.press(Qt.Key.Key_V, CTRL)
    assert head.row("1001", 12, 13) == before
    (named,) = head.window.findChildren(UnreadDialog)[-1].table.lines()
    assert "X9" in named


def test_cut_copies_and_clears(head: Seat) -> None:
    head.at("1001", 5)
    head.press(Qt.Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "L\n"
    assert head.sees("1001", 5) == ""


@pytest.mark.parametrize(
    ("clip", "rows", "columns", "laid"),
    [
        ([["E"]], 2, 2, [["E", "E"], ["E", "E"]]),
        ([["E", "L"]], 1, 4, [["E", "L", "E", "L"]]),
        ([["E", "L"]], 1, 3, [["E", "L"]]),
        ([["E", "L"], ["N"]], 1, 1, [["E", "L"], ["N", ""]]),
        ([], 1, 1, []),
    ],
)
def test_a_block_repeats_over_a_whole_multiple_of_itself(
    clip: list[list[str]], rows: int, columns: int, laid: list[list[str]]
) -> None:
    assert tiled(clip, rows, columns) == laid


def _dialog(seat: Seat) -> PatternDialog:
    seat.at("2001", 1)
    seat.does("roster.fill")
    return seat.page.findChildren(PatternDialog)[-1]


def test_a_rotation_is_seen_before_it_is_filled(head: Seat) -> None:
    dialog = _dialog(head)
    dialog.pattern.setText("E L N -")
    shown = [dialog.model.data(dialog.model.index(0, column)) for column in range(6)]
    assert shown == ["Person 2000", 1, "E", "L", "N", ""]
    assert dialog.model.data(dialog.model.index(1, 2)) == "L"
    dialog.fill_button.click()
    head.settle()
    assert head.row("2000", 1, 5) == ["E", "L", "N", "", "E"]
    assert head.row("2001", 1, 5) == ["L", "N", "", "E", "L"]


def test_each_person_starts_where_they_are_told_to(head: Seat) -> None:
    dialog = _dialog(head)
    dialog.pattern.setText("E L N -")
    dialog.step.setValue(0)
    dialog.model.setData(dialog.model.index(2, START), 3)
    dialog.fill_button.click()
    head.settle()
    assert head.row("2001", 1, 3) == ["E", "L", "N"]
    assert head.row("2002", 1, 3) == ["N", "", "E"]


def test_a_pattern_with_an_unknown_code_is_not_filled(head: Seat) -> None:
    dialog = _dialog(head)
    dialog.pattern.setText("E Q")
    assert not dialog.fill_button.isEnabled()
