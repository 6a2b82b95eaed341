"""Teams that are short where all of them together are not: one's surplus fills no other's gap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.queries.roster.seats import at_work
from app.queries.roster.totals import demands_of, part_of
from app.rules.rostering.demand import Demands
from app.ui.roster.lines import Sheet


@dataclass(frozen=True, slots=True)
class ShortTeam:
    """A team with fewer people on a shift than it needs."""

    name: str
    have: int
    needed: int


class ShortWithin:
    """The teams of a sheet, counted by column when first asked about."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._teams = {one.scope: one for one in sheet.rows.teams if one.team}
        self._demands: dict[str, list[Demands]] = {
            scope: demands_of(sheet.rows.needs, [part_of(one)], sheet.rows.days)
            for scope, one in self._teams.items()
        }
        self._held: dict[int, dict[str, list[ShortTeam]]] = {}

    def forget(self, column: int) -> None:
        """Its cells have changed."""
        self._held.pop(column, None)

    def of(self, code: str, column: int) -> list[ShortTeam]:
        """The teams that are short of a shift on a day."""
        if column not in self._held:
            self._held[column] = self._counted(column)
        return self._held[column].get(code, [])

    def _counted(self, column: int) -> dict[str, list[ShortTeam]]:
        found: dict[str, list[ShortTeam]] = {}
        for scope, block in self._teams.items():
            cells = (line.cells[column] for line in self._sheet.of_team(scope))
            there = Counter(cell.code for cell in cells if at_work(cell))
            there.update(self._sheet.lent(scope, column))
            for code, demand in self._demands[scope][column].items():
                if there[code] < demand.least:
                    short = ShortTeam(block.team, there[code], demand.least)
                    found.setdefault(code, []).append(short)
        return found
