"""Dropping a proposed training, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.rules.scorecards.proposed import Proposed
from app.services.quality.proposals import drop_proposal
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.requests.reason import ReasonDialog


def open_drop(parent: QWidget, desk: Desk, row: Proposed) -> None:
    """Ask why the training will not be held."""
    dialog = ReasonDialog(
        parent, _("Drop the training “{title}”").format(title=row.title), _("&Drop"),
        _("Say why it will not be held. It stays on record."), danger=True,
    )  # fmt: skip

    def make() -> Callable[[Context], None]:
        reason = dialog.reason.toPlainText()
        return lambda ctx: drop_proposal(ctx, row.id, row.version, reason)

    dialog.sends(desk, make)
    dialog.open()
