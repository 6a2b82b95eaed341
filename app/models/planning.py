"""Contacts, how many people they need, what holds for everybody's month, and what is wished."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef


class Volume(Base):
    """The contacts of one interval, as the telephone system counted them.

    `minute`: local minutes after midnight at which it begins; `minutes` 15, 30 or 60;
    `aht_seconds`: mean handling time.
    """

    __tablename__ = "volume"
    __table_args__ = (
        CheckConstraint("minutes IN (15, 30, 60)", name="minutes"),
        CheckConstraint("minute BETWEEN 0 AND 1439", name="minute"),
        CheckConstraint("contacts >= 0", name="contacts"),
        CheckConstraint("aht_seconds >= 0", name="aht_seconds"),
        {"sqlite_with_rowid": False},
    )

    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), primary_key=True)
    job_type: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    minute: Mapped[int] = mapped_column(primary_key=True)
    minutes: Mapped[int]
    contacts: Mapped[float]
    aht_seconds: Mapped[float]


class ForecastCorrection(Base):
    """What somebody expects in an interval to come, instead of what is computed."""

    __tablename__ = "forecast_correction"
    __table_args__ = (
        UniqueConstraint("department_id", "job_type", "day", "minute"),
        CheckConstraint("contacts >= 0", name="contacts"),
    )

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    job_type: Mapped[str]
    day: Mapped[date]
    minute: Mapped[int]
    contacts: Mapped[float]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class ServiceGoal(Base):
    """By what the need of a department's job type ("": of any) is computed.

    `target` (of all contacts within `within_seconds`), `occupancy_most` and `shrinkage` are shares
    from 0 to 1; `patience_seconds` NULL: nobody gives up.
    """

    __tablename__ = "service_goal"
    __table_args__ = (UniqueConstraint("department_id", "job_type"),)

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    job_type: Mapped[str]
    target: Mapped[float]
    within_seconds: Mapped[float]
    patience_seconds: Mapped[float | None]
    occupancy_most: Mapped[float | None]
    shrinkage: Mapped[float]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class StaffingNeed(Base):
    """How many people are needed on a shift (department NULL: of the centre as a whole).

    `day` goes before `weekday` (0 Monday to 6 Sunday), which goes before neither; `want` NULL is
    as `least`, `most` NULL is without a limit.
    """

    __tablename__ = "staffing_need"
    __table_args__ = (
        CheckConstraint("least >= 0", name="least"),
        CheckConstraint("want IS NULL OR want >= least", name="want"),
        CheckConstraint("most IS NULL OR most >= COALESCE(want, least)", name="most"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("weekday IS NULL OR day IS NULL", name="one_kind"),
        CheckConstraint("team_id IS NULL OR department_id IS NOT NULL", name="team"),
        Index("ix_staffing_need_day", "day"),
    )

    id: Mapped[Key]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    job_type: Mapped[str] = mapped_column(default="")
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift_type.id"))
    weekday: Mapped[int | None]
    day: Mapped[date | None]
    least: Mapped[int]
    want: Mapped[int | None]
    most: Mapped[int | None]
    computed: Mapped[bool] = mapped_column(default=False)
    """It came from contacts, and is replaced when it is computed anew."""


class WorkRule(Base):
    """How long and how often people may work (person NULL: everybody without a row of their own).

    `shifts` ("" for all) and `not_after` as `rules/rostering/not_after.py` has them: `N:E L; L:E`.
    """

    __tablename__ = "work_rule"

    id: Mapped[Key]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    month_hours_most: Mapped[float | None]
    month_hours_least: Mapped[float | None]
    days_in_row_most: Mapped[int] = mapped_column(default=6)
    nights_in_row_most: Mapped[int] = mapped_column(default=3)
    days_off_in_row_least: Mapped[int] = mapped_column(default=1)
    days_in_row_least: Mapped[int] = mapped_column(default=1)
    weekends_most: Mapped[int | None]
    shifts: Mapped[str] = mapped_column(default="")
    not_after: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class ShiftWish(Base):
    """Somebody would (`wanted`), or would not, like a shift on a day; shift NULL: a day off."""

    __tablename__ = "shift_wish"
    __table_args__ = (
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
        Index("ix_shift_wish_day", "day"),
    )

    id: Mapped[Key]
    person_id: Mapped[PersonRef]
    day: Mapped[date]
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift_type.id"))
    wanted: Mapped[bool]
    weight: Mapped[int] = mapped_column(default=1)


class WishClosing(Base):
    """From when on a team's month (its scope as in `roster_month`) takes no more wishes."""

    __tablename__ = "wish_closing"
    __table_args__ = (UniqueConstraint("month", "scope"),)

    id: Mapped[Key]
    month: Mapped[date]
    scope: Mapped[str]
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class FixedCell(Base):
    """A cell of a roster's draft that no solver changes, as somebody said."""

    __tablename__ = "fixed_cell"
    __table_args__ = ({"sqlite_with_rowid": False},)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    fixed_at: Mapped[datetime]
    fixed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
