"""What the grid's keys and menus do to the roster: type, clear, copy, paste, fill, publish."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.context import Context
from app.rules.edits import CellChange, Codes, paste, read_clip, write_clip
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.vocabulary import Message
from app.rules.work import Cell
from app.services.roster import editing as roster
from app.services.roster.editing import EditOutcome
from app.text import _, dates, ngettext, say
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.roster.grid import RosterGrid
from app.ui.roster.lines import Line
from app.ui.roster.model import RosterModel
from app.ui.roster.reason import ReasonStrip
from app.ui.roster.session import Edited, RosterSession
from app.ui.roster.tiling import tiled
from app.ui.roster.unread_dialog import UnreadDialog


class RosterEditor(QObject):
    """Turns what is asked for into edits, shows them at once, and takes back what is refused."""

    reading_asked = Signal()
    """What is shown may be ahead of the store, or behind it."""

    def __init__(
        self, desk: Desk, model: RosterModel, grid: RosterGrid, strip: ReasonStrip
    ) -> None:
        super().__init__(grid)
        self._desk = desk
        self._model = model
        self._grid = grid
        self._strip = strip
        self._session = RosterSession.of(desk)
        self._waiting: tuple[str, list[CellChange]] | None = None
        grid.typed.connect(self.assign)
        grid.refused.connect(self._say_unknown)
        grid.copied.connect(self.copy)
        grid.cut.connect(self.cut)
        grid.pasted.connect(self.paste)
        strip.given.connect(self._take_reason)
        strip.dropped.connect(self.drop_waiting)
        self._session.edited.connect(self._on_edited)
        self._session.refused.connect(self.reading_asked)
        self._session.not_entered.connect(self._on_not_entered)

    # -- who may -----------------------------------------------------------------------------

    def may_edit(self, line: Line) -> bool:
        """Whether this person's shifts are mine to change, in the layer that is shown."""
        place = Place(line.block.department_id, line.block.team_id)
        return self._desk.me.may(
            Action.DRAFT_ROSTER if self._model.draft else Action.PUBLISH_ROSTER, place
        )

    def lines(self) -> list[Line]:
        """The people shown whose shifts may be changed."""
        return [line for line in self._model.everybody() if self.may_edit(line)]

    # -- typing ------------------------------------------------------------------------------

    def assign(self, code: str) -> None:
        """Put `code` ("" : a day off) into every selected cell that may be changed."""
        cells = self._grid.selected_cells()
        changes = [change for cell in cells if (change := self._change(*cell, code)) is not None]
        self._do(_("type {code}").format(code=code) if code else _("clear"), changes)

    def _change(self, row: int, column: int, code: str) -> CellChange | None:
        """The change of one cell as it is seen now; None where it is not to be changed.

        A swapped cell shows a shift that is not its own, so that its own is not known here.
        """
        line, place = self._model.line(row), self._model.place(row, column)
        if line is None or place is None or not self.may_edit(line):
            return None
        cell = line.cells[column]
        if cell.outside:
            return None
        return CellChange(*place, code, before=None if cell.swap else cell.code)

    def _do(self, title: str, changes: Sequence[CellChange]) -> bool:
        """Show and store `changes`; on what is published they wait for a reason. Whether they are
        shown now."""
        changes = self._sparing_swaps(changes)
        if not changes:
            self.say_read_only()
            return False
        if self._session.is_away():
            return False
        if self._model.draft or self._session.reason:
            self._store(title, changes)
        else:
            self._waiting = (title, list(changes))
            self._model.put({change.cell: change.code for change in changes})
            self._strip.ask_now()
        return True

    def _sparing_swaps(self, changes: Sequence[CellChange]) -> list[CellChange]:
        """Of many changes, those that no swap binds: the rest are not given up for its sake.

        A single change goes to the service as it is, which says why it cannot be.
        """
        free = [change for change in changes if not self._is_swapped(change)]
        spared = len(changes) - len(free)
        if not spared or len(changes) == 1:
            return list(changes)
        words = ngettext(
            "{n} swapped day stays as it is", "{n} swapped days stay as they are", spared
        )
        self._desk.say(words.format(n=spared), Tone.WARN)
        return free

    def _is_swapped(self, change: CellChange) -> bool:
        at = self._model.find(change.cell)
        cell = self._model.cell(at.row(), at.column()) if at.isValid() else None
        return cell is not None and cell.swap is not None

    def _store(self, title: str, changes: Sequence[CellChange]) -> None:
        self._model.put({change.cell: change.code for change in changes})
        reason, draft = self._session.reason, self._model.draft

        def edit(ctx: Context) -> EditOutcome:
            if draft:
                return roster.edit_cells(ctx, changes)
            return roster.edit_published(ctx, changes, reason)

        self._session.do(title, edit, changes, draft=draft, reason=reason)

    def _on_edited(self, edited: Edited) -> None:
        """Show what the store made of it, and what the rules say of it and its neighbours."""
        if edited.draft != self._model.draft:
            self.reading_asked.emit()
            return
        outcome = edited.outcome
        findings = {cell: outcome.findings.get(cell, ()) for cell in outcome.judged}
        self._model.put_cells(outcome.cells, findings)
        if edited.again:
            self._show_again(outcome)

    def _on_not_entered(self, changes: Sequence[CellChange]) -> None:
        """What is not written is not shown as written."""
        self._model.put_back([change.cell for change in changes])

    def _show_again(self, outcome: EditOutcome) -> None:
        """Bring into view what was undone or redone."""
        cells = [self._model.find(cell) for cell in outcome.cells]
        shown = [index for index in cells if index.isValid()]
        if shown:
            self._grid.put_cursor(shown[0])
            self._grid.select_cells(shown)

    # -- the reason --------------------------------------------------------------------------

    def _take_reason(self, reason: str) -> None:
        if self._waiting is not None and self._session.is_away():
            return  # it goes on waiting, with what was typed as its reason
        self._session.reason = reason
        self._strip.keep(reason)
        self._grid.setFocus()
        if self._waiting is not None:
            title, changes = self._waiting
            self._waiting = None
            self._store(title, changes)

    @property
    def waits(self) -> bool:
        """Whether something is shown that waits for a reason."""
        return self._waiting is not None

    def unsaved(self) -> list[Unsaved]:
        """What is shown and not stored: on its way, or waiting for a reason."""
        waiting = self._waiting[1] if self._waiting else []
        place = place_of(self._grid)
        return [
            Unsaved(place, self._words(change.cell), change.code or _("day off"))
            for change in (*self._session.on_their_way(), *waiting)
        ]

    def _words(self, cell: Cell) -> str:
        no, day = cell
        line = self._model.line(self._model.find(cell).row())
        who = f"{line.person.name} ({no})" if line else no
        return f"{who}, {dates.full_day(day)}"

    def drop_waiting(self) -> None:
        """Do not do what waits for a reason."""
        if self._waiting is not None:
            self._waiting = None
            self.reading_asked.emit()
        self._strip.rest(self._session.reason)
        self._grid.setFocus()

    # -- the clipboard -----------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected cells as a spreadsheet takes them."""
        rows, columns = self._extent()
        if rows and columns:
            QGuiApplication.clipboard().setText(
                write_clip([[self._code(row, column) for column in columns] for row in rows])
            )
            self._desk.say(_("Copied"))

    def cut(self) -> None:
        self.copy()
        self.assign("")

    def paste(self) -> None:
        """Lay the copied block on the selection; all of it or, with every word named that is not
        read, nothing unless one says so."""
        clip = read_clip(QGuiApplication.clipboard().text())
        rows, columns = self._extent()
        if not clip or not rows or not columns:
            return
        block = tiled(clip, len(rows), len(columns))
        below = self._people_from(rows[0])
        days = [head.day for head in self._model.days[columns[0] :]]
        people = [line.person.no for row in below if (line := self._model.line(row))]
        pasted = paste(block, people[: len(block)] or people, days[: len(block[0])], self.codes())
        if pasted.unread:
            dialog = UnreadDialog(self._grid.window(), self._model, pasted)
            dialog.accepted.connect(lambda: self._lay(pasted.others))
            dialog.open()
        elif pasted.problems:
            self._say(pasted.problems[0])
        else:
            self._lay(pasted.changes)

    def _lay(self, changes: Sequence[CellChange]) -> None:
        """Do it, select what was pasted, and say how much of it is another than before."""
        seen = self._as_seen(changes)
        differing = sum(change.code != change.before for change in seen)
        shown = self._do(_("paste"), seen)
        self._grid.select_cells([self._model.find(change.cell) for change in changes])
        if shown and not self.waits:
            words = ngettext(
                "Pasted: {n} cell is another.", "Pasted: {n} cells are others.", differing
            )
            self._desk.say(words.format(n=differing))

    def _as_seen(self, changes: Sequence[CellChange]) -> list[CellChange]:
        """The pasted changes that fall on cells which may be changed, with what is there now."""
        cells = ((self._model.find(change.cell), change.code) for change in changes)
        found = (self._change(at.row(), at.column(), code) for at, code in cells if at.isValid())
        return [change for change in found if change is not None]

    def _people_from(self, row: int) -> list[int]:
        rows = range(row, self._model.rowCount())
        return [at for at in rows if self._model.line(at) is not None]

    def _extent(self) -> tuple[list[int], list[int]]:
        """The rows of people and the columns that the selection spans."""
        cells = self._grid.selected_cells()
        if not cells:
            return [], []
        rows = sorted({row for row, _column in cells})
        columns = [column for _row, column in cells]
        return rows, list(range(min(columns), max(columns) + 1))

    def _code(self, row: int, column: int) -> str:
        cell = self._model.cell(row, column)
        return cell.code if cell else ""

    def codes(self) -> Codes:
        """What may be assigned, by code and by name."""
        return Codes(self._model.codes(), self._model.names())

    # -- a rotation --------------------------------------------------------------------------

    def put(self, title: str, changes: Sequence[CellChange]) -> None:
        """Put `changes` into the draft, whatever is there: a filled rotation."""
        free = self._sparing_swaps(changes)
        if free and not self._session.is_away():
            self._store(title, free)

    # -- saying ------------------------------------------------------------------------------

    def _say(self, message: Message) -> None:
        self._desk.say(say(message), Tone.WARN)

    def _say_unknown(self, letters: str) -> None:
        words = _("No shift begins with “{letters}”. Known are: {codes}.")
        known = ", ".join(self._model.codes())
        self._desk.say(words.format(letters=letters, codes=known), Tone.WARN)

    def say_read_only(self) -> None:
        """Say why nothing of what is selected can be changed."""
        words = _("Nothing here is yours to change.")
        if not self._model.draft and self._desk.me.scope(Action.DRAFT_ROSTER) is not Scope.NONE:
            words = _("What is published is the head's to change. Change the draft instead.")
        self._desk.say(words, Tone.WARN)
