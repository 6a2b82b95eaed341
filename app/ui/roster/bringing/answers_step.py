"""What the words mean and who is who: each asked once, with what is proposed chosen already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rules.bringing.answers import NOBODY, Answers, Who, Written, place_of
from app.rules.bringing.preview import Double, Found, PersonRow, WordRow
from app.text import _, dates, say
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.tokens import Space
from app.ui.roster.bringing.newcomers import Newcomers
from app.ui.roster.bringing.state import FileWay
from app.ui.roster.bringing.word_line import WordLine

_NEW = "new"


class AnswersStep(QWidget):
    """Questions and what is known already. `changed` says that an answer is another, `listed` that
    other lines are to be shown."""

    changed = Signal()
    listed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._way: FileWay | None = None
        self.word_lines: list[WordLine] = []
        self._people: list[_PersonLine] = []
        self._doubles: list[tuple[Double, ChoiceField[str | None]]] = []
        self.blanks = QCheckBox(_("A blank cell is a day off"))
        self.known = QCheckBox(_("Show those that are known, too"))
        self.known.toggled.connect(lambda _on: self.listed.emit())
        self.newcomers = Newcomers()
        self.newcomers.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        top = QHBoxLayout()
        top.addWidget(self.known)
        top.addWidget(self.blanks)
        top.addStretch(1)
        column.addLayout(top)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        column.addWidget(self._area, 1)

    def show_way(self, way: FileWay) -> None:
        """Ask what is open; keep what was chosen."""
        self._way = way
        self.blanks.setChecked(way.answers.clear_blanks)
        self.newcomers.show_way(way)
        self._build()

    def answers(self) -> Answers:
        """What is chosen now."""
        assert self._way is not None
        meant = {line.row.word: line.meaning() for line in self.word_lines}
        shifts = {shift.code: shift for shift in self._way.answers.shifts}
        for line in self.word_lines:
            if (new := line.new_shift()) is not None:
                shifts[new.code] = new
        people: dict[Written, Who] = dict(self._way.answers.people)
        for person in self._people:
            if (who := person.who()) is not None:
                people[person.row.written] = who
        counts = dict(self._way.answers.counts)
        for double, field in self._doubles:
            if (told := field.value()) is not None:
                counts[double.number, double.day] = told
        return replace(
            self._way.answers,
            words={**self._way.answers.words,
                   **{word: meaning for word, meaning in meant.items() if meaning is not None}},
            shifts=tuple(shifts.values()),
            people=people,
            team_id=self.newcomers.team_id(),
            new_team=self.newcomers.new_team(),
            hired=self.newcomers.hired_on(),
            counts=counts,
            clear_blanks=self.blanks.isChecked(),
        )  # fmt: skip

    def _build(self) -> None:
        if self._way is None:
            return
        self.newcomers.setParent(self)  # it outlives the lines that stand here now
        self.newcomers.hide()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        self._build_words(column)
        self._build_people(column)
        self._build_doubles(column)
        if not self.asks():
            column.addWidget(label(_("Every word and everybody in it is known; nothing is asked.")))
        column.addStretch(1)
        self._area.setWidget(held)

    def asks(self) -> bool:
        """Whether anything is asked, or proposed to be made."""
        return bool(self.word_lines or self._people or self._doubles)

    def first_open(self) -> QWidget:
        """Where the keyboard begins: the first that is not answered, or the first of all."""
        fields: list[ChoiceField[Any]] = [
            *(line.use for line in self.word_lines),
            *(line.field for line in self._people),
            *(field for _double, field in self._doubles),
        ]
        unanswered = (field for field in fields if field.value() is None)
        return next(unanswered, fields[0] if fields else self.known)

    def _build_words(self, column: QVBoxLayout) -> None:
        assert self._way is not None
        found = self._way.preview
        new = [row for row in found.words if row.new is not None]
        wanted = found.words if self.known.isChecked() else [*found.asked_words, *new]
        rows = list({row.word: row for row in wanted if isinstance(row, WordRow)}.values())
        self.word_lines = []
        if not rows:
            return
        column.addWidget(label(_("What the words mean"), "heading"))
        grid = _grid()
        made: set[str] = set()
        for at, row in enumerate(rows):
            owns = row.new is not None and row.new.code not in made
            made |= {row.new.code} if row.new is not None else set()
            line = WordLine(self._way, row, self.changed.emit, owns=owns)
            self.word_lines.append(line)
            grid.addWidget(label(row.word, "strong"), at, 0)
            beside = _counted(row.entries, row.first.sheet, row.first.cell)
            if row.why is not None:
                beside = f"{beside}\n{say(row.why)}"
            grid.addWidget(label(beside, "soft"), at, 1)
            grid.addWidget(line.use, at, 2)
            grid.addWidget(line.times, at, 3)
        column.addLayout(grid)

    def _build_people(self, column: QVBoxLayout) -> None:
        assert self._way is not None
        found = self._way.preview
        new = [row for row in found.people if row.found is Found.NEW]
        wanted = found.people if self.known.isChecked() else [*found.asked_people, *new]
        rows = list({row.written: row for row in wanted}.values())
        self._people = []
        if not rows:
            return
        column.addWidget(label(_("Who is who"), "heading"))
        if self._way.choices.may_add_people:
            column.addWidget(self.newcomers)
            self.newcomers.show()
        elif any(row.found is Found.ASKED for row in rows):
            words = _("An administrator adds who is new; here they can only be left out.")
            column.addWidget(label(words, "soft"))
        if any(row.made_up for row in rows):
            words = _(
                "The file has no employee number for some: what stands there is proposed. It "
                "becomes the name of their account; type the real one over it."
            )
            column.addWidget(label(words, "soft", wrap=True))
        grid = _grid()
        for at, row in enumerate(rows):
            line = _PersonLine(self._way, row, self.changed.emit)
            self._people.append(line)
            written = " ".join(filter(None, row.written))
            grid.addWidget(label(written, "strong"), at, 0)
            grid.addWidget(label(_counted(row.entries, row.first.sheet, row.first.cell), "soft"),
                           at, 1)  # fmt: skip
            grid.addWidget(line.field, at, 2)
            grid.addWidget(line.number, at, 3)
        column.addLayout(grid)

    def _build_doubles(self, column: QVBoxLayout) -> None:
        assert self._way is not None
        self._doubles = []
        found = self._way.preview
        rows = found.doubles if self.known.isChecked() else found.asked_doubles
        if not rows:
            return
        column.addWidget(label(_("Which entry counts"), "heading"))
        grid = _grid()
        for at, row in enumerate(rows):
            offers: list[tuple[str, str | None]] = [(_("choose…"), None)]
            offers += [(f"{one.word} ({place_of(one)})", place_of(one)) for one in row.entries]
            field: ChoiceField[str | None] = ChoiceField([*offers, (_("none"), "")], row.counts)
            field.setAccessibleName(f"{row.name} {row.day}")
            field.currentIndexChanged.connect(lambda _i: self.changed.emit())
            self._doubles.append((row, field))
            grid.addWidget(label(f"{row.name} {row.number}", "strong"), at, 0)
            grid.addWidget(label(dates.day(row.day), "soft"), at, 1)
            grid.addWidget(field, at, 2)
        column.addLayout(grid)


def _grid() -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(Space.M)
    made.setVerticalSpacing(Space.XS)
    made.setColumnStretch(4, 1)
    return made


def _counted(count: int, sheet: str, cell: str) -> str:
    return _("× {n}, first {sheet}!{cell}").format(n=count, sheet=sheet, cell=cell)


class _PersonLine:
    """Somebody written with whom they are: a colleague, somebody new, or nobody."""

    def __init__(self, way: FileWay, row: PersonRow, changed: Callable[[], object]) -> None:
        self.row = row
        new = row.who is not None and row.who.name != ""
        self.field: ChoiceField[str | None] = ChoiceField(_offers(way, row), _chosen(row))
        self.field.setAccessibleName(" ".join(filter(None, row.written)))
        if row.why is not None:
            self.field.setToolTip(say(row.why))
        self.number = text_field(row.who.number if row.who is not None and new else "", most=20)
        self.number.setAccessibleName(_("Number of {name}").format(name=row.written.name))
        self.number.setPlaceholderText(_("employee number"))
        self.field.currentIndexChanged.connect(lambda _i: self._on_chosen())
        self.field.currentIndexChanged.connect(lambda _i: changed())
        self.number.editingFinished.connect(changed)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.number.setHidden(self.field.value() != _NEW)

    def who(self) -> Who | None:
        chosen = self.field.value()
        if chosen is None:
            return None
        if chosen == _NEW:
            number = self.number.text().strip()
            return Who(number, self.row.written.name or number) if number else None
        return NOBODY if chosen == "" else Who(chosen)


def _chosen(row: PersonRow) -> str | None:
    if row.who is None:
        return None
    return _NEW if row.who.name else row.who.number


def _offers(way: FileWay, row: PersonRow) -> list[tuple[str, str | None]]:
    near = [(f"{one.name} {one.number}", one.number) for one in row.candidates]
    found: list[tuple[str, str | None]] = [(_("choose…"), None), *near]
    if way.choices.may_add_people:
        found.append((_("somebody new"), _NEW))
    found.append((_("not taken"), ""))
    known = {number for _name, number in near}
    found += [
        (f"{one.name} {one.number}", one.number)
        for one in way.choices.people
        if one.number not in known
    ]
    return found
