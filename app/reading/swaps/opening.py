"""A swap as whoever decides on it, or is concerned by it, sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.reference import reference
from app.queries.requests.cover_effect import cover_effect
from app.queries.requests.decisions import history
from app.queries.roster.load import shift_rows
from app.queries.swaps import rows
from app.queries.swaps.rows import SwapRow
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.reading.requests.view import RequestView
from app.reading.swaps.judging import asked_of, judge, turn_of
from app.reading.swaps.moves import moves
from app.rules.requests import RequestKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapView(RequestView):
    """A swap on a sheet."""

    row: SwapRow


def open_swap(ctx: Context, session: Session, no: str) -> SwapView | None:
    """The swap with this number, for its parties and those who decide on it."""
    row = rows.swap(session, no)
    if row is None:
        return None
    turn = turn_of(ctx, row, reference(session))
    may_speak = turn.allows(ctx.actor.person_id)
    if not may_speak:
        permission.require_swap(session, permission.sight(ctx, session), row)
    ref = RequestKind.SWAP.ref(no)
    shown = SwapView(
        ref=ref,
        status=row.status,
        version=row.version,
        filed_at=row.filed_at,
        shifts=shift_rows(session),
        history=history(session, ref),
        asked=turn.word if may_speak else None,
        row=row,
    )
    return _judged(ctx, session, shown) if row.undecided else shown


def _judged(ctx: Context, session: Session, view: SwapView) -> SwapView:
    """With the verdict of now, and what it would do to the cover of its days."""
    judged = judge(ctx, session, asked_of(view.row), view.row)
    discretion = Discretion(session, permission.sight(ctx, session))
    return replace(
        view,
        verdict=discretion.verdict(judged.verdict),
        cover=cover_effect(session, moves(judged.facts), ctx.today()),
        names={no: person.name for no, person in judged.people.items()},
    )
