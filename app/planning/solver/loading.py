"""Whether OR-Tools is there: it is an extra, loaded only where a roster is made."""

from __future__ import annotations

from importlib.util import find_spec

from app.errors import AppError
from app.rules.vocabulary import msg


def require() -> None:
    """Raise AppError where OR-Tools is not installed."""
    if find_spec("ortools") is None:
        raise AppError(
            msg("Rosters cannot be made here"),
            msg(
                "The planning extra is not installed: ./run installs it, or "
                "pip install 'dutydesk[planning]'. Everything else works without it."
            ),
        )
