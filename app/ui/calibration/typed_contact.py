"""A contact that no list has: its reference, whose it was, when, and perhaps a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from app.reading.quality.calibrations import Rater
from app.rules.links import recording_link
from app.rules.vocabulary import Message, msg
from app.services.quality.calibrating import CalibrationContact
from app.text import _, centre_time
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field, time_field, time_of
from app.ui.kit.forms import Form, FormDialog


class TypedContactDialog(FormDialog):
    """`done` is handed the contact; nothing is written yet."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        agents: Sequence[Rater],
        done: Callable[[CalibrationContact], object],
    ) -> None:
        self.agent: ChoiceField[int] = ChoiceField(
            [(f"{one.name} {one.no}", one.id) for one in agents]
        )
        wall = centre_time().to_wall(desk.ctx.now())
        self.ref = text_field("", _("As the telephone system has it"), 100)
        self.day, self.time = date_field(wall.date()), time_field(wall.time())
        self.link = text_field("", "https://…", 1000)
        form = Form(self._problems, columns=2)
        form.add("ref", _("Contact's &reference"), self.ref, wide=True)
        form.add("agent", _("&Agent"), self.agent, wide=True)
        form.add("day", _("&Date of the contact"), self.day)
        form.add("time", _("&Time"), self.time)
        form.add("link", _("&Link to the recording"), self.link, wide=True)
        super().__init__(parent, _("A contact of no list"), form, _("&Add"))
        self._done = done
        self.accepted.connect(self._hand_over)

    def contact(self) -> CalibrationContact:
        """What was typed."""
        at = centre_time().instant(date_of(self.day), time_of(self.time))
        return CalibrationContact(
            self.ref.text().strip(), self.agent.value(), at, self.link.text().strip()
        )

    def _hand_over(self) -> None:
        self._done(self.contact())

    def _problems(self) -> Mapping[str, Message]:
        problems = {}
        if not self.ref.text().strip():
            problems["ref"] = msg("Enter the contact's reference.")
        link = self.link.text().strip()
        if link and recording_link(link) is None:
            problems["link"] = msg("A link begins with https://, http:// or file:///.")
        return problems
