"""The telephone system's list of contacts is read as such systems write it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.errors import BadInput
from app.exchange.contacts import read_contacts
from app.rules.scorecards.contact_list import ContactList, ListRow
from app.text import say

ROW = ListRow(2, "20261005-001", "1001", datetime(2026, 10, 5, 8, 3), 330, "呼入", "")


def listed(folder: Path, text: str, encoding: str = "utf-8") -> ContactList:
    path = folder / "calls.csv"
    path.write_bytes(text.encode(encoding))
    return read_contacts(path)


def one(folder: Path, *, start: str = "2026-10-05 08:03", seconds: str = "330") -> ContactList:
    return listed(folder, f"reference,agent,start,seconds\nA,1001,{start},{seconds}\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_chinese_headings_in_any_coding_with_any_mark_and_in_any_order(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    rows = (
        ("开始时间", "队列号", "工号", "业务类型", "通话时长", "流水号"),
        ("2026/10/5 8:03:22", "7", "1001", "呼入", "5:30", "20261005-001"),
    )
    text = "\r\n".join(mark.join(row) for row in rows)
    assert listed(tmp_path, text, encoding).rows == (ROW,)


def test_english_headings_in_any_case(tmp_path: Path) -> None:
    text = "Call ID,AGENT,Start Time,Duration,Recording\nA,1001,2026-10-05 08:03,330,https://r/1\n"
    (row,) = listed(tmp_path, text).rows
    assert (row.reference, row.agent, row.seconds, row.link) == ("A", "1001", 330, "https://r/1")


def test_a_workbook_with_excels_own_dates_times_and_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["10月通话清单"])
    sheet.append(["流水号", "工号", "开始时间", "时长", "录音链接"])
    sheet.append([100001, 1001, datetime(2026, 10, 5, 8, 3, 22), 330, "https://r/1"])
    sheet.append(["A-2", "1002", "2026-10-05 09:00", time(0, 5, 30), None])
    sheet.append(["A-3", "1002", "2026-10-05 10:00", timedelta(minutes=2), None])
    path = tmp_path / "calls.xlsx"
    book.save(path)
    found = read_contacts(path)
    assert found.problem_count == 0
    assert [(row.number, row.reference, row.seconds) for row in found.rows] == [
        (3, "100001", 330), (4, "A-2", 330), (5, "A-3", 120),
    ]  # fmt: skip
    assert found.rows[0].started_at == datetime(2026, 10, 5, 8, 3)


def test_where_there_is_a_number_and_a_name_the_number_counts(tmp_path: Path) -> None:
    text = "流水号,姓名,工号,开始时间,时长\nA,张三,1001,2026-10-05 08:03,330\n"
    assert [row.agent for row in listed(tmp_path, text).rows] == ["1001"]


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("0", 0), ("85", 85), ("1:25", 85), ("90:00", 5400), ("0:01:25", 85), ("24:00:00", 86400)],
)
def test_a_length_is_seconds_or_minutes_or_hours(tmp_path: Path, typed: str, seconds: int) -> None:
    assert [row.seconds for row in one(tmp_path, seconds=typed).rows] == [seconds]


@pytest.mark.parametrize("typed", ["-1", "1.5", "1:60", "1:60:00", "24:00:01", "86401", "long", ""])
def test_what_is_no_length_is_told_with_its_cell(tmp_path: Path, typed: str) -> None:
    found = one(tmp_path, seconds=typed)
    assert (found.rows, found.problem_count) == ((), 1)
    assert say(found.problems[0]).startswith("calls.csv!D2: ")


@pytest.mark.parametrize("typed", ["2026-10-05", "5.10.2026 08:03", "2026-02-30 08:00", "soon"])
def test_what_is_no_start_is_told_with_its_cell_and_value(tmp_path: Path, typed: str) -> None:
    (problem,) = one(tmp_path, start=typed).problems
    assert say(problem).startswith("calls.csv!C2: ")
    assert "2026-10-01 08:00" in say(problem)


def test_every_problem_is_told_and_what_can_be_read_is_read(tmp_path: Path) -> None:
    text = (
        "reference,agent,start,seconds,link\n,1001,2026-10-05 08:03,330,\n"
        "B,1001,2026-10-05 08:03,330,file:///c:/x.exe\nC,1001,2026-10-05 08:03,330,\n"
    )
    found = listed(tmp_path, text)
    assert [say(problem).split(":")[0] for problem in found.problems] == [
        "calls.csv!A2", "calls.csv!E3",
    ]  # fmt: skip
    assert [row.reference for row in found.rows] == ["C"]


def test_lines_above_the_headings_keep_the_numbers_of_the_rows(tmp_path: Path) -> None:
    text = "话务清单,,,\n,,,\nreference,agent,start,seconds\nA,1001,2026-10-05 08:03,x\n"
    assert say(listed(tmp_path, text).problems[0]).startswith("calls.csv!D4: ")


def test_the_same_row_twice_counts_once_and_another_of_its_reference_is_told(
    tmp_path: Path,
) -> None:
    row = "A,1001,2026-10-05 08:03,330\n"
    head = "reference,agent,start,seconds\n"
    assert len(listed(tmp_path, head + row + row).rows) == 1
    other = listed(tmp_path, head + row + row.replace("330", "331"))
    assert say(other.problems[0]).startswith('calls.csv!A3: "A" is already in row 2')


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    found = listed(tmp_path, "reference,agent,start\nA,1001,2026-10-05 08:03\n")
    assert "seconds" in say(found.problems[0])


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "reference\nA\n", "\x00\x01"])
def test_what_is_no_such_list_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        listed(tmp_path, text)


def test_a_folder_or_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "none.xlsx"):
        with pytest.raises(BadInput):
            read_contacts(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadInput):
        read_contacts(path)
