"""Desks: who sat where for a shift, and who left the floor during one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef


class Seat(Base):
    """One desk of one shift, with who sits there; a desk is named by the centre's own word."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("day", "shift_id", "desk"),)

    id: Mapped[Key]
    day: Mapped[date]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift_type.id"))
    desk: Mapped[str]
    person_id: Mapped[PersonRef]
    checked_in_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    override_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    override_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class OffPost(Base):
    """Somebody who left the floor during a shift, by whose leave and for how long (ATT-5)."""

    __tablename__ = "off_post"
    __table_args__ = (
        UniqueConstraint("person_id", "left_at"),
        CheckConstraint("limit_minutes > 0", name="limit_minutes"),
    )

    id: Mapped[Key]
    person_id: Mapped[PersonRef]
    left_at: Mapped[datetime]
    allowed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    limit_minutes: Mapped[int | None]
    back_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom
