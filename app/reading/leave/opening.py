"""A leave, and the giving up of one, as whoever decides on it, or is concerned by it, sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.leave import giving_up, rows
from app.queries.leave.giving_up import CancellationRow
from app.queries.leave.rows import LeaveRow
from app.queries.requests.cover_effect import cover_effect
from app.queries.requests.decisions import history
from app.queries.roster.load import shift_rows
from app.reading import permission
from app.reading.leave.judging import JudgedLeave, judge_leave
from app.reading.leave.moves import moves_of
from app.reading.requests.view import RequestView
from app.rules.facts import Person
from app.rules.leave import late_step
from app.rules.leave_verdict import deciders
from app.rules.requests import RequestKind
from app.rules.turn import Turn
from app.rules.vocabulary import LeaveStatus, LeaveStepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveView(RequestView):
    """A leave on a sheet, with the steps that it takes."""

    row: LeaveRow
    chain: tuple[LeaveStepKind, ...]
    who: Mapping[LeaveStepKind, tuple[Person, ...]]
    """Who decides on each step today, delegates among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingUpView(RequestView):
    """An approved leave that somebody wants to give up."""

    leave: LeaveView
    asking: CancellationRow


def open_leave(ctx: Context, session: Session, no: str) -> LeaveView | None:
    """The leave with this number, for whom it is for, who filed it, and who decides on it."""
    row = rows.leave(session, no)
    if row is None:
        return None
    judged = judge_leave(ctx, session, row)
    _require_sight(ctx, session, row, judged.turn)
    if row.status is not LeaveStatus.PENDING:
        return _leave(ctx, session, row, judged, 0)
    asked = judged.turn.allows(ctx.actor.person_id)
    return replace(
        _leave(ctx, session, row, judged, -1),
        asked=judged.turn.word if asked else None,
        verdict=judged.verdict,
        last=judged.open_step in judged.steps[-1:],
        late=asked and judged.late and judged.open_step is late_step(judged.facts),
    )


def open_giving_up(ctx: Context, session: Session, no: str) -> GivingUpView | None:
    """The leave with this number, if somebody asks to give it up."""
    asking, row = giving_up.waiting_on(session, no), rows.leave(session, no)
    if asking is None or row is None:
        return None
    judged = judge_leave(ctx, session, row)
    turn = judged.giving_up_turn
    _require_sight(ctx, session, row, turn)
    leave = _leave(ctx, session, row, judged, 1)
    return GivingUpView(
        ref=RequestKind.GIVING_UP.ref(no),
        status=asking.status,
        version=asking.version,
        filed_at=asking.filed_at,
        shifts=leave.shifts,
        history=leave.history,
        asked=turn.word if turn.allows(ctx.actor.person_id) else None,
        cover=leave.cover,
        names=leave.names,
        leave=leave,
        asking=asking,
    )


def _leave(
    ctx: Context, session: Session, row: LeaveRow, judged: JudgedLeave, more: int
) -> LeaveView:
    """The leave itself; `more`: people at work once it is decided (0: nothing is to be)."""
    ref = RequestKind.LEAVE.ref(row.no)
    replaces = row.replaces_no if more < 0 else ""
    moves = (
        moves_of(ctx, session, judged, row.person_id, more, no=row.no, replaces=replaces)
        if more
        else []
    )
    return LeaveView(
        ref=ref,
        status=row.status,
        version=row.version,
        filed_at=row.filed_at,
        shifts=shift_rows(session),
        history=history(session, ref),
        cover=cover_effect(session, moves, ctx.today()),
        names={no: person.name for no, person in judged.facts.people.items()},
        row=row,
        chain=judged.steps,
        who={step: tuple(deciders(judged.facts, step)) for step in judged.steps},
    )


def _require_sight(ctx: Context, session: Session, row: LeaveRow, turn: Turn) -> None:
    """Who has the next word, whom it is for, who filed it, and who has its register in sight."""
    filed = ctx.actor.name == row.filed_by_no and permission.has_say(ctx, session)
    if not (filed or turn.allows(ctx.actor.person_id)):
        filed_on = ctx.time.local_date(row.filed_at)
        permission.require_leave(session, permission.sight(ctx, session), row, filed_on)
