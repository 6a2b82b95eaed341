"""The context menus of the grid: of its cells, and of the names and teams at the left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.text import _
from app.ui.kit import icons
from app.ui.kit.desk import Desk
from app.ui.roster.editor import RosterEditor
from app.ui.roster.fixing import Fixing
from app.ui.roster.grid import RosterGrid
from app.ui.roster.lines import Band
from app.ui.roster.model import RosterModel
from app.ui.roster.ways import ways
from app.ui.roster.words import shift_words


def cell_menu(
    desk: Desk, model: RosterModel, editor: RosterEditor, row: int, column: int, parent: QWidget
) -> QMenu:
    """What can be done with the selected cells, and where the one at `row`, `column` leads."""
    menu = QMenu(parent)
    line = model.line(row)
    if line is not None and editor.may_edit(line):
        _add_codes(menu, model, editor)
        menu.addSeparator()
        _add(menu, _("Cut"), editor.cut, "", "Ctrl+X")
        _add(menu, _("Copy"), editor.copy, "copy", "Ctrl+C")
        _add(menu, _("Paste"), editor.paste, "paste", "Ctrl+V")
        fixing = parent.findChild(Fixing)
        if isinstance(fixing, Fixing) and (verb := fixing.verb()):
            _add(menu, verb, fixing.turn, "lock", "Ctrl+Shift+K")
    else:
        _add(menu, _("Copy"), editor.copy, "copy", "Ctrl+C")
    menu.addSeparator()
    keys = ("roster.undo", "roster.redo", "roster.fill", "roster.publish")
    menu.addActions([desk.actions.qaction(key) for key in keys])
    menu.addSeparator()
    if line is not None:
        for way in ways(desk, model, row, column):
            _add(menu, way.words, way.go, way.icon)
        for rule in dict.fromkeys(finding.rule for finding in model.findings(row, column)):
            words = _("Open rule {rule}").format(rule=rule)
            _add(menu, words, partial(desk.go, "rules", rule), "rules")
    return menu


def name_menu(desk: Desk, grid: RosterGrid, model: RosterModel, row: int) -> QMenu:
    """What can be done with a whole line: a person's month, a team's people and its roster."""
    menu = QMenu(grid)
    shown, line = model.row(row), model.line(row)
    if line is not None:
        words = _("Open {name}").format(name=line.person.name)
        _add(menu, words, partial(desk.go, "person", line.person.no), "person")
    elif isinstance(shown, Band):
        words = _("Show the team's people") if shown.folded else _("Hide the team's people")
        _add(menu, words, partial(grid.fold, row), "people")
        menu.addSeparator()
        keys = ("roster.fill", "roster.publish", "roster.hand", "roster.print")
        menu.addActions([desk.actions.qaction(key) for key in keys])
    return menu


def give_name_menu(desk: Desk, grid: RosterGrid, model: RosterModel) -> None:
    """The names at the left have their menu by the right mouse button."""
    names = grid.names

    def show(at: QPoint) -> None:
        row = names.logicalIndexAt(at)
        if row >= 0:
            menu = name_menu(desk, grid, model, row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(names.viewport().mapToGlobal(at))

    names.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    names.customContextMenuRequested.connect(show)


def _add_codes(menu: QMenu, model: RosterModel, editor: RosterEditor) -> None:
    codes = menu.addMenu(icons.icon("edit"), _("Assign"))
    for shift in model.shifts.values():
        if not shift.retired:
            _add(codes, shift_words(shift), partial(editor.assign, shift.code))
    _add(menu, _("Day off"), partial(editor.assign, ""), "delete", "Del")


def _add(
    menu: QMenu, text: str, run: Callable[[], object], icon: str = "", shortcut: str = ""
) -> None:
    """An entry that shows its key; the key itself is the grid's."""
    made = QAction(f"{text}\t{shortcut}" if shortcut else text, menu)
    made.triggered.connect(lambda: run())
    if icon:
        made.setIcon(icons.icon(icon))
    menu.addAction(made)
