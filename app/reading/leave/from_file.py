"""Leaves that a roster file speaks of: which are to be filed, which there are already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import ids
from app.queries.leave import rows
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.queries.people.rows import name_of
from app.reading import permission
from app.rules.bringing.leaves import RunPart, parts
from app.rules.bringing.preview import LeaveRun
from app.rules.vocabulary import LeaveStatus

_STANDS = (LeaveStatus.PENDING, LeaveStatus.APPROVED)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LeavesToFile:
    """The runs, with what whoever files them needs: the kinds there are, and the own number."""

    parts: tuple[RunPart, ...]
    kinds: tuple[KindDetails, ...]
    mine: str


def leaves_to_file(ctx: Context, runs: Sequence[LeaveRun]) -> LeavesToFile:
    """What the actor is shown before anything of it is filed."""
    found = found_leaves(ctx, runs)
    with ctx.read() as session:
        me = ctx.actor.person_id
        known = name_of(session, me) if me is not None else None
        kinds = tuple(own_kind_details(session))
    return LeavesToFile(found, kinds, known.employee_no if known else "")


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
