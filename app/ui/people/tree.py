"""The list of departments and teams at the left: it chooses whom the table shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.queries.people.rows import PersonRow
from app.text import _
from app.ui.kit import icons
from app.ui.people.loading import Staff

Keep = Callable[[PersonRow], bool]
_KEEP = Qt.ItemDataRole.UserRole


class PlacesTree(QTreeWidget):
    """Everybody, each department with its teams, and who left. `chosen` says it was changed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Departments and teams"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setIndentation(18)
        self.setMinimumWidth(200)
        self.currentItemChanged.connect(lambda *_items: self.chosen.emit())

    def show_staff(self, staff: Staff) -> None:
        """Offer the places of `staff`; the chosen one stays chosen."""
        here = self._path()
        self.blockSignals(True)
        self.clear()

        def employed(row: PersonRow) -> bool:
            return row.employed_on(staff.today)

        everybody = self._add(None, "people", _("Everybody"), staff, employed)
        for department in staff.departments:
            kept = _in_department(department.id, employed)
            item = self._add(None, "department", department.name, staff, kept)
            for team in staff.teams:
                if team.department_id == department.id:
                    self._add(item, "team", team.name, staff, _in_team(team.id, employed))
        if any(not employed(row) for row in staff.people):
            self._add(None, "leave", _("Not employed"), staff, lambda row: not employed(row))
        self.expandAll()
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)
        self.setCurrentItem(self._find(here) or everybody)
        self.blockSignals(False)

    def keeps(self, row: PersonRow) -> bool:
        """Whether `row` belongs to the chosen place."""
        item = self.currentItem()
        keep: Keep | None = item.data(0, _KEEP) if item else None
        return keep is None or keep(row)

    def choose(self, name: str) -> None:
        """Go to the place of this name, if it is there."""
        found = self._find((name,))
        if found is not None:
            self.setCurrentItem(found)

    def _add(
        self, parent: QTreeWidgetItem | None, icon: str, name: str, staff: Staff, keep: Keep
    ) -> QTreeWidgetItem:
        count = sum(keep(row) for row in staff.people)
        item = QTreeWidgetItem([name, str(count)])
        item.setIcon(0, icons.icon(icon))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _KEEP, keep)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def _path(self) -> tuple[str, ...]:
        item, path = self.currentItem(), []
        while item is not None:
            path.append(item.text(0))
            item = item.parent()
        return tuple(reversed(path))

    def _find(self, path: tuple[str, ...]) -> QTreeWidgetItem | None:
        if not path:
            return None
        tops = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        item = next((one for one in tops if one is not None and one.text(0) == path[0]), None)
        for name in path[1:]:
            if item is None:
                return None
            children = [item.child(n) for n in range(item.childCount())]
            item = next((one for one in children if one and one.text(0) == name), None)
        return item


def _in_department(key: int, employed: Keep) -> Keep:
    return lambda row: employed(row) and row.post.department_id == key


def _in_team(key: int, employed: Keep) -> Keep:
    return lambda row: employed(row) and row.post.team_id == key
