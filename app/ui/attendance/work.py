"""What of the sheet outlives its page: the steps to undo, and the place.

A change of language or theme builds the page anew; this lives at the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.context import Context
from app.errors import AppError
from app.queries.attendance.roll_call import RollCallRow
from app.services.attendance.roll_call import Correction, correct_roll_call, record_roll_call
from app.ui.kit.desk import Desk
from app.ui.work.outage import kept_nothing

_DEPTH = 200
Rows = list[RollCallRow]
Line = tuple[int, date, int]
"""Team id, day, person id."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Lines of one team's day, from what to what."""

    team_id: int
    day: date
    changes: tuple[Correction, ...]

    @property
    def lines(self) -> list[Line]:
        return [(self.team_id, self.day, each.person_id) for each in self.changes]

    def reversed(self) -> Step:
        back = [Correction(each.person_id, each.after, each.before) for each in self.changes]
        return Step(self.team_id, self.day, tuple(back))

    def record(self, ctx: Context) -> Rows:
        """Keep it as it was asked for just now: only if the lines are as they were shown."""
        entries = [each.after for each in self.changes if each.after is not None]
        if len(entries) < len(self.changes):
            return self.correct(ctx)
        seen = {each.person_id: each.before for each in self.changes}
        return record_roll_call(ctx, self.team_id, self.day, entries, seen)

    def correct(self, ctx: Context) -> Rows:
        """Do it later again, or take it back: only if the lines are as they were left."""
        return correct_roll_call(ctx, self.team_id, self.day, self.changes)


class SheetWork(QObject):
    """One desk's work on roll-call sheets. `day` and `team_id` are what is shown."""

    recorded = Signal(object, object)
    """The Step that the store has taken, and the sheet's rows as they are then."""
    refused = Signal(object, object)
    """The Step that was refused, and its AppError."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._coming: dict[Line, Step] = {}
        """The last step of each line that the store has not answered yet."""
        self.team_id: int | None = None
        self.day = desk.ctx.today()
        self.by_month = False

    @staticmethod
    def of(desk: Desk) -> SheetWork:
        """The desk's work, begun when it is first asked for."""
        found = desk.findChild(SheetWork)
        return found if isinstance(found, SheetWork) else SheetWork(desk)

    def do(self, step: Step) -> None:
        """Record `step` now, and let it be undone later. Keys are quicker than the store: what a
        line showed is what the step before, still on its way, will leave there."""
        step = replace(step, changes=tuple(map(partial(self._after_others, step), step.changes)))
        self._done = [*self._done[-_DEPTH:], step]
        self._undone.clear()
        self._run(step, step.record, self._done)

    def undo(self) -> None:
        """Take back the last step."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            back = step.reversed()
            self._run(back, back.correct, self._undone, self._done)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._run(step, step.correct, self._done, self._undone)

    def can_undo(self) -> bool:
        return bool(self._done)

    def can_redo(self) -> bool:
        return bool(self._undone)

    def _after_others(self, step: Step, change: Correction) -> Correction:
        coming = self._coming.get((step.team_id, step.day, change.person_id))
        if coming is None:
            return change
        (before,) = (one.after for one in coming.changes if one.person_id == change.person_id)
        return replace(change, before=before)

    def _run(
        self,
        step: Step,
        op: Callable[[Context], Rows],
        kept: list[Step],
        taken_from: list[Step] | None = None,
    ) -> None:
        """What a silent store did not take back or do again can be asked of it again later."""
        top = kept[-1]
        self._coming.update(dict.fromkeys(step.lines, step))

        def record(rows: Rows) -> None:
            self._answered(step)
            self.recorded.emit(step, rows)

        def refuse(error: AppError) -> None:
            self._answered(step)
            if top in kept:
                kept.remove(top)
                silent = kept_nothing(error)
                if silent and taken_from is not None:
                    taken_from.append(top)
            self.refused.emit(step, error)

        self._desk.tasks.command(op, record, failed=refuse)

    def _answered(self, step: Step) -> None:
        for line in step.lines:
            if self._coming.get(line) is step:
                del self._coming[line]
