"""Fixing cells of the draft, so that no solver changes them; it is undone like any edit."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from app.context import Context
from app.rules.work import Cell
from app.services.roster.fixing import fix_cells
from app.text import _
from app.ui.kit.actions import Action
from app.ui.roster.commands import COMMANDS
from app.ui.roster.session import RosterSession

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage


class FixCommand(QUndoCommand):
    """One fixing (or releasing) of cells. What it changed, and so takes back, the store says."""

    def __init__(self, session: RosterSession, cells: Collection[Cell], fixed: bool) -> None:
        super().__init__(_("fix") if fixed else _("release"))
        self._session = session
        self._cells = cells
        self._fixed = fixed
        self._changed: Collection[Cell] | None = None

    def redo(self) -> None:
        def work(ctx: Context) -> None:
            again = self._changed
            done = fix_cells(ctx, self._cells if again is None else again, self._fixed)
            if again is None:
                self._changed = done

        self._session.mark(self._cells, self._fixed, work, self._refused)

    def undo(self) -> None:
        """Still on its way to the store, it is there before this is asked for."""

        def work(ctx: Context) -> None:
            fix_cells(ctx, self._changed or (), not self._fixed)

        self._session.mark(self._cells, not self._fixed, work, self._refused)

    def _refused(self, error: Exception) -> None:
        self.setObsolete(True)
        self._session.refuse(error, ())


class Fixing(QObject):
    """Fixes what is selected in the grid, or releases it where all of it is fixed."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__(page)
        self._page = page
        self._model, self._grid, self._editor = page.model, page.grid, page.editor
        self._session = page.session
        self._session.marked.connect(self._on_marked)

    @staticmethod
    def of(page: RosterPage) -> Fixing:
        """The page's, made when it is first asked for."""
        found = page.findChild(Fixing)
        return found if isinstance(found, Fixing) else Fixing(page)

    def action(self) -> Action:
        """What the page offers."""
        page = self._page
        return COMMANDS["roster.fix"].does(
            self.turn, allowed=page.may_draft, enabled=lambda: page.draft
        )

    def verb(self) -> str:
        """What `turn` does now, for a menu; "" where there is nothing to do."""
        if not self._page.draft:
            return ""
        if self.selected(fixed=False):
            return _("Fix")
        return _("Release") if self.selected(fixed=True) else ""

    def selected(self, *, fixed: bool) -> list[Cell]:
        """The selected cells that may be changed and are fixed, or not."""
        model = self._model
        found = []
        for row, column in self._grid.selected_cells():
            line, place = model.line(row), model.place(row, column)
            if line is None or place is None or line.cells[column].outside:
                continue
            if line.cells[column].fixed is fixed and self._editor.may_edit(line):
                found.append(place)
        return found

    def turn(self) -> None:
        """Fix what is not fixed; where all is, release it."""
        if free := self.selected(fixed=False):
            self._do(free, True)
        elif held := self.selected(fixed=True):
            self._do(held, False)
        else:
            self._editor.say_read_only()

    def _on_marked(self, cells: Collection[Cell], fixed: bool) -> None:
        """Undone, it may be the published roster that is shown by now."""
        if self._page.draft:
            self._model.put_fixed(cells, fixed)

    def _do(self, cells: list[Cell], fixed: bool) -> None:
        if not self._session.is_away():
            self._session.stack.push(FixCommand(self._session, cells, fixed))
