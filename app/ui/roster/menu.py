"""The context menu of the grid's cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _
from app.ui import icons
from app.ui.desk import Desk
from app.ui.roster.editor import RosterEditor
from app.ui.roster.lines import Line
from app.ui.roster.model import RosterModel
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
    else:
        _add(menu, _("Copy"), editor.copy, "copy", "Ctrl+C")
    menu.addSeparator()
    keys = ("roster.undo", "roster.redo", "roster.fill", "roster.publish")
    menu.addActions([desk.actions.qaction(key) for key in keys])
    menu.addSeparator()
    if line is not None:
        _add_swap(menu, desk, model, row, column, line)
        _add_ways(menu, desk, line, (f.rule for f in model.findings(row, column)))
    return menu


def _add_codes(menu: QMenu, model: RosterModel, editor: RosterEditor) -> None:
    codes = menu.addMenu(icons.icon("edit"), _("Assign"))
    for shift in model.shifts.values():
        if not shift.retired:
            _add(codes, shift_words(shift), partial(editor.assign, shift.code))
    _add(menu, _("Day off"), partial(editor.assign, ""), "delete", "Del")


def _add_swap(
    menu: QMenu, desk: Desk, model: RosterModel, row: int, column: int, line: Line
) -> None:
    """One's own shift is given, a colleague's of the department is asked for."""
    place, cell = model.place(row, column), model.cell(row, column)
    if place is None or cell is None or not cell.code or not _may_swap(desk, line):
        return
    if place[1] < desk.ctx.today():
        return
    own = line.person.person_id == desk.me.person_id
    words = _("Swap this shift…") if own else _("Ask {name} for this shift…")
    words = words.format(name=line.person.name)
    _add(menu, words, partial(desk.go, "swaps", place), "swap")


def _may_swap(desk: Desk, line: Line) -> bool:
    asks = desk.me.person_id is not None and desk.me.scope(May.FILE_SWAP) is not Scope.NONE
    return asks and line.block.department_id == desk.me.place.department


def _add_ways(menu: QMenu, desk: Desk, line: Line, rules: Iterable[str]) -> None:
    words = _("Open {name}").format(name=line.person.name)
    _add(menu, words, partial(desk.go, "person", line.person.no), "person")
    for rule in dict.fromkeys(rules):
        words = _("Open rule {rule}").format(rule=rule)
        _add(menu, words, partial(desk.go, "rules", rule), "rules")


def _add(
    menu: QMenu, text: str, run: Callable[[], object], icon: str = "", shortcut: str = ""
) -> None:
    """An entry that shows its key; the key itself is the grid's."""
    made = QAction(f"{text}\t{shortcut}" if shortcut else text, menu)
    made.triggered.connect(lambda: run())
    if icon:
        made.setIcon(icons.icon(icon))
    menu.addAction(made)
