"""Where a roster stands in a file is told by row numbers, column letters, and by dragging."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView

from app.ui.roster.bringing.dialog import BringDialog
from app.ui.roster.bringing.marking import Area, Kind, marked, marked_words
from tests.exchange.layouts.made import a_book
from tests.ui.roster.conftest import Seat
from tests.ui.roster.test_bringing import opened

SIZE = (20, 8)


@pytest.mark.parametrize(
    ("areas", "kind", "words"),
    [
        ([], Kind.NOTHING, "Mark a line at its number"),
        ([Area(4, 3, 4, 3)], Kind.CELL, "Cell D5 is marked"),
        ([Area(4, 0, 4, 7)], Kind.LINE, "Line 5 is marked"),
        ([Area(4, 0, 9, 7)], Kind.LINES, "Lines 5–10 are marked"),
        ([Area(4, 0, 4, 7), Area(5, 0, 5, 7)], Kind.LINES, "Lines 5–6 are marked"),
        ([Area(4, 0, 4, 7), Area(8, 0, 8, 7)], Kind.GAPS, "Lines 5 and 9 are marked, others"),
        ([Area(0, 1, 19, 1)], Kind.COLUMN, "Column B is marked"),
        ([Area(0, 1, 19, 3)], Kind.COLUMNS, "Columns are marked from B to D; mark one"),
        ([Area(4, 1, 9, 3)], Kind.CELLS, "Cells B5:D10 are marked"),
        ([Area(4, 0, 4, 7), Area(0, 1, 19, 1)], Kind.MIXED, "in several places"),
        ([Area(2, 1, 2, 1), Area(9, 4, 9, 4)], Kind.MIXED, "mark one column, or lines in a row"),
    ],
)
def test_what_is_marked_is_said(areas: list[Area], kind: Kind, words: str) -> None:
    found = marked(areas, *SIZE)
    assert found.kind is kind
    assert words in marked_words(found)


def a_file(folder: Path) -> Path:
    """A title, a line of days, five people, and people of another day below; a sheet of notes."""
    rows: list[list[object]] = [["A班 2026年11月"], ["姓名", "工号", *range(1, 29)]]
    for no in ("1001", "1002", "1003", "1004"):
        rows.append([f"Person {no}", no, *(("E", "N", "L", "休")[at % 4] for at in range(28))])
    return a_book(folder / "file.xlsx", ("十一月", rows), ("R&D", [["only words"], ["here"]]))


def middle(header: QHeaderView, section: int) -> QPoint:
    at = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    vertical = header.orientation() is Qt.Orientation.Vertical
    return QPoint(8, at) if vertical else QPoint(at, 8)


def drag(header: QHeaderView, first: int, last: int) -> None:
    view, left = header.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=middle(header, first))
    for section in range(first, last + 1):
        QTest.mouseMove(view, middle(header, section))
    QTest.mouseRelease(view, left, pos=middle(header, last))


def dialog_of(seat: Seat, path: Path) -> BringDialog:
    dialog = opened(seat, path)
    dialog.go(0)
    return dialog


def test_rows_and_columns_are_marked_by_the_mouse(leader: Seat, tmp_path: Path) -> None:
    dialog = dialog_of(leader, a_file(tmp_path))
    step, left = dialog.sheet, Qt.MouseButton.LeftButton
    tabs = [step.sheet.tabText(at) for at in range(step.sheet.count())]
    assert tabs == ["✓ 十一月", "R&&D (ignored)"]
    lines, letters = step.view.verticalHeader(), step.view.horizontalHeader()
    drag(lines, 3, 4)
    assert step.bar.words.text() == "Lines 4–5 are marked. They are:"
    assert step.bar.lines.isVisible()
    assert not step.bar.names.isVisible()
    step.bar.lines.click()
    leader.settle()
    assert "2 people" in step.sentence.text()
    assert step.bar.words.text() == "Lines 4–5 are marked. They are:", "it stays marked"
    QTest.mouseClick(lines.viewport(), left, pos=middle(lines, 2))
    assert step.bar.words.text() == "Line 3 is marked. It is:"
    step.bar.first.click()
    leader.settle()
    assert "3 people" in step.sentence.text()
    QTest.mouseClick(lines.viewport(), left, pos=middle(lines, 1))
    step.bar.heading.click()
    leader.settle()
    assert dialog.way.hints.heading == 1
    QTest.mouseClick(letters.viewport(), left, pos=middle(letters, 0))
    assert step.bar.words.text() == "Column A is marked. It is:"
    step.bar.names.click()
    leader.settle()
    assert dialog.way.hints.names == 0
    drag(letters, 0, 1)
    assert "mark one, by its letter" in step.bar.words.text()
    assert not step.bar.names.isVisible()
    step.sheet.go_to("R&D")
    assert not step.taken.isChecked()
    assert not leader.failures


def test_the_keys_reach_it_as_well(leader: Seat, tmp_path: Path) -> None:
    dialog = dialog_of(leader, a_file(tmp_path))
    step = dialog.sheet
    step.view.setCurrentIndex(step.model.index(3, 0))
    assert step.bar.words.text() == "Cell A4 is marked. It is in:"
    QTest.keyClick(step.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert step.bar.words.text() == "Cells A4:A5 are marked. Their lines are:"
    step.bar.lines.click()
    leader.settle()
    assert dialog.way.hints.lines == (3, 4)
