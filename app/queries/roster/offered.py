"""Shifts above the roster that somebody took by an offer, and the team that needs them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ShiftOffer, ShiftType, ShiftVolunteer
from app.queries.roster.load import Days
from app.queries.roster.rows import Call
from app.rules.vocabulary import OfferKind, OfferStatus


def taken_offers(session: Session, days: Days) -> dict[tuple[int, int], str]:
    """(person id, column) -> the scope of the team that offered the shift."""
    query = (
        select(ShiftVolunteer.person_id, ShiftOffer.day, ShiftOffer.team_id)
        .join(ShiftOffer, ShiftOffer.id == ShiftVolunteer.offer_id)
        .where(
            ShiftOffer.kind == OfferKind.TAKE,
            ShiftOffer.absent_id.is_(None),
            ShiftVolunteer.taken_at.is_not(None),
            ShiftOffer.day.between(days.first, days.last),
        )
    )
    return {
        (person, days.column_of(day)): f"team:{team}"
        for person, day, team in session.execute(query)
    }


def calls(session: Session, days: Days, scopes: Collection[str]) -> tuple[Call, ...]:
    """The shifts of some days for which people are looked for, of the teams `scopes`."""
    row = ShiftOffer
    query = (
        select(row.team_id, row.day, ShiftType.code, func.sum(row.places - row.taken))
        .join(ShiftType, ShiftType.id == row.shift_id)
        .where(
            row.kind == OfferKind.TAKE, row.status == OfferStatus.OPEN,
            row.day.between(days.first, days.last),
        )
        .group_by(row.team_id, row.day, ShiftType.code)
    )  # fmt: skip
    return tuple(
        Call(f"team:{team}", days.column_of(day), code, left)
        for team, day, code, left in session.execute(query)
        if f"team:{team}" in scopes
    )
