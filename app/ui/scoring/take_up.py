"""Taking up a contact that nobody planned: agent, reference, time, and perhaps a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from app.errors import RuleViolated
from app.reading.quality.scoring import ScoringBoard
from app.rules.findings import Finding
from app.rules.links import recording_link
from app.rules.vocabulary import Message, msg
from app.services.quality.taking_up import NewContact, take_up_contact
from app.text import _, centre_time
from app.text.findings import finding_sentence
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field, time_field, time_of
from app.ui.kit.forms import Form, FormDialog


class TakeUpDialog(FormDialog):
    """`done` is handed the planned inspection's id."""

    def __init__(
        self, parent: QWidget, desk: Desk, board: ScoringBoard, done: Callable[[int], object]
    ) -> None:
        lacking = {one.no for one in board.lacking}
        people = sorted(board.agents, key=lambda one: (one.no not in lacking, one.team, one.no))
        self.agent: ChoiceField[int] = ChoiceField(
            [(_called(one.name, one.no, one.team), one.id) for one in people]
        )
        wall = centre_time().to_wall(desk.ctx.now())
        self.ref = text_field("", _("As the telephone system has it"), 100)
        self.day, self.time = date_field(wall.date()), time_field(wall.time())
        self.link = text_field("", "https://…", 1000)
        self.again = QCheckBox(_("Inspect it even if it was inspected before"))
        form = Form(self._problems, columns=2)
        form.add("agent", _("&Agent"), self.agent, wide=True)
        form.add("ref", _("Contact's &reference"), self.ref, wide=True)
        form.add("day", _("&Date of the contact"), self.day)
        form.add("time", _("&Time"), self.time)
        form.add("link", _("&Link to the recording"), self.link, wide=True)
        form.add("again", _("Once more"), self.again, wide=True)
        super().__init__(parent, _("Inspect without a plan"), form, _("Ta&ke it up"))
        self.setMinimumWidth(520)
        self.sends(desk, self._make, done)

    def _make(self) -> Callable[..., int]:
        new = NewContact(
            self.agent.value(),
            self.ref.text(),
            centre_time().instant(date_of(self.day), time_of(self.time)),
            self.link.text(),
            self.again.isChecked(),
        )
        return lambda ctx: take_up_contact(ctx, new)

    def _on_refused(self, error: Exception) -> None:
        super()._on_refused(error)
        if isinstance(error, RuleViolated):
            found = [one for one in error.findings if isinstance(one, Finding)]
            self.refusal.set_text("\n".join(finding_sentence(one) for one in found))

    def _problems(self) -> Mapping[str, Message]:
        found: dict[str, Message] = {}
        if not self.ref.text().strip():
            found["ref"] = msg("Enter the contact's reference.")
        if self.link.text().strip() and recording_link(self.link.text()) is None:
            found["link"] = msg("A link begins with https://, http:// or file:///.")
        return found


def _called(name: str, no: str, team: str) -> str:
    return " · ".join(filter(None, (f"{name} ({no})", team)))
