"""Contacts, needs, work rules and wishes out of their sheets; every problem is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from app.exchange.cells import BadCell
from app.exchange.columns import Named, Sheet
from app.exchange.naming import Names
from app.exchange.planning_sheets import NEEDS, WISHES, WORK_RULES
from app.exchange.rosters import UNKNOWN_SHIFT
from app.exchange.tables import Header, Row, Table
from app.exchange.volume_rows import VolumeReader
from app.exchange.volumes import VOLUMES
from app.rules.rostering.not_after import (
    read_codes,
    read_not_after,
    shown_codes,
    shown_not_after,
)
from app.rules.rostering.records import (
    NeedRecord,
    PlanningRecords,
    WishRecord,
    WorkRuleRecord,
)
from app.rules.rostering.volumes import VolumeRow
from app.rules.vocabulary import msg

Record = TypeVar("Record", NeedRecord, WorkRuleRecord, WishRecord)
_ALREADY = msg('{cell}: "{value}": row {first} speaks of the same already; delete one of the two.')
_EVERYBODY_ALREADY = msg(
    "{cell}: row {first} speaks of everybody already; delete one of the two."
)  # fmt: skip
_TOO_FEW = msg('{cell}: "{value}" is less than {other}; mend one of the two.')
_TOO_MANY = msg('{cell}: "{value}" is more than {other}; mend one of the two.')


def read_planning(tables: Mapping[str, Table], names: Names) -> PlanningRecords:
    """What the four sheets state; one that is absent states nothing."""
    reader = _Reader(tables, names)
    return PlanningRecords(
        volumes=reader.volumes(),
        needs=reader.all(NEEDS, _need, _key_of_need, "shift", _check_need),
        work_rules=reader.all(
            WORK_RULES, WorkRuleRecord, _key_of_rule, "employee_no", reader.check_rule
        ),
        wishes=reader.all(WISHES, WishRecord, _key_of_wish, "date"),
    )


_Check = Callable[[Table, Header, Row], None]


class _Reader:
    def __init__(self, tables: Mapping[str, Table], names: Names) -> None:
        self.tables = tables
        self.names = names

    def volumes(self) -> tuple[VolumeRow, ...]:
        """The contacts, as a file of them alone is read."""
        table = self.tables.get(VOLUMES.name)
        reader = VolumeReader(VOLUMES, self.names.looking(VOLUMES))
        return tuple(reader.rows(table)) if table else ()

    def all(
        self,
        sheet: Sheet,
        record: Callable[..., Record],
        key_of: Callable[[Record], Any],
        told_at: str,
        check: _Check | None = None,
    ) -> tuple[Record, ...]:
        """One record for each row that is whole; a second one of the same key is a problem, which
        is told in the column `told_at`."""
        places: dict[Any, int] = {}
        found: list[Record] = []
        for table, header, row in self._rows(sheet):
            if check:
                check(table, header, row)
            if not row.whole:
                continue
            one = record(*row.values.values())
            first = places.setdefault(key_of(one), row.number)
            if first != row.number:
                told = _ALREADY if row.values.get(told_at) else _EVERYBODY_ALREADY
                problem = msg(told.msgid, first=first + 1)
                table.complain(row.number, header.get(told_at, 0), problem)
            found.append(one)
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

    def check_rule(self, table: Table, header: Header, row: Row) -> None:
        """The shifts that a row of work rules names, and its numbers against each other."""
        values = row.values
        meant = self.names.meaning(Named.SHIFT)
        unknown = set()

        def known(code: str) -> str:
            found = meant(code)
            if found is None:
                unknown.add(code)
            return found or code

        if text := values.get("shifts"):
            values["shifts"] = shown_codes({known(code) for code in read_codes(text)})
            self._complain_of(table, header, row, "shifts", unknown)
        if text := values.get("not_after"):
            said = read_not_after(text).items()
            values["not_after"] = shown_not_after(
                {known(first): frozenset(map(known, later)) for first, later in said}
            )
            self._complain_of(table, header, row, "not_after", unknown)
        _at_most(table, header, row, ("month_hours_least", "month_hours_most"))
        _at_most(table, header, row, ("days_in_row_least", "days_in_row_most"))

    def _complain_of(
        self, table: Table, header: Header, row: Row, column: str, unknown: set[str]
    ) -> None:
        for code in sorted(unknown):
            table.note(row.number, header[column], BadCell(UNKNOWN_SHIFT), code)
        unknown.clear()


def _need(*values: Any) -> NeedRecord:
    need = NeedRecord(*values)
    return need if need.day is None else replace(need, weekday=None)


def _key_of_need(record: NeedRecord) -> tuple[object, ...]:
    return record.key


def _key_of_rule(record: WorkRuleRecord) -> str:
    return record.person


def _key_of_wish(record: WishRecord) -> tuple[str, date, str]:
    return record.key


def _check_need(table: Table, header: Header, row: Row) -> None:
    least, want, most = (row.values.get(key) for key in ("least", "want", "most"))
    if least is not None and want is not None and want < least:
        table.complain(row.number, header["want"], msg(_TOO_FEW.msgid, other="least"))
    asked = max((n for n in (least, want) if n is not None), default=0)
    if most is not None and most < asked:
        other = "least" if asked == least else "want"
        table.complain(row.number, header["most"], msg(_TOO_FEW.msgid, other=other))


def _at_most(table: Table, header: Header, row: Row, pair: tuple[str, str]) -> None:
    """The first of the two is not above the second, where both are said."""
    least, most = (row.values.get(key) for key in pair)
    if least is not None and most is not None and least > most:
        at = next((key for key in pair if key in header), "employee_no")
        other = pair[1] if at == pair[0] else pair[0]
        problem = _TOO_MANY if at == pair[0] else _TOO_FEW
        table.complain(row.number, header.get(at, 0), msg(problem.msgid, other=other))
