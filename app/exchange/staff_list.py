"""A staff list of the centre's own: any headings, any order, any form of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.errors import BadInput
from app.exchange.layouts.grids import Book, Grid, cell_name
from app.rules.bringing.said import LeftOut
from app.rules.bringing.staff import StaffLine
from app.rules.folding import folded
from app.rules.plaintext import identifier
from app.rules.vocabulary import msg

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("工号", "员工号", "员工编号", "编号", "人员编号", "职工号",
               "employeeno", "employee_no",
               "employeenumber", "employeeid", "staffno", "staffid", "no", "id"),
    "name": ("姓名", "员工姓名", "名字", "name", "fullname", "employeename", "staffname"),
    "department": ("部门", "部门名称", "所属部门", "department", "dept"),
    "team": ("班组", "班组名称", "组别", "小组", "所属班组", "团队", "team", "group"),
    "role": ("岗位", "职务", "职位", "岗位名称", "角色", "role", "post", "position", "title"),
    "job_type": ("工种", "业务", "业务类型", "技能组", "jobtype", "job_type", "skill"),
    "level": ("技能等级", "等级", "星级", "级别", "skilllevel", "skill_level", "level"),
    "hired": ("入职日期", "入职时间", "入职", "到岗日期",
              "hiredon", "hired_on", "hired", "startdate",
              "hiredate", "joined"),
    "left": ("离职日期", "离职时间", "离职", "lefton", "left_on", "left", "enddate", "leavedate"),
}  # fmt: skip
_BY_WORD = {word: key for key, words in _HEADINGS.items() for word in words}
_BESIDE = re.compile(r"[(（\[【].*?[)）\]】]|[*＊:：]")
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*|(\d{4})(\d{2})(\d{2})")
_MOST_ROWS_ABOVE = 20
_NO_DATE = msg("{value} is no date.")
_NO_LEVEL = msg("A skill level is a whole number from 1 to 5.")


@dataclass(frozen=True, slots=True)
class StaffSaid:
    """What a file says of people, and the cells that could not be read."""

    lines: tuple[StaffLine, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class StaffTable:
    """Where a list stands: its sheet, the line of its headings, and the column of each field."""

    sheet: str
    heading: int
    columns: Mapping[str, int]


FIELDS = tuple(_HEADINGS)
"""What a column can be, in the order in which people are told of it."""


def read_staff(book: Book, tables: Sequence[StaffTable] | None = None) -> StaffSaid:
    """Every line under headings for a number and a name: of `tables`, or wherever they are.

    BadInput where no sheet has them.
    """
    lines: list[StaffLine] = []
    left_out: list[LeftOut] = []
    for table in staff_tables(book) if tables is None else tables:
        for line, faults in _lines(book.grid(table.sheet), table.heading, table.columns):
            left_out += faults
            if not faults:
                lines.append(line)
    return StaffSaid(tuple(lines), tuple(left_out))


def staff_tables(book: Book) -> list[StaffTable]:
    """The lists of a file. BadInput where no sheet has headings for number and name."""
    found = [
        StaffTable(grid.title, *heading)
        for grid in book.grids
        if (heading := _heading(grid)) is not None
    ]
    if not found:
        raise BadInput(
            msg("There is no staff list in this file"),
            msg("No sheet has headings for the employee number and the name."),
        )
    return found


def likely_table(book: Book) -> StaffTable:
    """Where a list may stand whose headings are words that nobody expects: somebody is to say
    what its columns are. BadInput where no sheet has two cells beside each other."""
    best = max(
        (
            (len(columns), filled, -row, grid.title, columns)
            for grid in book.grids
            for row in range(min(grid.height, _MOST_ROWS_ABOVE))
            for columns in (_columns(grid, row),)
            if (filled := sum(1 for at in range(grid.width) if grid.text(row, at))) > 1
        ),
        key=lambda one: one[:3],
        default=None,
    )
    if best is None:
        raise BadInput(
            msg("There is no staff list in this file"),
            msg("No sheet has headings for the employee number and the name."),
        )
    return StaffTable(best[3], -best[2], best[4])


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The line of the headings and their columns."""
    for row in range(min(grid.height, _MOST_ROWS_ABOVE)):
        columns = _columns(grid, row)
        if {"number", "name"} <= columns.keys():
            return row, columns
    return None


def _columns(grid: Grid, row: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in range(grid.width):
        key = _BY_WORD.get(folded(_BESIDE.sub("", grid.text(row, column))))
        if key is not None:
            columns.setdefault(key, column)
    return columns


def _lines(
    grid: Grid, heading: int, columns: Mapping[str, int]
) -> Iterator[tuple[StaffLine, list[LeftOut]]]:
    for row in range(heading + 1, grid.height):
        texts = {key: grid.text(row, column) for key, column in columns.items()}
        if not texts["number"] and not texts["name"]:
            continue
        faults: list[LeftOut] = []

        def fault(key: str, why: Any, row: int = row, faults: list[LeftOut] = faults) -> None:
            cell, value = cell_name(row, columns[key]), grid.text(row, columns[key])
            faults.append(LeftOut(grid.title, cell, value, why))

        days: dict[str, date | None] = {}
        for key in ("hired", "left"):
            days[key] = _day(grid.at(row, columns[key])) if texts.get(key) else None
            if texts.get(key) and days[key] is None:
                fault(key, msg(_NO_DATE.msgid, value=texts[key]))
        level = re.sub(r"\D", "", texts.get("level", ""))
        if texts.get("level") and level not in ("1", "2", "3", "4", "5"):
            fault("level", _NO_LEVEL)
        yield (
            StaffLine(
                number=identifier(texts["number"]),
                name=texts["name"],
                department=texts.get("department", ""),
                team=texts.get("team", ""),
                role=texts.get("role", ""),
                job_type=texts.get("job_type", ""),
                level=int(level) if level and not faults else None,
                hired=days["hired"],
                left=days["left"],
                sheet=grid.title,
                cell=cell_name(row, columns["number"]),
            ),
            faults,
        )


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = _DATE.fullmatch(identifier(str(value)).strip())
    try:
        return date(*map(int, filter(None, found.groups()))) if found else None
    except ValueError:
        return None
