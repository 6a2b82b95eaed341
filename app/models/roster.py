"""Shifts, the calendar, rosters with their drafts, versions and edits."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, by_value
from app.rules.vocabulary import DayKind, RosterState


class ShiftType(Base):
    """A shift of the centre; `end_at` <= `start_at` means that it ends on the next day."""

    __tablename__ = "shift_type"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    start_at: Mapped[time]
    end_at: Mapped[time]
    night: Mapped[bool]
    retired: Mapped[bool] = mapped_column(default=False)


class CalendarDay(Base):
    """A festival day or a make-up workday. Provisional: from no published calendar."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[DayKind] = mapped_column(by_value(DayKind))
    provisional: Mapped[bool] = mapped_column(default=False)


class RosterMonth(Base):
    """A team's month (team NULL: the people of a department without a team, or the centre's own).

    `version` counts what was published; `edit_version` guards against two editors at once.
    """

    __tablename__ = "roster_month"
    __table_args__ = (
        CheckConstraint("month = date(month, 'start of month')", name="month_start"),
        Index("uq_roster_month_scope", "month", "scope", unique=True),
    )

    id: Mapped[Key]
    month: Mapped[date]
    scope: Mapped[str]
    """`team:<id>`, `department:<id>` for its people without a team, or `centre`."""
    state: Mapped[RosterState] = mapped_column(by_value(RosterState))
    version: Mapped[int] = mapped_column(default=0)
    edit_version: Mapped[int] = mapped_column(default=1)
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    __mapper_args__ = {"version_id_col": edit_version}  # noqa: RUF012 - SQLAlchemy's own idiom


class Assignment(Base):
    """The roster as published, before swaps: one shift for a person on a date, never two."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_day", "day"), {"sqlite_with_rowid": False})

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift_type.id"))


class DraftAssignment(Base):
    """What a draft would have on a date, where it differs from what is published.

    `shift_id` NULL: the published shift would be taken away.
    """

    __tablename__ = "draft_assignment"
    __table_args__ = (Index("ix_draft_assignment_day", "day"), {"sqlite_with_rowid": False})

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))


class RosterVersion(Base):
    """One publication, or one tracked edit after it, of a team's month. Appended, never edited."""

    __tablename__ = "roster_version"
    __table_args__ = (UniqueConstraint("roster_month_id", "version"),)

    id: Mapped[Key]
    roster_month_id: Mapped[int] = mapped_column(ForeignKey("roster_month.id"))
    version: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")


class RosterChange(Base):
    """One cell that a version changed. Appended, never edited."""

    __tablename__ = "roster_change"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    version_id: Mapped[int] = mapped_column(ForeignKey("roster_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))
    after_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))


class RosterMapping(Base):
    """How files of one layout are read, as somebody told it once, under a name."""

    __tablename__ = "roster_mapping"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    told: Mapped[str]
    """JSON with a schema version: the layout, and what words and people mean."""
    signs: Mapped[str]
    """JSON: the sheets and words by which a file of the kind is known again."""
    kept_at: Mapped[datetime]
    kept_by: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom
