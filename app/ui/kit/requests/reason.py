"""Asking why: whoever asked, or whoever decides, will read it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.rules.vocabulary import Message, msg
from app.text import _
from app.ui.kit.fields import note_field
from app.ui.kit.forms import Form, FormDialog


class ReasonDialog(FormDialog):
    """A dialog with a reason, which must not be empty; `danger`: it puts an end to something."""

    def __init__(
        self, parent: QWidget, title: str, verb: str, lead: str, *, danger: bool = False
    ) -> None:
        self.reason: QPlainTextEdit = note_field(lines=4)
        form = Form(self._problems)
        form.add("reason", _("&Reason"), self.reason)
        super().__init__(parent, title, form, verb, lead)
        if danger:
            self.submit.setProperty("kind", "danger")

    def _problems(self) -> Mapping[str, Message]:
        if self.reason.toPlainText().strip():
            return {}
        return {"reason": msg("A reason is needed")}
