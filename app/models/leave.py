"""What leave needs besides its register: own kinds, balances, certificates, delegations, cover."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import BalanceEntry, Counting, LeaveStatus, Upwards


class OwnLeaveKind(Base):
    """A kind of leave that the centre added (annual, marriage, maternity, ...)."""

    __tablename__ = "own_leave_kind"
    __table_args__ = (CheckConstraint("notice_days >= 0", name="notice_days"),)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    notice_days: Mapped[int] = mapped_column(default=1)
    director: Mapped[Upwards] = mapped_column(by_value(Upwards))
    has_balance: Mapped[bool] = mapped_column(default=False)
    counting: Mapped[Counting] = mapped_column(by_value(Counting), default=Counting.ROSTERED)
    retired: Mapped[bool] = mapped_column(default=False)


class LeaveBalance(Base):
    """One entry of a person's balance of a kind, in days. Appended, never edited."""

    __tablename__ = "leave_balance"
    __table_args__ = (Index("ix_leave_balance_person", "person_id", "kind"),)

    id: Mapped[Key]
    person_id: Mapped[PersonRef]
    kind: Mapped[str]
    entry: Mapped[BalanceEntry] = mapped_column(by_value(BalanceEntry))
    days: Mapped[int]
    """What is added (granted, given back, carried over) or, negative, taken or expired."""
    leave_no: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_no: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class LeaveCertificate(Base):
    """A certificate with the days that it covers; the store keeps its content by `digest`, a
    SHA-256 (hex). Appended, never edited."""

    __tablename__ = "leave_certificate"
    __table_args__ = (CheckConstraint("first_date <= last_date", name="dates"),)

    id: Mapped[Key]
    leave_id: Mapped[int] = mapped_column(ForeignKey("leave.id"), index=True)
    file_name: Mapped[str]
    media_type: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    """In bytes."""
    first_date: Mapped[date]
    last_date: Mapped[date]
    handed_in_at: Mapped[datetime]
    by_no: Mapped[str]


class Delegation(Base):
    """From `first_date` to `last_date`, somebody of the same or a higher level decides instead.

    Ending it early moves `last_date` back, for the days to come only.
    """

    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("first_date <= last_date", name="dates"),)

    id: Mapped[Key]
    by_id: Mapped[PersonRef]
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_date: Mapped[date]
    last_date: Mapped[date]
    made_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class LeaveCancellation(Base):
    """A request to give up an approved leave, decided by the first step of the leave's chain."""

    __tablename__ = "leave_cancellation"

    id: Mapped[Key]
    leave_id: Mapped[int] = mapped_column(ForeignKey("leave.id"), index=True)
    reason: Mapped[str]
    filed_at: Mapped[datetime]
    by_no: Mapped[str]
    status: Mapped[LeaveStatus] = mapped_column(by_value(LeaveStatus))
    version: Mapped[int] = mapped_column(default=1)


class Cover(Base):
    """Who works a shift that a leave opened (LEAVE-10): one person for a shift."""

    __tablename__ = "cover"
    __table_args__ = (UniqueConstraint("absent_id", "day"),)

    id: Mapped[Key]
    absent_id: Mapped[PersonRef]
    day: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    made_by_no: Mapped[str]
