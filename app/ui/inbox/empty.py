"""What an empty inbox says."""

from __future__ import annotations

from app.text import _
from app.ui.kit.controls import EmptyState, button
from app.ui.shell.desk import Desk


def empty_inbox(desk: Desk, *, waiting: bool) -> EmptyState:
    """What belongs in the list of what waits, or in that of notices."""
    step = button(_("See today"), lambda: desk.go("today"), icon="today")
    if waiting:
        return EmptyState(
            "check-circle",
            _("Nothing waits for you"),
            _("Swaps and leave that need your word are listed here, the oldest first."),
            step,
        )
    return EmptyState(
        "bell",
        _("No notices yet"),
        _("What is decided on your swaps and leave is told here."),
        step,
    )
