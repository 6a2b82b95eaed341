"""The telephone system's list is read as such systems write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.errors import BadInput
from app.exchange.telephone import Counts, read_counts

FIRST, SECOND = date(2026, 10, 5), date(2026, 10, 6)


def listed(folder: Path, content: str, encoding: str = "utf-8") -> dict[date, Counts]:
    path = folder / "calls.csv"
    path.write_bytes(content.encode(encoding))
    return read_counts(path)


def test_days_with_their_counts(tmp_path: Path) -> None:
    text = "date,enquiries,lookups,outbound,backlog\n2026-10-05,320,110,14,6\n2026-10-06,5,,,0\n"
    assert listed(tmp_path, text) == {
        FIRST: Counts(320, 110, 14, 6),
        SECOND: Counts(5, None, None, 0),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_chinese_headings_in_any_coding_and_with_any_mark(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    rows = (("统计日期", "队列", "呼入量", "外呼量"), ("2026/10/5", "医保", "1 200", "30"))
    text = "\r\n".join(mark.join(row) for row in rows)
    assert listed(tmp_path, text, encoding) == {FIRST: Counts(enquiries=1200, outbound=30)}


def test_hours_and_agents_of_a_day_are_added_up(tmp_path: Path) -> None:
    text = "Date,Enquiries,Backlog\n2026-10-05 08:00,10,9\n20261005,20.0,\n2026-10-05,30,4\n"
    assert listed(tmp_path, text) == {FIRST: Counts(enquiries=60, backlog=4)}


def test_lines_above_the_headings_and_totals_below_mean_nothing(tmp_path: Path) -> None:
    text = "话务统计,,\n,,\n日期,咨询量,查询量\n2026-10-05,7,3\n合计,7,3\n"
    assert listed(tmp_path, text) == {FIRST: Counts(enquiries=7, lookups=3)}


@pytest.mark.parametrize("cell", ["-3", "many", "1.5", "12345678901", ""])
def test_what_is_no_count_is_none(tmp_path: Path, cell: str) -> None:
    assert listed(tmp_path, f"date,enquiries\n2026-10-05,{cell}\n") in (
        {FIRST: Counts()}, {},
    )  # fmt: skip


@pytest.mark.parametrize("text", [
    "", "date\n2026-10-05\n", "enquiries\n5\n", "a,b\n1,2\n", "date,enquiries\nsoon,5\n",
    "date,enquiries\n2026-13-45,5\n",
])  # fmt: skip
def test_what_is_no_such_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        listed(tmp_path, text)


def test_a_file_that_is_not_there_or_in_no_coding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_counts(tmp_path / "none.csv")
    path = tmp_path / "raw.csv"
    path.write_bytes(b"\xff\xfe\xff\x80\x81" * 20)
    with pytest.raises(BadInput):
        read_counts(path)
