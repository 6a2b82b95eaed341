"""What is wrong with a workbook is named by sheet, cell and value, all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from app.errors import BadInput
from app.exchange.known import Known
from app.exchange.workbook import read_workbook
from app.text import say
from tests.exchange.books import Sheets, centre, problems, rewritten, saved, set_cell


@pytest.mark.parametrize(
    ("sheet", "header", "value", "cell"),
    [
        ("Employees", "hired_on", "32/10", 'Employees!H2: "32/10" is no date'),
        ("Employees", "hired_on", "2026-02-29", 'Employees!H2: "2026-02-29" is no date'),
        ("Employees", "hired_on", 45000, 'Employees!H2: "45000" is no date'),
        ("Employees", "hired_on", None, "Employees!H2: hired_on (入职日期) may not be blank"),
        ("Employees", "since", datetime(2026, 1, 1, 8), 'Employees!J2: "2026-01-01 08:00:00" is'),
        ("Employees", "role", "boss", 'Employees!E2: "boss" is not known here'),
        ("Employees", "skill_level", 6, 'Employees!G2: "6" is no whole number from 1 to 5'),
        ("Employees", "skill_level", 2.5, 'Employees!G2: "2.5" is no whole number from 1 to 5'),
        ("Employees", "skill_level", True, 'Employees!G2: "True" is no whole number'),
        ("Employees", "left_on", date(2019, 12, 31), 'Employees!I2: "2019-12-31" lies before'),
        ("Employees", "team", "A", 'Employees!D2: the team "A" needs its department'),
        ("Shifts", "start", "25:00", 'Shifts!C2: "25:00" is no time of day'),
        ("Shifts", "end", "soon", 'Shifts!D2: "soon" is no time of day'),
        ("Shifts", "night", "maybe", 'Shifts!E2: "maybe" is not known here'),
        ("Shifts", "name", None, "Shifts!B2: name (名称) may not be blank"),
        ("Holidays", "kind", "feast", 'Holidays!C2: "feast" is not known here'),
        ("Roster 2026-10", "2026-10-01", "X", 'Roster 2026-10!C2: "X" is no shift\'s code'),
        ("Roster 2026-10", "employee_no", "77", 'Roster 2026-10!A2: "77" is no employee\'s'),
        ("Roster 2026-10", "employee_no", None, "Roster 2026-10!A2: employee_no may not be blank"),
        ("Swaps", "requester_no", "77", 'Swaps!C2: "77" is no employee\'s number'),
        ("Swaps", "counterpart_no", "77", 'Swaps!E2: "77" is no employee\'s number'),
        ("Swaps", "counterpart_date", "32/10", 'Swaps!F2: "32/10" is no date'),
        ("Swaps", "filed_at", "2026-09-28 24:00", 'Swaps!B2: "2026-09-28 24:00" is no date and'),
        ("Swaps", "status", "agreed", 'Swaps!K2: "agreed" is not known here'),
        ("Leaves", "employee_no", "77", 'Leaves!B2: "77" is no employee\'s number'),
        ("Leaves", "kind", "holiday", 'Leaves!E2: "holiday" is not known here'),
        ("Leaves", "last_date", date(2026, 10, 2), 'Leaves!G2: "2026-10-02" lies before first'),
        ("Attendance", "off_post_minutes", -1, 'Attendance!D2: "-1" is no whole number from 0'),
        ("Attendance", "employee_no", "77", 'Attendance!A2: "77" is no employee\'s number'),
        ("Inspections", "inspector_no", "77", 'Inspections!C2: "77" is no employee\'s number'),
        ("Inspections", "tone", 101, 'Inspections!H2: "101" is no score'),
        ("Inspections", "tone", -0.5, 'Inspections!H2: "-0.5" is no score'),
        ("Inspections", "tone", None, "Inspections!H2: tone (语气语调) may not be blank"),
        ("Inspections", "tone", "good", 'Inspections!H2: "good" is no score'),
    ],
)
def test_a_bad_cell_is_named_with_its_value(
    tmp_path: Path, sheet: str, header: str, value: object, cell: str
) -> None:
    (problem,) = problems(tmp_path, set_cell(sheet, 2, header, value))
    assert problem.startswith(cell)


def test_a_department_may_be_blank_for_the_director_alone(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, set_cell("Employees", 6, "department", None))
    assert problem.startswith("Employees!C6: department may be blank only for the director")


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    def spoilt(sheets: Sheets) -> None:
        set_cell("Employees", 3, "role", "boss")(sheets)
        set_cell("Shifts", 2, "night", "maybe")(sheets)
        set_cell("Roster 2026-10", 2, "2026-10-03", "Z")(sheets)
        set_cell("Swaps", 2, "requester_no", "77")(sheets)
        set_cell("Swaps", 2, "counterpart_no", "78")(sheets)
        set_cell("Leaves", 2, "kind", "?")(sheets)
        set_cell("Leaves", 2, "first_date", "?")(sheets)

    cells = [problem.split(": ")[0] for problem in problems(tmp_path, spoilt)]
    assert cells == [
        *("Employees!E3", "Shifts!E2", "Roster 2026-10!E2", "Swaps!C2", "Swaps!E2"),
        *("Leaves!E2", "Leaves!F2"),
    ]


@pytest.mark.parametrize(
    ("sheet", "again", "bad", "other", "cells"),
    [
        ("Employees", True, "role", {"name": "Bert"}, ["E8", "J8"]),
        ("Employees", False, "skill_level", {"left_on": "1999-01-01"}, ["G2", "I2"]),
        ("Shifts", True, "night", {}, ["E4", "A4"]),
        ("Holidays", True, "kind", {}, ["C4", "A4"]),
        ("Swaps", False, "filed_at", {"requester_no": "77"}, ["B2", "C2"]),
        ("Swaps", True, "status", {}, ["K3", "A3"]),
        ("Leaves", False, "kind", {"last_date": "2026-01-01"}, ["E2", "G2"]),
        ("Attendance", True, "arrived_at", {}, ["C4", "B4"]),
        ("Inspections", False, "tone", {"inspector_no": "77"}, ["H2", "C2"]),
    ],
)
def test_a_bad_cell_hides_no_other_problem_of_its_row(
    tmp_path: Path, sheet: str, again: bool, bad: str, other: dict[str, str], cells: list[str]
) -> None:
    """`again`: the sheet's last row stands there a second time, and has the bad cell."""

    def spoilt(sheets: Sheets) -> None:
        rows = sheets[sheet]
        if again:
            rows.append(list(rows[-1]))
        for header, value in {bad: "?", **other}.items():
            set_cell(sheet, len(rows) if again else 2, header, value)(sheets)

    told = [problem.split(": ")[0] for problem in problems(tmp_path, spoilt)]
    assert told == [f"{sheet}!{cell}" for cell in cells]


def test_a_bad_employee_row_does_not_make_the_mentions_unknown(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, set_cell("Employees", 6, "role", "boss"))
    assert problem.startswith("Employees!E6")


@pytest.mark.parametrize("header", ["employee_no", "name", "department", "role", "hired_on"])
def test_a_missing_required_column_is_named_in_both_languages(tmp_path: Path, header: str) -> None:
    def without(sheets: Sheets) -> None:
        place = sheets["Employees"][0].index(header)
        for row in sheets["Employees"]:
            del row[place]

    (problem,) = problems(tmp_path, without)
    assert problem.startswith(f"Employees: the column {header} (")


@pytest.mark.parametrize("header", ["code", "name", "start", "end", "night"])
def test_a_column_missing_in_shifts_makes_no_code_unknown(tmp_path: Path, header: str) -> None:
    def without(sheets: Sheets) -> None:
        place = sheets["Shifts"][0].index(header)
        for row in sheets["Shifts"]:
            del row[place]

    (problem,) = problems(tmp_path, without)
    assert problem.startswith(f"Shifts: the column {header} (")


@pytest.mark.parametrize("sheet", ["Employees", "Shifts", "Roster 2026-10"])
def test_a_missing_required_sheet_is_named_and_nothing_else(tmp_path: Path, sheet: str) -> None:
    def without(sheets: Sheets) -> None:
        del sheets[sheet]

    (problem,) = problems(tmp_path, without)
    assert sheet.split()[0] in problem


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("Shifts", 'Shifts!A4: "E" is already in row 2'),
        ("Holidays", 'Holidays!A4: "2026-10-01" is already in row 2'),
        ("Swaps", 'Swaps!A3: "S-1" is already in row 2'),
        ("Leaves", 'Leaves!A3: "L-1" is already in row 2'),
        ("Inspections", 'Inspections!A3: "Q-1" is already in row 2'),
        ("Attendance", 'Attendance!B4: "2026-10-03" is already in row 2'),
        ("Employees", "Employees!J8: employee 1 has a post from 2020-01-01 already in row 2"),
        ("Roster 2026-10", 'Roster 2026-10!C4: "E" is a second entry'),
    ],
)
def test_what_is_stated_twice_is_an_error(tmp_path: Path, sheet: str, cell: str) -> None:
    def twice(sheets: Sheets) -> None:
        sheets[sheet].append(list(sheets[sheet][1]))

    assert problems(tmp_path, twice)[0].startswith(cell)


def test_a_blank_since_and_the_day_of_hiring_are_the_same_day(tmp_path: Path) -> None:
    def twice(sheets: Sheets) -> None:
        sheets["Employees"].append([*sheets["Employees"][1][:-1], date(2020, 1, 1)])

    (problem,) = problems(tmp_path, twice)
    assert problem.startswith("Employees!J8: employee 1 has a post from 2020-01-01 already")


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("2026-11-01", 'Roster 2026-10!C1: "2026-11-01" is not in the month of this sheet'),
        ("2026-10-02", 'Roster 2026-10!D1: the date "2026-10-02" is there twice'),
        ("2026-10-32", 'Roster 2026-10!C1: "2026-10-32" is no date'),
    ],
)
def test_a_roster_has_each_date_of_its_month_once(tmp_path: Path, header: str, cell: str) -> None:
    (problem,) = problems(tmp_path, set_cell("Roster 2026-10", 1, "2026-10-01", header))
    assert problem.startswith(cell)


@pytest.mark.parametrize("title", ["Roster 2026-13", "Roster 26-10", "排班 2026-00", "Roster 2026"])
def test_a_roster_sheet_that_names_no_month_is_an_error(tmp_path: Path, title: str) -> None:
    def more(sheets: Sheets) -> None:
        sheets[title] = sheets["Roster 2026-10"]

    (problem,) = problems(tmp_path, more)
    assert problem.startswith(f'"{title}" names no month')


def test_a_sheet_in_both_languages_at_once_is_an_error(tmp_path: Path) -> None:
    def more(sheets: Sheets) -> None:
        sheets["班次"] = sheets["Shifts"]

    (problem,) = problems(tmp_path, more)
    assert problem.startswith("班次: the file has this sheet already as Shifts")


def test_a_column_in_both_languages_at_once_is_an_error(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, set_cell("Employees", 1, "since", "工号"))
    assert problem.startswith('Employees!J1: the column "工号" is there twice')


def test_a_formula_that_ended_in_an_error_is_an_error(tmp_path: Path) -> None:
    path = saved(tmp_path, centre())

    def broken(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return content
        assert b'r="C2"' in content
        start = content.index(b'<c r="C2"')
        end = content.index(b"</c>", start) + len(b"</c>")
        return content[:start] + b'<c r="C2" t="e"><v>#DIV/0!</v></c>' + content[end:]

    path.write_bytes(rewritten(path.read_bytes(), broken))
    with pytest.raises(BadInput) as refusal:
        read_workbook(path)
    assert say(refusal.value.problems[0]).startswith("Shifts!C2: the formula in this cell ends")


@pytest.mark.parametrize("text", ["a_x0000_b", "_x0007_", "\x1b[31m".replace("\x1b", "_x001B_")])
def test_control_characters_are_refused(tmp_path: Path, text: str) -> None:
    (problem,) = problems(tmp_path, set_cell("Inspections", 2, "comment", text))
    assert problem.startswith("Inspections!L2: ")
    assert "a character that cannot be stored" in problem


def test_thousands_of_problems_are_counted_and_the_first_thousand_shown(tmp_path: Path) -> None:
    def many(sheets: Sheets) -> None:
        sheets["Attendance"] += [["77", date(2026, 10, 4), None, None] for _ in range(1500)]

    with pytest.raises(BadInput) as refusal:
        read_workbook(saved(tmp_path, centre(many)))
    assert len(refusal.value.problems) == 1000
    assert "2999" in say(refusal.value.message)


def test_a_file_that_only_adds_may_name_whom_the_store_knows(tmp_path: Path) -> None:
    def later(sheets: Sheets) -> None:
        sheets["Roster 2026-10"].append(["99", None, "D", None, None])

    path = saved(tmp_path, centre(later))
    known = Known(frozenset({"99"}), frozenset({"D"}))
    assert read_workbook(path, known=known).records.rosters[2026, 10]["99"]
    with pytest.raises(BadInput):
        read_workbook(path)


def test_every_problem_says_how_to_mend_it(tmp_path: Path) -> None:
    changes: list[Callable[[Sheets], object]] = [
        set_cell("Employees", 2, "role", "boss"),
        set_cell("Swaps", 2, "filed_at", "x"),
        set_cell("Shifts", 2, "start", "x"),
        set_cell("Leaves", 2, "employee_no", "77"),
    ]
    for change in changes:
        (problem,) = problems(tmp_path, change)
        assert ";" in problem
