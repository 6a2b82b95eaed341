"""The dialog of departments and their teams: add, rename, remove what was never used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.context import Context
from app.errors import AppError
from app.reading.people.staff import Staff, staff
from app.rules.staff import MAX_NAME, Problems, name_problem
from app.services.people import teams
from app.services.seen import Seen
from app.text import _, say
from app.ui.kit import icons
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Space, Tone

_KIND = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1


class DepartmentsDialog(Dialog):
    """Departments with their teams and how many people each has today."""

    def __init__(self, parent: QWidget, desk: Desk, shown: Staff) -> None:
        super().__init__(parent)
        self._desk = desk
        self._added: tuple[str, int] | None = None
        self.setWindowTitle(_("Departments and teams"))
        self.resize(520, 520)
        self.refusal = Banner("", Tone.BAD)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([_("Department or team"), _("People today")])
        self.tree.setColumnWidth(0, 320)
        self.tree.setAccessibleName(_("Departments and teams"))
        self.tree.currentItemChanged.connect(lambda *_items: self._offer())
        self.tree.itemActivated.connect(lambda *_item: self._on_rename())
        self.add_team = button(_("Add &team…"), self._on_add_team, icon="team")
        self.rename = button(_("&Rename…"), self._on_rename, icon="edit")
        self.remove = button(_("Re&move"), self._on_remove, icon="delete")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(_("Departments and teams"), "title"))
        column.addWidget(self.refusal)
        column.addWidget(self.tree, 1)
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(button(_("Add &department…"), self._on_add_department, icon="department"))
        for made in (self.add_team, self.rename, self.remove):
            tools.addWidget(made)
        tools.addStretch(1)
        column.addLayout(tools)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, kind="primary"))
        column.addLayout(foot)
        self._show(shown)

    def _show(self, shown: Staff) -> None:
        chosen = self._added or self._chosen()
        self._added = None
        self.tree.clear()
        for department in shown.departments:
            item = self._item("department", department.id, department.name, department.people)
            self.tree.addTopLevelItem(item)
            for team in shown.teams:
                if team.department_id == department.id:
                    item.addChild(self._item("team", team.id, team.name, team.people))
        self.tree.expandAll()
        for item in self.tree.findItems("", Qt.MatchFlag.MatchContains | _RECURSIVE):
            if chosen == (item.data(0, _KIND), item.data(0, _KEY)):
                self.tree.setCurrentItem(item)
        self._offer()

    def _item(self, kind: str, key: int, name: str, people: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, str(people)])
        item.setIcon(0, icons.icon(kind))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _KIND, kind)
        item.setData(0, _KEY, key)
        return item

    def _chosen(self) -> tuple[str, int] | None:
        item = self.tree.currentItem()
        return (item.data(0, _KIND), item.data(0, _KEY)) if item else None

    def _offer(self) -> None:
        chosen = self._chosen() is not None
        for made in (self.add_team, self.rename, self.remove):
            made.setEnabled(chosen)

    def _on_add_department(self) -> None:
        self._ask(
            _("Add a department"),
            "",
            lambda name, _seen: lambda ctx: teams.add_department(ctx, name),
            "department",
        )

    def _on_add_team(self) -> None:
        item = self.tree.currentItem()
        if item is None:
            return
        department = item.parent() or item
        key, name = department.data(0, _KEY), department.text(0)
        title = _("Add a team to {department}").format(department=name)
        self._ask(title, "", lambda name, _seen: lambda ctx: teams.add_team(ctx, key, name), "team")

    def _on_rename(self) -> None:
        item, chosen = self.tree.currentItem(), self._chosen()
        if item is None or chosen is None:
            return
        kind, key = chosen
        rename = teams.rename_department if kind == "department" else teams.rename_team
        old = item.text(0)
        title = _("Rename {name}").format(name=old)
        self._ask(title, old, lambda name, seen: lambda ctx: rename(ctx, key, name, seen))

    def _on_remove(self) -> None:
        item, chosen = self.tree.currentItem(), self._chosen()
        if item is None or chosen is None:
            return
        kind, key = chosen
        seen = Seen(item.text(0))
        remove = teams.remove_department if kind == "department" else teams.remove_team
        self.refusal.set_text("")
        self._desk.tasks.command(
            lambda ctx: remove(ctx, key, seen), self._on_done, failed=self._on_refused
        )

    def _ask(
        self,
        title: str,
        old: str,
        act: Callable[[str, Seen[str]], Callable[[Context], Any]],
        added: str = "",
    ) -> None:
        """Ask for a name, in a dialog of its own, and act on it; `added`: what is added."""
        name = text_field(old, most=MAX_NAME)

        def check() -> Problems:
            problem = name_problem(name.text())
            return {"name": problem} if problem else {}

        form = Form(check)
        form.add("name", _("&Name"), name)
        dialog = FormDialog(self, title, form, _("Save"))
        done = partial(self._on_added, added) if added else self._on_done
        dialog.sends(self._desk, lambda: act(name.text(), dialog.seen(old)), done)
        dialog.open()
        name.selectAll()

    def _on_done(self, _result: object) -> None:
        self.refusal.set_text("")
        self._desk.tasks.query(staff, self._show)

    def _on_added(self, kind: str, key: int) -> None:
        """Choose what was added, so that its teams can follow at once."""
        self._added = (kind, key)
        self._on_done(key)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.refusal.set_text(say(error.message))


_RECURSIVE = Qt.MatchFlag.MatchRecursive
