"""The way to another zone that Settings names: the workbook out, a new centre with that zone, the
workbook in; every time of the day is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from app.__main__ import main
from app.address import StoreAddress


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path, read_only=True)
    found = {sheet.title: [tuple(row) for row in sheet.values] for sheet in book.worksheets}
    book.close()
    return found


def test_a_centre_moves_to_another_zone_by_its_workbook(
    filled: StoreAddress, tmp_path: Path
) -> None:
    out, again, new = tmp_path / "out.xlsx", tmp_path / "again.xlsx", tmp_path / "new.dutydesk"
    assert main(["export", str(out), "--store", str(filled)]) == 0
    assert main(["import", str(out), "--store", str(new), "--zone", "Asia/Tokyo"]) == 0
    assert main(["export", str(again), "--store", str(new)]) == 0
    before, after = sheets(out), sheets(again)
    assert before.keys() == after.keys()
    assert {title for title in before if before[title] != after[title]} == set()
