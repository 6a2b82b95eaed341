"""The roster page's way to a month that is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.rules.work import works_shifts
from app.text import _, dates, ngettext
from app.ui.kit.actions import Action
from app.ui.kit.tokens import Tone
from app.ui.roster.commands import COMMANDS

if TYPE_CHECKING:
    from app.services.roster.editing import EditOutcome
    from app.ui.roster.page import RosterPage


class MonthFilling(QObject):
    """Of one roster page."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__(page)
        self._page = page

    @staticmethod
    def of(page: RosterPage) -> MonthFilling:
        found = page.findChild(MonthFilling)
        return found if isinstance(found, MonthFilling) else MonthFilling(page)

    def action(self) -> Action:
        """What a button and the palette offer."""
        page = self._page
        return COMMANDS["roster.make"].does(
            self.ask, allowed=page.may_draft, enabled=lambda: page.draft
        )

    def ask(self) -> None:
        """Ask what is to be filled, for the team and the month of the cursor."""
        from app.ui.roster.filling.dialog import FillDialog

        page = self._page
        here = page.grid.currentIndex()
        scope = page.model.row(here.row()).block.scope if here.isValid() else ""
        month = page.session.place[1] if page.session.place else page.span.first
        rostered = [line for line in page.editor.lines() if works_shifts(line.person.role)]
        blocks = list({line.block.scope: line.block for line in rostered}.values())
        dialog = FillDialog(page.desk, month, blocks, scope, page)
        dialog.made.connect(self._take)
        dialog.open()

    def _take(self, outcome: EditOutcome) -> None:
        """It is in the draft: one edit of the page, which can be undone."""
        changes = outcome.changes
        words = ngettext(
            "{n} cell of the draft was filled; Ctrl+Z takes it back.",
            "{n} cells of the draft were filled; Ctrl+Z takes them back.",
            len(changes),
        )
        self._page.desk.say(words.format(n=len(changes)), Tone.GOOD)
        if changes:
            title = _("fill {month}").format(month=dates.month(changes[0].day))
            self._page.session.do(title, lambda _ctx: outcome, (), draft=True)
