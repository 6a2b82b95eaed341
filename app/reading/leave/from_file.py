"""Leaves that a roster file speaks of: which are to be filed, which there are already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import ids
from app.queries.leave import rows
from app.reading import permission
from app.rules.bringing.leaves import RunPart, parts
from app.rules.bringing.preview import LeaveRun
from app.rules.vocabulary import LeaveStatus

_STANDS = (LeaveStatus.PENDING, LeaveStatus.APPROVED)
_DAY = timedelta(days=1)


def found_leaves(ctx: Context, runs: Sequence[LeaveRun]) -> tuple[RunPart, ...]:
    """The runs, apart where a leave that is asked for or approved covers some of their days.

    Leaves are told only of those whose leaves the actor may see.
    """
    with ctx.read() as session:
        return tuple(
            part
            for run in runs
            for part in parts(run, _covered(ctx, session, run, _ids(session, runs)))
        )


def _ids(session: Session, runs: Sequence[LeaveRun]) -> Mapping[str, int]:
    return ids(session, numbers=sorted({run.number for run in runs}))


def _covered(
    ctx: Context, session: Session, run: LeaveRun, people: Mapping[str, int]
) -> dict[date, str]:
    person_id = people.get(run.number)
    if person_id is None or not permission.sight(ctx, session).leave(person_id, ctx.today()):
        return {}
    return {
        row.first + at * _DAY: row.no
        for row in rows.leaves_of(session, person_id)
        if row.status in _STANDS
        for at in range((row.last - row.first).days + 1)
    }
