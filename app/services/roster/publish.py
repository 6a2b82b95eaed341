"""Publishing a month's draft: what would change, and the change itself in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Assignment, DraftAssignment
from app.queries.roster import load
from app.queries.roster.lines import Stay, stays
from app.queries.roster.load import Days, month_range
from app.reading import permission
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.services.roster.scope import MonthRow, month_rows, places_of_scopes, touch_months
from app.services.roster.standing import keeping_decisions
from app.services.roster.swaps import respect_swaps
from app.services.roster.versions import ChangedCell, NewVersion, add_versions
from app.services.swaps.upkeep import recheck


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
        _require(ctx, session, scopes)
        rows = month_rows(session, {(scope, month) for scope in scopes})
        return _summary(month, scopes, rows, _difference(session, scopes, month))


def publish(
    ctx: Context,
    scopes: Collection[str],
    month: date,
    reason: str = "",
    seen: Mapping[str, int] | None = None,
) -> PublishSummary:
    """Make the draft of `month` (its first day) what people work by, for each of `scopes`.

    A head, in the own department. With `seen` of a preview, raises Conflict where the draft was
    edited since. Raises BadInput where nothing would change, or where a month was published
    before and no reason is given; RuleViolated (SWAP-8, SWAP-9) for cells bound by a swap.
    """
    with ctx.write() as session:
        _require(ctx, session, scopes)
        found = _difference(session, scopes, month)
        rows = month_rows(session, {(scope, month) for scope in scopes})
        summary = _summary(month, scopes, rows, found)
        _check(summary, reason, seen)
        places = [(stay.person_id, cell.day) for stay, cells in found for cell in cells]
        numbers = {stay.person_id: stay.no for stay, _ in found}
        respect_swaps(session, Days.of(*month_range(month)), places, numbers)
        with keeping_decisions(ctx, session, places):
            _copy_drafts(session, [stay for stay, _ in found])
        recheck(ctx, session, places)
        _record(ctx, session, summary, found, reason.strip())
        return summary


_Found = list[tuple[Stay, tuple[CellDiff, ...]]]


def _require(ctx: Context, session: Session, scopes: Collection[str]) -> None:
    mine = permission.standing(ctx, session)
    for place in places_of_scopes(session, scopes):
        if not mine.may(Action.PUBLISH_ROSTER, place):
            raise permission.refusal(session, Action.PUBLISH_ROSTER, place)


def _difference(session: Session, scopes: Collection[str], month: date) -> _Found:
    """The stays in these scopes with what the draft changes for each, in the grid's order."""
    days = Days.of(*month_range(month))
    drafted = load.draft_sheet(session, days)
    published = load.published_sheet(session, days, tuple(drafted))
    codes = {id_: shift.code for id_, shift in load.shift_types(session).items()} | {0: ""}
    blank = [0] * len(days.all)
    found: _Found = []
    for stay in stays(session, days.first, days.last, also=drafted):
        if stay.unit.scope in scopes and stay.person_id in drafted:
            held, wished = published.get(stay.person_id, blank), drafted[stay.person_id]
            mine = slice(days.column_of(stay.first), days.column_of(stay.last) + 1)
            cells = [
                CellDiff(day, codes[was], codes[now])
                for day, was, now in zip(days.all[mine], held[mine], wished[mine], strict=True)
                if now not in (load.SAME, was)
            ]
            found.append((stay, tuple(cells)))
    return found


def _summary(
    month: date,
    scopes: Collection[str],
    rows: Mapping[tuple[str, date], MonthRow],
    found: _Found,
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


def _check(summary: PublishSummary, reason: str, seen: Mapping[str, int] | None) -> None:
    if seen is not None and dict(seen) != dict(summary.seen):
        raise Conflict(
            msg("The draft has changed"),
            msg("Somebody edited it while you looked at the summary. Look at it again."),
        )
    if not summary.teams:
        raise BadInput(
            msg("Nothing to publish"),
            msg("The draft is the same as what is published already."),
        )
    if summary.needs_reason and not reason.strip():
        raise BadInput(
            msg("A reason is needed"),
            msg("The roster is published. Say why it changes; the reason stays with the version."),
        )


def _copy_drafts(session: Session, found: Sequence[Stay]) -> None:
    """Put the drafts of these stays in the place of what was published, all inside the store."""
    spans: dict[tuple[date, date], list[int]] = {}
    for stay in found:
        spans.setdefault((stay.first, stay.last), []).append(stay.person_id)
    for (first, last), people in spans.items():
        _copy_span(session.connection(), people, first, last)


def _copy_span(connection: Connection, people: Sequence[int], first: date, last: date) -> None:
    draft, published = DraftAssignment, Assignment
    mine = draft.person_id.in_(people) & draft.day.between(first, last)
    drafted = exists().where(draft.person_id == published.person_id, draft.day == published.day)
    connection.execute(
        delete(published).where(
            published.person_id.in_(people), published.day.between(first, last), drafted
        )
    )
    connection.execute(
        insert(published).from_select(
            ["person_id", "day", "shift_id"],
            select(draft.person_id, draft.day, draft.shift_id).where(
                mine, draft.shift_id.is_not(None)
            ),
        )
    )
    connection.execute(delete(draft).where(mine))


def _record(
    ctx: Context, session: Session, summary: PublishSummary, found: _Found, reason: str
) -> None:
    """A version for each team's month that changed, and one audit entry for the act."""
    months = touch_months(session, {(team.scope, summary.month) for team in summary.teams})
    cells = _changed_cells(session, summary, found)
    made = [
        NewVersion(months[team.scope, summary.month], cells.get(team.scope, []))
        for team in summary.teams
    ]
    add_versions(ctx, session, made, reason)
    ctx.audit(
        session,
        "roster.publish",
        f"roster@{summary.month:%Y-%m}",
        {team.scope: {"version": team.version - 1} for team in summary.teams},
        {team.scope: _audited(team, reason) for team in summary.teams},
    )


def _changed_cells(
    session: Session, summary: PublishSummary, found: _Found
) -> dict[str, list[ChangedCell]]:
    """Scope -> the cells that its version names; a first version names none."""
    again = {team.scope for team in summary.teams if team.version > 1}
    ids: dict[str, int | None] = {s.code: id_ for id_, s in load.shift_types(session).items()}
    changed: dict[str, list[ChangedCell]] = {scope: [] for scope in again}
    for stay, cells in found:
        if stay.unit.scope in again:
            changed[stay.unit.scope].extend(
                (stay.person_id, cell.day, ids.get(cell.before), ids.get(cell.after))
                for cell in cells
            )
    return changed


def _audited(team: TeamDiff, reason: str) -> dict[str, Any]:
    counted = {
        "version": team.version,
        "people": len(team.people),
        "added": sum(person.added for person in team.people),
        "removed": sum(person.removed for person in team.people),
        "cells": sum(len(person.cells) for person in team.people),
    }
    return {**counted, "reason": reason} if reason else counted
