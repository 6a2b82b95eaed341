"""A month's roster out of its sheet."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from typing import Any

from app.exchange import cells
from app.exchange.sheets import ROSTER
from app.exchange.tables import Table, readable_identifier
from app.rules.vocabulary import msg

_DATE_LIKE = re.compile(r"\d")

Month = tuple[int, int]


def read_roster(
    month: Month, table: Table, people: Container[str], shifts: Container[str]
) -> dict[str, dict[date, str]]:
    """Employee number -> date -> shift code, people with no shift in the month included."""
    header = table.header(ROSTER)
    if header is None:
        return {}
    days = _days(month, table)
    place = header["employee_no"]
    roster: dict[str, dict[date, str]] = {}
    for number in range(1, len(table.rows)):
        row = table.rows[number]
        if not any(value != "" for value in row):
            continue
        no = _employee(table, number, place, people)
        if no is not None:
            _read_row(table, number, days, shifts, roster.setdefault(no, {}))
    return roster


def date_columns(table: Table) -> frozenset[int]:
    """The numbers of the columns whose heading is (or was meant as) a date."""
    return frozenset(
        number for number, value in enumerate(table.rows[0] if table.rows else []) if _dated(value)
    )


def _dated(value: Any) -> bool:
    return not isinstance(value, str) or _DATE_LIKE.match(value.strip()) is not None


def _days(month: Month, table: Table) -> list[tuple[int, date]]:
    found: dict[date, int] = {}
    for number in sorted(date_columns(table)):
        try:
            day = cells.day(_reckoned(table.rows[0][number]))
        except cells.BadCell as problem:
            table.note(0, number, problem, table.rows[0][number])
            continue
        if (day.year, day.month) != month:
            table.complain(0, number, msg('{cell}: "{value}" is not in the month of this sheet.'))
        elif day in found:
            table.complain(0, number, msg('{cell}: the date "{value}" is there twice; delete one.'))
        else:
            found[day] = number
    return [(number, day) for day, number in found.items()]


def _reckoned(value: Any) -> Any:
    if isinstance(value, cells.Unreckoned):
        raise cells.BadCell(cells.Unreckoned.problem)
    return value


def _employee(table: Table, number: int, place: int, people: Container[str]) -> str | None:
    row = table.rows[number]
    value = row[place] if place < len(row) else ""
    no = readable_identifier(value)
    if no in people:
        return no
    if isinstance(value, cells.Unreckoned):
        table.complain(number, place, cells.Unreckoned.problem)
    elif not no:
        if any(isinstance(value, str) and not value.isspace() and value for value in row):
            table.complain(number, place, msg("{cell}: employee_no may not be blank; fill it in."))
    else:
        table.complain(number, place, UNKNOWN_EMPLOYEE)
    return None


UNKNOWN_EMPLOYEE = msg(
    '{cell}: "{value}" is no employee\'s number; add the person to Employees or mend the number.'
)


def _read_row(
    table: Table,
    number: int,
    days: list[tuple[int, date]],
    shifts: Container[str],
    found: dict[date, str],
) -> None:
    row = table.rows[number]
    width = len(row)
    for place, day in days:
        code = row[place] if place < width else ""
        if code == "":
            continue
        if code not in shifts:
            code = readable_identifier(code)
            if code not in shifts:
                if isinstance(row[place], cells.Unreckoned):
                    table.complain(number, place, cells.Unreckoned.problem)
                elif code or isinstance(row[place], cells.FormulaError):
                    table.complain(number, place, UNKNOWN_SHIFT)
                continue
        if day in found:
            table.complain(
                number,
                place,
                msg('{cell}: "{value}" is a second entry for this person and date; delete one.'),
            )
        found[day] = code


UNKNOWN_SHIFT = msg('{cell}: "{value}" is no shift\'s code; add it to Shifts or mend the cell.')
