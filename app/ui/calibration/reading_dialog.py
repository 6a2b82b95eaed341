"""Noting how an item is to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.context import Context
from app.rules.vocabulary import Message, msg
from app.services.quality.calibrating import note_reading
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.fields import note_field
from app.ui.kit.forms import Form, FormDialog


class ReadingDialog(FormDialog):
    """What was agreed stays with the card, and stands beside the item's help ever after."""

    def __init__(self, parent: QWidget, desk: Desk, no: str, item: str, title: str) -> None:
        self.agreed: QPlainTextEdit = note_field(lines=4)
        form = Form(self._problems)
        form.add("agreed", _("&What was agreed"), self.agreed)
        super().__init__(
            parent, _("How “{item}” is read").format(item=title), form, _("&Note it"),
            _("It stays with the scorecard, and stands beside the item's help for whoever scores "
              "by it. It cannot be changed: a later one stands below it."),
        )  # fmt: skip

        def make() -> Callable[[Context], None]:
            text = self.agreed.toPlainText()
            return lambda ctx: note_reading(ctx, no, item, text)

        self.sends(desk, make, lambda _done: desk.say(_("Noted with the scorecard.")))

    def _problems(self) -> Mapping[str, Message]:
        if self.agreed.toPlainText().strip():
            return {}
        return {"agreed": msg("Say how the item is to be read.")}
