"""A bug as it may be shown, sent and logged: where it is, and nothing of the centre's data."""

from __future__ import annotations

import platform
import sys
import traceback

from PySide6.QtCore import qVersion

from app import __version__

_TELL_VALUES = (LookupError, ValueError)
"""Their texts repeat the value that would not do: a name, it may be, or the reason of a leave.
The store's engines hide what a statement was given (`hide_parameters`)."""


def report(error: BaseException) -> str:
    """Versions and the traceback: what whoever mends it needs, nothing of the centre's data."""
    versions = f"Dutydesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{versions}, {sys.platform}\n\n{trace(error)}"


def trace(error: BaseException) -> str:
    """Where an error was raised, and before it those that it came from."""
    chain: list[BaseException] = []
    behind: BaseException | None = error
    while behind is not None and behind not in chain:
        chain.insert(0, behind)
        behind = behind.__cause__ or (None if behind.__suppress_context__ else behind.__context__)
    return "\n".join(map(_raised, chain))


def _raised(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"Traceback (most recent call last):\n{frames}{_named(error)}\n"


def _named(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return name if isinstance(error, _TELL_VALUES) else f"{name}: {error}"
