"""The dialog in which one version of a card is written, with a trial of it at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.context import Context
from app.rules.plaintext import identifier
from app.rules.scorecards.editing import MAX_NAME, CardDraft, CardProblem, card_problems
from app.rules.vocabulary import Message
from app.services.quality.cards import add_version, edit_version
from app.text import _, say
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of, text_field
from app.ui.kit.forms import Confirmation, Form, FormDialog
from app.ui.kit.tokens import Space, Tone
from app.ui.scorecards.items import ItemsEditor
from app.ui.scorecards.trial import CardSheet

_WIDTH, _HEIGHT, _TRIAL_WIDTH, _ROOMY = 1180, 660, 400, 1000


@dataclass(frozen=True, slots=True)
class Editing:
    """What the dialog is for: a card of its own (`version` and `of` None), a new version of a card
    (`of`), or a version that nobody has scored by yet."""

    card: CardDraft
    of: str | None = None
    version: int | None = None


class CardDialog(FormDialog):
    """Everything that is wrong is said under its field, and what QA-2 misses under the items."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        editing: Editing,
        pass_mark: float,
        kept: Callable[[str, int], object] = lambda _card, _version: None,
    ) -> None:
        self._editing, self._desk, self._shown = editing, desk, kept
        self._begun = editing.card
        self.name = text_field(editing.card.card, most=MAX_NAME)
        self.name.setEnabled(editing.of is None and editing.version is None)
        self.since = date_field(editing.card.since)
        self._pass_mark = pass_mark
        self.trial = CardSheet()
        self.trial.setFixedWidth(_TRIAL_WIDTH)
        form = Form(self._problems, columns=2)
        form.add("card", _("&Name of the scorecard"), self.name)
        form.add("since", _("&Used from"), self.since)
        super().__init__(parent, _title(editing), form, _("Keep it"), "")
        self.items = ItemsEditor(editing.card.items, pass_mark)
        self.resize(_WIDTH, _HEIGHT)
        self.missing = label("", "caption", Tone.BAD, wrap=True)
        self.missing.setAccessibleName(_("What is missing"))
        self._lay_out()
        self.items.changed.connect(self._follow)
        self._follow()
        self.sends(desk, self._command, self._on_kept)

    def draft(self) -> CardDraft:
        """The version as it is typed."""
        return CardDraft(self.name.text(), date_of(self.since), self.items.items)

    def _lay_out(self) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self.items, 1)
        row.addWidget(self.trial)
        place = self.place_under()
        column.insertLayout(place, row, 1)
        column.insertWidget(place + 1, self.missing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the fields come before the trial."""
        super().resizeEvent(event)
        self.trial.setVisible(self.width() >= _ROOMY)

    def _follow(self) -> None:
        """Everything else shows what is typed."""
        draft = self.draft()
        problems = card_problems(draft)
        self.items.show_problems(_of_item(problems, self.items.at))
        whole = [one.message for one in problems if one.at is None and one.field == "items"]
        self.missing.setText(say(whole[0]) if whole else "")
        self.trial.show_card(draft.items, self._pass_mark)

    def _problems(self) -> dict[str, Message]:
        return {one.field: one.message for one in card_problems(self.draft()) if one.at is None}

    def _on_submit(self) -> None:
        problems = card_problems(self.draft())
        first = next((one.at for one in problems if one.at is not None), None)
        if first is not None:
            self.items.go_to(first, _of_item(problems, first))
        elif self.form.complete():
            self._send()

    def _command(self) -> Callable[[Context], Any]:
        draft, editing = self.draft(), self._editing
        if editing.version is not None:
            version, seen = editing.version, self.seen(editing.card)
            return lambda ctx: edit_version(ctx, version, draft, seen)
        return lambda ctx: add_version(ctx, draft, fresh=editing.of is None)

    def _on_kept(self, version: int | None) -> None:
        """Tell it; `version` None: that which was edited."""
        self._desk.say(_("The scorecard is kept."))
        self._shown(identifier(self.name.text()), version or self._editing.version or 1)

    def reject(self) -> None:
        """Esc and Cancel ask first where something was typed."""
        if self.draft() == self._begun:
            super().reject()
            return
        ask = Confirmation(
            self, _("Give up what is typed?"),
            _("The scorecard was changed here and is not kept."), _("Give it up"),
        )  # fmt: skip
        ask.accepted.connect(lambda: self.done(self.DialogCode.Rejected))
        ask.open()


def _of_item(problems: list[CardProblem], at: int) -> dict[str, Message]:
    return {one.field: one.message for one in problems if one.at == at}


def _title(editing: Editing) -> str:
    if editing.version is not None:
        return _("Edit version {n} of {card}").format(n=editing.version, card=editing.card.card)
    if editing.of is not None:
        return _("New version of {card}").format(card=editing.of)
    return _("New scorecard")
