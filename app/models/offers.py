"""Open shifts that are offered to all who may take them, and who says yes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import OfferChoice, OfferKind, OfferStatus


class ShiftOffer(Base):
    """A shift of a team that people may take, or be let off, until an instant.

    `absent_id`, `leave_no`: whose leave opened it; empty for a shift above the roster. `above`: how
    many more than are needed shall work it; `below_reason`: why more are let off than the need
    spares.
    """

    __tablename__ = "shift_offer"

    id: Mapped[Key]
    offer_no: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OfferKind] = mapped_column(by_value(OfferKind))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    day: Mapped[date]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift_type.id"))
    absent_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    leave_no: Mapped[str] = mapped_column(default="")
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    choice: Mapped[OfferChoice] = mapped_column(by_value(OfferChoice))
    until: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    above: Mapped[int | None]
    below_reason: Mapped[str | None]
    status: Mapped[OfferStatus] = mapped_column(by_value(OfferStatus))
    made_at: Mapped[datetime]
    made_by_no: Mapped[str]


class ShiftVolunteer(Base):
    """Who said yes to an offer; `taken_at`: since when the shift is theirs."""

    __tablename__ = "shift_volunteer"
    __table_args__ = (UniqueConstraint("offer_id", "person_id"),)

    id: Mapped[Key]
    offer_id: Mapped[int] = mapped_column(ForeignKey("shift_offer.id"))
    person_id: Mapped[PersonRef]
    at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
