"""How long work tells how far it is, and how it is told to stop."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import Cancelled
from app.rules.vocabulary import Message, msg

Progress = Callable[[Message, float], None]
"""Called with what is being done now and the share that is done, 0 to 1."""

Cancel = Callable[[], bool]
"""True once the person wants to stop; asked often, so it must be quick."""


def silent(_what: Message, _share: float) -> None:
    """A Progress that nobody watches."""


def never() -> bool:
    """A Cancel that lets the work run to its end."""
    return False


def stop_if(cancel: Cancel) -> None:
    """Raise `Cancelled` once `cancel` says so."""
    if cancel():
        raise Cancelled(msg("Stopped"), msg("You stopped it. Nothing was changed."))
