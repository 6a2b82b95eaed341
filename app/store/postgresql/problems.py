"""What a server says went wrong, as what a person can do: by its codes, never its words."""

from __future__ import annotations

import psycopg
from sqlalchemy.exc import DBAPIError, PendingRollbackError, StatementError, TimeoutError

from app.address import PASSFILE, ServerAddress
from app.errors import AppError, PasswordNeeded, StoreDamaged, StoreProblem, StoreSilent
from app.rules.vocabulary import Message, msg
from app.store import problems

_BUSY = (
    msg("The store is busy."),
    msg("Another desk is writing to {store}. Nothing was changed; try again in a moment."),
)
_SILENT = (
    msg("The server does not answer."),
    msg(
        "{store} cannot be reached. Nothing was changed. Try again in a moment; if it stays so, "
        "ask your centre's administrator."
    ),
)
_UNKNOWN = (
    msg("There is no server of this name."),
    msg(
        "No computer is known here by the name {host}. Check it letter by letter; if it is right, "
        "this computer may be off its network: ask your centre's administrator."
    ),
)
_WANTED = (
    msg("The server wants a password."),
    msg(
        "{store} is not opened without one: ask your centre's administrator for it. For whoever "
        "looks after the computers: kept in PostgreSQL's password file ({path}), it is not asked "
        "again."
    ),
)
_REFUSED = (
    msg("The server refused the password."),
    msg(
        "{store} was given a password that is not right for its user: ask your centre's "
        "administrator. For whoever looks after the computers: look at the user in the address, "
        "and at PostgreSQL's password file ({path}) where it is kept there."
    ),
)
_SHUT_OUT = (
    msg("The server does not let this user in."),
    msg(
        "Its user may not work in {store} from this computer, whatever the password: ask your "
        "centre's administrator. For the server's keeper: look at pg_hba.conf, and whether there "
        "is such a user."
    ),
)
_DAMAGED = (
    msg("The store is damaged."),
    msg(
        "The server cannot read or write a part of {store} any more. Nothing was changed. Its "
        "keeper looks at the server's disk, and restores the latest backup if need be."
    ),
)
_FAILED = (
    msg("The server failed."),
    msg(
        "What {store} was asked went wrong on the server itself. Nothing was changed; try again, "
        "and tell its keeper if it stays so: its log says more."
    ),
)
_TORN = (
    msg("The store is damaged."),
    msg(
        "A part of {store} is missing: something other than this program took it away. "
        "Restore the latest backup."
    ),
)
_NO_RIGHT = (
    msg("The store cannot be written."),
    msg(
        "The user of {store} may not do that in the database. Nothing was changed; its keeper "
        "can make it the owner of the database."
    ),
)
_BY_STATE: dict[str, tuple[type[StoreProblem], Message, Message]] = {
    "40": (StoreProblem, *_BUSY),
    "55": (StoreProblem, *_BUSY),
    "25006": (
        StoreProblem,
        msg("The store cannot be written."),
        msg("{store} can only be read: it is a copy, or closed to changes. Nothing was changed."),
    ),
    "42501": (StoreProblem, *_NO_RIGHT),
    "53100": (
        StoreProblem,
        msg("The server's disk is full."),
        msg("There is no room to write {store}. Nothing was changed. Its keeper frees some."),
    ),
    "53300": (
        StoreSilent,
        msg("The server takes no more desks."),
        msg(
            "{store} has as many connections as it allows. Close a window that nobody uses, or "
            "have its keeper raise max_connections."
        ),
    ),
    "53": (
        StoreProblem,
        msg("The server is at its limit."),
        msg(
            "It has no memory left for what {store} is asked, or a limit that is too small. "
            "Nothing was changed; try again, and tell its keeper if it stays so."
        ),
    ),
    "57": (
        StoreProblem,
        msg("The server broke it off."),
        msg(
            "Its keeper stopped what {store} was asked, or it took longer than the server allows. "
            "Nothing was changed."
        ),
    ),
    "58": (StoreProblem, *_FAILED),
    "XX": (StoreProblem, *_FAILED),
    "XX001": (StoreDamaged, *_DAMAGED),
    "XX002": (StoreDamaged, *_DAMAGED),
    "3D000": (
        StoreProblem,
        msg("There is no such database."),
        msg("{store} is not on that server. Check the name, or have its keeper make it."),
    ),
    "42P01": (StoreProblem, *_TORN),
    "42703": (StoreProblem, *_TORN),
    "42883": (StoreProblem, *_TORN),
    "3F000": (StoreProblem, *_TORN),
    "28": (StoreProblem, *_SHUT_OUT),
    "28P01": (PasswordNeeded, *_REFUSED),
}
"""By a whole SQLSTATE, its first three letters or its class."""
_CHANGED = frozenset({"42P01", "42703", "42883", "3F000", "0A000"})
"""No such table, column, function or schema; or what was prepared is another by now: somebody
changed the store's tables under this program."""
_GONE = ("08", "40003", "57P")
_BREAKS_OFF = ("FATAL", "PANIC")
"""After these the server says no more: a COMMIT may be on its disk, or not."""


def explained(error: BaseException, address: ServerAddress) -> AppError | None:
    """The error in words for people, or None where it is a bug."""
    if isinstance(error, TimeoutError):
        return _worded(StoreProblem, _BUSY, address)
    if isinstance(error, PendingRollbackError):  # what was to be undone went with its connection
        return silent(address)
    original = error.orig if isinstance(error, StatementError) else error
    if isinstance(original, psycopg.Error):
        return _of_server(original, address)
    return problems.explained(error)


def silent(address: ServerAddress) -> StoreSilent:
    """What is said while the server does not answer."""
    title, message = _SILENT
    return StoreSilent(title, msg(message.msgid, store=shown(address)))


def unknown(host: str) -> StoreSilent:
    """What is said where nobody knows the server's name: it may be the network that is away."""
    title, message = _UNKNOWN
    return StoreSilent(title, msg(message.msgid, host=host))


def wanted(address: ServerAddress) -> StoreProblem:
    """What is said where there is no password to try."""
    return _worded(PasswordNeeded, _WANTED, address)


def torn(address: ServerAddress) -> StoreProblem:
    """What is said of a store from which something was taken."""
    return _worded(StoreProblem, _TORN, address)


def shown(address: ServerAddress) -> str:
    """A store on a server in a few words: `database@host`."""
    return f"{address.database or address.user}@{address.host or 'localhost'}"


def _of_server(error: psycopg.Error, address: ServerAddress) -> AppError | None:
    if is_lost(error):
        return silent(address)
    if error.sqlstate is None or isinstance(error, psycopg.DataError):
        return _unstorable(error)
    return of_state(error.sqlstate, address)


def _unstorable(error: psycopg.Error) -> AppError | None:
    """A value that the driver or the server cannot take; anything else is a bug."""
    if isinstance(error, psycopg.DataError):
        return problems.unstorable((str(error) or type(error).__name__).splitlines()[0])
    return None


def of_state(state: str, address: ServerAddress) -> AppError | None:
    """What an SQLSTATE means, in words for people, or None where it is a bug."""
    if state.startswith(_GONE):
        return silent(address)
    for known in (state, state[:3], state[:2]):
        if known in _BY_STATE:
            kind, *words = _BY_STATE[known]
            return _worded(kind, (words[0], words[1]), address)
    return None


def is_torn(error: BaseException) -> bool:
    """Whether the store's tables are not those that this program was made for."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(original, psycopg.Error) and original.sqlstate in _CHANGED


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
    return state.startswith(_GONE) or error.diag.severity_nonlocalized in _BREAKS_OFF


def _worded(
    kind: type[StoreProblem], words: tuple[Message, Message], address: ServerAddress
) -> StoreProblem:
    title, message = words
    return kind(title, msg(message.msgid, store=shown(address), path=PASSFILE))
