"""The daily books that go out can come in again: in either language, in whatever store."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.context import Context
from app.errors import BadInput
from app.exchange.moving import export_workbook, import_workbook
from app.exchange.workbook import read_workbook
from app.exchange.writing import write_workbook
from app.rules.books import Books
from app.rules.records import CentreRecords
from app.text import say
from tests.exchange.books import centre, saved, set_cell
from tests.exchange.daily import all_of, keeping
from tests.exchange.made_books import centres_with_books
from tests.exchange.test_round_trip import UNHURRIED, empty
from tests.store.writers import TIMES


def kept(records: CentreRecords) -> dict[str, Counter[Any]]:
    """The books and the registers with further columns, whatever the order of their rows."""
    books = {field.name: getattr(records.books, field.name) for field in fields(Books)}
    registers = (records.inspections, records.attendance, records.leaves)
    named = {**books, **dict(zip("iar", registers, strict=True))}
    return {name: Counter(rows) for name, rows in named.items()}


@settings(UNHURRIED, max_examples=10 * TIMES)
@given(records=centres_with_books(), chinese=st.booleans())
def test_what_is_written_reads_as_it_was(records: CentreRecords, chinese: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "centre.xlsx"
        write_workbook(records, path, chinese)
        assert read_workbook(path).records == records


@settings(UNHURRIED, max_examples=3 * TIMES)
@given(records=centres_with_books(), chinese=st.booleans())
def test_the_books_of_a_store_go_out_and_come_into_another(
    store_template: Path, records: CentreRecords, chinese: bool
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(records, folder / "given.xlsx", chinese)
        with empty(store_template, folder, "a.dutydesk") as first:
            import_workbook(first, folder / "given.xlsx")
            export_workbook(first, folder / "a.xlsx", chinese)
            assert not import_workbook(first, folder / "a.xlsx").changed
        with empty(store_template, folder, "b.dutydesk") as second:
            import_workbook(second, folder / "a.xlsx")
            export_workbook(second, folder / "b.xlsx", not chinese)
        once, twice = (read_workbook(folder / f"{n}.xlsx").records for n in "ab")
        assert kept(once) == kept(twice) == kept(records)


def test_a_sheet_goes_out_where_there_is_something_in_it(context: Context, tmp_path: Path) -> None:
    import_workbook(context, saved(tmp_path, centre()))
    export_workbook(context, tmp_path / "without.xlsx")
    import_workbook(context, saved(tmp_path, keeping()))
    export_workbook(context, tmp_path / "with.xlsx", chinese=True)
    without, with_books = (
        openpyxl.load_workbook(tmp_path / f"{name}.xlsx") for name in ("without", "with")
    )
    assert without.sheetnames[-1] == "Inspections"
    assert [cell.value for cell in without["Inspections"][1]][-1] == "comment"
    assert [cell.value for cell in without["Attendance"][1]][-1] == "off_post_minutes"
    assert with_books.sheetnames[-15:] == [
        *(
            "交接日志",
            "待办事项",
            "通告",
            "通告阅读",
            "点名点评",
            "座席登记",
            "离岗登记",
            "值班日志",
        ),
        *("请示报告", "客户投诉", "来访登记", "例行职责", "培训考核", "评分表", "评分"),
    ]
    assert [cell.value for cell in with_books["考勤"][1]][-1] == "下班时间"
    assert [cell.value for cell in with_books["评分"][3]][:4] == ["Q-2", "2", 1, "不适用"]
    assert [cell.value for cell in with_books["质检"][1]][4] == "通话编号"


def test_what_the_store_has_against_a_file_is_told_with_its_other_problems(
    context: Context, tmp_path: Path
) -> None:
    import_workbook(context, saved(tmp_path, keeping()))
    spoilt = all_of(
        set_cell("Visitors", 2, "in_at", "soon"),
        set_cell("Handovers", 2, "remark", "unseen"),
        set_cell("Scores", 2, "score", 60),
        set_cell("DutiesDone", 2, "due_on", date(2026, 10, 21)),
    )
    with pytest.raises(BadInput) as refusal:
        import_workbook(context, saved(tmp_path, keeping(spoilt)))
    cells = [say(problem).split(": ")[0] for problem in refusal.value.problems]
    assert cells == ["Visitors!E2", "Handovers!I2", "Scores!D2", "DutiesDone!D2"]


def test_a_meeting_on_a_day_that_the_calendar_does_not_have_is_taken_and_told(
    context: Context, tmp_path: Path
) -> None:
    meeting = set_cell("DutiesDone", 3, "duty", "全员会")
    summary = import_workbook(context, saved(tmp_path, keeping(meeting)))
    assert [say(sentence).split(": ")[0] for sentence in summary.told] == ["DutiesDone!D3"]
    again = import_workbook(context, saved(tmp_path, keeping(meeting)))
    assert not again.changed
    assert not again.told


def test_what_was_done_of_a_duty_that_a_department_added_stays_in_the_store(
    context: Context, tmp_path: Path
) -> None:
    from sqlalchemy import update

    from app.models import DutyDone

    import_workbook(context, saved(tmp_path, keeping()))
    with context.write() as session:
        added = update(DutyDone).where(DutyDone.duty == "watering")
        session.execute(added.values(duty="own_1"))
    export_workbook(context, tmp_path / "out.xlsx")
    found = read_workbook(tmp_path / "out.xlsx").records.books.duties_done
    assert [row.duty for row in found] == ["service_analysis"]
    assert not import_workbook(context, tmp_path / "out.xlsx").changed
