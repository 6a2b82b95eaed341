"""The ids that the demo's names and numbers get in the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.demo.show import Show
from app.models import Base

Row = dict[str, Any]
Rows = Iterator[tuple[type[Base], list[Row]]]
"""Tables with the rows to be added to each."""


@dataclass(frozen=True, slots=True)
class Keys:
    """People by number, the others by name or code."""

    people: dict[str, int]
    departments: dict[str, int]
    teams: dict[tuple[str, str], int]
    shifts: dict[str, int]

    @classmethod
    def of(cls, show: Show) -> Keys:
        teams = [(d.name, team) for d in show.script.departments for team in d.teams]
        return cls(
            {person.no: at for at, person in enumerate(show.cast, start=1)},
            {d.name: at for at, d in enumerate(show.script.departments, start=1)},
            {team: at for at, team in enumerate(teams, start=1)},
            {shift.code: at for at, shift in enumerate(show.script.shifts, start=1)},
        )
