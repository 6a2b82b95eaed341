"""What a server says went wrong, as what a person can do: by its codes, never its words."""

from __future__ import annotations

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError, StatementError, TimeoutError

from app.address import PASSFILE, ServerAddress
from app.errors import AppError, PasswordNeeded, StoreProblem, StoreSilent
from app.rules.vocabulary import Message, msg
from app.store import problems

_BUSY = (
    msg("The store is busy."),
    msg("Another desk is writing to {store}. Nothing was changed; try again in a moment."),
)
_SILENT = (
    msg("The server does not answer."),
    msg(
        "{store} cannot be reached. Nothing was changed. Work goes on by itself as soon as it "
        "answers again; if it stays so, ask its keeper."
    ),
)
_REFUSED = (
    msg("The server lets nobody in by this name."),
    msg(
        "{store} wants a password, or another one than it was given. It is kept in PostgreSQL's "
        "password file ({path}), or asked; the server's keeper knows it."
    ),
)
_BY_STATE: dict[str, tuple[Message, Message]] = {
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "25006": (
        msg("The store cannot be written."),
        msg("{store} can only be read: it is a copy, or closed to changes. Nothing was changed."),
    ),
    "42501": (
        msg("The store cannot be written."),
        msg(
            "The user of {store} may not do that in the database. Nothing was changed; its keeper "
            "can make it the owner of the database."
        ),
    ),
    "53100": (
        msg("The server's disk is full."),
        msg("There is no room to write {store}. Nothing was changed. Its keeper frees some."),
    ),
    "53300": (
        msg("The server takes no more desks."),
        msg(
            "{store} has as many connections as it allows. Close a window that nobody uses, or "
            "have its keeper raise max_connections."
        ),
    ),
    "3D000": (
        msg("There is no such database."),
        msg("{store} is not on that server. Check the name, or have its keeper make it."),
    ),
}
_NOT_STORABLE = frozenset({"22003", "22021", "22P05", "22008"})
_TORN = frozenset({"42P01", "42703", "42883", "3F000"})
"""No such table, column, function or schema: somebody took a part of the store."""
_WRONG_PASSWORD = frozenset({"28P01", "28000"})


def explained(error: BaseException, address: ServerAddress) -> AppError | None:
    """The error in words for people, or None where it is a bug."""
    if isinstance(error, TimeoutError):
        return _worded(StoreProblem, _BUSY, address)
    original = error.orig if isinstance(error, StatementError) else error
    if isinstance(original, psycopg.Error):
        return _of_server(original, address)
    return problems.explained(error)


def silent(address: ServerAddress) -> StoreSilent:
    """What is said while the server does not answer."""
    title, message = _SILENT
    return StoreSilent(title, msg(message.msgid, store=shown(address)))


def shown(address: ServerAddress) -> str:
    """A store on a server in a few words: `database@host`."""
    return f"{address.database or address.user}@{address.host or 'localhost'}"


def _of_server(error: psycopg.Error, address: ServerAddress) -> AppError | None:
    state = error.sqlstate
    if isinstance(error, errors.ConnectionTimeout) or is_lost(error):
        return _connecting(error, address)
    if state in _BY_STATE:
        return _worded(StoreProblem, _BY_STATE[state], address)
    if state in _WRONG_PASSWORD:
        return _worded(PasswordNeeded, _REFUSED, address)
    if state in _NOT_STORABLE or isinstance(error, psycopg.DataError):
        return problems.unstorable(str(error).splitlines()[0])
    if state in _TORN:
        return StoreProblem(
            msg("The store is damaged."),
            msg(
                "A part of {store} is missing: something other than this program took it away. "
                "Restore the latest backup.",
                store=shown(address),
            ),
        )
    return None


def _connecting(error: psycopg.Error, address: ServerAddress) -> AppError:
    """Errors while connecting carry no code of their own; what the server said of a login does."""
    said = getattr(error, "pgconn", None)
    if said is not None and (said.needs_password or said.used_password):
        return _worded(PasswordNeeded, _REFUSED, address)
    return silent(address)


def is_lost(error: BaseException) -> bool:
    """Whether the connection is gone: what was asked may be asked anew on another one."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        error = error.orig or error
    if not isinstance(error, psycopg.Error):
        return False
    state = error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return state.startswith(("08", "57P")) or state in ("25P03", "25P04")


def _worded(
    kind: type[StoreProblem], words: tuple[Message, Message], address: ServerAddress
) -> StoreProblem:
    title, message = words
    return kind(title, msg(message.msgid, store=shown(address), path=PASSFILE))
