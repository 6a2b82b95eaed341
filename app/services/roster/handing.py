"""A leader hands the draft to the head, who publishes it or hands it back.

No kind of request: decision 0041.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import HandedCell, RosterHanding
from app.queries.roster.handing import (
    HandingRow,
    as_published,
    differing,
    drafted,
    fresh_cells,
    handed_cells,
    handings,
)  # fmt: skip
from app.queries.roster.scopes import MonthRow, Scope, month_rows, places_of_scopes
from app.reading import permission
from app.reading.roster.handing import handing_preview, require_handing
from app.reading.roster.publishing import PublishSummary, TeamDiff, difference, summary_of
from app.reading.roster.trouble import TeamTrouble, draft_trouble
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import HandingState, msg
from app.services.roster.handing_ends import answer, drop_cells, handing_subject, tell_answer
from app.services.typed import tidied, worded

_WAITING = HandingState.WAITING


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a team's draft has, as it is handed over."""

    cells: int
    short: int
    broken: int


def hand_over(
    ctx: Context,
    scopes: Collection[str],
    month: date,
    note: str = "",
    seen: Mapping[str, int] | None = None,
) -> PublishSummary:
    """Let the drafts of `month` wait for the head; teams without a change are left out.

    By whoever drafts them and may not publish them. What waited before is replaced. Conflict
    where a draft was edited since it was `seen`, BadInput where nothing would change. Any day of
    the month stands for it.
    """
    month = month.replace(day=1)
    looked = handing_preview(ctx, scopes, month)
    _refuse_edited(looked.seen, seen)
    trouble = draft_trouble(ctx, scopes, month)
    with ctx.write() as session:
        require_handing(ctx, session, scopes)
        _refuse_publisher(ctx, session, scopes)
        rows = month_rows(session, {(scope, month) for scope in scopes})
        summary = summary_of(month, scopes, rows, difference(session, scopes, month))
        _refuse_edited(summary.seen, looked.seen)
        if not summary.teams:
            raise BadInput(
                msg("Nothing to hand over"),
                msg("The draft is the same as what is published already."),
            )
        said = tidied(note)
        for team in summary.teams:
            figures = _figures(team, trouble)
            _put(ctx, session, (team.scope, month), rows[team.scope, month], figures, said)
        return summary


def hand_back(ctx: Context, scope: str, month: date, version: int, reason: str) -> None:
    """Give a draft back to whoever handed it over, with the reason, of which they are told.

    By whoever may publish it. Conflict where it does not wait as it did at `version`.
    """
    said = worded(reason, msg("Say what is to be changed: the leader reads it."))
    with ctx.write() as session:
        row = _waiting(session, (scope, month), version)
        permission.require(ctx, session, Action.PUBLISH_ROSTER, row.place)
        answer(ctx, session, row, HandingState.HANDED_BACK, said)
        ctx.audit(session, Deed.ROSTER_HAND_BACK, handing_subject(row.key), None, {"reason": said})
        tell_answer(ctx, session, row, "roster.handed_back", said)


def take_back(ctx: Context, scope: str, month: date, version: int) -> None:
    """What waits for the head waits no longer. By whoever drafts that roster; raises as
    `hand_back`."""
    with ctx.write() as session:
        row = _waiting(session, (scope, month), version)
        permission.require(ctx, session, Action.DRAFT_ROSTER, row.place)
        answer(ctx, session, row, HandingState.TAKEN_BACK, row.reason)
        ctx.audit(session, Deed.ROSTER_HAND_UNDO, handing_subject(row.key))


def _refuse_edited(stands: Mapping[str, int], seen: Mapping[str, int] | None) -> None:
    if seen is not None and dict(seen) != dict(stands):
        raise Conflict(
            msg("The draft has changed"),
            msg("Somebody edited it while you looked at the summary. Look at it again."),
        )


def _refuse_publisher(ctx: Context, session: Session, scopes: Collection[str]) -> None:
    mine = permission.standing(ctx, session)
    if any(mine.may(Action.PUBLISH_ROSTER, place) for place in places_of_scopes(session, scopes)):
        raise BadInput(
            msg("This roster is yours to publish"),
            msg("Nobody else has to look at it: publish it."),
        )


def _figures(team: TeamDiff, trouble: Sequence[TeamTrouble]) -> _Figures:
    cells = sum(len(person.cells) for person in team.people)
    mine = [one for one in trouble if one.scope == team.scope]
    short = sum(len(one.short) for one in mine)
    return _Figures(cells, short, sum(len(one.breaches) for one in mine))


def _put(
    ctx: Context, session: Session, key: Scope, month: MonthRow, figures: _Figures, note: str
) -> None:
    """The row of this month, made or replaced, with the draft as it is now."""
    table = RosterHanding
    values: dict[str, Any] = {
        "by_id": ctx.actor.person_id, "at": ctx.now(), "note": note, "cells": figures.cells,
        "short": figures.short, "broken": figures.broken, "edit_version": month.edit_version,
        "state": _WAITING, "answered_by_id": None, "answered_at": None,
    }  # fmt: skip
    there = session.execute(
        select(table.id, table.version, table.state, table.cells, table.reason).where(
            table.roster_month_id == month.id
        )
    ).one_or_none()
    again = there is not None and there.state is not HandingState.PUBLISHED and bool(there.reason)
    values["reason"] = there.reason if there is not None and again else ""
    if there is None:
        row = {**values, "roster_month_id": month.id, "version": 1}
        made: int = session.execute(insert(table).values(row).returning(table.id)).scalar_one()
    else:
        made = there.id
        session.execute(
            update(table).where(table.id == made).values(**values, version=there.version + 1)
        )
    _keep_cells(session, made, key, again=again)
    before = {"cells": there.cells} if there is not None and there.state is _WAITING else None
    after = {"cells": figures.cells, "short": figures.short, "broken": figures.broken}
    ctx.audit(session, Deed.ROSTER_HAND, handing_subject(key), before, after | _said(note))


def _said(note: str) -> dict[str, str]:
    return {"comments": note} if note else {}


def _keep_cells(session: Session, handing_id: int, key: Scope, *, again: bool) -> None:
    """What the draft has now; `again`: after it was handed back, with what changed since then."""
    now, fresh = drafted(session, *key), set[tuple[int, date]]()
    if again:
        then = handed_cells(session, handing_id)
        fresh = {*differing(session, key[1], then, now), *fresh_cells(session, handing_id)}
    drop_cells(session, handing_id)
    rows = [
        {
            "handing_id": handing_id, "person_id": person, "day": day, "shift_id": shift,
            "fresh": (person, day) in fresh,
        }
        for (person, day), shift in (as_published(session, key[1], fresh) | now).items()
    ]  # fmt: skip
    if rows:
        session.execute(insert(HandedCell), rows)


def _waiting(session: Session, key: Scope, version: int) -> HandingRow:
    found = handings(session, list(HandingState), [key[1]])
    row = next((one for one in found if one.key == key), None)
    if row is None:
        raise NotFound(
            msg("Nothing was handed over"), msg("Nobody handed this roster to the head.")
        )
    if row.state is not _WAITING:
        raise Conflict(
            msg("It waits no longer"),
            msg("It was published, handed back or taken back meanwhile. Nothing was changed."),
        )
    if row.version != version:
        raise Conflict(
            msg("It was handed over anew"),
            msg("{name} handed it over once more. Look at it again.", name=row.by),
        )
    return row
