"""What SQLAlchemy says went wrong with any store, as what a person can do about it."""

from __future__ import annotations

from sqlalchemy.exc import StatementError
from sqlalchemy.orm.exc import StaleDataError

from app.errors import AppError, BadInput, Conflict
from app.rules.vocabulary import msg

_STALE = (
    msg("Somebody else changed this first."),
    msg("What you saw is no longer what is stored. Nothing was changed; look again and repeat."),
)
_UNSTORABLE = (
    msg("This value cannot be kept."),
    msg("It has a character or a number that no store can hold: {detail}. Nothing was changed."),
)


def explained(error: BaseException) -> AppError | None:
    """The error in words for people, or None where it is a bug."""
    if isinstance(error, StaleDataError):
        return Conflict(*_STALE)
    original = error.orig if isinstance(error, StatementError) else error
    if isinstance(error, OverflowError) or isinstance(original, ValueError):
        return unstorable(str(original))
    return None


def unstorable(detail: str) -> BadInput:
    """What is said of a value that cannot be kept."""
    title, message = _UNSTORABLE
    return BadInput(title, msg(message.msgid, detail=detail))
