"""Accounts: who may sign in, and how sign-ins went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models import Account, Person, Post, SignInFailure
from app.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account; `employee_no` and `name` are blank for the first administrator's."""

    id: int
    login: str
    person_id: int | None
    employee_no: str
    name: str
    must_change: bool
    disabled: bool
    signed_in_at: datetime | None


_ACCOUNT = (
    Account.id, Account.login, Account.person_id,
    func.coalesce(Person.employee_no, "").label("employee_no"),
    func.coalesce(Person.name, "").label("name"), Account.must_change, Account.disabled,
    Account.signed_in_at,
)  # fmt: skip
"""The columns of an `AccountRow`, under its names."""


def accounts(session: Session) -> list[AccountRow]:
    """All accounts, by login."""
    rows = session.execute(
        select(*_ACCOUNT).outerjoin(Person, Person.id == Account.person_id).order_by(Account.login)
    )
    return [AccountRow(**row._asdict()) for row in rows]


def account(session: Session, account_id: int) -> AccountRow | None:
    row = session.execute(
        select(*_ACCOUNT)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.id == account_id)
    ).one_or_none()
    return AccountRow(**row._asdict()) if row else None


def account_of(session: Session, person_id: int | None, login: str = "") -> AccountRow | None:
    """A person's account; for somebody without a person, the one with this login."""
    match = Account.login == login if person_id is None else Account.person_id == person_id
    row = session.execute(
        select(*_ACCOUNT).outerjoin(Person, Person.id == Account.person_id).where(match)
    ).one_or_none()
    return AccountRow(**row._asdict()) if row else None


def password_hash(session: Session, login: str) -> str | None:
    """The encoded hash of the account with this login; None where there is none."""
    return session.execute(
        select(Account.password_hash).where(Account.login == login)
    ).scalar_one_or_none()


def failures(session: Session, login: str) -> tuple[int, datetime] | None:
    """How many sign-ins with what was typed failed in a row, and when the last did."""
    row = session.execute(
        select(SignInFailure.failures, SignInFailure.failed_at).where(SignInFailure.login == login)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def any_account(session: Session) -> bool:
    return session.execute(select(Account.id).limit(1)).first() is not None


def administrators(session: Session, day: date) -> list[int]:
    """Ids of the enabled accounts whose holders are administrators on `day`."""
    latest = (
        select(Post.role)
        .where(Post.person_id == Account.person_id, Post.since <= day)
        .order_by(Post.since.desc())
        .limit(1)
        .scalar_subquery()
    )
    employed = (Person.hired_on <= day) & or_(Person.left_on.is_(None), Person.left_on >= day)
    rows = session.execute(
        select(Account.id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(
            Account.disabled.is_(False),
            or_(Account.person_id.is_(None), employed & (latest == Role.ADMINISTRATOR)),
        )
    )
    return list(rows.scalars())
