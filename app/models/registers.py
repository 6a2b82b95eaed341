"""The registers: swaps, leaves with their steps and certificates, attendance, inspections."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Side, SwapStatus


class Swap(Base):
    """One swap request, from its draft to its end."""

    __tablename__ = "swap"
    __table_args__ = (
        Index("ix_swap_requester", "requester_id", "requester_date"),
        Index("ix_swap_counterpart", "counterpart_id", "counterpart_date"),
    )

    id: Mapped[Key]
    swap_no: Mapped[str] = mapped_column(unique=True)
    filed_at: Mapped[datetime]
    requester_id: Mapped[PersonRef]
    requester_date: Mapped[date]
    counterpart_id: Mapped[PersonRef]
    counterpart_date: Mapped[date]
    status: Mapped[SwapStatus] = mapped_column(by_value(SwapStatus))
    effective_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it is asked for; for a declined or cancelled one `ended_reason` says why it ended."""
    ended_reason: Mapped[str] = mapped_column(default="")
    requester_shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))
    counterpart_shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class SwapConsent(Base):
    """A leader's consent for one side; a side has one. `at` or the person may be missing
    in a register that was kept on paper, and the number may be nobody's."""

    __tablename__ = "swap_consent"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    swap_id: Mapped[int] = mapped_column(ForeignKey("swap.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(by_value(Side), primary_key=True)
    by_no: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None]


class SwapTakingBack(Base):
    """A request to take an effective swap back, filed by the party on `side` (SWAP-11): the other
    party agrees, a leader consents for each side."""

    __tablename__ = "swap_taking_back"

    id: Mapped[Key]
    swap_id: Mapped[int] = mapped_column(ForeignKey("swap.id"), index=True)
    side: Mapped[Side] = mapped_column(by_value(Side))
    reason: Mapped[str]
    filed_at: Mapped[datetime]
    status: Mapped[SwapStatus] = mapped_column(by_value(SwapStatus))
    requester_leader_no: Mapped[str] = mapped_column(default="")
    requester_leader_at: Mapped[datetime | None]
    counterpart_leader_no: Mapped[str] = mapped_column(default="")
    counterpart_leader_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Leave(Base):
    """One leave request. `kind` is a LeaveKind's value or a kind of the centre's own."""

    __tablename__ = "leave"
    __table_args__ = (
        CheckConstraint("first_date <= last_date", name="dates"),
        Index("ix_leave_dates", "person_id", "first_date"),
    )

    id: Mapped[Key]
    leave_no: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[PersonRef]
    filed_by_no: Mapped[str]
    filed_at: Mapped[datetime]
    kind: Mapped[str]
    first_date: Mapped[date]
    last_date: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    special: Mapped[str] = mapped_column(default="")
    late_approved: Mapped[bool] = mapped_column(default=False)
    certificate_from: Mapped[date | None]
    certificate_to: Mapped[date | None]
    certificate_at: Mapped[datetime | None]
    phoned_at: Mapped[datetime | None]
    status: Mapped[LeaveStatus] = mapped_column(by_value(LeaveStatus))
    approved_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(default="")
    replaces_no: Mapped[str] = mapped_column(default="")
    """The approved leave that this one changes: it is given up when this one is approved."""
    phoned_by: Mapped[str] = mapped_column(default="")
    """Who made the emergency's call (LEAVE-5)."""
    back_at: Mapped[datetime | None]
    """When the person reported back (LEAVE-11)."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class LeaveStep(Base):
    """One decided step of a leave's chain; a step is decided once. Blanks as in SwapConsent."""

    __tablename__ = "leave_step"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    leave_id: Mapped[int] = mapped_column(ForeignKey("leave.id"), primary_key=True)
    step: Mapped[LeaveStepKind] = mapped_column(by_value(LeaveStepKind), primary_key=True)
    by_no: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None]


class Attendance(Base):
    """What roll call recorded of a person on a date. `arrived_at` NULL: never came."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("off_post_minutes >= 0", name="off_post"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    arrived_at: Mapped[datetime | None]
    off_post_minutes: Mapped[int] = mapped_column(default=0)
    left_at: Mapped[datetime | None]
    """When they went; NULL where nobody wrote it down (ATT-6)."""


class Inspection(Base):
    """One inspected contact on the comprehensive evaluation sheet.

    With a card its scores are `ItemScore`s, without one they are the five columns, 0-100 each.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        *(
            CheckConstraint(f"{score} BETWEEN 0 AND 100", name=score)
            for score in ("language", "attitude", "tone", "summarising", "adaptability")
        ),
        Index("ix_inspection_inspected_at", "inspected_at"),
    )

    id: Mapped[Key]
    inspection_no: Mapped[str] = mapped_column(unique=True)
    agent_id: Mapped[PersonRef]
    inspector_id: Mapped[PersonRef]
    inspected_at: Mapped[datetime]
    contact_ref: Mapped[str] = mapped_column(index=True)
    language: Mapped[float | None]
    attitude: Mapped[float | None]
    tone: Mapped[float | None]
    summarising: Mapped[float | None]
    adaptability: Mapped[float | None]
    critical: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(default="")
    card: Mapped[str] = mapped_column(default="")
    card_version: Mapped[int | None]
    calibration_no: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    appealed_at: Mapped[datetime | None]
    appeal: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    upheld: Mapped[bool] = mapped_column(default=False)
