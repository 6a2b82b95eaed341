"""Where there is nothing to show: nobody at all, nobody by the filter, or nobody with a shift."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.rules.permissions import Action
from app.text import _, dates
from app.ui.kit.banner import Banner
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.importing import ask_for_workbook
from app.ui.kit.roster_file import RosterFile
from app.ui.roster.spans import Span
from app.ui.roster.words import span_words


def nobody(desk: Desk) -> EmptyState:
    """The first step of a centre without people."""
    steps: list[QPushButton] = []
    if desk.me.may(Action.IMPORT):
        steps.append(
            button(
                _("Import a workbook"), lambda: ask_for_workbook(desk, steps[0].window()),
                kind="primary", icon="import",
            )
        )  # fmt: skip
        steps.append(
            button(_("Bring in a roster…"), lambda: desk.go("roster", RosterFile()), icon="roster")
        )
    if desk.me.may(Action.MANAGE_PEOPLE):
        steps.append(button(_("Add people"), lambda: desk.go("people"), icon="people"))
    words = _("A roster shows people by team and the days across. There is nobody here yet.")
    return EmptyState("roster", _("No roster yet"), words, *steps)


def nothing_found(clear: Callable[[], object]) -> EmptyState:
    """Nobody passes the filter; `clear` takes it away."""
    words = _("Nobody here is in this team, of this job type and of this name.")
    step = button(_("Show everybody"), clear, icon="close")
    return EmptyState("filter", _("Nobody found"), words, step)


class BareStrip(Banner):
    """Above a grid of days in which nobody has a shift: the word for it, and a way to a roster.

    `month_asked` brings the month that the button names.
    """

    month_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("")
        self._latest: date | None = None
        self._shown: tuple[Span, bool] | None = None
        self.go = button(_("Roster"), self._on_go, icon="roster")
        self.add_step(self.go)

    def tell(self, shown: tuple[Span, bool], latest: date | None, *, may_draft: bool) -> None:
        """Say that the days `shown` (True: of the draft) have no roster, and offer the `latest`
        month with one."""
        self._shown = shown
        self.setMinimumHeight(0)
        words = _(
            "Nobody has a shift here yet: {days}. The team leaders and the department head fill the"
            " roster."
        )
        if may_draft:
            words = _(
                "Nobody has a shift here yet: {days}. Type a code into a cell, or fill a rotation,"
                " to begin."
            )
        self._latest = latest
        self.go.setVisible(latest is not None)
        if latest is not None:
            self.go.setText(_("Go to {month}").format(month=dates.month(latest)))
        self.set_text(words.format(days=span_words(shown[0])))

    def go_on(self, shown: tuple[Span, bool] | None) -> None:
        """Somebody has a shift. Where it was begun just now the strip keeps its place, so that
        the grid stays under the hand, until other days are shown."""
        if shown is None or shown != self._shown or not shown[1]:
            self._shown = None
            self.set_text("")
            return
        self.setMinimumHeight(self.height())
        self.go.hide()
        self.set_text(_("The roster is begun. Nobody works by it until it is published."))

    def _on_go(self) -> None:
        self.month_asked.emit(self._latest)
