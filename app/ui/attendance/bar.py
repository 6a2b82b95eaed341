"""Above the sheet: which team, which day or month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from app.queries.people.rows import TeamRow
from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.fields import DropDown
from app.ui.kit.tokens import Space


class SheetBar(QWidget):
    """Back, today, forward; the day or month in words; a day or a month; the team."""

    moved = Signal(int)
    today_asked = Signal()
    month_chosen = Signal(bool)
    """True: the month."""
    team_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "heading")
        self.teams = DropDown()
        self.teams.setAccessibleName(_("Team"))
        self.teams.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.teams.activated.connect(lambda _at: self.team_chosen.emit(self.teams.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        back = button("", lambda: self.moved.emit(-1), kind="quiet", icon="left", name=_("Earlier"))
        on = button("", lambda: self.moved.emit(1), kind="quiet", icon="right", name=_("Later"))
        for widget in (back, button(_("Today"), self.today_asked.emit), on):
            row.addWidget(widget)
        row.addSpacing(Space.S)
        row.addWidget(self._title)
        row.addSpacing(Space.L)
        group = QButtonGroup(self)
        self._day = self._kind(_("Day"), by_month=False)
        self._month = self._kind(_("Month"), by_month=True)
        for made in (self._day, self._month):
            group.addButton(made)
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.teams)

    def _kind(self, text: str, *, by_month: bool) -> QPushButton:
        made = button(text, lambda: self.month_chosen.emit(by_month))
        made.setCheckable(True)
        return made

    def show_place(self, title: str, *, by_month: bool) -> None:
        self._title.setText(title)
        self._month.setChecked(by_month)
        self._day.setChecked(not by_month)

    def offer(self, teams: Sequence[TeamRow], chosen: int | None) -> None:
        """The teams to choose from; with their department where two share a name."""
        names = [team.name for team in teams]
        with QSignalBlocker(self.teams):
            self.teams.clear()
            for team in teams:
                shared = names.count(team.name) > 1
                self.teams.addItem(
                    f"{team.department} · {team.name}" if shared else team.name, team.id
                )
            self.teams.setCurrentIndex(self.teams.findData(chosen))
