"""Offers follow the roster: what is filled by other ways is no longer asked for.

An offer whose need is met ends, one whose need is met in part has fewer places; who said yes and
whoever made it is told.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.context import Context
from app.models import ShiftOffer
from app.queries.known import ids
from app.queries.roster.offers import OfferRow, offers
from app.reading.roster.crew import room
from app.rules.deeds import Deed
from app.rules.vocabulary import OfferKind, OfferStatus
from app.services.requests.ledger import tell_all


def end_met(ctx: Context, no: str = "") -> int:
    """Bring all open offers, or that with the number `no`, in step with the roster; how many
    ended."""
    with ctx.read() as session:
        if not any(room(ctx, session, row) < row.left for row in _open(session, no)):
            return 0
    with ctx.write() as session:
        return sum(_bring_on(ctx, session, row) for row in _open(session, no))


def follow(ctx: Context, session: Session, days: Collection[date]) -> None:
    """As `end_met`, in the transaction that changed the roster of `days`."""
    for row in offers(session, min(days)):
        if row.day in days:
            _bring_on(ctx, session, row)


def make_room(session: Session, row: OfferRow) -> None:
    """Somebody takes a place of `row`: that is no place less of another offer which asks for more
    than are needed."""
    table = ShiftOffer
    session.execute(
        update(table)
        .where(
            table.id != row.id, table.status == OfferStatus.OPEN, table.kind == OfferKind.TAKE,
            table.team_id == row.team_id, table.day == row.day, table.above > 0,
            table.shift_id == row.shift_id,
        )
        .values(above=table.above + 1)
    )  # fmt: skip


def _open(session: Session, no: str) -> list[OfferRow]:
    return [row for row in offers(session, no=no) if row.status is OfferStatus.OPEN]


def _bring_on(ctx: Context, session: Session, row: OfferRow) -> bool:
    """Whether it ended."""
    left = room(ctx, session, row)
    if left >= row.left:
        return False
    if left:
        _set(session, row, places=row.taken + left)
        places = {"places": row.places}, {"places": row.taken + left}
        ctx.audit(session, Deed.OFFER_MET, f"offer:{row.no}", *places)
        tell_all(ctx, session, _makers(session, row), "offer.fewer", f"offer:{row.no}",
                 day=row.day, shift=row.code, left=left)  # fmt: skip
        return False
    _set(session, row, status=OfferStatus.FILLED)
    states = {"status": str(OfferStatus.OPEN)}, {"status": str(OfferStatus.FILLED)}
    ctx.audit(session, Deed.OFFER_MET, f"offer:{row.no}", *states)
    waiting = {one.person_id for one in row.volunteers if not one.taken}
    code = "offer.met" if row.kind is OfferKind.TAKE else "offer.needed"
    told = waiting | _makers(session, row)
    tell_all(ctx, session, told, code, f"offer:{row.no}", day=row.day, shift=row.code)
    return True


def _set(session: Session, row: OfferRow, **values: object) -> None:
    table = ShiftOffer
    still = (table.id == row.id, table.status == OfferStatus.OPEN, table.taken == row.taken)
    session.execute(update(table).where(*still).values(**values))


def _makers(session: Session, row: OfferRow) -> set[int]:
    return {*ids(session, numbers=[row.made_by_no]).values()}
