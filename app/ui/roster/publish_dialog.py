"""Publishing: what changes for whom, seen before people work by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.roster.publishing import PublishSummary, TeamDiff, publish_preview
from app.services.roster.publish import publish
from app.text import _, mark, ngettext
from app.ui.kit.controls import label
from app.ui.kit.tokens import Tone
from app.ui.roster.draft_dialog import DraftDialog, seen_of
from app.ui.roster.words import kept_words


class PublishDialog(DraftDialog):
    """A reason where one is owed."""

    title = mark("Publish the roster")
    verb = mark("Publish")
    trouble_words = mark("Before you publish: {what}. A line leads to its day.")
    nothing = mark("Nothing to publish: the draft is what people work by.")

    def below(self) -> Sequence[QWidget]:
        self.line.setPlaceholderText(_("Why does the published roster change?"))
        self.line.setAccessibleName(_("Reason"))
        self._note = label(
            _("Some of it is published already: the reason stays with the new version."),
            "soft",
            wrap=True,
        )
        self._note.hide()
        self.line.hide()
        return self._note, self.line, label(kept_words(), "caption", wrap=True)

    def read(self, ctx: Context, scopes: Sequence[str], month: date) -> PublishSummary:
        return publish_preview(ctx, scopes, month)

    def may_go(self, chosen: Sequence[TeamDiff]) -> bool:
        """With a reason, where some of it was published before."""
        owed = any(team.version > 1 for team in chosen)
        self.line.setVisible(owed)
        self._note.setVisible(owed)
        return bool(chosen) and (not owed or bool(self.line.text().strip()))

    def go(self, summary: PublishSummary, chosen: Sequence[TeamDiff]) -> None:
        scopes, seen = [team.scope for team in chosen], seen_of(summary, chosen)
        month, reason = summary.month, self.line.text()
        self._desk.tasks.command(
            lambda ctx: publish(ctx, scopes, month, reason, seen),
            self._on_published, failed=self.on_refused,
        )  # fmt: skip

    def _on_published(self, summary: PublishSummary) -> None:
        n = summary.cells
        words = ngettext("Published: {n} day changed", "Published: {n} days changed", n)
        self.accept()
        self._desk.say(words.format(n=n), Tone.GOOD)
