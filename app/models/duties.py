"""What recurs: duty logs, regular duties and their forms, trainings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import DutyForm, DutyStepKind

_COUNTS = ("enquiries", "lookups", "outbound", "backlog")


class DutyLog(Base):
    """The duty leader's log of one day of a department (DUTY-1)."""

    __tablename__ = "duty_log"
    __table_args__ = (
        UniqueConstraint("department_id", "day"),
        *(CheckConstraint(f"{count} >= 0", name=count) for count in _COUNTS),
    )

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    day: Mapped[date]
    leader_id: Mapped[PersonRef]
    system_problems: Mapped[str] = mapped_column(default="")
    difficult_cases: Mapped[str] = mapped_column(default="")
    enquiries: Mapped[int | None]
    lookups: Mapped[int | None]
    outbound: Mapped[int | None]
    backlog: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class DutyDone(Base):
    """A regular duty of one due day, done. `duty` is a Duty's value or a code of the centre's."""

    __tablename__ = "duty_done"
    __table_args__ = (
        Index("uq_duty_done", "duty", "department_id", "team_id", "due_on", unique=True),
    )

    id: Mapped[Key]
    duty: Mapped[str]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    due_on: Mapped[date]
    done_at: Mapped[datetime]
    done_by_id: Mapped[PersonRef]
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime | None]
    text: Mapped[str] = mapped_column(default="")
    returned_at: Mapped[datetime | None]
    """Handed back, and not done again yet."""
    returned: Mapped[str] = mapped_column(default="")
    """What is to be done about it."""
    bulletin_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin.id"))
    """What a meeting agreed, as everybody reads it (MEET-1)."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class DutyStep(Base):
    """What became of a duty: done, returned, done again, received. Appended to, never edited."""

    __tablename__ = "duty_step"

    id: Mapped[Key]
    done_id: Mapped[int] = mapped_column(ForeignKey("duty_done.id"), index=True)
    kind: Mapped[DutyStepKind] = mapped_column(by_value(DutyStepKind))
    by_id: Mapped[PersonRef]
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")


class OwnDuty(Base):
    """A regular duty that a department added. `rule` is an RRULE without a start."""

    __tablename__ = "own_duty"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    of_team: Mapped[bool]
    rule: Mapped[str]
    on_workday: Mapped[bool]
    doer: Mapped[str | None]
    """The Role that does it; None: anyone."""
    receiver: Mapped[str | None]
    """The Role that receives it; None: nobody."""
    form: Mapped[DutyForm] = mapped_column(by_value(DutyForm))
    since: Mapped[date]
    ended_on: Mapped[date | None]
    """The last day on which it is due."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class CheckItem(Base):
    """One line of a department's checklist. `duty` is a Duty's value or a code of the centre's."""

    __tablename__ = "check_item"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), primary_key=True)
    duty: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class CheckResult(Base):
    """What one line of a checklist was found to be. A failed one names a person or a place."""

    __tablename__ = "check_result"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    done_id: Mapped[int] = mapped_column(ForeignKey("duty_done.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    ok: Mapped[bool]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("handover_item.id"))
    """The open item of the handover by which it is followed up."""


class MeetingPoint(Base):
    """One point of a meeting's agenda, and what was agreed."""

    __tablename__ = "meeting_point"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    done_id: Mapped[int] = mapped_column(ForeignKey("duty_done.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str]
    agreed: Mapped[str] = mapped_column(default="")


class MeetingPresence(Base):
    """Who was there."""

    __tablename__ = "meeting_presence"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    done_id: Mapped[int] = mapped_column(ForeignKey("duty_done.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Training(Base):
    """One person's part in a training, with what its exam gave (TRAIN-1)."""

    __tablename__ = "training"
    __table_args__ = (
        UniqueConstraint("training_no", "person_id"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )

    id: Mapped[Key]
    training_no: Mapped[str]
    title: Mapped[str]
    held_on: Mapped[date]
    person_id: Mapped[PersonRef]
    attended: Mapped[bool]
    score: Mapped[float | None]
    passed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom
