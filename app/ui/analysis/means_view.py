"""The month: each person's mean with what it tells, two of them told apart or not, the months
before (QA-7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isnan

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.reading.quality.analysis import MonthReading
from app.rules.scorecards.control import control_chart
from app.rules.scorecards.quality import DepartmentQuality, PersonQuality
from app.rules.scorecards.telling_apart import telling
from app.text import _
from app.text.quality import month_figures, precision_lines, telling_sentence, together
from app.ui.analysis.columns import person_columns
from app.ui.analysis.series import Dot, IntervalsPlace, LimitsPlace
from app.ui.kit import theme
from app.ui.kit.controls import Card, EmptyState, label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.period_bar import MonthBar
from app.ui.kit.scrolled import yielding
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space

_SHOWN, _EMPTY = 0, 1
_HISTORY = 150
History = Sequence[tuple[date, DepartmentQuality]]


class MeansView(QWidget):
    """`reading`: what is shown; None before the first."""

    def __init__(self, bar: MonthBar) -> None:
        super().__init__()
        self.bar = bar
        self.reading: MonthReading | None = None
        self.told = label("", wrap=True)
        self.dots = IntervalsPlace()
        self._names: dict[str, str] = {}
        self.people: RowsTable[PersonQuality] = RowsTable(
            person_columns(self._names), _("People"), lambda one: one.employee
        )
        self.people.setSortingEnabled(False)  # by number: nobody is ranked
        self.one: ChoiceField[str] = ChoiceField()
        self.other: ChoiceField[str] = ChoiceField()
        self.one.setAccessibleName(_("One person"))
        self.other.setAccessibleName(_("Another person"))
        self.apart = label("", wrap=True)
        self.months = LimitsPlace()
        self.months_told = label("", "caption", wrap=True)
        self._lay_out()
        for field in (self.one, self.other):
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
            field.currentIndexChanged.connect(lambda _index: self._tell_apart())

    def _lay_out(self) -> None:
        self.both = QSplitter(Qt.Orientation.Horizontal)
        self.both.setChildrenCollapsible(False)
        self.both.addWidget(yielding(self.dots))
        self.both.addWidget(self.people)
        self.both.setSizes([480, 560])
        pair = QHBoxLayout()
        pair.setSpacing(Space.S)
        pair.addWidget(self.one)
        pair.addWidget(label("–"))
        pair.addWidget(self.other)
        pair.addWidget(self.apart, 1)
        self.history = Card()
        self.history.body.setSpacing(Space.XS)
        self.months.setFixedHeight(theme.scaled(_HISTORY))
        self.history.body.addWidget(self.months_told)
        self.history.body.addWidget(self.months)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.told)
        column.addWidget(self.both, 1)
        column.addLayout(pair)
        column.addWidget(self.history)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(EmptyState(
            "chart", _("Nothing was inspected in this month"),
            _("Each person's mean stands here with what so few inspections tell of it."),
        ))  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, Space.M, 0, 0)
        whole.setSpacing(Space.S)
        whole.addWidget(self.bar)
        whole.addWidget(self._stack, 1)

    def show_month(self, reading: MonthReading) -> None:
        self.reading, found = reading, reading.quality
        self._stack.setCurrentIndex(_SHOWN if found else _EMPTY)
        self.bar.note.setText(month_figures(found) if found else "")
        if found is None:
            return
        self.told.setText(together(*self._withheld(reading), *precision_lines(reading.precision)))
        self._names.clear()
        self._names.update(reading.people.names)
        self.people.set_rows(found.people)
        places = {no: at for at, group in enumerate(reading.groups) for no in group}
        names = reading.people.names
        dots = [
            Dot(names.get(one.employee, one.employee), one.mean, one.low, one.high,
                places[one.employee])
            for one in found.people
        ]  # fmt: skip
        self.dots.show_dots(dots, None if isnan(found.mean) else found.mean)
        self._offer(found)

    def _withheld(self, reading: MonthReading) -> list[str]:
        if not reading.withheld:
            return []
        return [_("The department's mean is withheld: so few others were inspected that it would "
                  "tell theirs.")]  # fmt: skip

    def _offer(self, found: DepartmentQuality) -> None:
        people = [(f"{self._names.get(one.employee, '')} {one.employee}".strip(), one.employee)
                  for one in found.people]  # fmt: skip
        several = len(people) > 1
        for field in (self.one, self.other):
            field.setVisible(several)
        if several:
            chosen = [field.value() if field.count() else None for field in (self.one, self.other)]
            self.one.offer(people, chosen[0] or people[0][1])
            self.other.offer(people, chosen[1] or people[1][1])
        self._tell_apart()

    def _tell_apart(self) -> None:
        """Whether the month tells the two who are chosen apart."""
        reading = self.reading
        found = reading.quality if reading else None
        if reading is None or found is None or len(found.people) < 2:
            self.apart.setText("")
            return
        one, other = self.one.value(), self.other.value()
        if one == other:
            self.apart.setText(_("Choose two people."))
            return
        self.apart.setText(telling_sentence(telling(found, one, other), reading.people.names))

    # -- the months before -------------------------------------------------------------------

    def show_history(self, history: History) -> None:
        """The department's months up to the one that is shown; none where they are withheld."""
        self.history.setVisible(len(history) > 1)
        if len(history) < 2:
            return
        chart = control_chart(history)
        outside = sum(point.outside for point in chart.points)
        told = (
            _("The department's mean by month, each with its control limits: outside of them "
              "more than chance was at work. Months outside: {n}.")
        ).format(n=outside)  # fmt: skip
        self.months_told.setText(told)
        self.months.show_months(chart)
