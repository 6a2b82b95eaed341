"""What recurs: duty logs, regular duties that were done, trainings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef

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
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


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
