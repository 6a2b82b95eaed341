"""A staff list of the centre's own: any headings, any order, any form of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.errors import BadInput
from app.exchange.layouts.grids import Book, Grid, cell_name
from app.rules.bringing.said import LeftOut
from app.rules.bringing.staff import StaffLine
from app.rules.days_off import folded
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


def read_staff(book: Book) -> StaffSaid:
    """Every line under headings for a number or a name. BadInput where no sheet has them."""
    lines: list[StaffLine] = []
    left_out: list[LeftOut] = []
    found = False
    for grid in book.grids:
        heading = _heading(grid)
        if heading is not None:
            found = True
            for line, faults in _lines(grid, *heading):
                left_out += faults
                if not faults:
                    lines.append(line)
    if not found:
        raise BadInput(
            msg("There is no staff list in this file"),
            msg("No sheet has headings for the employee number and the name."),
        )
    return StaffSaid(tuple(lines), tuple(left_out))


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The line of the headings and their columns."""
    for row in range(min(grid.height, _MOST_ROWS_ABOVE)):
        columns: dict[str, int] = {}
        for column in range(grid.width):
            key = _BY_WORD.get(folded(_BESIDE.sub("", grid.text(row, column))))
            if key is not None:
                columns.setdefault(key, column)
        if {"number", "name"} <= columns.keys():
            return row, columns
    return None


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
