"""A list goes out as people see it; nothing in it can run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.errors import BadInput, Cancelled
from app.exchange.lists import ListColumn, write_list

Line = tuple[str, date | None]
COLUMNS: tuple[ListColumn[Line], ...] = (
    ListColumn("人员", 12, lambda line: line[0]),
    ListColumn("日期", 12, lambda line: line[1]),
)


def written(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path)["检查结果"].iter_rows(values_only=True))


def test_rows_stand_under_their_headings(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_list(path, "检查结果", COLUMNS, [("王芳", date(2026, 10, 12)), ("李伟", None)])
    headings, first, second = written(path)
    assert headings == ("人员", "日期")
    assert first[0] == "王芳"
    assert first[1].date() == date(2026, 10, 12)  # type: ignore[attr-defined]
    assert second == ("李伟", None)


def test_text_that_would_run_as_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_list(path, "检查结果", COLUMNS, [("=1+1", None)])
    cell = load_workbook(path)["检查结果"]["A2"]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")


def test_a_cancelled_export_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_list(tmp_path / "list.xlsx", "检查结果", COLUMNS, [("a", None)], lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write_list(tmp_path / "no" / "such" / "list.xlsx", "检查结果", COLUMNS, [])
