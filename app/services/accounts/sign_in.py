"""Signing in, the first administrator, one's own password.

A try is counted as failed before the password is looked at (`tries`), so that many tries at once
are counted too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import Account
from app.queries.accounts import rows
from app.queries.keeping.centre import centre_name
from app.queries.people import rows as people
from app.rules.deeds import Deed
from app.rules.plaintext import identifier
from app.rules.vocabulary import Message, msg
from app.services.accounts import passwords, tries

MAX_LOGIN = 64


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in."""

    actor: Actor
    login: str
    name: str

    @property
    def must_change(self) -> bool:
        """The password was given out and has to be replaced before anything else."""
        return self.actor.must_change


def normal_login(login: str) -> str:
    """The login as it is compared: as numbers and codes are, and whatever its case."""
    return identifier(login).casefold()[: MAX_LOGIN + 1]


def sign_in(ctx: Context, login: str, password: str) -> SignedIn:
    """Who this login and password are. An unknown login is answered as a wrong password is,
    after the same time; raises NotAllowed, which says how long to wait or whom to ask.

    In a store that is read-only nothing is counted or recorded, which its notices say.
    """
    login = normal_login(login)
    if ctx.store.read_only:
        return _look_in(ctx, login, password)
    encoded = tries.count(ctx, login)
    right = passwords.matches(encoded or passwords.NOBODYS, password) and encoded is not None
    fresh = passwords.hashed(password) if right and passwords.outdated(encoded or "") else encoded
    with ctx.write() as session:
        if not right or rows.password_hash(session, login) != encoded:
            subject = f"account:{login if encoded else '?'}"
            ctx.audit(session, Deed.ACCOUNT_SIGN_IN_FAILED, subject)
            refusal: Message | None = msg("Login or password is wrong.")
        else:
            refusal = _welcome(ctx, session, login, fresh or "")
        account = rows.account_of(session, None, login)
    return _signed_in(login, account, refusal)


def _look_in(ctx: Context, login: str, password: str) -> SignedIn:
    with ctx.read() as session:
        account = rows.account_of(session, None, login)
        encoded = rows.password_hash(session, login)
        refusal = why_not(ctx, session, account) if account else None
    if not passwords.matches(encoded or passwords.NOBODYS, password) or not encoded:
        account = refusal = None
    return _signed_in(login, account, refusal)


def _signed_in(login: str, account: rows.AccountRow | None, refusal: Message | None) -> SignedIn:
    if refusal or not account:
        raise NotAllowed(msg("Sign-in refused"), refusal or msg("Login or password is wrong."))
    actor = Actor(
        account.employee_no or account.login, account.person_id, must_change=account.must_change
    )
    return SignedIn(actor, login, account.holder)


def _welcome(ctx: Context, session: Session, login: str, encoded: str) -> Message | None:
    """Record the sign-in of somebody who gave the right password; why not, if it may not be."""
    account = rows.account_of(session, None, login)
    assert account is not None
    ctx = ctx.acting_as(Actor(account.employee_no or login, account.person_id))
    refusal = why_not(ctx, session, account)
    if refusal:
        ctx.audit(session, Deed.ACCOUNT_SIGN_IN_REFUSED, f"account:{login}")
        return refusal
    session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(signed_in_at=ctx.now(), password_hash=encoded)
    )
    tries.succeeded(session, login)
    ctx.audit(session, Deed.ACCOUNT_SIGN_IN, f"account:{login}")
    return None


def why_not(ctx: Context, session: Session, account: rows.AccountRow) -> Message | None:
    """Why nobody may sign in with the account today, whatever the password; None: they may."""
    if account.disabled:
        return msg("This account is disabled. An administrator can enable it.")
    if account.person_id is None:
        return None
    post = people.post_on(session, account.person_id, ctx.today())
    if post is None or not post.employed:
        return msg(
            "{name} is not employed on {day}. An administrator can correct the dates.",
            name=account.name,
            day=ctx.today(),
        )
    return None


def set_up_administrator(ctx: Context, login: str, password: str) -> SignedIn:
    """The first account of a store, an administrator's without a person; Conflict if not first."""
    login = valid_login(login)
    with ctx.read() as session:
        passwords.require_strong(password, [login, centre_name(session)])
    encoded = passwords.hashed(password)
    actor = Actor(login)
    with ctx.write() as session:
        if rows.any_account(session):
            raise Conflict(
                msg("Already set up"), msg("This store has accounts. Sign in with one of them.")
            )
        session.add(Account(login=login, password_hash=encoded, signed_in_at=ctx.now()))
        ctx.acting_as(actor).audit(session, Deed.ACCOUNT_SET_UP, f"account:{login}")
    return SignedIn(actor, login, login)


def valid_login(login: str) -> str:
    login = normal_login(login)
    if not login or len(login) > MAX_LOGIN or not login.isprintable() or " " in login:
        raise BadInput(
            msg("Login not valid"),
            msg("A login has 1 to {n} letters, digits or signs, and no spaces.", n=MAX_LOGIN),
        )
    return login


def change_password(ctx: Context, current: str, new: str) -> Actor:
    """Replace the actor's own password; the current one is asked for, tries are counted.

    Gives the actor of the new password, who may do all that the table allows.
    """
    ctx = ctx.acting_as(replace(ctx.actor, must_change=False))
    with ctx.read() as session:
        account = rows.account_of(session, ctx.actor.person_id, ctx.actor.name)
        centre = centre_name(session)
    if account is None:
        raise NotFound(msg("No account"), msg("You act without an account of this store."))
    encoded = tries.count(ctx, account.login)
    if not passwords.matches(encoded or passwords.NOBODYS, current):
        raise NotAllowed(msg("Password not changed"), msg("The current password is wrong."))
    with ctx.write() as session:
        tries.succeeded(session, account.login)
    if new == current:
        raise BadInput(msg("Password not changed"), msg("Choose a password other than this one."))
    known = [account.login, account.employee_no, account.name, centre]
    passwords.require_strong(new, known)
    fresh = passwords.hashed(new)
    with ctx.write() as session:
        changed = session.execute(
            update(Account)
            .where(Account.id == account.id, Account.password_hash == encoded)
            .values(password_hash=fresh, must_change=False)
            .returning(Account.id)
        ).all()
        if not changed:
            raise Conflict(msg("Password not changed"), msg("It was changed in the meantime."))
        ctx.audit(session, Deed.ACCOUNT_CHANGE_PASSWORD, f"account:{account.login}")
    return ctx.actor
