"""Shifts above the roster that somebody took by an offer, and the team that needs them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ShiftOffer, ShiftVolunteer
from app.queries.roster.load import Days
from app.rules.vocabulary import OfferKind


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
