"""A table as somebody uses it: filtered, opened by key or mouse, marked by more than colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.look import Look
from app.ui.kit.table_view import PUT_HERE, RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Tone


@dataclass(frozen=True, slots=True)
class Worker:
    name: str
    level: int | None
    since: date


ANNA = Worker("Anna", 10, date(2024, 3, 1))
BEN = Worker("Ben", 9, date(2023, 11, 5))
CARA = Worker("Cara", None, date(2025, 1, 20))

COLUMNS = (
    Column[Worker]("Name", lambda w: w.name, width=120),
    Column[Worker]("Level", lambda w: w.level, right=True),
    Column[Worker](
        "Since",
        lambda w: w.since,
        text=lambda w: f"{w.since:%d.%m.%Y}",
        tone=lambda w: Tone.WARN if w.level is None else Tone.PLAIN,
        icon=lambda w: "warning" if w.level is None else "",
    ),
)


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> RowsTable[Worker]:
    made: RowsTable[Worker] = RowsTable(COLUMNS, "Workers")
    qtbot.addWidget(made)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(made.rows_model, fatal, made)
    QAbstractItemModelTester(made.proxy, fatal, made)
    made.set_rows([ANNA, BEN, CARA])
    made.show()
    return made


def shown(table: RowsTable[Worker]) -> list[str]:
    return [table.proxy.index(row, 0).data() for row in range(table.proxy.rowCount())]


def test_dates_sort_by_time_and_not_by_their_words(table: RowsTable[Worker]) -> None:
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["Ben", "Anna", "Cara"]


def test_a_filter_keeps_rows_with_all_its_words(table: RowsTable[Worker]) -> None:
    table.set_filter("AN")
    assert shown(table) == ["Anna"]
    table.set_filter("a 2025")
    assert shown(table) == ["Cara"]
    table.set_filter("a 1999")
    assert shown(table) == []
    table.set_filter("")
    assert shown(table) == ["Anna", "Ben", "Cara"]


def test_enter_and_a_double_click_open_the_row(table: RowsTable[Worker], qtbot: QtBot) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    table.selectRow(0)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [BEN]
    assert table.current() is BEN
    place = table.visualRect(table.proxy.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [ANNA]


def test_a_tone_never_comes_without_its_symbol(table: RowsTable[Worker]) -> None:
    marked, plain = table.proxy.index(2, 2), table.proxy.index(0, 2)
    assert not marked.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert marked.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert plain.data(Qt.ItemDataRole.DecorationRole) is None
    assert plain.data(Qt.ItemDataRole.ForegroundRole) is None
    assert marked.data(ROW_ROLE) is CARA


def test_a_table_that_fits_needs_no_scroll_bar(table: RowsTable[Worker], qtbot: QtBot) -> None:
    table.resize(600, 200)
    table.set_rows([ANNA, BEN])
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def put_table(qtbot: QtBot) -> tuple[RowsTable[str], list[str], QWidget]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made: RowsTable[str] = RowsTable([Column("Name", str)], "Names")
    for widget in (QLineEdit(), made):
        column.addWidget(widget)
    made.set_rows(["Anna", "Ben"])
    told: list[str] = []
    made.picked.connect(told.append)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    made.setFocus(PUT_HERE)
    qtbot.waitUntil(made.hasFocus)

    return made, told, page


def test_a_table_that_its_page_put_the_keyboard_on_has_no_row_picked(qtbot: QtBot) -> None:
    _table, told, _page = put_table(qtbot)
    assert told == []


def test_then_the_arrow_picks_the_first(qtbot: QtBot) -> None:
    table, told, _page = put_table(qtbot)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told == ["Anna"]


def test_then_a_click_on_the_first_row_picks_it(qtbot: QtBot) -> None:
    table, told, _page = put_table(qtbot)
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == ["Anna"]
