"""Which inspections the list shows: by what has become of them, month, team, person and words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.reading.quality.inspections import InspectionLine, InspectionList
from app.rules.scorecards.course import DECIDED, OPEN, TO_ACKNOWLEDGE, InspectionState
from app.text import _, dates
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.tokens import Space

_MONTHS = 24
_ANY: frozenset[InspectionState] = frozenset(InspectionState)


class InspectionFilters(QWidget):
    """`changed`: others are to be shown; `month_changed`: others are to be read."""

    changed = Signal()
    month_changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.words = text_field(placeholder=_("Number, contact or name"))
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName(_("Look for an inspection"))
        self.state: ChoiceField[frozenset[InspectionState]] = ChoiceField(
            [
                (_("All states"), _ANY),
                (_("To acknowledge"), TO_ACKNOWLEDGE),
                (_("Appealed"), OPEN),
                (_("Decided"), DECIDED),
            ]
        )
        self.state.setAccessibleName(_("State"))
        self.month: ChoiceField[date | None] = ChoiceField(_months(today))
        self.month.setAccessibleName(_("Month"))
        self.team: ChoiceField[str] = ChoiceField()
        self.team.setAccessibleName(_("Team"))
        self.person: ChoiceField[str] = ChoiceField()
        self.person.setAccessibleName(_("Person"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.words, 1)
        for field in (self.state, self.month, self.team, self.person):
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(field)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        for field in (self.state, self.team, self.person):
            field.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.month.currentIndexChanged.connect(lambda _at: self.month_changed.emit())

    def offer(self, found: InspectionList) -> None:
        """The teams and people that there are to choose from; none where one sees one's own."""
        team = self.team.value() if self.team.count() else ""
        person = self.person.value() if self.person.count() else ""
        teams = [(_("All teams"), ""), *((name, name) for name in found.teams)]
        people = [(_("Everybody"), ""), *((f"{name} {no}", no) for no, name in found.people)]
        self.team.offer(teams, team)
        self.person.offer(people, person)
        self.team.setVisible(not found.own and len(found.teams) > 1)
        self.person.setVisible(not found.own)

    def chosen(self, lines: Sequence[InspectionLine]) -> list[InspectionLine]:
        """Those that are to be shown."""
        words = self.words.text().casefold().split()
        team = self.team.value() if self.team.count() else ""
        person = self.person.value() if self.person.count() else ""
        states = self.state.value()
        return [
            one
            for one in lines
            if one.state in states
            and team in ("", one.team)
            and person in ("", one.agent_no)
            and _has(one, words)
        ]

    @property
    def narrowed(self) -> bool:
        """Whether something hides what there is."""
        return bool(
            self.words.text().strip()
            or self.state.currentIndex() > 0
            or self.team.currentIndex() > 0
            or self.person.currentIndex() > 0
        )


def _has(one: InspectionLine, words: Sequence[str]) -> bool:
    text = " ".join((one.no, one.contact_ref, one.agent, one.agent_no, one.inspector)).casefold()
    return all(word in text for word in words)


def _months(today: date) -> list[tuple[str, date | None]]:
    found: list[tuple[str, date | None]] = [(_("Latest two months"), None)]
    month = today.replace(day=1)
    for _at in range(_MONTHS):
        found.append((dates.month(month), month))
        month = (month - timedelta(days=1)).replace(day=1)
    return found
