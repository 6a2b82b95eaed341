"""Accounts: who may sign in, and how sign-ins went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models import Account, Person, Post, Setting, SettingKey, SignInFailure
from app.queries.known import known
from app.rules.administrators import Keeper
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

    @property
    def holder(self) -> str:
        """Whose it is: the person's name, or the login where it belongs to no person."""
        return self.name or self.login


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


@dataclass(frozen=True, slots=True)
class Failures:
    """How many tries to sign in failed, and when the last did."""

    count: int
    last: datetime

    def one_more(self, most: int) -> Failures:
        return Failures(min(self.count + 1, most), self.last)


def failures(session: Session, key: str) -> Failures | None:
    """The failures in a row that are counted under `key`."""
    row = session.execute(
        select(SignInFailure.failures, SignInFailure.failed_at).where(SignInFailure.login == key)
    ).one_or_none()
    return Failures(row[0], row[1]) if row else None


def store_key(session: Session) -> bytes:
    """The key that this store was made with, for what may only be counted and not be read."""
    key = session.execute(
        select(Setting.value).where(Setting.key == SettingKey.AUDIT_KEY)
    ).scalar_one()
    return bytes.fromhex(key)


def any_account(session: Session) -> bool:
    return session.execute(select(Account.id).limit(1)).first() is not None


def keepers(session: Session) -> list[Keeper]:
    """Who may look after accounts on some day and has an enabled account, by login."""
    appointed = select(Post.person_id).where(Post.role == Role.ADMINISTRATOR)
    found = session.execute(
        select(Account.login, Account.person_id)
        .where(
            Account.disabled.is_(False),
            or_(Account.person_id.is_(None), Account.person_id.in_(appointed)),
        )
        .order_by(Account.login)
    ).all()
    people = {one.id: one for one in known(session, [key for _login, key in found if key])}
    return [Keeper(login, people[key] if key else None) for login, key in found]
