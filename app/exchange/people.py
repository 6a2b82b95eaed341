"""Employees, shifts and the calendar out of their sheets."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.exchange.sheets import EMPLOYEES, HOLIDAYS, SHIFTS
from app.exchange.tables import Header, Table, readable_text
from app.rules.facts import Person, Post, ShiftType
from app.rules.records import DayRecord
from app.rules.vocabulary import Role, msg

_MAY_LACK_A_DEPARTMENT = (Role.CENTRE_DIRECTOR, Role.ADMINISTRATOR)


class Anything:
    """What a sheet that cannot be read may state: its fault is told once, not at each mention."""

    def __contains__(self, _key: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class People:
    """Who the sheet states; `numbers` also of those whose rows have problems."""

    people: tuple[Person, ...] = ()
    numbers: Container[str] = Anything()


@dataclass(frozen=True, slots=True)
class Shifts:
    """Which shifts the sheet states; `codes` also of those whose rows have problems."""

    shifts: tuple[ShiftType, ...] = ()
    codes: Container[str] = Anything()


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    values: dict[str, Any]

    @property
    def since(self) -> date:
        """The day from which the row holds, by its own word."""
        found: date = self.values["since"] or self.values["hired_on"]
        return found


def read_people(table: Table | None) -> People:
    """Persons with their dated posts; one person's rows are gathered wherever they stand."""
    header = table.header(EMPLOYEES) if table else None
    if table is None or header is None:
        return People()
    rows: dict[str, list[_Row]] = {}
    for number, values in table.records(EMPLOYEES, header):
        if values and _sound(table, header, number, values):
            rows.setdefault(values["employee_no"], []).append(_Row(number, values))
    people = tuple(_person(table, header, no, posts) for no, posts in rows.items())
    return People(people, _keys(table, header, "employee_no"))


def _sound(table: Table, header: Header, number: int, values: dict[str, Any]) -> bool:
    """Note what no single cell shows."""
    before = table.problems.count
    if not values["department"] and values["role"] not in _MAY_LACK_A_DEPARTMENT:
        table.complain(
            number,
            header["department"],
            msg("{cell}: department may be blank only for the director; fill it in."),
        )
    elif values["team"] and not values["department"]:
        table.complain(
            number,
            header["team"],
            msg('{cell}: the team "{value}" needs its department; fill it in.'),
        )
    if values["left_on"] and values["left_on"] < values["hired_on"]:
        table.complain(
            number,
            header["left_on"],
            msg('{cell}: "{value}" lies before hired_on; mend one of the two dates.'),
        )
    return table.problems.count == before


def _person(table: Table, header: Header, no: str, rows: list[_Row]) -> Person:
    latest = max(rows, key=lambda row: row.since).values
    posts: dict[date, tuple[int, Post]] = {}
    for row in rows:
        since = row.values["since"] or latest["hired_on"]
        if since in posts:
            table.complain(
                row.number,
                header.get("since", header["employee_no"]),
                msg(
                    "{cell}: employee {no} has a post from {since} already in row {first}; "
                    "state from which day this one holds.",
                    no=no,
                    since=since.isoformat(),
                    first=posts[since][0] + 1,
                ),
            )
        posts.setdefault(since, (row.number, _post(since, row.values)))
    ordered = tuple(posts[since][1] for since in sorted(posts))
    return Person(no, latest["name"], latest["hired_on"], latest["left_on"], ordered)


def _post(since: date, values: dict[str, Any]) -> Post:
    return Post(
        since,
        *(values[key] for key in ("department", "team", "role", "job_type", "skill_level")),
    )


def read_shifts(table: Table | None) -> Shifts:
    """The shifts, each code once."""
    header = table.header(SHIFTS) if table else None
    if table is None or header is None:
        return Shifts()
    found: dict[str, ShiftType] = {}
    places: dict[str, int] = {}
    for number, values in table.records(SHIFTS, header):
        if values and once(table, header, number, places, values["code"], "code"):
            found[values["code"]] = ShiftType(**values)
    return Shifts(tuple(found.values()), _keys(table, header, "code"))


def read_calendar(table: Table) -> tuple[DayRecord, ...]:
    """Holidays and make-up workdays, each date once."""
    header = table.header(HOLIDAYS)
    found: list[DayRecord] = []
    places: dict[date, int] = {}
    for number, values in table.records(HOLIDAYS, header) if header else ():
        if values and once(table, header or {}, number, places, values["date"], "date"):
            found.append(DayRecord(values["date"], values["name"], values["kind"]))
    return tuple(found)


def once(
    table: Table, header: Header, number: int, places: dict[Any, int], key: object, column: str
) -> bool:
    """Whether `key` comes here for the first time; a second time is noted as a problem."""
    if key in places:
        table.complain(
            number,
            header[column],
            msg(
                '{cell}: "{value}" is already in row {first}; delete or renumber one of the two.',
                first=places[key] + 1,
            ),
        )
        return False
    places[key] = number
    return True


def _keys(table: Table, header: Header, key: str) -> frozenset[str]:
    """What the key column names, so that a bad row does not make all its mentions unknown."""
    place = header[key]
    found = (readable_text(row[place]) for row in table.rows[1:] if place < len(row))
    return frozenset(filter(None, found))
