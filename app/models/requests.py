"""What requests leave behind: every decision with what it was judged by, and notices to people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class Decision(Base):
    """One step of a request, decided once, by whom, and the verdict it was decided on.

    Appended, never edited. `request` is a reference (`rules/requests.py`); `judged` holds the
    findings, the figures counted and the policy values in force, as canonical JSON.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("request", "step"),)

    id: Mapped[Key]
    request: Mapped[str]
    step: Mapped[str]
    by_no: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    judged: Mapped[str] = mapped_column(default="")


class Notice(Base):
    """Something that a person is told inside the program."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_unread", "person_id", "read_at"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    code: Mapped[str]
    """Names the sentence; `app.text` words it with `params`, canonical JSON."""
    params: Mapped[str]
    subject: Mapped[str]
    read_at: Mapped[datetime | None]
