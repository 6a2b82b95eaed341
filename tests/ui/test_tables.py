"""Tables of rows: sorted by value, None last, the selection kept on its row."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column, RowsModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class Fruit:
    name: str
    weight: int | None


FRUIT = [Fruit("pear", 9), Fruit("fig", None), Fruit("plum", 10), Fruit("apple", 9)]
COLUMNS: list[Column[Fruit]] = [
    Column("Name", lambda row: row.name),
    Column("Weight", lambda row: row.weight),
]


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable[Fruit]:
    made = RowsTable(COLUMNS, "Fruit")
    qtbot.addWidget(made)
    made.set_rows(FRUIT)
    return made


def names(table: RowsTable[Fruit]) -> list[str]:
    return [table.proxy.index(row, 0).data() for row in range(table.proxy.rowCount())]


def test_numbers_sort_as_numbers_with_blanks_last(table: RowsTable[Fruit]) -> None:
    table.sortByColumn(1, UP)
    assert names(table) == ["pear", "apple", "plum", "fig"]
    table.sortByColumn(1, DOWN)
    assert names(table) == ["plum", "pear", "apple", "fig"]


def test_without_a_sort_rows_stand_as_given(table: RowsTable[Fruit]) -> None:
    table.sortByColumn(0, UP)
    table.sortByColumn(-1, UP)
    assert names(table) == ["pear", "fig", "plum", "apple"]


def test_new_rows_are_sorted_as_the_old_ones_were(table: RowsTable[Fruit]) -> None:
    table.sortByColumn(0, UP)
    table.set_rows([*FRUIT, Fruit("date", 1)])
    assert names(table) == ["apple", "date", "fig", "pear", "plum"]


def test_the_row_that_is_picked_stays_picked_when_sorted(table: RowsTable[Fruit]) -> None:
    table.selectRow(2)
    table.sortByColumn(0, UP)
    assert table.current() == Fruit("plum", 10)


def test_a_filter_keeps_the_rows_that_have_every_word(table: RowsTable[Fruit]) -> None:
    table.set_filter("P 9")
    assert names(table) == ["pear", "apple"]
    table.sortByColumn(0, UP)
    assert names(table) == ["apple", "pear"]


def test_the_model_keeps_the_promises_of_a_model(qtmodeltester: object) -> None:
    model: RowsModel[Fruit] = RowsModel(COLUMNS)
    model.set_rows(FRUIT)
    model.sort(1, DOWN)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
