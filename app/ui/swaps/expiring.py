"""Ending what nobody decided in time, as a desk is opened and as requests are looked at."""

from __future__ import annotations

from collections.abc import Callable

from app.services.requests import overdue
from app.ui.shell.desk import Desk

_TOPICS = frozenset({"swaps", "leaves", "roster", "notices"})


def end_overdue(desk: Desk, otherwise: Callable[[], object] = lambda: None) -> None:
    """End the overdue requests and announce it; with none, go on with `otherwise`."""

    def finish(ended: int) -> None:
        if ended:
            desk.tasks.changed.emit(_TOPICS)
        else:
            otherwise()

    desk.tasks.command(overdue.end_overdue, finish)
