"""Letting somebody in again who forgot the password, or the centre where nobody could.

For the store keeper at the command line: whoever holds the file holds the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotAllowed, NotFound
from app.models import Account
from app.queries.accounts import rows
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.accounts import managing, passwords
from app.services.accounts.managing import OneTimePassword
from app.services.accounts.sign_in import normal_login, valid_login, why_not

_LOGINS_TOLD = 20


@dataclass(frozen=True, slots=True)
class LetIn:
    """Somebody has a one-time password. `enabled`: the account was disabled until now; `still`:
    why it lets nobody in all the same; `administered`: somebody can look after accounts today."""

    issued: OneTimePassword
    enabled: bool
    still: Message | None
    administered: bool


def let_in(ctx: Context, login: str) -> LetIn:
    """A one-time password for the account `login`, which is enabled if it was disabled.

    NotFound lists the logins that are there.
    """
    login = normal_login(login)
    password, encoded = passwords.made_up()
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        account = rows.account_of(session, None, login)
        if account is None:
            raise NotFound(msg("No such account"), _who_is_there(ctx, session, login))
        managing.set_disabled(ctx, session, account, False)
        issued = managing.reset(ctx, session, account, password, encoded)
        still = why_not(ctx, session, replace(account, disabled=False))
        return LetIn(issued, account.disabled, still, bool(_administrators(ctx, session)))


def set_up_again(ctx: Context, login: str) -> OneTimePassword:
    """Where nobody can look after accounts today: an administrator's account without a person,
    as at the first start, with a one-time password.

    NotAllowed where somebody can, Conflict where the login is taken.
    """
    login = valid_login(login)
    password, encoded = passwords.made_up()
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        able = _administrators(ctx, session)
        if able:
            raise NotAllowed(
                msg("There is an administrator"),
                msg(
                    "{logins} can look after accounts today. Give one of them a new password"
                    " instead: leave out --administrator.",
                    logins=_listed(able),
                ),
            )
        if rows.account_of(session, None, login):
            raise Conflict(
                msg("Login taken"),
                msg("Another account has the login {login}. Choose one that is new.", login=login),
            )
        session.add(Account(login=login, password_hash=encoded, must_change=True))
        ctx.audit(session, Deed.ACCOUNT_SET_UP, f"account:{login}")
    return OneTimePassword("", login, login, password)


def _administrators(ctx: Context, session: Session) -> list[str]:
    today = ctx.today()
    return [one.login for one in rows.keepers(session) if one.looks_after(today)]


def _who_is_there(ctx: Context, session: Session, login: str) -> Message:
    """That nobody has the login, and who has one, administrators first."""
    able = _administrators(ctx, session)
    others = [row.login for row in rows.accounts(session) if row.login not in able]
    if not able and not others:
        return msg("Nobody has an account here yet. Open the window to set up the administrator.")
    there: Message | str = _listed(others)
    if able:
        there = msg("{logins} (administrators)", logins=_listed(able))
        if others:
            there = msg("{first}; {rest}", first=there, rest=_listed(others))
    return msg("There is no account {login}. There are: {there}.", login=login, there=there)


def _listed(logins: Sequence[str]) -> str:
    more = ["…"] if len(logins) > _LOGINS_TOLD else []
    return ", ".join([*logins[:_LOGINS_TOLD], *more])
