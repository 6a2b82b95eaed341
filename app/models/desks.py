"""Desks: where they stand, who sat where for a shift, who left the floor, who was told to stop."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef


class Desk(Base):
    """One desk of a department's floor plan. Names are the whole centre's: no two desks share one.

    A desk that is `retired` is off the plan; who sat there is history.
    """

    __tablename__ = "desk"

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    name: Mapped[str] = mapped_column(unique=True)
    line: Mapped[int]
    """Which row of the plan, from the front; and which place in it, from the left. Both from 0."""
    place: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


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
    left_at: Mapped[datetime] = mapped_column(index=True)
    allowed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    limit_minutes: Mapped[int | None]
    back_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class FloorWait(Base):
    """Somebody who wants to leave the floor and has not left it: who asks, and who waits because
    enough of the team are off it (ATT-5). The row goes as soon as they leave or no longer want to.
    """

    __tablename__ = "floor_wait"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    asked_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    allowed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    limit_minutes: Mapped[int | None]
    turn_at: Mapped[datetime | None]
    """When a place was free for them and they were told."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class StopOrder(Base):
    """A duty leader's order to stop working, with its reason, reported to the head (DUTY-5)."""

    __tablename__ = "stop_order"

    id: Mapped[Key]
    person_id: Mapped[PersonRef]
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ordered_at: Mapped[datetime]
    reason: Mapped[str]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime | None]
    """When a head of the department took note of it."""
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom
