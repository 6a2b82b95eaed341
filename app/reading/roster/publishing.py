"""What publishing a month's draft would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.roster import load
from app.queries.roster.lines import Stay
from app.queries.roster.load import Days, month_range
from app.queries.roster.scopes import MonthRow, month_rows, places_of_scopes
from app.reading import permission
from app.rules.permissions import Action


class CellDiff(NamedTuple):
    """One day on which a person's shift changes; "" for none."""

    day: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PersonDiff:
    """What publishing changes for one person, in the order of days."""

    no: str
    name: str
    cells: tuple[CellDiff, ...]

    @property
    def added(self) -> int:
        """Days off that become shifts."""
        return sum(not cell.before for cell in self.cells)

    @property
    def removed(self) -> int:
        """Shifts that are taken away."""
        return sum(not cell.after for cell in self.cells)

    @property
    def changed(self) -> int:
        """Shifts that become others."""
        return len(self.cells) - self.added - self.removed


@dataclass(frozen=True, slots=True)
class TeamDiff:
    """What publishing changes in one team's month. `version` is the one that it makes, or made."""

    scope: str
    department: str
    team: str
    version: int
    people: tuple[PersonDiff, ...]


@dataclass(frozen=True, slots=True)
class PublishSummary:
    """What publishing a month changes, team by team; teams without any change are left out.

    `seen` is what `publish` is given back, so that what is published is what was looked at.
    """

    month: date
    teams: tuple[TeamDiff, ...]
    seen: Mapping[str, int]

    @property
    def people(self) -> int:
        return sum(len(team.people) for team in self.teams)

    @property
    def cells(self) -> int:
        return sum(len(person.cells) for team in self.teams for person in team.people)

    @property
    def needs_reason(self) -> bool:
        """Whether a team's month was published before: then it is an edit, with its reason."""
        return any(team.version > 1 for team in self.teams)


def publish_preview(ctx: Context, scopes: Collection[str], month: date) -> PublishSummary:
    """What `publish` would change now. Raises NotAllowed as it does."""
    with ctx.read() as session:
        require_publishing(ctx, session, scopes)
        rows = month_rows(session, {(scope, month) for scope in scopes})
        return summary_of(month, scopes, rows, difference(session, scopes, month))


Changes = list[tuple[Stay, tuple[CellDiff, ...]]]


def require_publishing(ctx: Context, session: Session, scopes: Collection[str]) -> None:
    mine = permission.standing(ctx, session)
    for place in places_of_scopes(session, scopes):
        if not mine.may(Action.PUBLISH_ROSTER, place):
            raise permission.refusal(session, Action.PUBLISH_ROSTER, place)


def difference(session: Session, scopes: Collection[str], month: date) -> Changes:
    """The stays in these scopes with what the draft changes for each, in the grid's order."""
    days = Days.of(*month_range(month))
    mine = load.drafted_stays(session, scopes, days)
    people = tuple({stay.person_id for stay in mine})
    drafted = load.draft_sheet(session, days, people)
    published = load.published_sheet(session, days, people)
    codes = {id_: shift.code for id_, shift in load.shifts_by_id(session).items()} | {0: ""}
    blank = [0] * len(days.all)
    found: Changes = []
    for stay in mine:
        held, wished = published.get(stay.person_id, blank), drafted[stay.person_id]
        span = slice(days.column_of(stay.first), days.column_of(stay.last) + 1)
        cells = [
            CellDiff(day, codes[was], codes[now])
            for day, was, now in zip(days.all[span], held[span], wished[span], strict=True)
            if now not in (load.SAME, was)
        ]
        found.append((stay, tuple(cells)))
    return found


def summary_of(
    month: date,
    scopes: Collection[str],
    rows: Mapping[tuple[str, date], MonthRow],
    found: Changes,
) -> PublishSummary:
    teams = []
    for unit, members in groupby(found, key=lambda pair: pair[0].unit):
        people = [PersonDiff(stay.no, stay.name, cells) for stay, cells in members if cells]
        if people:
            row = rows.get((unit.scope, month))
            version = (row.version if row else 0) + 1
            teams.append(TeamDiff(unit.scope, unit.department, unit.team, version, tuple(people)))
    seen = {scope: rows[scope, month].edit_version for scope in scopes if (scope, month) in rows}
    return PublishSummary(month, tuple(teams), seen)
