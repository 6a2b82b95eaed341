"""Publishing a month's draft: what would change, and the change itself in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Assignment, DraftAssignment
from app.queries.roster import load
from app.queries.roster.lines import Stay
from app.queries.roster.load import Days, month_range
from app.queries.roster.scopes import month_rows
from app.reading.roster.publishing import (
    Changes,
    PublishSummary,
    TeamDiff,
    difference,
    require_publishing,
    summary_of,
)
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.services.roster.handing_ends import answer_published
from app.services.roster.scope import touch_months
from app.services.roster.standing import keeping_decisions
from app.services.roster.swaps import respect_swaps
from app.services.roster.telling import tell_changed, tell_out
from app.services.roster.versions import ChangedCell, NewVersion, add_versions
from app.services.swaps.upkeep import recheck


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
    with ctx.write(long=True) as session:
        require_publishing(ctx, session, scopes)
        found = difference(session, scopes, month)
        rows = month_rows(session, {(scope, month) for scope in scopes})
        summary = summary_of(month, scopes, rows, found)
        _check(summary, reason, seen)
        places = [(stay.person_id, cell.day) for stay, cells in found for cell in cells]
        numbers = {stay.person_id: stay.no for stay, _ in found}
        respect_swaps(session, Days.of(*month_range(month)), places, numbers)
        with keeping_decisions(ctx, session, places):
            _copy_drafts(session, [stay for stay, _ in found])
        recheck(ctx, session, places)
        _record(ctx, session, summary, found, reason.strip())
        return summary


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
    if summary.needs_reason:
        refuse_without_reason(reason)


def refuse_without_reason(reason: str) -> None:
    """BadInput where a published roster is to change and nobody says why."""
    if not reason.strip():
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
    ctx: Context, session: Session, summary: PublishSummary, found: Changes, reason: str
) -> None:
    """A version for each team's month that changed, and one audit entry for the act."""
    months = touch_months(session, {(team.scope, summary.month) for team in summary.teams})
    cells = _changed_cells(session, summary, found)
    made = [
        NewVersion(months[team.scope, summary.month], cells.get(team.scope, []))
        for team in summary.teams
    ]
    add_versions(ctx, session, made, reason)
    _tell(ctx, session, summary, found, cells, reason)
    answer_published(ctx, session, set(months), reason)
    ctx.audit(
        session,
        Deed.ROSTER_PUBLISH,
        f"roster@{summary.month:%Y-%m}",
        {team.scope: {"version": team.version - 1} for team in summary.teams},
        {team.scope: _audited(team, reason) for team in summary.teams},
    )


def _tell(
    ctx: Context,
    session: Session,
    summary: PublishSummary,
    found: Changes,
    cells: Mapping[str, Sequence[ChangedCell]],
    reason: str,
) -> None:
    """One notice for each person; of somebody with a part that was out before: what changed."""
    changed = [cell for mine in cells.values() for cell in mine]
    of_these = {cell[0] for cell in changed}
    new = {stay.person_id for stay, mine in found if mine and stay.unit.scope not in cells}
    tell_changed(ctx, session, changed, reason)
    tell_out(ctx, session, new - of_these, summary.month, reason)


def _changed_cells(
    session: Session, summary: PublishSummary, found: Changes
) -> dict[str, list[ChangedCell]]:
    """Scope -> the cells that its version names; a first version names none."""
    again = {team.scope for team in summary.teams if team.version > 1}
    ids: dict[str, int | None] = {s.code: id_ for id_, s in load.shifts_by_id(session).items()}
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
