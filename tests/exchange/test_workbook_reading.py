"""What a workbook may look like and still be understood."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.exchange import cells
from app.exchange.columns import Words
from app.exchange.sheets import (
    DAY_KINDS,
    LEAVE_KINDS,
    LEAVE_STATUSES,
    ROLES,
    SHEETS,
    SWAP_STATUSES,
)
from app.exchange.workbook import read_workbook
from app.rules.facts import Post, ShiftType
from app.rules.records import AttendanceRecord, SwapRecord
from app.rules.vocabulary import DayKind, Role, SwapStatus
from tests.exchange.books import Sheets, centre, read, saved, set_cell

WORDS: dict[str, tuple[str, str]] = {
    str(member): pair
    for words in (ROLES, DAY_KINDS, SWAP_STATUSES, LEAVE_STATUSES, LEAVE_KINDS)
    for member, pair in words.items()
}


def in_chinese(sheets: Sheets) -> Sheets:
    """The same sheets with every title, header and fixed word in Chinese."""
    chinese: Sheets = {}
    for sheet in (sheet for sheet in SHEETS if sheet.name in sheets):
        headers = {column.key: column.chinese for column in sheet.columns}
        words = {c.key: dict(c.words.values()) for c in sheet.columns if c.words}
        words |= {key: {"Y": "是", "N": "否"} for key in ("night", "critical", "late_approved")}
        rows = sheets[sheet.name]
        chinese[sheet.chinese] = [[headers[key] for key in rows[0]]] + [
            [words.get(k, {}).get(v, v) for k, v in zip(rows[0], row, strict=True)]
            for row in rows[1:]
        ]
    roster = sheets["Roster 2026-10"]
    chinese["排班 2026-10"] = [["工号", "姓名", *roster[0][2:]], *roster[1:]]
    return chinese


def test_a_chinese_workbook_reads_as_the_english_one(tmp_path: Path) -> None:
    english = read_workbook(saved(tmp_path, centre()))
    chinese = read_workbook(saved(tmp_path, in_chinese(centre()), "zh.xlsx"))
    assert chinese.records == english.records


def test_headers_are_known_in_any_case_and_any_order(tmp_path: Path) -> None:
    def shuffled(sheets: Sheets) -> None:
        for title, rows in sheets.items():
            for row in rows:
                row.reverse()
            rows[0] = [str(header).upper().replace("_", " ") for header in rows[0]]
            assert title

    assert read(tmp_path, shuffled) == read(tmp_path)


def test_sheet_names_are_known_in_any_case(tmp_path: Path) -> None:
    def shouted(sheets: Sheets) -> None:
        for title in list(sheets):
            sheets[f" {title.upper()} "] = sheets.pop(title)

    assert read(tmp_path, shouted) == read(tmp_path)


def test_extra_columns_and_sheets_are_ignored_and_reported(tmp_path: Path) -> None:
    def extra(sheets: Sheets) -> None:
        sheets["Swaps"][0].append("colour")
        sheets["Swaps"][1].append("red")
        sheets["Roster 2026-10"][0].insert(2, "remark")
        for row in sheets["Roster 2026-10"][1:]:
            row.insert(2, "night owl")
        sheets["Notes"] = [["anything"]]

    workbook = read_workbook(saved(tmp_path, centre(extra)))
    assert set(workbook.ignored) == {"Swaps!M (colour)", "Roster 2026-10!C (remark)", "Notes"}
    assert workbook.records == read(tmp_path)


def test_all_but_employees_shifts_and_a_roster_may_be_absent(tmp_path: Path) -> None:
    records = read_workbook(saved(tmp_path, centre(bare=True))).records
    assert (records.swaps, records.leaves, records.attendance, records.inspections) == ((),) * 4
    assert records.calendar is None


def test_blank_rows_between_the_data_are_skipped(tmp_path: Path) -> None:
    def gaps(sheets: Sheets) -> None:
        for rows in sheets.values():
            rows.insert(1, [None] * len(rows[0]))
            rows.append([" "] * len(rows[0]))

    assert read(tmp_path, gaps) == read(tmp_path)


def test_a_number_typed_as_a_number_is_the_same_employee(tmp_path: Path) -> None:
    assert read(tmp_path, set_cell("Attendance", 2, "employee_no", 11)) == read(tmp_path)


@pytest.mark.parametrize(
    "written",
    ["2026-10-01", "2026-10-1", " 2026-10-01 ", "2026-10-01 00:00", date(2026, 10, 1)],
)
def test_dates_may_be_excel_dates_or_iso_text(tmp_path: Path, written: object) -> None:
    records = read(tmp_path, set_cell("Swaps", 2, "requester_date", written))
    assert records.swaps[0].requester_date == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-09-28 08:20", datetime(2026, 9, 28, 8, 20)),
        ("2026-09-28T08:20", datetime(2026, 9, 28, 8, 20)),
        ("2026-09-28 08:20:59", datetime(2026, 9, 28, 8, 20)),
        ("2026-09-28", datetime(2026, 9, 28)),
        (datetime(2026, 9, 28, 8, 20), datetime(2026, 9, 28, 8, 20)),
        (datetime(2026, 9, 28, 8, 20, 59), datetime(2026, 9, 28, 8, 20)),
        (datetime(2026, 9, 28), datetime(2026, 9, 28)),
    ],
)
def test_times_may_be_excel_times_or_iso_text_and_count_to_the_minute(
    tmp_path: Path, written: object, meant: datetime
) -> None:
    assert read(tmp_path, set_cell("Swaps", 2, "filed_at", written)).swaps[0].filed_at == meant


def test_no_minute_of_a_day_is_lost_in_excels_fractions(tmp_path: Path) -> None:
    first = datetime(2026, 10, 1)
    arrivals = [first + timedelta(days=n % 700, minutes=n) for n in range(1440)]

    def all_day(sheets: Sheets) -> None:
        days = ((first + timedelta(days=n)).date() for n in range(1440))
        rows = zip(days, arrivals, strict=True)
        sheets["Attendance"][1:] = [["11", day, arrived, None] for day, arrived in rows]

    assert [row.arrived_at for row in read(tmp_path, all_day).attendance] == arrivals


@pytest.mark.parametrize("written", ["07:30", "7:30", "07:30:00", "０７：３０", time(7, 30)])
def test_a_shift_may_start_at_text_or_an_excel_time(tmp_path: Path, written: object) -> None:
    records = read(tmp_path, set_cell("Shifts", 2, "start", written))
    assert records.shifts[0] == ShiftType("E", "Early", time(7, 30), time(15, 30), night=False)


@pytest.mark.parametrize("written", ["Y", "y", "是", "Yes", True])
def test_yes_may_be_said_in_either_language(tmp_path: Path, written: object) -> None:
    assert read(tmp_path, set_cell("Shifts", 2, "night", written)).shifts[0].night


@pytest.mark.parametrize("words", [ROLES, DAY_KINDS, SWAP_STATUSES, LEAVE_STATUSES, LEAVE_KINDS])
def test_every_fixed_word_has_two_different_forms(words: Words) -> None:
    assert all(english and chinese and english != chinese for english, chinese in words.values())


def test_a_person_with_several_posts_has_them_in_order(tmp_path: Path) -> None:
    def moved(sheets: Sheets) -> None:
        row: list[Any] = ["11", "Anna B", "Service", "B", "team_leader", "inbound", 4]
        sheets["Employees"].insert(2, [*row, date(2021, 2, 1), date(2026, 12, 31), "2026-10-02"])

    anna = next(person for person in read(tmp_path, moved).people if person.no == "11")
    assert anna.posts == (
        Post(date(2021, 2, 1), "Service", "A", Role.AGENT, "inbound", 3),
        Post(date(2026, 10, 2), "Service", "B", Role.TEAM_LEADER, "inbound", 4),
    )
    assert (anna.name, anna.hired_on, anna.left_on) == (
        "Anna B",
        date(2021, 2, 1),
        date(2026, 12, 31),
    )


def test_a_blank_number_or_time_of_a_consent_is_kept_as_it_is(tmp_path: Path) -> None:
    def half(sheets: Sheets) -> None:
        set_cell("Swaps", 2, "requester_leader_no", None)(sheets)
        set_cell("Swaps", 2, "counterpart_leader_at", None)(sheets)

    swap = read(tmp_path, half).swaps[0]
    assert (swap.requester_leader, swap.requester_leader_at) == ("", datetime(2026, 9, 28, 10))
    assert (swap.counterpart_leader, swap.counterpart_leader_at) == ("10", None)


def test_a_leader_who_is_nobody_is_kept_as_text(tmp_path: Path) -> None:
    records = read(tmp_path, set_cell("Swaps", 2, "requester_leader_no", "old leader"))
    assert records.swaps[0].requester_leader == "old leader"


def test_a_swap_is_read_whole(tmp_path: Path) -> None:
    at = datetime(2026, 9, 28, 10)
    assert read(tmp_path).swaps == (
        SwapRecord(
            *("S-1", datetime(2026, 9, 28, 9), "11", date(2026, 10, 1), "12", date(2026, 10, 2)),
            *("10", at, "10", at, SwapStatus.EFFECTIVE, datetime(2026, 9, 28, 11)),
        ),
    )


def test_who_never_came_has_no_arrival(tmp_path: Path) -> None:
    assert read(tmp_path).attendance[1] == AttendanceRecord("12", date(2026, 10, 3), None, 5)


def test_a_roster_holds_people_without_a_shift_too(tmp_path: Path) -> None:
    def idle(sheets: Sheets) -> None:
        sheets["Roster 2026-10"].append(["10", "Leader", None, None, None])

    roster = read(tmp_path, idle).rosters[2026, 10]
    assert roster["10"] == {}
    assert roster["11"] == {date(2026, 10, 1): "E", date(2026, 10, 3): "N"}


def test_the_calendar_tells_holidays_from_workdays(tmp_path: Path) -> None:
    calendar = read(tmp_path).calendar or ()
    assert [day.kind for day in calendar] == [DayKind.HOLIDAY, DayKind.WORKDAY]


def test_a_certificate_that_ends_before_it_begins_is_history_and_kept(tmp_path: Path) -> None:
    def backwards(sheets: Sheets) -> None:
        set_cell("Leaves", 2, "certificate_from", date(2026, 10, 3))(sheets)
        set_cell("Leaves", 2, "certificate_to", date(2026, 10, 2))(sheets)

    leave = read(tmp_path, backwards).leaves[0]
    assert (leave.certificate_from, leave.certificate_to) == (date(2026, 10, 3), date(2026, 10, 2))


def test_an_apostrophe_that_exporting_put_before_a_formula_is_taken_off(tmp_path: Path) -> None:
    records = read(tmp_path, set_cell("Inspections", 2, "comment", "'=1+1"))
    assert records.inspections[0].comment == "=1+1"


def test_an_apostrophe_of_ones_own_stays(tmp_path: Path) -> None:
    records = read(tmp_path, set_cell("Inspections", 2, "comment", "'tis fine"))
    assert records.inspections[0].comment == "'tis fine"


@pytest.mark.parametrize(("typed", "means"), [("12", 12), ("１２", 12), (" 12 ", 12)])
def test_a_whole_number_may_be_typed_in_full_width(typed: str, means: int) -> None:
    assert cells.whole(0, 100)(typed) == means


@pytest.mark.parametrize("typed", ["²", "1_0", "٣", "1.5", "", "x"])
def test_what_only_looks_like_a_whole_number_is_none(typed: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.whole(0, 100)(typed)
