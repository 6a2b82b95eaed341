"""Who may sign in: accounts made, reset, disabled by those who look after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotAllowed, NotFound
from app.models import Account
from app.progress import Progress, silent
from app.queries.accounts import rows
from app.queries.people import rows as people
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.services.accounts import passwords, tries
from app.services.accounts.administrators import keeping_an_administrator
from app.services.accounts.sign_in import valid_login


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """A password that was made up for somebody: shown once, kept nowhere."""

    employee_no: str
    name: str
    login: str
    password: str


def create_accounts(
    ctx: Context, person_ids: Sequence[int], progress: Progress = silent
) -> list[OneTimePassword]:
    """Accounts for those of `person_ids` who have none, all or none of them, in their order.

    The login is the employee number; the password is to be changed at the first sign-in.
    """
    with ctx.read() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        have = set(session.execute(select(Account.person_id)).scalars())
    wanted = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in have]
    made = []
    for done, person_id in enumerate(wanted, start=1):
        made.append((person_id, *passwords.made_up()))
        progress(msg("Making up passwords"), done / len(wanted))
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        return [
            _create(ctx, session, person_id, password, encoded)
            for person_id, password, encoded in made
        ]


def _create(
    ctx: Context, session: Session, person_id: int, password: str, encoded: str
) -> OneTimePassword:
    person = people.name_of(session, person_id)
    if person is None:
        raise NotFound(msg("No such person"), msg("This person is no longer in the store."))
    login = valid_login(person.employee_no)
    if rows.account_of(session, person_id):
        raise Conflict(msg("Already has an account"), msg("{name} can sign in.", name=person.name))
    if rows.account_of(session, None, login):
        raise Conflict(
            msg("Login taken"), msg("Another account has the login {login}.", login=login)
        )
    session.add(Account(login=login, person_id=person_id, password_hash=encoded, must_change=True))
    ctx.audit(
        session, Deed.ACCOUNT_CREATE, f"account:{login}", after={"person": person.employee_no}
    )
    return OneTimePassword(person.employee_no, person.name, login, password)


def reset_passwords(
    ctx: Context, account_ids: Sequence[int], progress: Progress = silent
) -> list[OneTimePassword]:
    """One-time passwords in place of forgotten ones, for all of them or none; they end any wait."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
    wanted = list(dict.fromkeys(account_ids))
    made = []
    for done, account_id in enumerate(wanted, start=1):
        made.append((account_id, *passwords.made_up()))
        progress(msg("Making up passwords"), done / len(wanted))
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        accounts = [_known(session, account_id) for account_id in wanted]
        if _own_login(ctx, session) in {account.login for account in accounts}:
            raise NotAllowed(
                msg("Your own account"),
                msg("Change your own password under your name at the foot, with the one you have."),
            )
        return [
            reset(ctx, session, account, password, encoded)
            for account, (_id, password, encoded) in zip(accounts, made, strict=True)
        ]


def reset(
    ctx: Context, session: Session, account: rows.AccountRow, password: str, encoded: str
) -> OneTimePassword:
    """Within a transaction: `password`, whose hash is `encoded`, is the account's until its
    holder chooses one."""
    session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(password_hash=encoded, must_change=True)
    )
    tries.forget(session, account.login)
    ctx.audit(session, Deed.ACCOUNT_RESET_PASSWORD, f"account:{account.login}")
    return OneTimePassword(account.employee_no, account.holder, account.login, password)


def disable(ctx: Context, account_ids: Sequence[int]) -> None:
    """Let nobody sign in with them any more; not one's own, and not the last administrator's."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        own = _own_login(ctx, session)
        with keeping_an_administrator(ctx, session):
            for account in [_known(session, account_id) for account_id in account_ids]:
                if account.login == own:
                    raise NotAllowed(
                        msg("Your own account"),
                        msg("You cannot disable the account that you are signed in with."),
                    )
                set_disabled(ctx, session, account, True)


def enable(ctx: Context, account_ids: Sequence[int]) -> None:
    """Let their holders sign in again."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        for account_id in account_ids:
            set_disabled(ctx, session, _known(session, account_id), False)


def set_disabled(ctx: Context, session: Session, account: rows.AccountRow, disabled: bool) -> None:
    """Within a transaction: disable the account or enable it, if it is not already."""
    if account.disabled == disabled:
        return
    session.execute(update(Account).where(Account.id == account.id).values(disabled=disabled))
    deed = Deed.ACCOUNT_DISABLE if disabled else Deed.ACCOUNT_ENABLE
    ctx.audit(session, deed, f"account:{account.login}")


def _known(session: Session, account_id: int) -> rows.AccountRow:
    account = rows.account(session, account_id)
    if account is None:
        raise NotFound(msg("No such account"), msg("This account is no longer in the store."))
    return account


def _own_login(ctx: Context, session: Session) -> str | None:
    own = rows.account_of(session, ctx.actor.person_id, ctx.actor.name)
    return own.login if own and not ctx.actor.keeper else None
