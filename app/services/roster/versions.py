"""Versions of a published roster: appended, never edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.models import RosterChange, RosterMonth, RosterVersion
from app.rules.vocabulary import RosterState
from app.services.roster.scope import MonthRow

ChangedCell = tuple[int, date, int | None, int | None]
"""Person id, day, shift id before and after."""


class NewVersion(NamedTuple):
    """A month as it stood, and the cells that its next version changes."""

    month: MonthRow
    cells: Sequence[ChangedCell]


def add_versions(ctx: Context, session: Session, made: Sequence[NewVersion], reason: str) -> None:
    """Count each month's version up, mark it as published and record what changed.

    The first version names no cells: all of the month is new in it, and what it held is the
    month's roster with every later change taken back.
    """
    connection = session.connection()
    stamp = {"made_at": ctx.now(), "made_by_id": ctx.actor.person_id, "reason": reason}
    connection.execute(
        insert(RosterVersion),
        [
            {"roster_month_id": new.month.id, "version": new.month.version + 1, **stamp}
            for new in made
        ],
    )
    _mark_published(ctx, session, made)
    edits = [new for new in made if new.month.version > 0]
    if edits:
        connection.execute(insert(RosterChange), _changes(session, edits))


def _changes(session: Session, edits: Sequence[NewVersion]) -> list[dict[str, object]]:
    table = RosterVersion
    of_months = table.roster_month_id.in_([new.month.id for new in edits])
    ids = {
        (row.roster_month_id, row.version): row.id
        for row in session.execute(
            select(table.id, table.roster_month_id, table.version).where(of_months)
        )
    }
    return [
        {
            "version_id": ids[new.month.id, new.month.version + 1],
            "person_id": person,
            "day": day,
            "before_id": was,
            "after_id": now,
        }
        for new in edits
        for person, day, was, now in new.cells
    ]


def _mark_published(ctx: Context, session: Session, made: Sequence[NewVersion]) -> None:
    session.connection().execute(
        update(RosterMonth)
        .where(RosterMonth.id == bindparam("row"))
        .values(
            state=RosterState.PUBLISHED,
            version=RosterMonth.version + 1,
            published_at=ctx.now(),
            published_by_id=ctx.actor.person_id,
        ),
        [{"row": new.month.id} for new in made],
    )
