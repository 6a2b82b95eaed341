"""Where all who are new in a file belong, and from which day they are employed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rules.staff import MAX_NAME
from app.text import _
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field
from app.ui.kit.tokens import Space
from app.ui.roster.bringing.state import FileWay

_NEW = "new"


class Newcomers(QWidget):
    """A team that there is, or one that is made with its people; and their first day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.team: ChoiceField[int | str | None] = ChoiceField()
        self.department_name, self.team_name = text_field(most=MAX_NAME), text_field(most=MAX_NAME)
        self.hired = date_field(date(2020, 1, 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(label(_("All who are new: team"), "soft"))
        for field in (self.team, self.department_name, self.team_name):
            row.addWidget(field)
        row.addWidget(label(_("first day employed"), "soft"))
        row.addWidget(self.hired)
        row.addStretch(1)
        self._name_fields()
        self.team.currentIndexChanged.connect(lambda _at: self._on_team())
        self.team.activated.connect(lambda _at: self.changed.emit())
        self.hired.dateChanged.connect(lambda _day: self.changed.emit())

    def _name_fields(self) -> None:
        self.team.setAccessibleName(_("Team of all who are new"))
        self.hired.setAccessibleName(_("First day of all who are new"))
        for field, name in (
            (self.department_name, _("Name of the department")),
            (self.team_name, _("Name of the team")),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(name)
            field.editingFinished.connect(self.changed)

    def show_way(self, way: FileWay) -> None:
        """Offer the centre's teams, and show what is told."""
        offers: list[tuple[str, int | str | None]] = [
            (name, key) for key, name in way.choices.teams
        ]
        if way.choices.may_add_people:
            offers.append((_("a new team"), _NEW))
        chosen: int | str | None = way.answers.team_id
        if way.answers.new_team is not None or (way.choices.may_add_people and len(offers) == 1):
            chosen = _NEW
        else:
            offers.insert(0, (_("choose…"), None))
        self.team.offer(offers, chosen)
        self._show_names(way)
        if (hired := way.answers.hired) is not None:
            self.hired.blockSignals(True)
            self.hired.setDate(QDate(hired.year, hired.month, hired.day))
            self.hired.blockSignals(False)
        self._on_team()

    def _show_names(self, way: FileWay) -> None:
        if way.answers.new_team is not None:
            department, team = way.answers.new_team
            self.department_name.setText(department)
            self.team_name.setText(team)
        elif len(way.choices.departments) == 1:
            self.department_name.setText(way.choices.departments[0])

    def _on_team(self) -> None:
        for field in (self.department_name, self.team_name):
            field.setHidden(self.team.value() != _NEW)

    def team_id(self) -> int | None:
        chosen = self.team.value()
        return chosen if isinstance(chosen, int) else None

    def new_team(self) -> tuple[str, str] | None:
        """Department and team by name, where they are to be made."""
        if self.team.value() != _NEW:
            return None
        return self.department_name.text().strip(), self.team_name.text().strip()

    def hired_on(self) -> date:
        return date_of(self.hired)
