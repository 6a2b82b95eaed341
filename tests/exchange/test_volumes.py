"""Contacts by interval are read as telephone systems write them; every bad cell is named."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.errors import BadInput
from app.exchange.volumes import VOLUMES, VolumeFile, read_volumes
from app.rules.calendar import CentreTime
from app.rules.rostering.volumes import VolumeRow, overlapping
from app.text import say

DEPARTMENTS = frozenset({"热线部", "Service"})
ROW = VolumeRow("热线部", "呼入", datetime(2026, 10, 5, 8), 30, 100.0, 180.5)
KEYS = "department,job_type,from,minutes,contacts,aht_seconds"


def listed(folder: Path, text: str, encoding: str = "utf-8") -> VolumeFile:
    path = folder / "volumes.csv"
    path.write_bytes(text.encode(encoding))
    return read_volumes(path, DEPARTMENTS)


def refused(folder: Path, *lines: str) -> list[str]:
    with pytest.raises(BadInput) as error:
        listed(folder, "\n".join((KEYS, *lines)))
    return [say(problem) for problem in error.value.problems]


@given(
    chinese=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    mark=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n"]),
    order=st.permutations(range(len(VOLUMES.columns))),
    shape=st.sampled_from(["%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M"]),
    rows=st.lists(
        st.builds(
            VolumeRow,
            st.sampled_from(sorted(DEPARTMENTS)),
            st.sampled_from(["", "呼入", "chat"]),
            st.integers(0, 2000).map(lambda n: datetime(2026, 1, 1) + timedelta(hours=n)),
            st.sampled_from([15, 30, 60]),
            st.integers(0, 10**6).map(lambda n: n / 1000),
            st.integers(0, 86_400).map(float),
        ),
        unique_by=lambda row: row[:3],
        min_size=1,
        max_size=8,
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_coding_the_mark_and_the_order_of_the_columns_it_says_the_same(
    tmp_path: Path,
    chinese: bool,
    encoding: str,
    mark: str,
    end: str,
    order: list[int],
    shape: str,
    rows: list[VolumeRow],
) -> None:
    heads = [column.chinese if chinese else column.key for column in VOLUMES.columns]
    lines = [heads]
    for row in rows:
        cells = [row.department, row.job_type, row.at.strftime(shape)]
        lines.append([*cells, str(row.minutes), repr(row.contacts), repr(row.aht_seconds)])
    text = end.join(mark.join(line[at] for at in order) for line in lines)
    assert listed(tmp_path, text, encoding).rows == tuple(rows)


def test_a_job_type_may_be_left_out(tmp_path: Path) -> None:
    text = "部门,开始,时长分钟,话务量,平均处理时长\n热线部,2026-10-05 08:00,30,100,180.5\n"
    assert listed(tmp_path, text).rows == (ROW._replace(job_type=""),)


def test_what_stands_above_the_headings_and_columns_that_mean_nothing_are_passed_over(
    tmp_path: Path,
) -> None:
    text = f"10月话务,,\n\n{KEYS},放弃\n热线部,呼入,2026-10-05 08:00,30,100,180.5,4\n"
    found = listed(tmp_path, text)
    assert found.rows == (ROW,)
    assert found.passed_over == ("volumes.csv!A1 (10月话务)", "volumes.csv!G (放弃)")


@pytest.mark.parametrize("title", ["Volumes", "话务量", "Sheet1"])
def test_a_workbook_with_excels_own_dates(tmp_path: Path, title: str) -> None:
    book = Workbook()
    book.create_sheet("说明").append(["话务量", "见另一张表"])
    sheet = book.create_sheet(title)
    sheet.append([column.chinese for column in VOLUMES.columns])
    sheet.append(["热线部", "呼入", datetime(2026, 10, 5, 8), 30, 100, 180.5])
    path = tmp_path / "volumes.xlsx"
    book.save(path)
    assert read_volumes(path, DEPARTMENTS).rows == (ROW,)


def test_every_bad_cell_is_named(tmp_path: Path) -> None:
    assert refused(
        tmp_path,
        "Nowhere,,2026-10-05 08:00,30,100,180",
        "Service,,soon,20,-1,180",
        "Service,,2026-10-05 08:00,30,100,",
    ) == [
        'volumes.csv!A2: "Nowhere" is no department of the centre; mend its name.',
        'volumes.csv!C3: "soon" is no date and time; write it as 2026-10-01 08:00 or as an Excel '
        "date with its time.",
        'volumes.csv!D3: "20" is no length of an interval; write 15, 30 or 60.',
        'volumes.csv!E3: "-1" is no number from 0 to 1000000000.',
        "volumes.csv!F4: aht_seconds (平均处理时长) may not be blank; fill it in.",
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        listed(tmp_path, "department,from,minutes,contacts\nService,2026-10-05,30,1\n")
    (problem,) = error.value.problems
    assert "aht_seconds (平均处理时长) is missing" in say(problem)


def test_a_row_that_is_there_twice_counts_once_and_two_that_differ_are_refused(
    tmp_path: Path,
) -> None:
    line = "Service,,2026-10-05 08:00,30,100,180"
    assert len(listed(tmp_path, "\n".join((KEYS, line, line))).rows) == 1
    (problem,) = refused(tmp_path, line, line.replace("100", "101"))
    assert problem.startswith('volumes.csv!C3: "2026-10-05 08:00" is already in row 2')


def test_an_interval_ends_at_midnight_and_not_after(tmp_path: Path) -> None:
    assert listed(tmp_path, f"{KEYS}\nService,,2026-10-05 23:30,30,1,180").rows
    (problem,) = refused(tmp_path, "Service,,2026-10-05 23:30,60,1,180")
    assert "would reach into the next day" in problem


def test_an_interval_begins_when_the_one_before_has_ended(tmp_path: Path) -> None:
    hour, at_end = "Service,,2026-10-05 08:00,60,1,180", "Service,,2026-10-05 09:00,30,1,180"
    assert len(listed(tmp_path, "\n".join((KEYS, at_end, hour))).rows) == 2
    assert refused(tmp_path, at_end.replace("09:00", "08:30"), hour) == [
        'volumes.csv!C2: the interval from "2026-10-05 08:30" on begins before that of row 3 ends; '
        "mend from or minutes."
    ]


def test_all_that_an_hour_lies_over_is_named() -> None:
    assert list(overlapping([(0, 60), (15, 15), (30, 30), (60, 30)])) == [
        ((0, 60), (15, 15)),
        ((0, 60), (30, 30)),
    ]


def test_what_is_no_list_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_volumes(tmp_path / "none.csv", DEPARTMENTS)
    with pytest.raises(BadInput):
        listed(tmp_path, "")


def told(path: Path) -> str:
    with pytest.raises(BadInput) as error:
        read_volumes(path, DEPARTMENTS)
    return say(error.value.message)


def test_no_file_a_folder_and_headings_alone_are_told_apart(tmp_path: Path) -> None:
    assert told(tmp_path / "none.csv").endswith("cannot be opened: No such file or directory.")
    folder = tmp_path / "list.csv"
    folder.mkdir()
    assert "cannot be opened: " in told(folder)
    bare = tmp_path / "bare.csv"
    bare.write_text(f"{KEYS}\n")
    assert told(bare) == "No interval stands in bare.csv under its headings."


def test_a_cell_under_no_heading_is_named(tmp_path: Path) -> None:
    found = listed(tmp_path, f"{KEYS}\nService,,2026-10-05 08:00,30,100,180,extra\n")
    assert found.passed_over == ("volumes.csv!G2 (extra)",)


def test_more_than_any_centre_has_is_refused_with_its_cell(tmp_path: Path) -> None:
    """100,000 people talk without a break: 2,083.33 contacts of a day each in half an hour."""
    line = "Service,,2026-10-05 08:00,30,{},86400"
    assert listed(tmp_path, f"{KEYS}\n{line.format(2083)}").rows
    assert refused(tmp_path, line.format(2084)) == [
        'volumes.csv!E2: "2084" contacts of 86400 s within 30 minutes take more than 100000 '
        "people; mend the number or the handling time."
    ]


NEW_YORK = CentreTime("America/New_York")


def in_new_york(folder: Path, *lines: str) -> VolumeFile:
    path = folder / "volumes.csv"
    path.write_text("\n".join((KEYS, *(f"Service,,{line}" for line in lines))))
    return read_volumes(path, DEPARTMENTS, time=NEW_YORK)


def test_the_hour_that_the_clock_shows_twice_counts_with_both_of_its_rows(tmp_path: Path) -> None:
    twice = ("2026-11-01 01:00,30,10,200", "2026-11-01 01:00,30,30,100")
    found = in_new_york(tmp_path, *twice, "2026-11-01 02:00,30,7,100")
    assert [(one.contacts, one.aht_seconds) for one in found.rows] == [(40, 125), (7, 100)]
    assert found.together == (datetime(2026, 11, 1, 1),)
    alike = in_new_york(tmp_path, twice[0], twice[0])
    assert [(one.contacts, one.aht_seconds) for one in alike.rows] == [(20, 200)]
    with pytest.raises(BadInput):
        in_new_york(tmp_path, *twice, "2026-11-01 01:00,30,5,100")
    with pytest.raises(BadInput):
        in_new_york(tmp_path, *(line.replace("11-01 01", "11-01 02") for line in twice))


def test_a_time_that_the_clock_leaves_out_is_refused(tmp_path: Path) -> None:
    assert in_new_york(tmp_path, "2026-03-08 01:30,30,1,100", "2026-03-08 03:00,30,1,100").rows
    with pytest.raises(BadInput) as error:
        in_new_york(tmp_path, "2026-03-08 02:30,30,1,100")
    (problem,) = map(say, error.value.problems)
    assert 'the clock leaves "2026-03-08 02:30" out on that day' in problem
