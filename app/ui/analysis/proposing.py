"""Proposing a training out of the week's problems: what about, why, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.context import Context
from app.reading.quality.analysis import WeekReading
from app.rules.scorecards.week import ItemProblem
from app.rules.vocabulary import Message, msg
from app.services.quality.proposals import Proposal, month_end, propose
from app.text import _, dates
from app.text.quality import common_line, item_name
from app.ui.kit.desk import Desk
from app.ui.kit.fields import note_field, text_field
from app.ui.kit.forms import Form, FormDialog

_HEIGHT = 200
_WIDTH, _TALL = 540, 640
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class NamesField(QListWidget):
    """Whom it is for: arrows move, Space ticks. `people`: key and name of each."""

    def __init__(self, people: Sequence[tuple[int, str]], ticked: Collection[int]) -> None:
        super().__init__()
        self._ids = [key for key, _name in people]
        self.setMinimumHeight(_HEIGHT)
        for key, name in people:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if key in ticked else _UNCHECKED)
            self.addItem(item)

    def ticked(self) -> list[int]:
        return [key for at, key in enumerate(self._ids) if self.item(at).checkState() is _CHECKED]


class ProposeDialog(FormDialog):
    """Begun with the item under the cursor and those who were under its pass mark often."""

    def __init__(
        self, parent: QWidget, desk: Desk, reading: WeekReading, problem: ItemProblem | None
    ) -> None:
        self._reading = reading
        ids, names = reading.people.ids, reading.people.names
        often = [ids[one.name] for one in problem.often if one.name in ids] if problem else []
        self.title = text_field(item_name(problem.item) if problem else "")
        self.why = note_field(lines=3)
        self.why.setPlainText(common_line(problem) if problem else "")
        people = [(ids[no], f"{names[no]} {no}") for no in names]
        people.sort(key=lambda one: one[0] not in often)
        self.people = NamesField(people, often)
        form = Form(self._problems)
        form.add("title", _("&Training in"), self.title)
        form.add("why", _("&Why"), self.why)
        form.add("people", _("&For whom (nobody ticked: for all)"), self.people)
        lead = _("It is to be held by {day}; it stands among the trainings and on each one's page.")
        lead = lead.format(day=dates.day(month_end(reading.today)))
        super().__init__(parent, _("Propose a training"), form, _("&Propose"), lead)
        self.resize(_WIDTH, _TALL)
        self.sends(desk, self._make, lambda _id: desk.say(_("The training is proposed.")))

    def _problems(self) -> Mapping[str, Message]:
        if self.title.text().strip():
            return {}
        return {"title": msg("Say what the training is to be about.")}

    def _make(self) -> Callable[[Context], int]:
        new = Proposal(
            self._reading.department, self._reading.week.monday, self.title.text(),
            self.why.toPlainText(), self.people.ticked(),
        )  # fmt: skip
        return lambda ctx: propose(ctx, new)
