"""Workbooks for tests: a small centre as sheets of rows, changed at will, then saved."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from app.errors import BadInput
from app.exchange.workbook import read_workbook
from app.rules.records import CentreRecords
from app.text import say

Rows = list[list[Any]]
Sheets = dict[str, Rows]

EMPLOYEES: Rows = [
    [
        "employee_no",
        "name",
        "department",
        "team",
        "role",
        "job_type",
        "skill_level",
        "hired_on",
        "left_on",
        "since",
    ],
    ["1", "Director", None, None, "centre_director", None, None, date(2020, 1, 1), None, None],
    ["2", "Head", "Service", None, "department_head", None, None, date(2020, 1, 1), None, None],
    ["3", "Inspector", "Service", None, "qa_inspector", None, None, date(2020, 1, 1), None, None],
    ["10", "Leader", "Service", "A", "team_leader", "inbound", 4, date(2020, 1, 1), None, None],
    ["11", "Anna", "Service", "A", "agent", "inbound", 3, date(2021, 1, 1), None, None],
    ["12", "Bert", "Service", "A", "agent", "inbound", 3, date(2021, 1, 1), None, None],
]
SHIFTS: Rows = [
    ["code", "name", "start", "end", "night"],
    ["E", "Early", "07:30", "15:30", "N"],
    ["N", "Night", "23:30", "07:30", "Y"],
]
ROSTER: Rows = [
    ["employee_no", "name", "2026-10-01", "2026-10-02", "2026-10-03"],
    ["11", "Anna", "E", None, "N"],
    ["12", "Bert", None, "E", "E"],
]
SWAPS: Rows = [
    [
        "swap_no",
        "filed_at",
        "requester_no",
        "requester_date",
        "counterpart_no",
        "counterpart_date",
        "requester_leader_no",
        "requester_leader_at",
        "counterpart_leader_no",
        "counterpart_leader_at",
        "status",
        "effective_at",
    ],
    [
        "S-1",
        datetime(2026, 9, 28, 9),
        "11",
        date(2026, 10, 1),
        "12",
        date(2026, 10, 2),
        "10",
        datetime(2026, 9, 28, 10),
        "10",
        datetime(2026, 9, 28, 10),
        "effective",
        datetime(2026, 9, 28, 11),
    ],
]
LEAVES: Rows = [
    [
        "leave_no",
        "employee_no",
        "filed_by_no",
        "filed_at",
        "kind",
        "first_date",
        "last_date",
        "special",
        "late_approved",
        "certificate_from",
        "certificate_to",
        "certificate_at",
        "phoned_at",
        "leader_no",
        "leader_at",
        "head_no",
        "head_at",
        "director_no",
        "director_at",
        "status",
        "approved_at",
    ],
    [
        "L-1",
        "12",
        "12",
        datetime(2026, 9, 30, 9),
        "personal",
        date(2026, 10, 3),
        date(2026, 10, 3),
        None,
        None,
        None,
        None,
        None,
        None,
        "10",
        datetime(2026, 9, 30, 10),
        "2",
        datetime(2026, 9, 30, 11),
        None,
        None,
        "approved",
        datetime(2026, 9, 30, 11),
    ],
]
ATTENDANCE: Rows = [
    ["employee_no", "date", "arrived_at", "off_post_minutes"],
    ["11", date(2026, 10, 3), datetime(2026, 10, 3, 23, 15), None],
    ["12", date(2026, 10, 3), None, 5],
]
INSPECTIONS: Rows = [
    [
        "inspection_no",
        "agent_no",
        "inspector_no",
        "inspected_at",
        "contact_ref",
        "language",
        "attitude",
        "tone",
        "summarising",
        "adaptability",
        "critical",
        "comment",
    ],
    ["Q-1", "11", "3", datetime(2026, 10, 3, 12), "C-1", 90, 91, 92.5, 93, 94, "N", "clear"],
]
HOLIDAYS: Rows = [
    ["date", "name", "kind"],
    [date(2026, 10, 1), "National Day", "holiday"],
    [date(2026, 10, 10), "make-up", "workday"],
]

Change = Callable[[Sheets], object]


def centre(change: Change | None = None, *, bare: bool = False) -> Sheets:
    """The small centre's sheets, after `change`; `bare` has only the required ones."""
    sheets: Sheets = {
        "Employees": EMPLOYEES,
        "Shifts": SHIFTS,
        "Roster 2026-10": ROSTER,
    }
    if not bare:
        sheets |= {
            "Holidays": HOLIDAYS,
            "Swaps": SWAPS,
            "Leaves": LEAVES,
            "Attendance": ATTENDANCE,
            "Inspections": INSPECTIONS,
        }
    sheets = copy.deepcopy(sheets)
    if change:
        change(sheets)
    return sheets


def saved(folder: Path, sheets: Mapping[str, list[list[Any]]], name: str = "centre.xlsx") -> Path:
    """The sheets as an Excel file in `folder`."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook["Sheet"])
    for title, rows in sheets.items():
        page = workbook.create_sheet(title)
        for row in rows:
            page.append(row)
    path = folder / name
    workbook.save(path)
    return path


def read(folder: Path, change: Change | None = None) -> CentreRecords:
    """The small centre's records, after `change` to its sheets."""
    return read_workbook(saved(folder, centre(change))).records


def problems(folder: Path, change: Change) -> list[str]:
    """The sentences with which the changed centre is refused, in order."""
    try:
        read(folder, change)
    except BadInput as refusal:
        return [say(problem) for problem in refusal.problems]
    raise AssertionError("the workbook was read")


def set_cell(sheet: str, row: int, header: str, value: object) -> Change:
    """A change of one cell, by its row's number in Excel and its column's header."""

    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        rows[row - 1][rows[0].index(header)] = value

    return change


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """An .xlsx file whose parts went through `change(name, content)`."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            out.writestr(name, change(name, source.read(name)))
    return target.getvalue()
