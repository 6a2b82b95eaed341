"""Employees, shifts, the calendar and kinds of leave out of their sheets."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.exchange.known import Anything, Place
from app.exchange.sheets import EMPLOYEES, HOLIDAYS, OWN_KINDS, SHIFTS
from app.exchange.tables import Header, Row, Table, readable_identifier, readable_text
from app.rules.facts import Person, Post, ShiftType
from app.rules.records import DayRecord, KindRecord
from app.rules.vocabulary import Role, msg

_DATED = {"employee_no", "hired_on", "since"}
"""What tells from when a row holds, and of whom."""
_MAY_LACK_A_DEPARTMENT = (Role.CENTRE_DIRECTOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class People:
    """Who the sheet states; `numbers` also of those whose rows have problems."""

    people: tuple[Person, ...] = ()
    numbers: Container[str] = Anything()
    places: Container[Place] = Anything()
    """The departments and teams of all posts, of rows with problems too."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """Which shifts the sheet states; `codes` also of those whose rows have problems."""

    shifts: tuple[ShiftType, ...] = ()
    codes: Container[str] = Anything()


def read_people(table: Table | None, may_lack: bool = False) -> People:
    """Persons with their dated posts; one person's rows are gathered wherever they stand.

    `may_lack`: without the sheet nobody is stated, and the store's own people are all there are.
    """
    if table is None and may_lack:
        return People((), frozenset(), frozenset())
    header = table.header(EMPLOYEES) if table else None
    if table is None or header is None:
        return People()
    rows: dict[str, list[Row]] = {}
    for row in table.records(EMPLOYEES, header):
        _look_over(table, header, row)
        if row.values.keys() >= _DATED:
            mine = rows.setdefault(row.values["employee_no"], [])
            mine.append(row)
            _refuse_another_form(table, header["employee_no"], mine)
    people = tuple(_person(table, header, no, posts) for no, posts in rows.items())
    return People(people, keys(table, header, "employee_no"), _places(table, header))


def _places(table: Table, header: Header) -> frozenset[Place]:
    """Each post's department, with its team and for all of it."""
    columns = (header["department"], header.get("team"))
    found = {
        tuple("" if n is None or n >= len(row) else readable_text(row[n]) for n in columns)
        for row in table.rows[table.top + 1 :]
    }
    return frozenset(
        (department, name) for department, team in found if department for name in (team, "")
    )


def _refuse_another_form(table: Table, column: int, rows: Sequence[Row]) -> None:
    """One person's rows have one number; in two forms it was meant for two, or typed wrongly."""
    first, last = rows[0], rows[-1]
    typed = (readable_text(table.rows[row.number][column]) for row in (first, last))
    if len(set(typed)) > 1:
        table.complain(
            last.number,
            column,
            msg(
                '{cell}: "{value}" is the number of row {first} in another form; '
                "write both alike, or renumber one of the two.",
                first=first.number + 1,
            ),
        )


def _look_over(table: Table, header: Header, row: Row) -> None:
    """Note what no single cell shows."""
    values = row.values
    homeless = values.get("department") == ""
    if homeless and values.get("role", Role.ADMINISTRATOR) not in _MAY_LACK_A_DEPARTMENT:
        table.complain(
            row.number,
            header["department"],
            msg("{cell}: department may be blank only for the director; fill it in."),
        )
    elif homeless and values.get("team"):
        table.complain(
            row.number,
            header["team"],
            msg('{cell}: the team "{value}" needs its department; fill it in.'),
        )
    hired_on, left_on = values.get("hired_on"), values.get("left_on")
    if hired_on and left_on and left_on < hired_on:
        table.complain(
            row.number,
            header["left_on"],
            msg('{cell}: "{value}" lies before hired_on; mend one of the two dates.'),
        )


def _person(table: Table, header: Header, no: str, rows: list[Row]) -> Person:
    """`rows` may lack what is bad in them: a file with a problem is refused as a whole."""
    latest = max((row.values for row in rows), key=lambda row: row["since"] or row["hired_on"])
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
    return Person(no, latest.get("name", ""), latest["hired_on"], latest.get("left_on"), ordered)


def _post(since: date, values: dict[str, Any]) -> Post:
    return Post(
        since,
        values.get("department", ""),
        values.get("team", ""),
        values.get("role", Role.AGENT),
        values.get("job_type", ""),
        values.get("skill_level"),
    )


def read_shifts(table: Table | None, may_lack: bool = False) -> Shifts:
    """The shifts, each code once; `may_lack` as above."""
    if table is None and may_lack:
        return Shifts((), frozenset())
    header = table.header(SHIFTS) if table else None
    if table is None or header is None:
        return Shifts()
    found: dict[str, ShiftType] = {}
    places: dict[str, int] = {}
    for row in table.records(SHIFTS, header):
        first = once(table, header, row, places, "code")
        if first and row.whole:
            found[row.values["code"]] = ShiftType(**row.values)
    return Shifts(tuple(found.values()), keys(table, header, "code"))


def read_calendar(table: Table) -> tuple[DayRecord, ...]:
    """Holidays and make-up workdays, each date once."""
    header = table.header(HOLIDAYS)
    found: list[DayRecord] = []
    places: dict[date, int] = {}
    for row in table.records(HOLIDAYS, header) if header else ():
        first = once(table, header or {}, row, places, "date")
        if first and row.whole:
            found.append(DayRecord(*row.values.values()))
    return tuple(found)


def read_kinds(table: Table | None) -> tuple[KindRecord, ...]:
    """The kinds of leave that the centre added, each code once."""
    header = table.header(OWN_KINDS) if table else None
    if table is None or header is None:
        return ()
    found: list[KindRecord] = []
    places: dict[str, int] = {}
    for row in table.records(OWN_KINDS, header):
        first = once(table, header, row, places, "code")
        if first and row.whole:
            found.append(KindRecord(*row.values.values()))
    return tuple(found)


def once(table: Table, header: Header, row: Row, places: dict[Any, int], column: str) -> bool:
    """Whether what the row is called by comes for the first time; a second time is a problem.

    A row whose `column` is bad is called by nothing, which is noted already.
    """
    if column not in row.values:
        return True
    key = row.values[column]
    if key in places:
        table.complain(
            row.number,
            header[column],
            msg(
                '{cell}: "{value}" is already in row {first}; delete or renumber one of the two.',
                first=places[key] + 1,
            ),
        )
        return False
    places[key] = row.number
    return True


def keys(table: Table, header: Header, key: str) -> frozenset[str]:
    """What the key column names, so that a bad row does not make all its mentions unknown."""
    place = header[key]
    found = (
        readable_identifier(row[place]) for row in table.rows[table.top + 1 :] if place < len(row)
    )
    return frozenset(filter(None, found))
