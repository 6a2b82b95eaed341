"""What a row's cells name is looked up: people, shifts, departments and teams, numbers."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from app.exchange.columns import Named, Sheet
from app.exchange.known import Anything, Place
from app.exchange.rosters import UNKNOWN_EMPLOYEE, UNKNOWN_SHIFT
from app.exchange.tables import Header, Row, Table
from app.rules.vocabulary import Message, msg

_UNKNOWN: Mapping[Named, Message] = {
    Named.PERSON: UNKNOWN_EMPLOYEE,
    Named.SHIFT: UNKNOWN_SHIFT,
    Named.DEPARTMENT: msg(
        '{cell}: "{value}" is no department in which anybody has a post; mend its name, here or '
        "in Employees."
    ),
    Named.TEAM: msg(
        '{cell}: "{value}" is no team of this department; mend its name, here or in Employees.'
    ),
    Named.LOG: msg(
        '{cell}: "{value}" is no handover log\'s number; add the log to Handovers or mend the '
        "number."
    ),
    Named.BULLETIN: msg(
        '{cell}: "{value}" is no bulletin\'s number; add it to Bulletins or mend the number.'
    ),
    Named.INSPECTION: msg(
        '{cell}: "{value}" is no inspection\'s number; add it to Inspections or mend the number.'
    ),
}
TEAM_NEEDS_ITS_DEPARTMENT = msg('{cell}: the team "{value}" needs its department; fill it in.')


@dataclass(frozen=True, slots=True)
class Names:
    """What cells may name: in the file or in the store."""

    people: Container[str]
    shifts: Container[str] = Anything()
    places: Container[Place] = Anything()
    logs: Container[str] = Anything()
    bulletins: Container[str] = Anything()
    inspections: Container[str] = Anything()

    def looking(self, sheet: Sheet) -> Callable[[Table, Header, Row], None]:
        """What notes each cell of a row of `sheet` that names nothing; a blank or bad one does
        not."""
        columns = [(column.key, column.names) for column in sheet.columns if column.names]
        meant = _Meant(self)

        def look(table: Table, header: Header, row: Row) -> None:
            for key, names in columns:
                value = row.values.get(key)
                if not value or not (problem := self._problem(names, value, row)):
                    continue
                if another := meant.by(names, value):
                    row.values[key] = another
                else:
                    table.complain(row.number, header[key], problem)

        return look

    def meaning(self, named: Named) -> Callable[[str], str | None]:
        """What tells which person or shift a word names, in whatever case; None for nobody."""
        meant = _Meant(self)
        known = getattr(self, named.value)
        return lambda word: word if word in known else meant.by(named, word)

    def _problem(self, names: Named, value: Any, row: Row) -> Message | None:
        if names is Named.TEAM:
            return self._team_problem(value, row.values.get("department"))
        if names is Named.DEPARTMENT:
            known = (value, "") in self.places
        else:
            known = value in getattr(self, names.value)
        return None if known else _UNKNOWN[names]

    def _team_problem(self, team: str, department: str | None) -> Message | None:
        """`department` None or unknown: its own cell is noted."""
        if department is None or (department and (department, "") not in self.places):
            return None
        if not department:
            return TEAM_NEEDS_ITS_DEPARTMENT
        return None if (department, team) in self.places else _UNKNOWN[Named.TEAM]


class _Meant:
    """The number or code of another case: `a1` where there is A1 alone."""

    def __init__(self, names: Names) -> None:
        self.known = {Named.PERSON: names.people, Named.SHIFT: names.shifts}
        self.folded: dict[Named, dict[str, list[str]]] = {}

    def by(self, named: Named, value: str) -> str | None:
        known = self.known.get(named)
        if not isinstance(known, frozenset):
            return None
        if named not in self.folded:
            self.folded[named] = {}
            for word in known:
                self.folded[named].setdefault(word.casefold(), []).append(word)
        found = self.folded[named].get(value.casefold(), ())
        return found[0] if len(found) == 1 else None
