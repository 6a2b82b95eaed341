"""Reports upwards, customers' complaints, and visitors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import ReportAction, ReportKind


class UpwardReport(Base):
    """Something reported to a superior, with the instruction word for word (ESC-1 to ESC-3).

    The instruction is the first one; what became of it stands in `ReportStep`.
    """

    __tablename__ = "upward_report"

    id: Mapped[Key]
    report_no: Mapped[str] = mapped_column(unique=True)
    raised_by_id: Mapped[PersonRef]
    raised_at: Mapped[datetime]
    to_id: Mapped[PersonRef]
    kind: Mapped[ReportKind] = mapped_column(by_value(ReportKind))
    emergency: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[str]
    proposal: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    dissent: Mapped[str] = mapped_column(default="")
    upheld: Mapped[bool] = mapped_column(default=False)
    skipped_told_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed: Mapped[bool] = mapped_column(default=False)
    """A dissent had the superior give another instruction."""
    carried_out_at: Mapped[datetime | None]
    taken_up_at: Mapped[datetime | None]
    taken_from_id: Mapped[int | None] = mapped_column(ForeignKey("upward_report.id"), index=True)
    """The report that this one takes one level up."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class ReportStep(Base):
    """What happened to a report, by whom, and their words: appended to, never edited."""

    __tablename__ = "report_step"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("upward_report.id"), index=True)
    action: Mapped[ReportAction] = mapped_column(by_value(ReportAction))
    by_id: Mapped[PersonRef]
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")


class Complaint(Base):
    """A customer's complaint. Of the customer it holds the contact's reference alone (COMP-2)."""

    __tablename__ = "complaint"

    id: Mapped[Key]
    complaint_no: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    received_by_id: Mapped[PersonRef]
    contact_ref: Mapped[str]
    abroad: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str]
    replied_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    handled: Mapped[str] = mapped_column(default="")
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class Visitor(Base):
    """An outsider's visit (CONF-2)."""

    __tablename__ = "visitor"

    id: Mapped[Key]
    visitor_no: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    reason: Mapped[str]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    in_at: Mapped[datetime]
    out_at: Mapped[datetime | None]
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom
