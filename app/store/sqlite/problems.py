"""What SQLite says went wrong, as what a person can do about it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import StatementError, TimeoutError
from sqlcipher3 import dbapi2 as driver

from app.errors import AppError, StoreDamaged, StoreProblem
from app.rules.vocabulary import Message, msg
from app.store import problems

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the plain one in their low byte."""

_LOCKED = (
    msg("The store is busy."),
    msg("Another program is writing to {path}. Nothing was changed; try again in a moment."),
)
_BY_CODE: dict[int, tuple[Message, Message]] = {
    5: _LOCKED,
    6: _LOCKED,
    8: (
        msg("The store cannot be written."),
        msg(
            "{path} or its folder is read-only for this account. Nothing was changed. "
            "Allow this account to write there, or copy the store to a folder of its own."
        ),
    ),
    10: (
        msg("The disk does not answer."),
        msg(
            "Reading or writing {path} failed. Nothing was changed. Check the disk, "
            "then verify the store."
        ),
    ),
    13: (
        msg("The disk is full."),
        msg("There is no room to write {path}. Nothing was changed. Free some space and repeat."),
    ),
    14: (
        msg("The store cannot be opened."),
        msg(
            "{path} cannot be opened by this account. Check that its folder is there, and that "
            "this account may read the file and write in the folder."
        ),
    ),
}
_DAMAGED = (11, 26)


def explained(error: BaseException, path: Path) -> AppError | None:
    """The error in words for people, or None where it is a bug."""
    if isinstance(error, TimeoutError):
        return busy(path)
    original = error.orig if isinstance(error, StatementError) else error
    if isinstance(original, driver.Error):
        code = getattr(original, "sqlite_errorcode", 0) & _PRIMARY
        if code in _DAMAGED:
            return damaged(path)
        words = _BY_CODE.get(code)
        return _worded(words, path) if words else None
    return problems.explained(error)


def busy(path: Path) -> StoreProblem:
    """What is said where another program goes on writing."""
    return _worded(_LOCKED, path)


def damaged(path: Path) -> StoreDamaged:
    """What is said where the file is not what SQLite wrote."""
    return StoreDamaged(
        msg("The store is damaged."),
        msg(
            "{path} cannot be read whole. Do not work on: restore the latest backup. "
            "The damaged file is kept.",
            path=str(path),
        ),
    )


def _worded(words: tuple[Message, Message], path: Path) -> StoreProblem:
    title, message = words
    return StoreProblem(title, msg(message.msgid, path=str(path)))
