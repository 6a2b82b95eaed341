"""Being let in by a server: its password, asked of whoever sits before the terminal."""

from __future__ import annotations

import getpass
import sys

from app.address import ServerAddress
from app.bootstrap import is_there, tell_password
from app.cli import complain
from app.errors import Cancelled, PasswordNeeded, StoreProblem
from app.rules.vocabulary import msg
from app.text import _

_TRIES = 3


def admit(address: ServerAddress) -> None:
    """Find out whether the server lets us in, and ask for a password where it wants one.

    PasswordNeeded after three wrong ones, and where nobody is there to be asked. What else is
    wrong there, the command says: it may be what it mends.
    """
    for _again in range(_TRIES):
        try:
            is_there(address)
        except PasswordNeeded as error:
            if not sys.stdin.isatty():
                raise
            complain(error)
            tell_password(address, _asked(address))
        except StoreProblem:
            return
        else:
            return
    is_there(address)


def _asked(address: ServerAddress) -> str:
    """What is typed, unseen; Cancelled where it is nothing."""
    try:
        typed = getpass.getpass(_("Password for {address}: ").format(address=address))
    except EOFError:
        typed = ""
    if not typed:
        raise Cancelled(msg("Stopped"), msg("You stopped it. Nothing was changed."))
    return typed
