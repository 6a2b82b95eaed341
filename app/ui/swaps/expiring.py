"""Ending what nobody decided in time (SWAP-8), as a desk is opened and as swaps are looked at."""

from __future__ import annotations

from collections.abc import Callable

from app.services.swaps.upkeep import expire_due
from app.ui.shell.desk import Desk


def end_overdue(desk: Desk, otherwise: Callable[[], object] = lambda: None) -> None:
    """End the overdue requests, which is announced; with none, go on with `otherwise`."""

    def finish(ended: int) -> None:
        if not ended:
            otherwise()

    desk.tasks.command(expire_due, finish)
