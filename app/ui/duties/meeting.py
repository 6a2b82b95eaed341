"""A meeting's form: its agenda with what was agreed, and who was there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.queries.duties.rows import PointRow
from app.queries.people.rows import PersonRow
from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.fields import text_field
from app.ui.kit.tokens import Space
from app.ui.kit.unsaved import Unsaved, place_of

_HEIGHT = 150
_LONGEST = 500


class PointsField(QWidget):
    """Points beside what was agreed; Add makes a further line."""

    def __init__(self, points: Sequence[PointRow]) -> None:
        super().__init__()
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.XS)
        self._grid.addWidget(label(_("Point"), "soft"), 0, 0)
        self._grid.addWidget(label(_("What was agreed"), "soft"), 0, 1)
        self.more = button(_("&Add a point"), self.add_line, kind="quiet", icon="plus")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for point in points or (PointRow(""),):
            self._add(point)
        self._begun = self.points()

    def points(self) -> list[PointRow]:
        """The lines that have a point."""
        rows = (PointRow(topic.text().strip(), agreed.text().strip())
                for topic, agreed in self.lines)  # fmt: skip
        return [row for row in rows if row.topic]

    def add_line(self) -> None:
        self._add(PointRow(""))
        self.lines[-1][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def add_points(self, points: Sequence[PointRow]) -> None:
        """Further points under those that are there; what is there already is not put twice."""
        known = {row.topic for row in self.points()}
        for point in points:
            if point.topic not in known:
                self._add(point)

    def unsaved(self) -> list[Unsaved]:
        rows = self.points()
        if rows == self._begun:
            return []
        place = place_of(self)
        return [Unsaved(place, row.topic, row.agreed) for row in rows]

    def _add(self, point: PointRow) -> None:
        line = (text_field(point.topic, most=_LONGEST), text_field(point.agreed, most=_LONGEST))
        number = len(self.lines) + 1
        line[0].setAccessibleName(_("Point {n}").format(n=number))
        line[1].setAccessibleName(_("Agreed on point {n}").format(n=number))
        for column, field in enumerate(line):
            field.setCursorPosition(0)
            self._grid.addWidget(field, number, column)
        self.lines.append(line)


class PeopleField(QListWidget):
    """Who was there: arrows move, Space ticks."""

    def __init__(self, people: Sequence[PersonRow], present: Collection[int]) -> None:
        super().__init__()
        self._ids = [row.id for row in people]
        self.setMinimumHeight(_HEIGHT)
        for row in people:
            item = QListWidgetItem(f"{row.name} ({row.employee_no})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            there = row.id in present
            item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)
            self.addItem(item)

    def present(self) -> list[int]:
        """The ids of who is ticked."""
        checked = Qt.CheckState.Checked
        return [one for at, one in enumerate(self._ids) if self.item(at).checkState() is checked]

    def tick_all(self) -> None:
        for at in range(self.count()):
            self.item(at).setCheckState(Qt.CheckState.Checked)
