"""Handover logs: one for a shift of a department, its notes, and the items that go on after it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Digest, Key, by_value
from app.rules.vocabulary import AdditionKind, ItemMove, LogSide, Section


class Handover(Base):
    """The log of one shift of a department, and who signed it (HAND-4)."""

    __tablename__ = "handover"
    __table_args__ = (UniqueConstraint("department_id", "day", "shift_id"),)

    id: Mapped[Key]
    handover_no: Mapped[str] = mapped_column(unique=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    day: Mapped[date]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift_type.id"))
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """The duty leader who signs, or is to sign, at the shift's end."""
    outgoing_at: Mapped[datetime | None]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    incoming_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(default="")
    acting_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whom a leader or head named to be its duty leader."""
    without_successor: Mapped[bool] = mapped_column(default=False)
    """Closed by a leader or head, as nobody came to take over."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class HandoverNote(Base):
    """One thing written under a section. Its text is what the workbook's cell says: that there is
    nothing to report as well. In a register that was imported nobody is named."""

    __tablename__ = "handover_note"

    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    section: Mapped[Section] = mapped_column(by_value(Section))
    text: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime | None]
    fact: Mapped[str] = mapped_column(default="")
    """The change of staff that it confirms, without the words of a language; "" for others."""


class HandoverItem(Base):
    """An open item: one identity from the log that it was raised in until it is closed (HAND-3)."""

    __tablename__ = "handover_item"

    id: Mapped[Key]
    item_no: Mapped[str] = mapped_column(unique=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    section: Mapped[Section] = mapped_column(by_value(Section))
    text: Mapped[str]
    worse: Mapped[str] = mapped_column(default="")
    """What to do if it gets worse."""
    urgent: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closing: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who raised it, and when; in a register that was imported nobody is named."""
    raised_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class HandoverStep(Base):
    """An item was closed, or reopened: what was done then stays (HAND-3)."""

    __tablename__ = "handover_step"

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("handover_item.id"), index=True)
    move: Mapped[ItemMove] = mapped_column(by_value(ItemMove))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    """What was done; why it was reopened."""


class HandoverReadBack(Base):
    """The incoming duty leader read an urgent item back, in own words where there is a question."""

    __tablename__ = "handover_read_back"
    __table_args__ = (UniqueConstraint("handover_id", "item_id", "by_id"),)

    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("handover_item.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    words: Mapped[str]


class HandoverAddition(Base):
    """What was added to a log beside its sections: by whom and when stays with it (HAND-4)."""

    __tablename__ = "handover_addition"

    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    kind: Mapped[AdditionKind] = mapped_column(by_value(AdditionKind))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    text: Mapped[str]


class HandoverSeal(Base):
    """What a log said as it was signed, and its digest, which the audit trail has as well."""

    __tablename__ = "handover_seal"
    __table_args__ = (UniqueConstraint("handover_id", "side"),)

    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"))
    side: Mapped[LogSide] = mapped_column(by_value(LogSide))
    content: Mapped[str]
    """JSON, as `rules/handover/seal.py` makes it."""
    digest: Mapped[str] = mapped_column(Digest())


class Draft(Base):
    """What somebody has typed and not yet kept: it decides nothing, and goes when it is kept."""

    __tablename__ = "draft"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    """What it is typed into: "handover:12/equipment"."""
    content: Mapped[str]
    at: Mapped[datetime]
