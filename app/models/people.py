"""Departments, teams, people, their dated posts, and their accounts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, PersonRef, by_value
from app.rules.vocabulary import Role


class Department(Base):
    __tablename__ = "department"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)


class Team(Base):
    """A team of one department; two departments may each have a team of one name."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("department_id", "name"),)

    id: Mapped[Key]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    name: Mapped[str]


class Person(Base):
    """Somebody with an employee number. `left_on` is the last day employed."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("left_on IS NULL OR left_on >= hired_on", name="left_after"),)

    id: Mapped[Key]
    employee_no: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    hired_on: Mapped[date]
    left_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own idiom


class PhoneNumber(Base):
    """By what number somebody can be called when a shift is open; nobody must have one."""

    __tablename__ = "phone_number"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    number: Mapped[str]


class Post(Base):
    """What a person is from `since` on. `since` NULL never stands: a blank means `hired_on`."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("person_id", "since"),
        CheckConstraint("skill_level BETWEEN 1 AND 5", name="skill_level"),
    )

    id: Mapped[Key]
    person_id: Mapped[PersonRef]
    since: Mapped[date]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    role: Mapped[Role] = mapped_column(by_value(Role))
    job_type: Mapped[str] = mapped_column(default="")
    skill_level: Mapped[int | None]


class Account(Base):
    """Who may sign in. `password_hash` is argon2id's own encoded form.

    An account without a person is the administrator's that the first start sets up.
    """

    __tablename__ = "account"

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    password_hash: Mapped[str]
    must_change: Mapped[bool] = mapped_column(default=False)
    disabled: Mapped[bool] = mapped_column(default=False)
    signed_in_at: Mapped[datetime | None]


class SignInFailure(Base):
    """How often in a row a sign-in failed, by a digest of what was typed as the login: one that
    nobody has is delayed like any other, so that the delay does not tell which logins there are,
    and what was typed there by mistake is not kept. One row counts over all logins."""

    __tablename__ = "sign_in_failure"

    login: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime]
