"""The centre's workbook as people keep it: titles, sums, merged cells, dates and codes their way.

Whatever is not taken is named; nothing that says a shift is lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.errors import BadInput, NotAWorkbook
from app.exchange.known import Called, Known
from app.exchange.workbook import read_workbook
from app.rules.records import Workbook
from app.text import say
from tests.exchange.books import EMPLOYEES, ROSTER, SHIFTS

TITLE = "Roster 2026-10"
OCTOBER = [date(2026, 10, n) for n in (1, 2, 3)]
Change = Callable[[Worksheet], object]


def read(
    folder: Path,
    change: Change = lambda _sheet: None,
    *,
    roster: list[list[Any]] = ROSTER,
    employees: list[list[Any]] | None = EMPLOYEES,
    shifts: list[list[Any]] | None = SHIFTS,
    known: Known | None = None,
) -> Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (("Employees", employees), ("Shifts", shifts), (TITLE, roster)):
        if rows is not None:
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
    change(book[TITLE])
    path = folder / "book.xlsx"
    book.save(path)
    return read_workbook(path, known=known or Known())


def refusals(folder: Path, change: Change = lambda _sheet: None, **sheets: Any) -> str:
    with pytest.raises(BadInput) as refused:
        read(folder, change, **sheets)
    return "\n".join(map(say, refused.value.problems))


def shifts_of(book: Workbook) -> dict[str, dict[date, str]]:
    return {no: dict(days) for no, days in book.records.rosters[2026, 10].items()}


AS_IT_STANDS = {
    "11": {OCTOBER[0]: "E", OCTOBER[2]: "N"},
    "12": {OCTOBER[1]: "E", OCTOBER[2]: "E"},
}


def put(cell: str, value: Any, number_format: str = "") -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value
        if number_format:
            sheet[cell].number_format = number_format

    return change


# -- merged cells ------------------------------------------------------------------------------


def test_a_merged_span_is_the_shift_of_each_of_its_days(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet["C2"], sheet["D2"], sheet["E2"] = "E", None, None
        sheet.merge_cells("C2:E2")

    assert shifts_of(read(tmp_path, merge))["11"] == dict.fromkeys(OCTOBER, "E")


def test_a_merged_department_is_that_of_each_line(tmp_path: Path) -> None:
    rows = [list(row) for row in EMPLOYEES]
    rows[5][2] = rows[6][2] = None
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Employees"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("C5:C7")
    for title, other in (("Shifts", SHIFTS), (TITLE, ROSTER)):
        extra = book.create_sheet(title)
        for row in other:
            extra.append(row)
    book.save(tmp_path / "merged.xlsx")
    people = read_workbook(tmp_path / "merged.xlsx").records.people
    places = {person.no: person.posts[0].department for person in people}
    assert [places[no] for no in ("10", "11", "12")] == ["Service"] * 3


# -- dates, times, codes -----------------------------------------------------------------------


@pytest.mark.parametrize("form", ["aaa", "aaaa", "[$-804]aaaa;@"])
def test_a_number_shown_as_a_weekday_is_a_date(tmp_path: Path, form: str) -> None:
    def change(sheet: Worksheet) -> None:
        for column, day in zip("CDE", OCTOBER, strict=True):
            put(f"{column}1", (day - date(1899, 12, 30)).days, form)(sheet)

    assert shifts_of(read(tmp_path, change)) == AS_IT_STANDS


def test_a_number_that_is_shown_as_one_is_no_date(tmp_path: Path) -> None:
    assert '"46296" is no date' in refusals(tmp_path, put("C1", 46296, "0"))


@pytest.mark.parametrize(
    "form", ["{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}-{1:02}-{2:02}", "{0}／{1}／{2}"]
)
def test_dates_are_read_as_people_write_them(tmp_path: Path, form: str) -> None:
    def change(sheet: Worksheet) -> None:
        for column, day in zip("CDE", OCTOBER, strict=True):
            sheet[f"{column}1"] = form.format(day.year, day.month, day.day)

    assert shifts_of(read(tmp_path, change)) == AS_IT_STANDS


@pytest.mark.parametrize(
    ("end", "form"), [("24:00", ""), ("２４：００", ""), (1, "[h]:mm"), (1, "hh:mm"), ("00:00", "")]
)
def test_a_shift_until_24_00_ends_as_the_next_day_begins(
    tmp_path: Path, end: Any, form: str
) -> None:
    rows = [*SHIFTS, ["L", "Late", "16:00", None, "N"]]

    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        put("D4", end, form)(sheet.parent["Shifts"])

    late = read(tmp_path, change, shifts=rows).records.shifts[-1]
    assert (late.start, late.end) == (time(16), time(0))


def test_no_shift_begins_at_24_00(tmp_path: Path) -> None:
    rows = [*SHIFTS, ["L", "Late", "24:00", "08:00", "N"]]
    assert '"24:00" is no time of day' in refusals(tmp_path, shifts=rows)


@pytest.mark.parametrize("word", ["e", "Ｅ", "ｅ", "early", " Early "])
def test_width_and_case_of_a_code_do_not_matter_and_its_name_will_do(
    tmp_path: Path, word: str
) -> None:
    assert shifts_of(read(tmp_path, put("C2", word))) == AS_IT_STANDS


def test_case_matters_where_it_tells_two_codes_apart(tmp_path: Path) -> None:
    rows = [*SHIFTS, ["ab", "x", "08:00", "16:00", "N"], ["AB", "y", "09:00", "17:00", "N"]]
    assert '"Ab" is no shift' in refusals(tmp_path, put("C2", "Ab"), shifts=rows)


@pytest.mark.parametrize("word", ["休", "OFF", "休息", "-", "/", "WO", "w/o", "—", "公休"])
def test_a_word_for_a_day_off_is_no_shift_and_no_problem(tmp_path: Path, word: str) -> None:
    assert shifts_of(read(tmp_path, put("D2", word))) == AS_IT_STANDS


def test_a_number_of_which_excel_lost_the_end_is_named(tmp_path: Path) -> None:
    rows = [*EMPLOYEES, [12345678901234567, "Cai", "Service", "A", "agent", None, 3, OCTOBER[0]]]
    assert "Excel keeps 15 digits" in refusals(tmp_path, employees=rows)


# -- lines around and headings -----------------------------------------------------------------


def test_titles_above_and_sums_and_signatures_below_are_named_and_passed_over(
    tmp_path: Path,
) -> None:
    rows = [
        ["10月排班表"],
        [],
        *ROSTER,
        [None, "合计", 1, 1, 2],
        ["制表：甲", None, None, None, "审核：乙"],
        ["E=早班，N=夜班"],
    ]
    book = read(tmp_path, roster=rows)
    assert shifts_of(book) == AS_IT_STANDS
    assert book.ignored == (
        f"{TITLE}!A1 (10月排班表)",
        f"{TITLE}!B6 (合计)",
        f"{TITLE}!A7 (制表：甲)",
        f"{TITLE}!A8 (E=早班，N=夜班)",
    )


@pytest.mark.parametrize("line", [["13", "Cai"], ["13", "Cai", "E"], ["Cai", "", "E"]])
def test_a_line_that_may_be_somebodys_is_not_passed_over(tmp_path: Path, line: list[str]) -> None:
    assert "is no employee's number" in refusals(tmp_path, roster=[*ROSTER, line])


def test_lines_below_the_staff_are_named_too(tmp_path: Path) -> None:
    book = read(tmp_path, employees=[["2026年员工名册"], *EMPLOYEES, ["合计", "6人"]])
    assert len(book.records.people) == 6
    assert book.ignored == ("Employees!A1 (2026年员工名册)", "Employees!A9 (合计)")


def test_headings_may_be_decorated(tmp_path: Path) -> None:
    rows = [
        [
            "工号",
            "姓名*",
            "部门名称*",
            "班组",
            "岗位：",
            "工种",
            "技能等级",
            "入职日期(YYYY-MM-DD)",
        ],
        *(row[:8] for row in EMPLOYEES[1:]),
    ]
    rows[0].append("入职日期(YYYY-MM-DD)")
    assert read(tmp_path, employees=rows).records.people == read(tmp_path).records.people


def test_the_bare_heading_goes_before_a_decorated_one(tmp_path: Path) -> None:
    rows = [[*EMPLOYEES[0], "name (pinyin)"], *([*row, "x"] for row in EMPLOYEES[1:])]
    book = read(tmp_path, employees=rows)
    assert book.records.people == read(tmp_path).records.people
    assert book.ignored == ("Employees!K (name (pinyin))",)


def test_a_shift_below_a_blank_heading_is_a_problem(tmp_path: Path) -> None:
    told = refusals(tmp_path, put("D1", None))
    assert f'{TITLE}!D3: the shift "E" stands below a heading that says no date' in told


def test_what_is_hidden_is_read_and_told(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    book = read(tmp_path, hide)
    assert shifts_of(book) == AS_IT_STANDS
    assert [told.params["sheet"] for told in book.told] == [TITLE]
    assert not read(tmp_path).told

    def hide_all(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    assert [told.params["sheet"] for told in read(tmp_path, hide_all).told] == [TITLE]


# -- what the store knows ----------------------------------------------------------------------

STORE = Known(
    people=frozenset({"11", "12", "13"}),
    shifts=frozenset({"E", "N"}),
    named={"11": Called("Anna"), "12": Called("Bert"), "13": Called("Bert", date(2026, 9, 30))},
    shift_names={"E": "Early", "N": "Night"},
)


def test_a_roster_alone_is_enough_where_the_store_knows_people_and_shifts(tmp_path: Path) -> None:
    book = read(tmp_path, employees=None, shifts=None, known=STORE)
    assert shifts_of(book) == AS_IT_STANDS
    assert not book.records.people


def test_a_roster_alone_names_who_is_unknown_to_the_store(tmp_path: Path) -> None:
    rows = [*ROSTER, ["99", "Cai", "E", "Q"]]
    told = refusals(tmp_path, roster=rows, employees=None, shifts=None, known=STORE)
    assert f'{TITLE}!A4: "99" is no employee' in told


def test_a_roster_alone_is_refused_where_nobody_is_known(tmp_path: Path) -> None:
    told = refusals(tmp_path, employees=None, shifts=None)
    assert "Employees" in told
    assert "Shifts" in told


BY_NAME = [row[1:] for row in ROSTER]


def test_people_go_by_their_names_where_no_number_stands(tmp_path: Path) -> None:
    assert shifts_of(read(tmp_path, roster=BY_NAME)) == AS_IT_STANDS
    assert (
        shifts_of(read(tmp_path, roster=BY_NAME, employees=None, shifts=None, known=STORE))
        == AS_IT_STANDS
    )


def test_of_two_of_one_name_both_are_named(tmp_path: Path) -> None:
    rows = [*EMPLOYEES, ["13", "Bert", "Service", "A", "agent", None, 3, date(2021, 1, 1)]]
    told = refusals(tmp_path, roster=BY_NAME, employees=rows)
    assert f'{TITLE}!A3: "Bert" is the name of 12, 13; add the column employee_no' in told


def test_a_name_that_is_nobodys_is_a_problem_where_shifts_stand(tmp_path: Path) -> None:
    told = refusals(tmp_path, roster=[*BY_NAME, ["Cai", "E"]])
    assert f'{TITLE}!A4: "Cai" is the name of nobody' in told


def test_a_file_without_any_of_the_sheets_says_where_it_can_come_in(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["日期", "张一", "李二"])
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(tmp_path / "other.xlsx")
    assert "roster" in say(refused.value.message)
