"""Bulletins with who has read them, and the roll calls that were held."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef


class Bulletin(Base):
    """What those for whom it is must have read (HAND-5); NULL and '' are everybody's. One is never
    changed: a new one takes its place."""

    __tablename__ = "bulletin"

    id: Mapped[Key]
    bulletin_no: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime]
    published_by_id: Mapped[PersonRef]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    job_type: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin.id"))


class BulletinRead(Base):
    """That somebody opened a bulletin to its end, and when first."""

    __tablename__ = "bulletin_read"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[datetime]


class RollCall(Base):
    """That roll call was held for a shift of a team, by whom and with what comments (HAND-6)."""

    __tablename__ = "roll_call"
    __table_args__ = (
        Index("uq_roll_call", "department_id", "team_id", "day", "shift_id", unique=True),
    )

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    day: Mapped[date]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift_type.id"))
    leader_id: Mapped[PersonRef]
    held_at: Mapped[datetime]
    comments: Mapped[str] = mapped_column(default="")
