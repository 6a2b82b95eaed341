"""Wishes on the roster page: marked in the cells, and listed to be closed or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.reading.roster.wishes import WishesSeen, read_wishes
from app.rules.facts import Place
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.ui.kit.actions import Action
from app.ui.roster.commands import COMMANDS
from app.ui.roster.wishes_dialog import WishesDialog, WishTeam

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage


class Wishing(QObject):
    """Reads the wishes of the days shown after each reading of the roster."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._sheet: object = None
        page.model.modelReset.connect(self._on_reset)

    @staticmethod
    def of(page: RosterPage) -> Wishing:
        """The page's, made when it is first asked for."""
        found = page.findChild(Wishing)
        return found if isinstance(found, Wishing) else Wishing(page)

    def action(self) -> Action:
        """What the page offers."""
        me = self._desk.me
        return COMMANDS["roster.wishes"].does(
            self.ask, allowed=lambda: me.scope(May.CLOSE_WISHES) is not Scope.NONE
        )

    def _on_reset(self) -> None:
        """A filter resets the model too, and shows nothing new."""
        sheet = self._page.model.sheet
        if sheet is not self._sheet and sheet is not None:
            self._sheet = sheet
            first, last = sheet.rows.first, sheet.rows.last
            self._desk.tasks.query(lambda ctx: read_wishes(ctx, first, last), self._show)

    def _show(self, found: WishesSeen) -> None:
        self._page.model.take_wishes(found.rows)

    def ask(self) -> None:
        """The wishes of the cursor's month and team."""
        page, teams = self._page, self._teams()
        if not teams:
            return
        place = page.session.place
        row = page.model.row(here.row()) if (here := page.grid.currentIndex()).isValid() else None
        scope = row.block.scope if row is not None else ""
        WishesDialog(page, page.model, teams, scope, place[1] if place else page.span.first).open()

    def _teams(self) -> list[WishTeam]:
        """Those whose month the person at the desk closes."""
        sheet = self._page.model.sheet
        return [
            WishTeam(block.scope, block.team or block.department)
            for block in (sheet.rows.teams if sheet else ())
            if self._desk.me.may(May.CLOSE_WISHES, Place(block.department_id, block.team_id))
        ]
