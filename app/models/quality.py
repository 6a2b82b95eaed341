"""Quality inspection as it is worked: contacts, draws, plans, appeals, calibrations, trainings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import AppealStepKind


class CardHelp(Base):
    """What the scorer is shown beside an item of a card, and where the item stands on it."""

    __tablename__ = "card_help"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    card: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(default="")
    """The group of items that it stands in."""
    help: Mapped[str] = mapped_column(default="")


class CardReading(Base):
    """How an item of a card is to be read, as a calibration agreed. Appended, never edited."""

    __tablename__ = "card_reading"

    id: Mapped[Key]
    card: Mapped[str] = mapped_column(index=True)
    item: Mapped[str]
    calibration_id: Mapped[int | None] = mapped_column(ForeignKey("calibration.id"))
    text: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[PersonRef]


class Contact(Base):
    """A contact of the telephone system's list: what may be drawn for inspection."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("seconds >= 0", name="seconds"),
        Index("ix_contact_started", "agent_id", "started_at"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    started_at: Mapped[datetime]
    seconds: Mapped[int]
    job_type: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    """Where its recording is heard."""
    shift: Mapped[str] = mapped_column(default="")
    """The code of the shift that the agent worked then, as the roster stood when it came in; ''
    for none."""
    changed_at: Mapped[datetime]
    """When a list stated it so first."""


class SampleDraw(Base):
    """One draw for a month of a department: with the same contacts, this seed gives the same
    again. Appended, never edited."""

    __tablename__ = "sample_draw"

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    month: Mapped[date]
    """Its first day."""
    seed: Mapped[int]
    per_agent: Mapped[int]
    contacts: Mapped[int]
    """How many there were to draw from; 0: planned by agent and week."""
    drawn_from: Mapped[str]
    """SHA-256 of what it was drawn from, hexadecimal."""
    last_contact_id: Mapped[int]
    """The last contact that there was; 0 without any."""
    asked: Mapped[str]
    """What else it was drawn from, as JSON: who needed how many, who could inspect in which weeks,
    and which contacts were taken."""
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[PersonRef]


class PlannedInspection(Base):
    """An inspection that is to be done, is being done, or was done.

    `draw_id` NULL: taken up without a plan, or a calibration's. `contact_ref` '': planned by agent
    and week, the contact is still to be chosen.
    """

    __tablename__ = "planned_inspection"
    __table_args__ = (Index("ix_planned_inspection_week", "inspector_id", "week"),)

    id: Mapped[Key]
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("sample_draw.id"), index=True)
    calibration_id: Mapped[int | None] = mapped_column(ForeignKey("calibration.id"), index=True)
    agent_id: Mapped[PersonRef]
    inspector_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    drawn_for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The inspector whom the draw gave it, whoever has it by now."""
    week: Mapped[date]
    """The Monday of the week in which it is to be done."""
    contact_ref: Mapped[str] = mapped_column(default="", index=True)
    contact_at: Mapped[datetime | None]
    seconds: Mapped[int | None]
    link: Mapped[str] = mapped_column(default="")
    begun_at: Mapped[datetime | None]
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id"), unique=True)
    dropped: Mapped[str] = mapped_column(default="")
    """Why it will not be done."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class AppealPoint(Base):
    """One item that an agent appeals against, and why. Appended, never edited."""

    __tablename__ = "appeal_point"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]


class AppealStep(Base):
    """What became of an appeal, each side in its own words. Appended, never edited."""

    __tablename__ = "appeal_step"

    id: Mapped[Key]
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    kind: Mapped[AppealStepKind] = mapped_column(by_value(AppealStepKind))
    by_id: Mapped[PersonRef]
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")


class Calibration(Base):
    """Some contacts that several inspectors score, each without the others."""

    __tablename__ = "calibration"

    id: Mapped[Key]
    calibration_no: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    card: Mapped[str]
    card_version: Mapped[int]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[PersonRef]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class ProposedTraining(Base):
    """A training that the analysis of a week or a month proposes, until it is held (QA-6)."""

    __tablename__ = "proposed_training"

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    week: Mapped[date]
    """The Monday of the week that it comes from."""
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[PersonRef]
    training_no: Mapped[str] = mapped_column(default="")
    """The training by which it was held; '' while it is to be held."""
    dropped: Mapped[str] = mapped_column(default="")
    """Why it will not be held."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class ProposedTrainee(Base):
    """Whom a proposed training is for; one without anybody is for all."""

    __tablename__ = "proposed_trainee"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own idiom

    proposed_id: Mapped[int] = mapped_column(ForeignKey("proposed_training.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
