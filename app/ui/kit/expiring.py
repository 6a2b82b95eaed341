"""Ending what nobody decided in time (SWAP-8), as a desk is opened and as swaps are looked at."""

from __future__ import annotations

from collections.abc import Callable

from app.services.swaps.upkeep import expire_due
from app.ui.kit.desk import Desk

_TOPICS = frozenset({"swaps"})


def end_overdue(desk: Desk, otherwise: Callable[[], object] = lambda: None) -> None:
    """End the overdue requests and announce it; with none, go on with `otherwise`."""

    def finish(ended: int) -> None:
        if ended:
            desk.tasks.changed.emit(_TOPICS)
        else:
            otherwise()

    desk.tasks.command(expire_due, finish)
