"""What of the roster outlives its page: edits to undo, the reason in force, and the place.

A change of language or theme builds the page anew; this lives at the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.context import Context
from app.errors import StoreSilent
from app.rules.edits import CellChange
from app.rules.work import Cell
from app.services.roster import editing as roster
from app.services.roster.editing import EditOutcome
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Tone
from app.ui.roster.spans import Span, SpanKind, span_around
from app.ui.work.outage import kept_nothing

_DEPTH = 200
Edit = Callable[[Context], EditOutcome]


@dataclass(frozen=True, slots=True)
class Edited:
    """An edit that the store has taken. `again`: undone or redone, not typed just now."""

    outcome: EditOutcome
    draft: bool
    again: bool


class EditCommand(QUndoCommand):
    """One edit. Its inverse is what the service said that it changed."""

    def __init__(
        self,
        session: RosterSession,
        title: str,
        edit: Edit,
        changes: Sequence[CellChange],
        *,
        draft: bool,
        reason: str,
    ) -> None:
        super().__init__(title)
        self.changes = changes
        self._session = session
        self._edit = edit
        self._done: EditOutcome | None = None
        self._draft = draft
        self._reason = reason
        self.dead = False
        """It was refused, or changed nothing: there is nothing to undo."""

    @property
    def is_on_its_way(self) -> bool:
        """Whether the store has not said yet what it makes of it."""
        return self._done is None and not self.dead

    def redo(self) -> None:
        if not self.dead:
            again = self._done is not None
            changes = self._done.changes if self._done else ()
            self._run(self._putting(changes) if again else self._edit, again=again, back=False)

    def undo(self) -> None:
        if not self.dead:
            inverse = self._done.inverse if self._done else None
            # Still on its way to the store: the store tells what to take back once it is there.
            edit = self._putting(inverse) if inverse is not None else self._take_back
            self._run(edit, again=True, back=True)

    def _take_back(self, ctx: Context) -> EditOutcome:
        done = self._done
        return self._putting(done.inverse)(ctx) if done else EditOutcome()

    def _putting(self, changes: tuple[CellChange, ...]) -> Edit:
        if self._draft:
            return lambda ctx: roster.edit_cells(ctx, changes)
        return lambda ctx: roster.edit_published(ctx, changes, self._reason)

    def _run(self, edit: Edit, *, again: bool, back: bool) -> None:
        def work(ctx: Context) -> EditOutcome:
            outcome = edit(ctx)
            if not back and self._done is None:
                self._done = outcome
            return outcome

        def done(outcome: EditOutcome) -> None:
            self.dead = self.dead or (not back and not outcome.changes)
            self._session.take(Edited(outcome, self._draft, again))

        self._session.run(work, done, self._refused)

    def _refused(self, error: Exception) -> None:
        self.dead = True
        self.setObsolete(True)
        self._session.refuse(error, self.changes)


class RosterSession(QObject):
    """One desk's work on rosters."""

    edited = Signal(object)
    """An Edited."""
    refused = Signal()
    """An edit was refused: what is shown may be ahead of the store."""
    marked = Signal(object, bool)
    """Cells that are fixed from now on, or released; the store hears of it next."""
    not_entered = Signal(object)
    """The CellChanges that did not come through to a silent store: their cells go back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_DEPTH)
        # A stack that is deleted with its desk tells of each command that it drops.
        desk.destroyed.connect(lambda: self.stack.blockSignals(True))
        self._kept: list[EditCommand] = []
        self.span: Span = span_around(SpanKind.MONTH, desk.ctx.today())
        self.draft: bool | None = None
        self.reason = ""
        self.place: tuple[str, date] | None = None
        self.begun = False
        """A team was chosen to begin with, or the page was opened at something."""
        self.rotations: dict[str, tuple[str, int]] = {}
        """What was filled last into each scope: the pattern as typed, and the step."""

    @staticmethod
    def of(desk: Desk) -> RosterSession:
        """The desk's session, made when it is first asked for."""
        found = desk.findChild(RosterSession)
        return found if isinstance(found, RosterSession) else RosterSession(desk)

    def do(
        self,
        title: str,
        edit: Edit,
        changes: Sequence[CellChange],
        *,
        draft: bool,
        reason: str = "",
    ) -> None:
        """Do `edit`, which makes `changes`, now, and let it be undone and redone later."""
        command = EditCommand(self, title, edit, changes, draft=draft, reason=reason)
        self._kept = [kept for kept in self._kept[-_DEPTH:] if not kept.dead]
        self._kept.append(command)
        self.stack.push(command)

    def on_their_way(self) -> list[CellChange]:
        """What was typed and the store has not taken yet."""
        return [change for kept in self._kept if kept.is_on_its_way for change in kept.changes]

    def undo(self) -> None:
        """Take back the last edit that changed anything."""
        if not self.is_away():
            self._skip_dead()
            self.stack.undo()

    def redo(self) -> None:
        if not self.is_away():
            self.stack.redo()

    def is_away(self) -> bool:
        """Whether the store is silent; it is said, for nothing is entered then."""
        lasts = self._desk.tasks.outage.lasts
        if lasts:
            self._say_not_entered()
        return lasts

    def _skip_dead(self) -> None:
        while self.stack.index() > 0 and self._is_dead(self.stack.index() - 1):
            self.stack.undo()

    def _is_dead(self, index: int) -> bool:
        command = self.stack.command(index)
        return isinstance(command, EditCommand) and command.dead

    def run(
        self,
        work: Edit,
        done: Callable[[EditOutcome], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run an edit off the GUI thread; edits keep their order."""
        self._desk.tasks.command(work, done, failed=failed)

    def mark(
        self,
        cells: Collection[Cell],
        fixed: bool,
        work: Callable[[Context], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Show cells as fixed or released, and have the store do it after the edits before."""
        self.marked.emit(cells, fixed)
        self._desk.tasks.command(work, lambda _none: None, failed=failed)

    def take(self, edited: Edited) -> None:
        self.edited.emit(edited)

    def refuse(self, error: Exception, changes: Sequence[CellChange]) -> None:
        if isinstance(error, StoreSilent):  # what is to be read anew waits meanwhile
            self.not_entered.emit(changes)
        self.refused.emit()
        if kept_nothing(error):
            self._say_not_entered()
        else:
            self._desk.tasks.failed.emit(error)

    def _say_not_entered(self) -> None:
        words = _("Nothing was entered: the server does not answer. Type it again once it does.")
        self._desk.say(words, Tone.WARN)
