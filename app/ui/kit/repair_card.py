"""One way to cover a shift: what changes, what the rules say, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.roster.repairing import RepairView
from app.text import _, ngettext
from app.text.findings import finding_reason
from app.text.repairing import (
    change_words,
    cover_words,
    figure_words,
    headline,
    month_words,
    person_words,
)
from app.ui.kit.controls import Card, button, label, symbol
from app.ui.kit.tokens import Space, Tone


class RepairCard(Card):
    """The `number`-th way (from 0) of a view. `make` is called when it is chosen."""

    def __init__(self, view: RepairView, number: int, make: Callable[[], object]) -> None:
        super().__init__()
        self._view, self._way = view, view.ways[number]
        words = headline(self._way, view.people)
        self.setAccessibleName(words)
        self.make = button(_("&{n} Make it").format(n=number + 1), make, kind="primary")
        self.make.setAccessibleDescription(words)
        self.make.setEnabled(number not in view.head_only)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(label(words, "heading", wrap=True), 1)
        head.addWidget(self.make, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        if number in view.head_only:
            only = _("It changes published shifts of others: the head of the department makes it.")
            self.body.addLayout(_signed([only], Tone.INFO))
        changes = [change_words(one, view.people) for one in self._way.changes]
        self.body.addWidget(label("\n".join(changes), wrap=True))
        for part in self._parts():
            self.body.addLayout(part)

    def _parts(self) -> Iterator[QVBoxLayout | QHBoxLayout]:
        way, people = self._way, self._view.people
        names = {no: person.name for no, person in people.items()}
        if way.warnings:
            said = dict.fromkeys(
                person_words(people[one.person], finding_reason(one, names)) for one in way.warnings
            )
            yield _signed(said, Tone.WARN)
        for short, tone in ((False, Tone.GOOD), (True, Tone.WARN)):
            if told := [cover_words(one) for one in way.cover if one.is_short is short]:
                yield _signed(told, tone)
        yield self._rules()
        months = (month_words(one, people, self._view.group) for one in way.months)
        yield _signed(months, Tone.PLAIN)

    def _rules(self) -> QVBoxLayout:
        """How many rules are kept, and what each of them counts once that is pressed."""
        lines = []
        for no in dict.fromkeys(one.person for one in self._way.figures):
            said = [figure_words(one) for one in self._way.figures if one.person == no]
            lines.append(person_words(self._view.people[no], " · ".join(said)))
        told = label("\n".join(lines), "soft", wrap=True)
        told.hide()
        n = len({one.rule for one in self._way.figures})
        words = ngettext("{n} rule looked at and kept", "{n} rules looked at, all kept", n)
        link = button(words.format(n=n), lambda: told.setVisible(told.isHidden()), kind="link")
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(symbol(Tone.GOOD))
        head.addWidget(link)
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(told)
        return column


def _signed(lines: Iterable[str], tone: Tone) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    sign: QWidget = symbol(tone)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label("\n".join(lines), wrap=True), 1)
    return row
