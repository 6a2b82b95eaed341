"""`dutydesk import-staff` and `dutydesk template`: a staff list in, a month to be filled in out."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.__main__ import main
from app.address import StoreAddress

LINES = [
    ["工号", "姓名", "部门", "岗位", "入职时间"],
    ["7001", "陈一", "投诉部", "座席", "2024/3/1"],
]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for line in LINES:
        page.append(line)
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    return path


def test_a_list_comes_in_once_and_a_dry_run_adds_nobody(
    filled: StoreAddress, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in (["--dry-run"], []):
        assert main(["import-staff", str(listed), "--store", str(filled), *more]) == 0
        assert "New: 7001 陈一" in capsys.readouterr().out
    assert main(["import-staff", str(listed), "--store", str(filled)]) == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_a_month_to_be_filled_in_has_the_centres_people(
    filled: StoreAddress, tmp_path: Path
) -> None:
    path = tmp_path / "十一月.xlsx"
    line = ["template", str(path), "--store", str(filled), "--month", "2026-11", "--lang", "zh_CN"]
    assert main(line) == 0
    book = load_workbook(path)
    assert book.sheetnames == ["排班 2026-11", "说明"]
    assert book.worksheets[0].max_row > 1


def test_lines_of_one_reason_are_told_together_and_all_of_them_kept_in_a_file(
    filled: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(LINES[0])
    for number in range(40):
        page.append([f"7{number:03}", "", "投诉部", "座席", "2024/3/1"])
    path, listed = tmp_path / "花名册.xlsx", tmp_path / "未导入.xlsx"
    book.save(path)
    line = ["import-staff", str(path), "--store", str(filled), "--problems", str(listed)]
    assert main(line) == 0
    out = capsys.readouterr().out
    assert "40 times" in out
    assert "… and 37 more" in out
    assert out.count("Sheet!") == 3
    assert load_workbook(listed).worksheets[0].max_row == 41
    before = path.read_bytes()
    assert main([*line[:-1], str(path)]) == 2, "the list never takes the place of another file"
    assert path.read_bytes() == before
    assert main(["template", str(path), "--store", str(filled)]) == 2
    assert path.read_bytes() == before
