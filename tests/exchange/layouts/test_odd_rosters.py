"""What else real centres keep: each of these is read whole, or what is not read is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.exchange.layouts.asking import questions
from app.exchange.layouts.guessing import Guess, Hints, guess
from app.exchange.layouts.opening import open_book
from app.exchange.layouts.reading import read
from app.rules.bringing.said import Said
from tests.exchange.layouts.made import OFF, Known, a_book, a_csv

PEOPLE = ["王芳", "李四", "赵小龙", "钱多", "孙一鸣", "周建国"]
LATIN = ["Ansel Wynfield", "Marlo Harbin", "Perrin Okpara", "Idony Frostick"]
TODAY = date(2026, 11, 27)
WEEKDAYS = "一二三四五六日"
Rows = list[list[Any]]


def days(first: date = date(2026, 10, 1), count: int = 31) -> list[date]:
    return [first + timedelta(days=at) for at in range(count)]


OCTOBER = days()


def word(row: int, at: int) -> str:
    return ("早", "中", "晚", "休")[(row + at) % 4]


def line(row: int, count: int = 31) -> list[str]:
    return [word(row, at) for at in range(count)]


def known(people: Sequence[str] = PEOPLE, on: Sequence[date] = OCTOBER, ending: str = "") -> Known:
    return Counter(
        (person, day, word(row, at) + ending)
        for row, person in enumerate(people)
        for at, day in enumerate(on)
        if word(row, at) not in OFF
    )


def lines(people: Sequence[str] = PEOPLE, count: int = 31) -> Rows:
    return [[person, *line(row, count)] for row, person in enumerate(people)]


def iso(on: Sequence[date] = OCTOBER) -> list[str]:
    return [day.isoformat() for day in on]


def numbers(on: Sequence[date] = OCTOBER) -> list[int]:
    return [day.day for day in on]


def week(on: Sequence[date] = OCTOBER) -> list[str]:
    return [WEEKDAYS[day.weekday()] for day in on]


def at_work(kind: str, at: int) -> list[str]:
    return [person for row, person in enumerate(PEOPLE) if word(row, at) == kind]


def look(path: Path, hints: Hints | None = None) -> tuple[Guess, Said]:
    book = open_book(path)
    found = guess(book, TODAY, hints)
    return found, read(book, found.layout, found.copies, found.rivals)


def shifts(said: Said) -> Known:
    return Counter((e.person, e.day, e.word) for e in said.entries if e.word not in OFF)


def in_weeks(cells: list[Any]) -> list[Any]:
    """With a blank column behind each week."""
    return [one for at in range(0, len(cells), 7) for one in [*cells[at : at + 7], ""]]


def by_people_down() -> dict[str, Rows]:
    later = days(date(2026, 12, 21))
    return {
        "a blank column between weeks": [
            ["2026年10月"], ["姓名", *in_weeks(numbers())],
            *([person, *in_weeks(cells)] for person, *cells in lines()),
        ],
        "weekdays above the dates": [
            ["2026年10月排班"], ["", *week()], ["姓名", *numbers()], *lines(),
        ],
        "two lines of headings, the department first": [
            ["部门", "姓名", "2026年10月"], ["", "", *numbers()], ["", "", *week()],
            *(["一组" if row == 0 else "", *cells] for row, cells in enumerate(lines())),
        ],
        "sums of a team between its people": [
            ["姓名", *iso()],
            *(one for row, cells in enumerate(lines())
              for one in ([cells, ["小计", *[2] * 31]] if row % 2 else [cells])),
        ],
        "days with their weekday": [
            ["姓名", *(f"{day.month}/{day.day}\n周{WEEKDAYS[day.weekday()]}" for day in OCTOBER)],
            *lines(),
        ],
        "8.10 shown as 8.1": [
            ["2026"], ["姓名", *(float(f"{day.month}.{day.day}") for day in OCTOBER)], *lines(),
        ],
        "hours, sums and signatures": [
            ["姓名", *iso()], *([*cells, 22, 176.5] for cells in lines()),
            ["早班人数", *[2] * 31], ["制表：王芳 审核：李四"],
        ],
        "two teams one under the other": [
            ["2026年10月"], ["一组"], ["姓名", *numbers()], *lines()[:3],
            [], ["二组"], ["姓名", *numbers()], *lines()[3:],
        ],
        "only the year stands elsewhere": [
            ["姓名", *(f"{day.month}月{day.day}日" for day in OCTOBER)], *lines(),
            ["2026年客服中心制"],
        ],
        "a title after the month that ends": [
            ["2026年10月排班（9.21-10.20）"], ["姓名", *numbers(later[:0])], *lines(PEOPLE[:0]),
            ["姓名", *numbers()], *lines(),
        ],
    }  # fmt: skip


@pytest.mark.parametrize("name", by_people_down())
def test_people_down(tmp_path: Path, name: str) -> None:
    path = a_book(tmp_path / "a.xlsx", ("排班", by_people_down()[name]))
    assert shifts(look(path)[1]) == known()


def by_days_down() -> dict[str, Rows]:
    return {
        "with a column of weekdays": [
            ["2026年10月排班表"], ["日期", "星期", *PEOPLE],
            *([day.day, WEEKDAYS[day.weekday()], *(word(row, at) for row in range(6))]
              for at, day in enumerate(OCTOBER)),
        ],
        "people in two blocks": [
            *(["日期", *PEOPLE[:3]], *([day.isoformat(), *(word(row, at) for row in range(3))]
                                     for at, day in enumerate(OCTOBER)), []),
            *(["日期", *PEOPLE[3:]], *([day.isoformat(), *(word(row, at) for row in range(3, 6))]
                                     for at, day in enumerate(OCTOBER))),
        ],
    }  # fmt: skip


@pytest.mark.parametrize("name", by_days_down())
def test_people_across(tmp_path: Path, name: str) -> None:
    path = a_book(tmp_path / "a.xlsx", ("排班", by_days_down()[name]))
    assert shifts(look(path)[1]) == known()


def test_shifts_across_with_a_column_of_remarks(tmp_path: Path) -> None:
    rows: Rows = [["2026年值班表"], ["日期", "星期", "早班", "中班", "晚班", "备注"]]
    for at, day in enumerate(OCTOBER):
        people = [" ".join(at_work(kind, at)) for kind in "早中晚"]
        remark = "国庆" if at < 7 else ""
        rows.append([f"{day.month}月{day.day}日", WEEKDAYS[day.weekday()], *people, remark])
    _found, said = look(a_book(tmp_path / "a.xlsx", ("排班", rows)))
    assert shifts(said) == known(ending="班")
    assert any("备注" in one.value for one in said.left_out)


def test_shifts_down_with_people_on_lines_of_a_cell(tmp_path: Path) -> None:
    rows: Rows = [["2026年10月"], ["班次", *numbers()]]
    rows += [
        [f"{kind}班", *("\n".join(at_work(kind, at)) for at in range(31))] for kind in "早中晚"
    ]
    rows += [["备注：请准时到岗"]]
    _found, said = look(a_book(tmp_path / "a.xlsx", ("排班", rows)))
    assert shifts(said) == known(ending="班")


def test_a_list_by_person_with_word_and_times(tmp_path: Path) -> None:
    rows: Rows = [["序号", "工号", "日期", "班次", "开始时间", "结束时间"]]
    for row in range(4):
        for at, day in enumerate(OCTOBER):
            if word(row, at) != "休":
                rows.append([len(rows), 1000 + row, day, word(row, at), "08:00", "16:30"])
    _found, said = look(a_book(tmp_path / "a.xlsx", ("记录", rows)))
    assert shifts(said) == known([str(1000 + row) for row in range(4)])
    assert set(said.times.values()) == {(time(8), time(16, 30))}


def test_a_sheet_for_each_week_and_each_month(tmp_path: Path) -> None:
    weeks = []
    for at in range(0, 28, 7):
        heads = ["姓名", *(f"{day.month}/{day.day}" for day in OCTOBER[at : at + 7])]
        cells = [[person, *line(row)[at : at + 7]] for row, person in enumerate(PEOPLE)]
        weeks.append((f"第{at // 7 + 1}周", [heads, *cells]))
    assert shifts(look(a_book(tmp_path / "w.xlsx", *weeks))[1]) == known(on=OCTOBER[:28])
    november = days(date(2026, 11, 1), 30)
    months = [("11月", [["姓名", *map(str, numbers(november))], *lines(count=30)]),
              ("10月", [["姓名", *map(str, numbers())], *lines()])]  # fmt: skip
    path = a_book(tmp_path / "m.xlsx", *months)
    found, said = look(path)
    assert shifts(said) == known() + known(on=november)
    assert len(questions(found, said)) >= 2  # the year is the nearest, and asked for
    told = look(path, Hints(first_day=date(2027, 10, 1)))[1]
    assert {entry.day.year for entry in told.entries} == {2027}


def test_times_from_a_sheet_of_shifts(tmp_path: Path) -> None:
    legend: Rows = [["班次", "上班", "下班"], ["早", time(8), time(16)], ["中", time(12), time(20)],
              ["晚", time(20), time(8)]]  # fmt: skip
    path = a_book(tmp_path / "a.xlsx", ("排班", [["姓名", *iso()], *lines()]), ("班次", legend))
    assert look(path)[1].times == {
        "早": (time(8), time(16)),
        "中": (time(12), time(20)),
        "晚": (time(20), time(8)),
    }


def test_a_period_over_the_year_s_end_is_called_after_its_last_month(tmp_path: Path) -> None:
    period = days(date(2026, 12, 21))
    for title in ("2027年1月排班", "2027年1月排班（12.21—1.20）", "2026年12月21日-2027年1月20日"):
        rows: Rows = [[title], ["姓名", *numbers(period)], *lines()]
        assert shifts(look(a_book(tmp_path / "a.xlsx", ("S", rows)))[1]) == known(on=period)


def test_the_weekdays_tell_the_year_of_a_leap_february(tmp_path: Path) -> None:
    february = days(date(2028, 2, 1), 29)
    rows: Rows = [
        ["姓名", *(f"{day.day}号" for day in february)],
        ["", *week(february)],
        *lines(count=29),
    ]
    assert shifts(look(a_book(tmp_path / "a.xlsx", ("2月", rows)))[1]) == known(on=february)


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y"])
def test_which_of_two_numbers_is_the_day_is_told_by_the_whole_line(
    tmp_path: Path, form: str
) -> None:
    on = OCTOBER[:12]
    rows: Rows = [["Name", *(f"{day:{form}}" for day in on)], *lines(LATIN, 12)]
    assert shifts(look(a_book(tmp_path / "a.xlsx", ("S", rows)))[1]) == known(LATIN, on)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_any_writing(tmp_path: Path, encoding: str) -> None:
    path = a_csv(tmp_path / "2026年10月.csv", [["姓名", *numbers()], *lines()], encoding)
    assert shifts(look(path)[1]) == known()


def test_notes_and_double_shifts_in_a_cell_stay_as_written(tmp_path: Path) -> None:
    rows: Rows = [["姓名", *iso()], *lines()]
    rows[1][1], rows[2][2], rows[3][3] = "早(替李四)", "早/晚", "  早  晚 "
    said = look(a_book(tmp_path / "a.xlsx", ("S", rows)))[1]
    there = {(entry.person, entry.cell): entry.word for entry in said.entries}
    assert there[PEOPLE[0], "B2"] == "早(替李四)"
    assert there[PEOPLE[1], "C3"] == "早/晚"
    assert there[PEOPLE[2], "D4"] == "早 晚"


def test_people_who_share_a_name_stay_two(tmp_path: Path) -> None:
    rows: Rows = [["工号", "姓名", *iso()], *([10 + row, "王芳", *line(row)] for row in range(2))]
    said = look(a_book(tmp_path / "a.xlsx", ("S", rows)))[1]
    assert {entry.number for entry in said.entries} == {"10", "11"}
    assert shifts(said) == known(["王芳"]) + Counter(
        ("王芳", day, word(1, at)) for at, day in enumerate(OCTOBER) if word(1, at) != "休"
    )


# -- never a shift lost in silence ---------------------------------------------------------------


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    book: Workbook = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def a_month(path: Path) -> Path:
    return a_book(path, ("S", [["姓名", *iso()], *lines()]))


def put(cell: str, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


@pytest.mark.parametrize(
    ("cell", "value", "named"),
    [
        ("G1", None, "G2:G7"),
        ("G1", "国庆", "G2:G7"),
        ("G1", "2026-10-66", "G2:G7"),
        ("G1", "2026-10-05", "G1"),
        ("F4", "=B2", "F4"),
        ("F1", "=B1+1", "F1"),
        ("F4", "#REF!", "F4"),
        ("A4", "=B2", "A4"),
        ("A4", None, "B4:AF4"),
        ("A7", None, "B7:AF7"),
        ("AG2", "早", "AG2"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, cell: str, value: Any, named: str) -> None:
    path = changed(a_month(tmp_path / "a.xlsx"), put(cell, value))
    assert named in {one.cells for one in look(path)[1].problems}


def test_formulas_in_all_headings_are_no_roster_but_a_problem(tmp_path: Path) -> None:
    rows: Rows = [["姓名", date(2026, 10, 1), *(f"={chr(66 + at)}1+1" for at in range(20))],
            *lines(count=21)]  # fmt: skip
    _found, said = look(a_book(tmp_path / "a.xlsx", ("S", rows)))
    assert not said.entries
    assert [one.sheet for one in said.problems] == ["S"]


def test_what_is_hidden_is_read_and_named(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True
        hidden = sheet.parent.create_sheet("旧")
        hidden["A1"] = "王芳"
        hidden.sheet_state = "hidden"

    _found, said = look(changed(a_month(tmp_path / "a.xlsx"), hide))
    assert shifts(said) == known()
    assert {(one.sheet, one.cells) for one in said.left_out} == {
        ("S", "3:3"),
        ("S", "F:F"),
        ("旧", "A1"),
    }


def test_numbers_that_excel_cut_are_named(tmp_path: Path) -> None:
    rows: Rows = [["工号", "姓名", *iso()],
            *([110101199001011000 + row, *cells] for row, cells in enumerate(lines()))]  # fmt: skip
    said = look(a_book(tmp_path / "a.xlsx", ("S", rows)))[1]
    assert [one.cells for one in said.problems] == [f"A{row}" for row in range(2, 8)]


def test_a_line_of_a_list_without_a_day_is_named(tmp_path: Path) -> None:
    rows: Rows = [["日期", "姓名", "班次"]]
    rows += [[day.isoformat(), p, word(row, at)] for at, day in enumerate(OCTOBER)
             for row, p in enumerate(PEOPLE)]  # fmt: skip
    rows[50][0] = "2026-10-99"
    said = look(a_book(tmp_path / "a.xlsx", ("S", rows)))[1]
    assert [one.cells for one in said.problems] == ["B51:C51"]


def test_days_as_weekday_names_are_dates(tmp_path: Path) -> None:
    rows: Rows = [["姓名", *(datetime(d.year, d.month, d.day) for d in OCTOBER)], *lines()]

    def as_weekdays(sheet: Any) -> None:
        for cell in sheet[1][1:]:
            cell.number_format = "[$-804]aaaa;@"

    path = changed(a_book(tmp_path / "a.xlsx", ("S", rows)), as_weekdays)
    assert shifts(look(path)[1]) == known()


def test_a_csv_of_far_too_many_columns_is_named_and_not_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    days = ",".join(OCTOBER[at % 31].isoformat() for at in range(200_000))
    path.write_text(f"工号,姓名,{days}\n1001,甲,{'E,' * 200_000}\n", encoding="utf-8")
    said = look(path)[1]
    assert not said.entries
    assert [one.why.msgid for one in said.left_out] == [
        "The sheet spans more than a roster does; it was not read."
    ]
