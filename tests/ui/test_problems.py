"""Every problem of a file stands in the window, with sheet, cell and value, to be taken away."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.errors import BadInput
from app.exchange.workbook import read_workbook
from app.ui.kit.desk import Desk
from app.ui.kit.importing import import_file
from app.ui.kit.look import Look
from app.ui.kit.messages import error_dialog
from app.ui.kit.problems import ProblemList
from tests.exchange.books import centre, saved


def with_three_problems(folder: Path) -> Path:
    path = saved(folder, centre())
    book = openpyxl.load_workbook(path)
    book["Employees"].cell(3, _column(book["Employees"], "hired_on"), "2020-13-01")
    roster = book[next(title for title in book.sheetnames if title.startswith("Roster"))]
    roster["C2"], roster["D3"] = "Q", "32"
    book.save(path)
    return path


def _column(sheet: object, heading: str) -> int:
    return [cell.value for cell in sheet[1]].index(heading) + 1  # type: ignore[index]


def problems_of(path: Path) -> BadInput:
    try:
        read_workbook(path)
    except BadInput as error:
        return error
    raise AssertionError("it was read")


def test_each_problem_is_a_line_with_sheet_cell_and_value(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    dialog = error_dialog(None, problems_of(with_three_problems(tmp_path)))
    qtbot.addWidget(dialog)
    listed = dialog.findChild(ProblemList)
    assert isinstance(listed, ProblemList)
    rows = listed.table.rows_model.rows
    assert {(row.sheet, row.value) for row in rows} == {
        ("Employees", "2020-13-01"), ("Roster 2026-10", "Q"), ("Roster 2026-10", "32"),
    }  # fmt: skip
    assert [row.cell for row in rows if row.value == "Q"] == ["C2"]
    listed.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 2
    listed.write(tmp_path / "problems.xlsx")
    written = openpyxl.load_workbook(tmp_path / "problems.xlsx").active
    assert written is not None
    assert written.max_row == 4


def test_a_dry_run_tells_by_sheet_what_would_come_in_and_leads_to_the_import(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QWidget

    from app.ui.kit.importing import SummaryDialog

    parent = QWidget()
    qtbot.addWidget(parent)
    import_file(desk, saved(tmp_path, centre()), parent, dry_run=True)
    qtbot.waitUntil(lambda: parent.findChild(SummaryDialog) is not None)
    dialog = parent.findChild(SummaryDialog)
    assert isinstance(dialog, SummaryDialog)
    assert {count.sheet: count.added for count in dialog.table.rows_model.rows}["Employees"] == 6
    dialog.bring_in.click()
    qtbot.waitUntil(lambda: len(parent.findChildren(SummaryDialog)) == 2 or desk.tasks.idle)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    told = [one for one in parent.findChildren(SummaryDialog) if one is not dialog]
    assert told
    assert "Imported" in told[-1].windowTitle()
