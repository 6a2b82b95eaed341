"""The policy values to judge by: what is in force, and beside it one to try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

from app.queries.keeping.policy import PolicyRow
from app.text import _
from app.text.rulebook import policy_name
from app.ui.kit.controls import label
from app.ui.kit.fields import number_field
from app.ui.kit.tokens import Space


class ValuesGrid(QWidget):
    """One line for each value. `changed` when one was turned; what is tried has a mark."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QSpinBox] = {}
        self._rows: Mapping[str, PolicyRow] = {}
        self._marks: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)
        for column, title in ((1, _("Policy value")), (2, _("In force")), (3, _("Tried"))):
            self._grid.addWidget(label(title, "caption"), 0, column)

    def show_values(self, rows: Sequence[PolicyRow]) -> None:
        """The values of now; one that is being tried stays tried."""
        tried = self.overrides()
        self._rows = {row.key: row for row in rows}
        for place, row in enumerate(rows, start=1):
            if row.key not in self.fields:
                self._add(place, row)
            field = self.fields[row.key]
            field.setValue(tried.get(row.key, row.value))
        self._mark()

    def overrides(self) -> dict[str, int]:
        """The values that differ from those in force, by key."""
        return {
            key: field.value()
            for key, field in self.fields.items()
            if field.value() != self._rows[key].value
        }

    def reset(self) -> None:
        """Back to the values in force."""
        for key, row in self._rows.items():
            self.fields[key].setValue(row.value)

    def _add(self, place: int, row: PolicyRow) -> None:
        name = policy_name(row.key)
        field = number_field(row.value, row.bounds.least, row.bounds.most)
        field.setAccessibleName(name)
        field.valueChanged.connect(self._on_turned)
        title = label(name, wrap=True)
        title.setBuddy(field)
        mark = self._marks[row.key] = label("", "strong")
        mark.setFixedWidth(mark.fontMetrics().horizontalAdvance("●"))
        self._grid.addWidget(mark, place, 0)
        self._grid.addWidget(title, place, 1)
        self._grid.addWidget(label(str(row.value), "soft"), place, 2)
        self._grid.addWidget(field, place, 3)
        self.fields[row.key] = field

    def _on_turned(self, _value: int) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        tried = self.overrides()
        for key, mark in self._marks.items():
            mark.setText("●" if key in tried else "")
            mark.setToolTip(_("Differs from the value in force") if key in tried else "")
