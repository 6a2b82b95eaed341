"""Handing the draft to the head: what changes and what is wrong with it, seen first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.roster.handing import handing_preview
from app.reading.roster.publishing import PublishSummary, TeamDiff
from app.services.roster.handing import hand_over
from app.text import _, mark, ngettext
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Tone
from app.ui.roster.draft_dialog import DraftDialog, seen_of


class HandDialog(DraftDialog):
    """With a note, if there is something to say; the keyboard begins there, and Enter hands over.

    It can be done once what is wrong with the draft has been shown.
    """

    title = mark("Hand the roster to the head")
    verb = mark("Hand over")
    trouble_words = mark("Before you hand it over: {what}. A line leads to its day.")
    nothing = mark("Nothing to hand over: the draft is what people work by.")

    def __init__(
        self, desk: Desk, scopes: Collection[str], months: Sequence[date], parent: QWidget
    ) -> None:
        super().__init__(desk, scopes, months, parent)
        self.line.setFocus()
        self.go_button.setDefault(True)

    def below(self) -> Sequence[QWidget]:
        self.line.setPlaceholderText(_("A note for the head, if you like"))
        self.line.setAccessibleName(_("Note"))
        self.line.setMaxLength(500)
        return (self.line,)

    def read(self, ctx: Context, scopes: Sequence[str], month: date) -> PublishSummary:
        return handing_preview(ctx, scopes, month)

    def may_go(self, chosen: Sequence[TeamDiff]) -> bool:
        return bool(chosen) and self.weighed

    def go(self, summary: PublishSummary, chosen: Sequence[TeamDiff]) -> None:
        scopes, seen = [team.scope for team in chosen], seen_of(summary, chosen)
        month, note = summary.month, self.line.text()
        self._desk.tasks.command(
            lambda ctx: hand_over(ctx, scopes, month, note, seen),
            self._on_handed, failed=self.on_refused,
        )  # fmt: skip

    def _on_handed(self, summary: PublishSummary) -> None:
        n = summary.cells
        words = ngettext(
            "Handed to the head: {n} day changed", "Handed to the head: {n} days changed", n
        )
        self.accept()
        self._desk.say(words.format(n=n), Tone.GOOD)
