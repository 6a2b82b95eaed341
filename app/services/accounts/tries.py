"""Failed tries to sign in: counted before the password is looked at, by login and over all of them.

What was typed is counted under a digest with the store's key: people type passwords into the field
of the login. Numbers and why: docs/decisions/0023.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed
from app.models import SignInFailure
from app.queries.accounts import rows
from app.queries.accounts.rows import Failures
from app.rules.vocabulary import msg

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
ALL_FREE_FAILURES = 30
"""So many failures over all logins cost nothing; one of them is forgotten each `ALL_DRAIN`."""
ALL_DRAIN = timedelta(seconds=20)

_MARK = "hmac:"
_ALL = "hmac:all"
_SECOND = timedelta(seconds=1)


def count(ctx: Context, login: str) -> str | None:
    """Count this try as failed for now; the account's hash, if there is one.

    Raises NotAllowed without a look at the password while a wait lasts.
    """
    now = ctx.clock()
    with ctx.write() as session:
        _sweep(session, now)
        key = _counted_as(session, login)
        own, everybody = rows.failures(session, key), _drained(rows.failures(session, _ALL), now)
        left = wait_left(own, now) or wait_for_all(own, everybody, now)
        if not left:
            _write(session, key, Failures(own.count + 1 if own else 1, now))
            _write(session, _ALL, everybody.one_more(ALL_FREE_FAILURES))
        encoded = rows.password_hash(session, login)
    if left:
        raise NotAllowed(
            msg("Too many attempts"),
            msg("Wait {seconds} seconds, then try again.", seconds=-(-left // _SECOND)),
        )
    return encoded


def succeeded(session: Session, login: str) -> None:
    """The password was right: this try, and the login's failures before it, are none."""
    forget(session, login)
    session.execute(
        update(SignInFailure)
        .where(SignInFailure.login == _ALL, SignInFailure.failures > 0)
        .values(failures=SignInFailure.failures - 1)
    )


def forget(session: Session, login: str) -> None:
    """End the login's wait: it has a new password."""
    key = _counted_as(session, login)
    session.execute(delete(SignInFailure).where(SignInFailure.login == key))


def wait_left(own: Failures | None, now: datetime) -> timedelta:
    """How long a login has to wait after its own failures; zero if not.

    A clock that was set back ends the wait: it must not lock anybody out for good.
    """
    if own is None or own.count < FREE_FAILURES or now < own.last:
        return timedelta(0)
    doubled = min(own.count - FREE_FAILURES, 10)
    wait: timedelta = min(FIRST_WAIT * 2**doubled, LONGEST_WAIT)
    return max(own.last + wait - now, timedelta(0))


def wait_for_all(own: Failures | None, everybody: Failures, now: datetime) -> timedelta:
    """How long it has to wait since too many failed under other logins, too; zero if not.

    Whoever mistyped nothing is looked at all the same, and who mistyped little after the longest
    wait: else one joker would keep everybody out.
    """
    patient = own is None or (own.count < FREE_FAILURES and now >= own.last + LONGEST_WAIT)
    if patient or everybody.count < ALL_FREE_FAILURES:
        return timedelta(0)
    return everybody.last + ALL_DRAIN - now


def _drained(found: Failures | None, now: datetime) -> Failures:
    """The failures over all logins that still count at `now`; `last` is when the latest of them
    began to be forgotten."""
    if found is None or now < found.last:
        return Failures(0, now)
    gone = (now - found.last) // ALL_DRAIN
    if gone >= found.count:
        return Failures(0, now)
    return Failures(found.count - gone, found.last + gone * ALL_DRAIN)


def _write(session: Session, key: str, failures: Failures) -> None:
    session.merge(SignInFailure(login=key, failures=failures.count, failed_at=failures.last))


def _sweep(session: Session, now: datetime) -> None:
    """Forget those of other days, and what an older version kept as it was typed."""
    old = SignInFailure.failed_at < now - FORGOTTEN_AFTER
    clear = SignInFailure.login.not_like(f"{_MARK}%")
    session.execute(delete(SignInFailure).where(old | clear))


def _counted_as(session: Session, login: str) -> str:
    typed = f"sign-in {login}".encode()
    return _MARK + hmac.digest(rows.store_key(session), typed, "sha256").hex()
