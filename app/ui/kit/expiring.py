"""Ending what nobody decided in time, as a desk is opened and as requests are looked at."""

from __future__ import annotations

from collections.abc import Callable

from app.services.requests import overdue
from app.ui.kit.desk import Desk


def end_overdue(desk: Desk, otherwise: Callable[[], object] = lambda: None) -> None:
    """End the overdue requests, which is announced; with none, go on with `otherwise`."""

    def finish(ended: int) -> None:
        if not ended:
            otherwise()

    desk.tasks.command(overdue.end_overdue, finish, unasked=True)
