"""A draft that waits for the head: handed over by whoever may not publish it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, by_value
from app.rules.vocabulary import HandingState


class RosterHanding(Base):
    """The last time that a month's draft was handed to the head; one row for each month.

    `cells`, `short`, `broken`: how many days it changed, shifts it left short and days it had
    against the rules when it was handed over.
    """

    __tablename__ = "roster_handing"

    id: Mapped[Key]
    roster_month_id: Mapped[int] = mapped_column(ForeignKey("roster_month.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    cells: Mapped[int]
    short: Mapped[int]
    broken: Mapped[int]
    edit_version: Mapped[int]
    """The month's `edit_version` then: while it stands, nothing was edited since."""
    state: Mapped[HandingState] = mapped_column(by_value(HandingState))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Of the answer; while it waits again, why it was handed back before."""
    version: Mapped[int] = mapped_column(default=1)


class HandedCell(Base):
    """What the draft had when it was handed over: to tell what was edited since. Gone with the
    answer, save that one which is handed back keeps it: to tell what changed by the next time."""

    __tablename__ = "handed_cell"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    handing_id: Mapped[int] = mapped_column(ForeignKey("roster_handing.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))
    fresh: Mapped[bool] = mapped_column(default=False)
    """Handed over again, and another than when it was handed back."""
