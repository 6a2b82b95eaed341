"""A rotation goes on from the days before it, and is remembered until one signs out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.reading.roster.month import days_before
from app.rules.edits import CellChange
from app.rules.rotations import Past
from app.text import _
from app.ui.roster.inks import inks_for
from app.ui.roster.pattern_dialog import PatternDialog

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage

_DAYS = 42
"""How many days before are looked at: two turns of a rotation of three weeks."""


def ask_for_rotation(page: RosterPage) -> None:
    """Fill a rotation into the draft, for the team of the cursor."""
    here, editor, session = page.grid.currentIndex(), page.editor, page.session
    scope = page.model.row(here.row()).block.scope if here.isValid() else ""
    dialog = PatternDialog(
        editor.lines(), editor.codes(), inks_for(page.model.shifts.values()), page.span, scope, page
    )

    def fill(changes: Sequence[CellChange]) -> None:
        kept = session.rotations
        scope = dialog.team.currentData()
        kept.pop(scope, None)
        kept[scope] = (dialog.pattern.text(), dialog.step.value())
        editor.put(_("fill a rotation"), changes)

    def look(scope: str, first: date) -> None:
        def take(past: Mapping[str, Past]) -> None:
            if isValid(dialog):
                dialog.take_past(past, (scope, first))

        page.desk.tasks.query(lambda ctx: days_before(ctx, first, _DAYS, scope), take)

    dialog.filled.connect(fill)
    dialog.past_asked.connect(look)
    dialog.remember(dict(session.rotations))
    dialog.open()
