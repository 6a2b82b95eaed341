"""The demo's rosters as rows: published months with their versions, drafts, tracked edits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import Assignment, DraftAssignment, RosterChange, RosterMonth, RosterVersion
from app.rules.vocabulary import RosterState

_PUBLISHED_AHEAD = 6
"""How many days before a month begins its roster is published."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose roster it is (`team:<id>`, ...), and who publishes it."""

    key: str
    team: str
    published_by: int


def rosters(show: Show, keys: Keys) -> Rows:
    cells: dict[bool, list[Row]] = {False: [], True: []}
    for person in show.cast:
        for day, code in show.rota.get(person.no, {}).items():
            drafted = day >= show.stage.next_month and person.post_on(day).team in show.drafted
            row = {"person_id": keys.people[person.no], "day": day, "shift_id": keys.shifts[code]}
            cells[drafted].append(row)
    yield Assignment, cells[False]
    yield DraftAssignment, cells[True]
    yield from _months(show, keys)


def _months(show: Show, keys: Keys) -> Rows:
    months = {
        (scope.key, month): _month(show, scope, month)
        for scope in _scopes(show, keys)
        for month in show.stage.months
    }
    for at, row in enumerate(months.values(), start=1):
        row["id"] = at
    versions = [_version(row, row["published_at"], "") for row in months.values() if row["version"]]
    changes = []
    for edit in show.edits:
        post = next(p for p in show.cast if p.no == edit.no).post_on(edit.day)
        row = months[f"team:{keys.teams[post.team_key]}", edit.day.replace(day=1)]
        row["version"] += 1
        row["edit_version"] += 1
        versions.append(_version(row, edit.made_at, edit.reason))
        changes.append(
            {"version_id": len(versions), "person_id": keys.people[edit.no], "day": edit.day,
             "before_id": keys.shifts.get(edit.before), "after_id": keys.shifts[edit.after]}
        )  # fmt: skip
    yield RosterMonth, list(months.values())
    yield RosterVersion, [{"id": at, **row} for at, row in enumerate(versions, start=1)]
    yield RosterChange, changes


def _scopes(show: Show, keys: Keys) -> Iterator[Scope]:
    director, *heads = (keys.people[no] for no in show.chiefs)
    yield Scope("centre", "", director)
    for department, head in zip(show.script.departments, heads, strict=True):
        yield Scope(f"department:{keys.departments[department.name]}", "", head)
        for team in department.teams:
            yield Scope(f"team:{keys.teams[department.name, team]}", team, head)


def _month(show: Show, scope: Scope, month: date) -> Row:
    drafted = month == show.stage.next_month and scope.team in show.drafted
    # On the first days of a month the next one's roster was published just now.
    ahead = show.stage.at(month - _PUBLISHED_AHEAD * DAY, 10)
    published_at: datetime | None = min(ahead, show.stage.now) if not drafted else None
    return {
        "month": month, "scope": scope.key, "version": 0 if drafted else 1, "edit_version": 1,
        "state": RosterState.DRAFT if drafted else RosterState.PUBLISHED,
        "published_at": published_at, "published_by_id": None if drafted else scope.published_by,
    }  # fmt: skip


def _version(month: Row, made_at: datetime, reason: str) -> Row:
    return {
        "roster_month_id": month["id"], "version": month["version"], "made_at": made_at,
        "made_by_id": month["published_by_id"], "reason": reason,
    }  # fmt: skip
