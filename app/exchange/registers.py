"""Swaps, leaves, attendance and inspections out of their sheets, breaches and blanks included."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from typing import Any

from app.exchange.people import once
from app.exchange.rosters import UNKNOWN_EMPLOYEE
from app.exchange.sheets import ATTENDANCE, INSPECTIONS, LEAVES, SWAPS, Sheet
from app.exchange.tables import Header, Table
from app.rules.records import AttendanceRecord, InspectionRecord, LeaveRecord, SwapRecord
from app.rules.vocabulary import msg

_Check = Callable[[Table, Header, int, dict[str, Any]], None]


def read_registers(tables: Mapping[str, Table], people: Container[str]) -> dict[str, Any]:
    """The four registers by their name in CentreRecords; an absent sheet is an empty one."""
    read = _Reader(tables, people)
    return {
        "swaps": read.all(SWAPS, SwapRecord, ("requester_no", "counterpart_no")),
        "leaves": read.all(LEAVES, LeaveRecord, ("employee_no",), _check_leave),
        "attendance": read.attendance(),
        "inspections": read.all(INSPECTIONS, InspectionRecord, ("agent_no", "inspector_no")),
    }


class _Reader:
    def __init__(self, tables: Mapping[str, Table], people: Container[str]) -> None:
        self.tables = tables
        self.people = people

    def all(
        self,
        sheet: Sheet,
        record: Callable[..., Any],
        persons: tuple[str, ...],
        check: _Check | None = None,
    ) -> tuple[Any, ...]:
        """One record for each row, in the columns' order; the first column is its number."""
        key = sheet.columns[0].key
        places: dict[str, int] = {}
        found = []
        for table, header, number, values in self._rows(sheet, persons):
            if once(table, header, number, places, values[key], key):
                if check:
                    check(table, header, number, values)
                found.append(record(*values.values()))
        return tuple(found)

    def attendance(self) -> tuple[AttendanceRecord, ...]:
        """One record for a person and date."""
        places: dict[tuple[str, date], int] = {}
        found = []
        for table, header, number, values in self._rows(ATTENDANCE, ("employee_no",)):
            key = (values["employee_no"], values["date"])
            if key in places:
                table.complain(
                    number,
                    header["date"],
                    msg(
                        '{cell}: "{value}" is already in row {first} for this person; delete one.',
                        first=places[key] + 1,
                    ),
                )
            places.setdefault(key, number)
            found.append(AttendanceRecord(*values.values()))
        return tuple(found)

    def _rows(
        self, sheet: Sheet, persons: tuple[str, ...]
    ) -> Iterator[tuple[Table, Header, int, dict[str, Any]]]:
        table = self.tables.get(sheet.name)
        header = table.header(sheet) if table else None
        if table is None or header is None:
            return
        for number, values in table.records(sheet, header):
            if values is None:
                continue
            for column in persons:
                if values[column] not in self.people:
                    table.complain(number, header[column], UNKNOWN_EMPLOYEE)
            yield table, header, number, values


def _check_leave(table: Table, header: Header, number: int, values: dict[str, Any]) -> None:
    if values["last_date"] < values["first_date"]:
        table.complain(
            number,
            header["last_date"],
            msg('{cell}: "{value}" lies before first_date; mend one of the two dates.'),
        )
