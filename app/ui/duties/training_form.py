"""The form of a training: what it was about, when, and each person's part in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.context import Context
from app.queries.duties.trainings import TrainingRow
from app.queries.people.rows import PersonRow
from app.rules.scorecards.proposed import Proposed
from app.rules.vocabulary import Message, msg
from app.services.duties.trainings import MOST, Part, keep_training
from app.services.quality.proposals import hold_proposal
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.unsaved import Unsaved, place_of

_HEIGHT = 320
_NAME, _THERE, _SCORE, _PASSED = range(4)
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PartsTable(QTableWidget):
    """A line for each person: there or not, score, passed. Space ticks, digits type a score."""

    def __init__(
        self,
        people: Sequence[tuple[int, str]],
        parts: Mapping[int, TrainingRow],
        there: Collection[int] | None = None,
    ) -> None:
        """`there`: who is ticked of a new one; None for everybody."""
        super().__init__(len(people), 4)
        self._people = [person for person, _name in people]
        self._expected = there
        self.setHorizontalHeaderLabels([_("Name"), _("Was there"), _("Score"), _("Passed")])
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(_HEIGHT)
        for row, (person, name) in enumerate(people):
            self._add(row, name, parts.get(person), known=bool(parts))
        self._begun = self._told()

    def _add(self, row: int, name: str, part: TrainingRow | None, *, known: bool) -> None:
        shown = QTableWidgetItem(name)
        shown.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.setItem(row, _NAME, shown)
        there = part.attended if part else not known and self._is_expected(self._people[row])
        self.setItem(row, _THERE, _tick(there))
        score = "" if part is None or part.score is None else f"{part.score:g}"
        self.setItem(row, _SCORE, QTableWidgetItem(score))
        self.setItem(row, _PASSED, _tick(part is not None and part.passed))

    def _is_expected(self, person: int) -> bool:
        return self._expected is None or person in self._expected

    def parts(self) -> list[Part]:
        """What the table says; a score that is no number is None."""
        return [
            Part(person, self._ticked(row, _THERE), self._score(row), self._ticked(row, _PASSED))
            for row, person in enumerate(self._people)
        ]

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        found = self.item(row, column)
        assert found is not None
        return found

    def is_wrong(self) -> bool:
        """Whether a score is no number from 0 to 100."""
        texts = (self._cell(row, _SCORE).text().strip() for row in range(self.rowCount()))
        return any(text and _number(text) is None for text in texts)

    def unsaved(self) -> list[Unsaved]:
        """What was entered, once anything was."""
        told = self._told()
        return [] if told == self._begun else [Unsaved(place_of(self), _("Results"), told)]

    def _told(self) -> str:
        return "; ".join(
            f"{self._cell(row, _NAME).text()}: {part.attended}, {part.score}, {part.passed}"
            for row, part in enumerate(self.parts())
        )

    def _score(self, row: int) -> float | None:
        return _number(self._cell(row, _SCORE).text())

    def _ticked(self, row: int, column: int) -> bool:
        return self._cell(row, column).checkState() is _CHECKED


class TrainingDialog(FormDialog):
    """A training that was held, or `parts` of one to be changed. `proposed`: what it holds."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        people: Sequence[PersonRow],
        parts: Sequence[TrainingRow] = (),
        proposed: Proposed | None = None,
    ) -> None:
        form = Form(self._problems, columns=2)
        first = parts[0] if parts else None
        began = first.title if first else proposed.title if proposed else ""
        self._proposed = proposed
        super().__init__(
            parent, _("A training"), form, _("Keep it"),
            _("It is archived on the page of each person."),
        )  # fmt: skip
        self.title = form.add("title", _("About what"), text_field(began))
        held = first.held_on if first else desk.ctx.today()
        self.held_on = form.add("held_on", _("Held on"), date_field(held))
        listed = (
            [(row.person_id, f"{row.person} ({row.person_no})") for row in parts]
            if parts
            else [(row.id, f"{row.name} ({row.employee_no})") for row in people]
        )
        by_person = {row.person_id: row for row in parts}
        self.table = form.add(
            "parts",
            _("Who took part"),
            PartsTable(listed, by_person, _expected(proposed)),
            wide=True,
        )
        self._parts, self._no = list(parts), first.no if first else ""
        self.resize(640, 560)
        self.sends(desk, self._command, lambda _no: desk.say(_("The training is kept.")))

    def _problems(self) -> Mapping[str, Message]:
        problems: dict[str, Message] = {}
        if not self.title.text().strip():
            problems["title"] = msg("Say what the training was about.")
        if self.table.is_wrong():
            problems["parts"] = msg("A score is a number from 0 to {most}.", most=MOST)
        return problems

    def _command(self) -> Callable[[Context], str]:
        title, held_on = self.title.text(), date_of(self.held_on)
        parts = self.table.parts()
        if not self._no:
            parts = [part for part in parts if part.attended]
        wanted = self._proposed
        if wanted is not None:
            key, version = wanted.id, wanted.version
            return lambda ctx: hold_proposal(ctx, key, version, title, held_on, parts)
        return lambda ctx: _keep(ctx, title, held_on, parts, self._no, self._parts)


def _keep(
    ctx: Context,
    title: str,
    held_on: date,
    parts: Sequence[Part],
    no: str,
    seen: Sequence[TrainingRow],
) -> str:
    return keep_training(ctx, title, held_on, parts, no, seen)


def _expected(proposed: Proposed | None) -> Collection[int] | None:
    """Whom it is for; everybody, where it names nobody."""
    if proposed is None or not proposed.people:
        return None
    return {one.id for one in proposed.people}


def _tick(checked: bool) -> QTableWidgetItem:
    made = QTableWidgetItem()
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    made.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(_CHECKED if checked else _UNCHECKED)
    return made


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if 0 <= found <= MOST else None
