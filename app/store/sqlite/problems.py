"""What SQLite says went wrong, as what a person can do about it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import StatementError, TimeoutError
from sqlcipher3 import dbapi2 as driver

from app.errors import AppError, StoreDamaged, StoreProblem
from app.rules.vocabulary import Message, msg
from app.store import problems
from app.store.sqlite.access import is_full

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
    11: (
        msg("The store is damaged."),
        msg(
            "{path} cannot be read whole. Do not work on: restore the latest backup. "
            "The damaged file is kept."
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
_DAMAGED = 11
_BY_CODE[26] = _BY_CODE[_DAMAGED]
_TORN = ("no such table", "no such column")
"""What SQLite says of a store from which somebody took a part; the program's own are tested."""
_CODES = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""SQLite's own words for them: what the driver's `backup` raises carries no code."""
_FULL = 13
_MAY_BE_FULL = (8, 10)
"""What SQLite says where its files beside the store found no room."""
_PASSING = (5, 8, 13, 14)


def explained(error: BaseException, path: Path) -> AppError | None:
    """The error in words for people, or None where it is a bug."""
    if isinstance(error, TimeoutError):
        return busy(path)
    original = error.orig if isinstance(error, StatementError) else error
    if isinstance(original, driver.Error):
        return _of_sqlite(original, path)
    return problems.explained(error)


def _of_sqlite(error: driver.Error, path: Path) -> StoreProblem | None:
    code = getattr(error, "sqlite_errorcode", None)
    known = _CODES.get(str(error), 0) if code is None else code & _PRIMARY
    if known in _MAY_BE_FULL and is_full(path.parent):
        known = _FULL
    if str(error).startswith(_TORN):
        known = _DAMAGED
    if known in _BY_CODE:
        return _worded(_BY_CODE[known], path)
    if code is None and type(error) in (driver.OperationalError, driver.DatabaseError):
        return StoreProblem(
            msg("The disk does not answer."),
            msg("{path}: {reason}.", path=str(path), reason=str(error)),
        )
    return None


def is_fault(problem: StoreProblem) -> bool:
    """Whether it is the store's own fault, and not of the moment, the disk or the account."""
    return problem.title not in [_BY_CODE[code][0] for code in _PASSING]


def busy(path: Path) -> StoreProblem:
    """What is said where another program goes on writing."""
    return _worded(_LOCKED, path)


def damaged(path: Path) -> StoreProblem:
    """What is said where the file is not what SQLite wrote."""
    return _worded(_BY_CODE[11], path)


def explained_at_work(error: BaseException, path: Path) -> AppError | None:
    """As `explained`, of a store that is open: damage ends all work in it."""
    words = explained(error, path)
    if words is not None and words.title == _BY_CODE[11][0]:
        return StoreDamaged(words.title, words.message)
    return words


def _worded(words: tuple[Message, Message], path: Path) -> StoreProblem:
    title, message = words
    return StoreProblem(title, msg(message.msgid, path=str(path)))
