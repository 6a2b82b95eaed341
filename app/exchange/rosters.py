"""A month's roster out of its sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.exchange import cells, headings
from app.exchange.known import Called
from app.exchange.sheets import ROSTER
from app.exchange.tables import Header, Table, readable_identifier, readable_text
from app.rules.edits import Codes
from app.rules.folding import folded
from app.rules.vocabulary import msg

BY_NAME = replace(
    ROSTER, columns=tuple(replace(column, required=False) for column in ROSTER.columns)
)
"""A roster whose people go by their names alone."""
_DATE_LIKE = re.compile(r"\d")
_NUMBER_LIKE = re.compile(r"\d")
_Days = list[tuple[int, date]]

Month = tuple[int, int]


@dataclass(slots=True)
class RosterReading:
    """Reads the months of a file: who its people and shifts are is asked once."""

    people: Container[str]
    shifts: Container[str]
    called: Mapping[str, Called] = field(default_factory=dict)
    """By employee's number: the file's people and the store's."""
    shift_names: Mapping[str, str] = field(default_factory=dict)
    _folded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _meant: dict[str, str | None] = field(default_factory=dict)
    _numbers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _codes: Codes = field(default_factory=lambda: Codes(()))

    def __post_init__(self) -> None:
        known = self.shifts if isinstance(self.shifts, frozenset) else frozenset(self.shift_names)
        self._codes = Codes(sorted(known), self.shift_names)
        for no in self.people if isinstance(self.people, frozenset) else ():
            self._folded[no.casefold()].append(no)
        for no, called in self.called.items():
            self._numbers[folded(called.name)].append(no)

    def read(self, month: Month, table: Table) -> dict[str, dict[date, str]]:
        """Employee number -> date -> shift code, people with no shift in the month included."""
        header = table.header(BY_NAME)
        if header is None or not header.keys() & {"employee_no", "name"}:
            table.header(ROSTER)
            return {}
        days = _days(month, table)
        self._look_beside(table, header, days)
        roster: dict[str, dict[date, str]] = {}
        for number in range(table.top + 1, len(table.rows)):
            if all(value == "" for value in table.rows[number]):
                continue
            if self._is_foot(table, number, header, days):
                table.pass_over(number)
                continue
            no = self._employee(table, number, header, month)
            if no is not None:
                self._read_row(table, number, days, roster.setdefault(no, {}))
        return roster

    def code(self, value: Any) -> str | None:
        """The shift that a cell names, "" for a day off, None for what is neither."""
        text = readable_identifier(value)
        if text not in self._meant:
            self._meant[text] = text if text in self.shifts else self._codes.find(text)
        return self._meant[text]

    def _look_beside(self, table: Table, header: Header, days: _Days) -> None:
        """Note shifts below a heading that says nothing: they would be lost in silence."""
        dated = {number for number, _day in days} | date_columns(table) | {*header.values()}
        texts = table.headings()
        width = max(map(len, table.rows), default=0)
        for column in range(width):
            if column in dated or (column < len(texts) and texts[column]):
                continue
            for number in range(table.top + 1, len(table.rows)):
                if table.has(number, column) and self.code(table.rows[number][column]):
                    table.complain(number, column, _NO_DATE_ABOVE)
                    break

    def _is_foot(self, table: Table, number: int, header: Header, days: _Days) -> bool:
        """Whether a line is nobody's: no number, no name that is known, and no shift in it.

        A sum, a signature, a legend, the weekdays; but a line that might be somebody's is not.
        """
        row = table.rows[number]
        places = (header.get("employee_no"), header.get("name"))
        label = [row[at] for at in places if at is not None and at < len(row) and row[at] != ""]
        if label and (self._is_somebody(label) or isinstance(label[0], cells.FormulaError)):
            return False
        below = [row[at] for at, _day in days if at < len(row) and row[at] != ""]
        if any(isinstance(value, cells.FormulaError) for value in below):
            return False
        if not label or headings.is_foot(label[0]):
            return not any(self.code(value) for value in below)
        return not below or all(isinstance(value, float) for value in below)

    def _is_somebody(self, label: list[Any]) -> bool:
        texts = [readable_identifier(value) for value in label]
        if any(text in self.people for text in texts):
            return True
        if any(folded(text) in self._numbers for text in texts):
            return True
        return _NUMBER_LIKE.search(texts[0]) is not None and not headings.is_foot(label[0])

    def _employee(self, table: Table, number: int, header: Header, month: Month) -> str | None:
        row = table.rows[number]
        place = header.get("employee_no", header.get("name", 0))
        value = row[place] if place < len(row) else ""
        if "employee_no" not in header:
            return self._by_name(table, number, place, value, month)
        no = readable_identifier(value)
        if no in self.people:
            return no
        alike = self._folded.get(no.casefold(), ())
        if len(alike) == 1:
            return alike[0]
        if isinstance(value, cells.Unreckoned):
            table.complain(number, place, cells.Unreckoned.problem)
        elif not no:
            if any(isinstance(v, str) and not v.isspace() and v for v in row):
                table.complain(
                    number, place, msg("{cell}: employee_no may not be blank; fill it in.")
                )
        else:
            table.complain(number, place, UNKNOWN_EMPLOYEE)
        return None

    def _by_name(
        self, table: Table, number: int, place: int, value: Any, month: Month
    ) -> str | None:
        found = [
            no
            for no in self._numbers.get(folded(readable_text(value)), ())
            if (left := self.called[no].left_on) is None or left >= date(*month, 1)
        ]
        if len(found) == 1:
            return found[0]
        if isinstance(value, cells.Unreckoned):
            table.complain(number, place, cells.Unreckoned.problem)
        elif found:
            problem = msg(
                '{cell}: "{value}" is the name of {numbers}; add the column employee_no.',
                numbers=", ".join(found),
            )
            table.complain(number, place, problem)
        elif value != "":
            table.complain(number, place, UNKNOWN_NAME)
        return None

    def _read_row(self, table: Table, number: int, days: _Days, found: dict[date, str]) -> None:
        row = table.rows[number]
        width, shifts = len(row), self.shifts
        for place, day in days:
            code = row[place] if place < width else ""
            if code == "":
                continue
            if code not in shifts:
                meant = self.code(code)
                if isinstance(code, cells.Unreckoned):
                    table.complain(number, place, cells.Unreckoned.problem)
                    continue
                if meant is None or isinstance(code, cells.FormulaError):
                    table.complain(number, place, UNKNOWN_SHIFT)
                if not meant:
                    continue
                code = meant
            if day in found:
                table.complain(number, place, _SECOND)
            found[day] = code


_NO_DATE_ABOVE = msg(
    '{cell}: the shift "{value}" stands below a heading that says no date; write the date above '
    "it, or clear the column."
)
_SECOND = msg('{cell}: "{value}" is a second entry for this person and date; delete one.')
UNKNOWN_EMPLOYEE = msg(
    '{cell}: "{value}" is no employee\'s number; add the person to Employees or mend the number.'
)
UNKNOWN_NAME = msg(
    '{cell}: "{value}" is the name of nobody; add the person to Employees or mend the name.'
)
UNKNOWN_SHIFT = msg('{cell}: "{value}" is no shift\'s code; add it to Shifts or mend the cell.')


def date_columns(table: Table) -> frozenset[int]:
    """The numbers of the columns whose heading is (or was meant as) a date."""
    return frozenset(
        number
        for number, value in enumerate(table.rows[table.top] if table.rows else [])
        if _dated(value)
    )


def _dated(value: Any) -> bool:
    return not isinstance(value, str) or _DATE_LIKE.match(value.strip()) is not None


def _days(month: Month, table: Table) -> _Days:
    found: dict[date, int] = {}
    top = table.top
    for number in sorted(date_columns(table)):
        try:
            day = cells.day(_reckoned(table.rows[top][number]))
        except cells.BadCell as problem:
            table.note(top, number, problem, table.rows[top][number])
            continue
        if (day.year, day.month) != month:
            table.complain(top, number, msg('{cell}: "{value}" is not in the month of this sheet.'))
        elif day in found:
            table.complain(
                top, number, msg('{cell}: the date "{value}" is there twice; delete one.')
            )
        else:
            found[day] = number
    return [(number, day) for day, number in found.items()]


def _reckoned(value: Any) -> Any:
    if isinstance(value, cells.Unreckoned):
        raise cells.BadCell(cells.Unreckoned.problem)
    return value
