"""Above the plan: which day, which shift, which department."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.reading.desks.floor import FloorReading
from app.text import _, dates
from app.ui.kit.controls import button, label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.tokens import Space

_FITS = QComboBox.SizeAdjustPolicy.AdjustToContents


class FloorBar(QWidget):
    """Back, now, forward; the day in words; the shift; the department."""

    moved = Signal(int)
    now_asked = Signal()
    shift_chosen = Signal(str)
    department_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "heading")
        self.shifts: ChoiceField[str] = ChoiceField()
        self.shifts.setAccessibleName(_("Shift"))
        self.shifts.setSizeAdjustPolicy(_FITS)
        self.departments: ChoiceField[int] = ChoiceField()
        self.departments.setAccessibleName(_("Department"))
        self.departments.setSizeAdjustPolicy(_FITS)
        self.shifts.activated.connect(lambda _at: self.shift_chosen.emit(self.shifts.value()))
        self.departments.activated.connect(
            lambda _at: self.department_chosen.emit(self.departments.value())
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        back = button("", lambda: self.moved.emit(-1), kind="quiet", icon="left", name=_("Earlier"))
        on = button("", lambda: self.moved.emit(1), kind="quiet", icon="right", name=_("Later"))
        for widget in (back, button(_("This shift"), self.now_asked.emit), on):
            row.addWidget(widget)
        row.addSpacing(Space.S)
        row.addWidget(self._title)
        row.addSpacing(Space.M)
        row.addWidget(self.shifts)
        row.addStretch(1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(Space.XS)
        row.addLayout(self.tools)
        row.addWidget(self.departments)

    def show_place(self, reading: FloorReading) -> None:
        """The day, the shifts and the departments to choose from, and the chosen ones."""
        self._title.setText(dates.full_day(reading.day))
        shifts = [(f"{row.name} {dates.hours(row)}", row.code) for row in reading.shifts]
        self.shifts.offer(shifts, reading.shift)
        self.shifts.setVisible(bool(shifts))
        departments = [(row.name, row.id) for row in reading.departments]
        chosen = reading.department.id if reading.department else None
        self.departments.offer(departments, chosen)
        self.departments.setVisible(len(departments) > 1)
