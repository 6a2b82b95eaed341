"""The roster page's way in for a file: asked for, or handed over by another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _, ngettext
from app.ui.kit.actions import Action
from app.ui.kit.roster_file import RosterFile
from app.ui.kit.tokens import Tone
from app.ui.roster.bringing.leaves_kept import LeavesKept
from app.ui.roster.commands import COMMANDS

if TYPE_CHECKING:
    from app.services.roster.editing import EditOutcome
    from app.ui.roster.bringing.state import FileWay
    from app.ui.roster.page import RosterPage


class WayIn(QObject):
    """Of one roster page."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    @staticmethod
    def of(page: RosterPage) -> WayIn:
        found = page.findChild(WayIn)
        return found if isinstance(found, WayIn) else WayIn(page)

    def action(self) -> Action:
        """What a menu, a button and the palette offer."""
        return COMMANDS["roster.import"].does(self.ask, allowed=self.may)  # fmt: skip

    def blank(self) -> Action:
        """A roster to fill in, as a file."""
        return COMMANDS["roster.template"].does(self._ask_blank, allowed=self.may)  # fmt: skip

    def leaves(self) -> Action:
        """Back to the leaves of the file that was brought in last."""
        kept = LeavesKept.of(self._desk)
        return COMMANDS["roster.leaves"].does(
            lambda: kept.open(self._page), allowed=self.may, enabled=kept.there
        )

    def _ask_blank(self) -> None:
        from app.ui.kit.blank_roster import ask_for_blank

        ask_for_blank(self._desk, self._page)

    def may(self) -> bool:
        me = self._desk.me
        return me.scope(May.DRAFT_ROSTER) is not Scope.NONE or me.may(May.IMPORT)

    def takes(self, target: object) -> bool:
        """Whether the page's target is a file, which is brought in then."""
        if isinstance(target, RosterFile):
            self._open(target)
        return isinstance(target, RosterFile)

    def ask(self) -> None:
        """Ask for a file."""
        self._open(RosterFile())

    def _open(self, target: RosterFile) -> None:
        from app.ui.roster.bringing.dialog import ask_for_roster, open_roster

        if target.path is None:
            ask_for_roster(self._desk, self._page, self._take)
        else:
            open_roster(self._desk, self._page, target.path, self._take)

    def _take(self, way: FileWay, outcome: EditOutcome) -> None:
        """It is in the draft: one edit of the page, that can be undone; show where it went."""
        from app.ui.roster.bringing.state import keep_told

        session = self._page.session
        session.draft = True
        cells = way.preview.cells
        session.do(_("bring in {file}").format(file=way.source.name),
                   lambda _ctx: outcome, (), draft=True)  # fmt: skip
        if way.known_as:
            self._desk.tasks.command(lambda ctx: keep_told(ctx, way, way.known_as))
        words = ngettext(
            "{n} cell came into the draft; Ctrl+Z takes it back.",
            "{n} cells came into the draft; Ctrl+Z takes them back.",
            len(cells),
        )
        self._desk.say(words.format(n=len(cells)), Tone.GOOD)
        self._desk.go("roster", (cells[0].number, cells[0].day))
