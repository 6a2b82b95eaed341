"""Swaps, leaves and attendance out of their sheets, breaches and blanks included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from app.exchange.columns import Sheet
from app.exchange.naming import Names
from app.exchange.people import once
from app.exchange.sheets import ATTENDANCE, SWAPS, leaves_with
from app.exchange.tables import Header, Row, Table
from app.rules.plaintext import identifier
from app.rules.records import AttendanceRecord, LeaveRecord, SwapRecord
from app.rules.vocabulary import msg

_SIGNED_BY = {
    *("requester_leader_no", "counterpart_leader_no"),
    *("filed_by_no", "leader_no", "head_no", "director_no"),
}
_Check = Callable[[Table, Header, Row], None]


def read_registers(
    tables: Mapping[str, Table], names: Names, kinds: Iterable[str]
) -> dict[str, Any]:
    """The three registers by their name in CentreRecords; an absent sheet is an empty one.

    `kinds`: the codes of the kinds of leave that the centre added.
    """
    read = _Reader(tables, names)
    return {
        "swaps": read.all(SWAPS, SwapRecord),
        "leaves": read.all(leaves_with(kinds), LeaveRecord, _check_leave),
        "attendance": read.attendance(),
    }


class _Reader:
    def __init__(self, tables: Mapping[str, Table], names: Names) -> None:
        self.tables = tables
        self.names = names

    def all(
        self,
        sheet: Sheet,
        record: Callable[..., Any],
        check: _Check | None = None,
    ) -> tuple[Any, ...]:
        """One record for each row, in the columns' order; the first column is its number."""
        key = sheet.columns[0].key
        places: dict[str, int] = {}
        found = []
        for table, header, row in self._rows(sheet):
            first = once(table, header, row, places, key)
            if first and check:
                check(table, header, row)
            if first and row.whole:
                found.append(record(*map(self._known, *zip(*row.values.items(), strict=True))))
        return tuple(found)

    def _known(self, column: str, value: Any) -> Any:
        """Who signed, as everybody is numbered; a number that is nobody's stays as written."""
        if column in _SIGNED_BY and value not in self.names.people:
            meant = identifier(value)
            return meant if meant in self.names.people else value
        return value

    def attendance(self) -> tuple[AttendanceRecord, ...]:
        """One record for a person and date."""
        places: dict[tuple[str, date], int] = {}
        found = []
        for table, header, row in self._rows(ATTENDANCE):
            if not {"employee_no", "date"} <= row.values.keys():
                continue
            key = (row.values["employee_no"], row.values["date"])
            if key in places:
                table.complain(
                    row.number,
                    header["date"],
                    msg(
                        '{cell}: "{value}" is already in row {first} for this person; delete one.',
                        first=places[key] + 1,
                    ),
                )
            places.setdefault(key, row.number)
            if row.whole:
                found.append(AttendanceRecord(*row.values.values()))
        return tuple(found)

    def _rows(self, sheet: Sheet) -> Iterator[tuple[Table, Header, Row]]:
        table = self.tables.get(sheet.name)
        header = table.header(sheet) if table else None
        if table is None or header is None:
            return
        look = self.names.looking(sheet)
        for row in table.records(sheet, header):
            look(table, header, row)
            yield table, header, row


def _check_leave(table: Table, header: Header, row: Row) -> None:
    first, last = row.values.get("first_date"), row.values.get("last_date")
    if first and last and last < first:
        table.complain(
            row.number,
            header["last_date"],
            msg('{cell}: "{value}" lies before first_date; mend one of the two dates.'),
        )
