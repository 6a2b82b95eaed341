"""Date fields by keys: what is typed is that date, or stays and says that it is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import text
from app.ui.kit.date_field import DateField
from app.ui.kit.fields import date_field, date_of
from app.ui.kit.forms import Form
from app.ui.kit.look import Look

FROM = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    text.use("en")


@pytest.fixture
def two(look: Look, qtbot: QtBot) -> Iterator[tuple[DateField, DateField]]:
    window = QWidget()
    column = QVBoxLayout(window)
    made = (date_field(FROM), date_field(FROM))
    for one in made:
        column.addWidget(one)
    qtbot.addWidget(window)
    window.show()
    made[0].setFocus()
    first, second = made
    assert isinstance(first, DateField)
    assert isinstance(second, DateField)
    yield first, second
    window.close()


def type_over(field: DateField, words: str) -> None:
    field.typed.selectAll()
    QTest.keyClicks(field.typed, words)


@pytest.mark.parametrize("typed", ["11Dec2026", "2026-12-11", "11 December 2026", "20261211"])
def test_one_tab_leaves_a_date_as_it_was_typed(
    two: tuple[DateField, DateField], typed: str
) -> None:
    first, second = two
    type_over(first, typed)
    assert date_of(first) == date(2026, 12, 11)
    QTest.keyClick(first.typed, Qt.Key.Key_Tab)
    assert second.typed.hasFocus()
    assert first.typed.text() == "11 December 2026"
    assert second.typed.selectedText() == "26 November 2026", "the next one is typed over"


def test_what_is_no_date_stays_and_says_so_and_no_other_day_is_taken(
    two: tuple[DateField, DateField],
) -> None:
    first, _second = two
    type_over(first, "soon")
    QTest.keyClick(first.typed, Qt.Key.Key_Tab)
    assert first.typed.text() == "soon"
    problem = first.problem()
    assert problem is not None
    assert "no date" in first.typed.toolTip()
    first.typed.setFocus()
    type_over(first, "2026-12-11")
    assert first.problem() is None


def test_a_form_with_such_a_field_is_not_complete(look: Look, qtbot: QtBot) -> None:
    form = Form()
    field = form.add("day", "Day", date_field(FROM))
    qtbot.addWidget(form)
    form.show()
    assert isinstance(field, DateField)
    assert form.complete()
    type_over(field, "31 Nov")
    assert not form.complete()
    assert "no date" in form.problem("day")
    assert date_of(field) == FROM


def test_a_date_is_pasted(two: tuple[DateField, DateField]) -> None:
    first, _second = two
    QApplication.clipboard().setText("2026年12月11日")
    first.typed.selectAll()
    first.typed.paste()
    assert date_of(first) == date(2026, 12, 11)


def test_chinese_shows_its_own_and_reads_what_it_shows(look: Look, qtbot: QtBot) -> None:
    text.use("zh_CN")
    field = date_field(FROM)
    qtbot.addWidget(field)
    assert isinstance(field, DateField)
    assert field.typed.text() == "2026年11月26日"
    type_over(field, "12/11/")
    assert field.problem() is not None
    type_over(field, "2026/12/11")
    assert date_of(field) == date(2026, 12, 11)


def test_arrows_go_a_day_on_and_back(two: tuple[DateField, DateField]) -> None:
    first, _second = two
    QTest.keyClick(first.typed, Qt.Key.Key_Up)
    assert (date_of(first), first.typed.text()) == (date(2026, 11, 27), "27 November 2026")
    QTest.keyClick(first.typed, Qt.Key.Key_Down)
    assert date_of(first) == FROM


def test_shift_and_tab_go_back(two: tuple[DateField, DateField]) -> None:
    first, second = two
    second.setFocus()
    QTest.keyClick(second.typed, Qt.Key.Key_Backtab)
    assert first.typed.hasFocus()
