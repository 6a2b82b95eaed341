"""The line in which a visitor is let in: who, why, by whom; Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import AppError
from app.rules.vocabulary import Message, msg
from app.services.registers.visitors import NewVisitor, enter
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.forms import Form
from app.ui.kit.tokens import Space, Tone

_NAME = 12
"""Characters of a name with its number."""


class VisitorBar(QWidget):
    """`entered` brings the number of the visit."""

    entered = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name, self.reason = text_field(most=80), text_field(most=200)
        self.approver: ChoiceField[int] = ChoiceField([])
        self.approver.setMinimumContentsLength(_NAME)
        self.form = Form(self._problems, columns=3)
        self.form.add("name", _("&Visitor"), self.name)
        self.form.add("reason", _("&Purpose"), self.reason)
        self.form.add("approver", _("&Let in by"), self.approver)
        self.enter = button(_("&In"), self.send, kind="primary", icon="check")
        self.refusal = Banner("", Tone.BAD)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.form, 1)
        line.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignVCenter)
        for field in (self.name, self.reason):
            field.returnPressed.connect(self.send)

    def offer(self, approvers: Sequence[tuple[int, str]]) -> None:
        """Who may let somebody in; what was chosen stays so."""
        chosen = self.approver.value() if self.approver.count() else None
        self.approver.offer([(name, key) for key, name in approvers], chosen)
        self.enter.setEnabled(self.approver.count() > 0)

    def send(self) -> None:
        """Let the visitor in, if all is there."""
        if not self.form.complete() or not self.approver.count():
            return
        self.refusal.set_text("")
        new = NewVisitor(self.name.text(), self.reason.text(), self.approver.value())
        self._desk.tasks.command(
            lambda ctx: enter(ctx, new), self._on_entered, failed=self._on_refused
        )

    def _on_entered(self, no: str) -> None:
        said = _("{name} is in.").format(name=self.name.text().strip())
        self.name.clear()
        self.reason.clear()
        self.form.forget()
        self._desk.say(said)
        self.entered.emit(no)

    def _on_refused(self, error: AppError) -> None:
        self.refusal.set_text(say(error.message))

    def _problems(self) -> dict[str, Message]:
        problems = {}
        if not self.name.text().strip():
            problems["name"] = msg("Say who comes.")
        if not self.reason.text().strip():
            problems["reason"] = msg("Say why.")
        return problems
