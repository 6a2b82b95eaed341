"""The plan at the left: what is begun, overdue, to be done this week, and done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.queries.quality.scoring_plan import ScoringTask, TaskState
from app.reading.quality.scoring import ScoringBoard
from app.text import _, ngettext
from app.text.words import listed
from app.ui.kit.line_list import LINE_ROLE, LineList
from app.ui.kit.state_lines import StateDelegate, StateLine
from app.ui.kit.tokens import Tone
from app.ui.scoring.words import task_note, task_state


def plan_lines(board: ScoringBoard) -> list[StateLine]:
    """Under headings, in the order of the board."""
    found: list[StateLine] = []
    for title, some in _groups(board):
        if some:
            found.append(StateLine(None, title, str(len(some))))
            found.extend(_line(one, board) for one in some)
    return found


def _groups(board: ScoringBoard) -> Iterator[tuple[str, list[ScoringTask]]]:
    tasks, week = board.tasks, board.monday
    begun = [one for one in tasks if one.state is TaskState.BEGUN]
    late = [one for one in tasks if one.state is TaskState.WAITING and one.overdue(week)]
    waiting = [one for one in tasks if one.state is TaskState.WAITING and not one.overdue(week)]
    yield _("Begun"), begun
    yield _("Past its week"), late
    yield _("This week"), waiting
    yield _("Scored this week"), [one for one in tasks if one.state is TaskState.DONE]


def _line(one: ScoringTask, board: ScoringBoard) -> StateLine:
    tones = {TaskState.DONE: Tone.GOOD, TaskState.BEGUN: Tone.INFO}
    tone = Tone.BAD if one.overdue(board.monday) else tones.get(one.state, Tone.PLAIN)
    word = "" if one.state is TaskState.WAITING else task_state(one, board.monday)
    if one.overdue(board.monday):
        word = _("Past its week")
    note = task_note(one, board.today)
    if one.inspector_id != board.me:
        note = f"{one.inspector} · {note}"
    return StateLine(one.id, one.agent, word, note, tone)


class PlanList(LineList[StateLine]):
    """`picked` brings the id of what is under the cursor; `opened` of what Enter was pressed on."""

    picked = Signal(int)
    opened = Signal(int)
    typed_ahead = Signal(object)
    """A QKeyEvent, while the sheet is not there yet that it is meant for."""

    def __init__(self) -> None:
        super().__init__(_("What is to be scored"), StateDelegate())
        self._silent = False
        self.opening = False
        """A sheet is being opened: what is typed meanwhile is meant for it."""
        self.selectionModel().currentChanged.connect(self._on_moved)
        self.doubleClicked.connect(self._on_opened)

    def show_board(self, board: ScoringBoard | None, key: int | None) -> None:
        """Show the plan with `key` under the cursor; nothing is picked by that."""
        self._silent = True
        self.lines.set_lines(plan_lines(board) if board else ())
        self.stand_at(key)
        self._silent = False

    def stand_at(self, key: int | None) -> None:
        row = self.lines.row_of(key)
        before, self._silent = self._silent, True
        if row is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.lines.index(row))
        self._silent = before

    def keys(self) -> Sequence[int]:
        """The planned inspections in their order."""
        return [line.key for line in self.lines.lines if line.key is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.opening:
            self.typed_ahead.emit(event.clone())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        key = index.data(LINE_ROLE).key if index.isValid() else None
        if key is not None and not self._silent:
            self.picked.emit(key)

    def _on_opened(self, index: QModelIndex) -> None:
        key = index.data(LINE_ROLE).key if index.isValid() else None
        if key is not None:
            self.opened.emit(key)


def near(board: ScoringBoard, after: int) -> int | None:
    """What comes next in the plan once `after` is done: the first that is open."""
    return next((one.id for one in board.tasks if one.open and one.id != after), None)


def lacking_words(board: ScoringBoard, today: date) -> str:
    """Who still lacks an inspection this month, and how long there is for it (QA-1)."""
    if not board.lacking:
        return _("Everybody who worked this month has been inspected (QA-1).")
    left = board.lacking[0].days_left
    names = [one.name for one in board.lacking]
    others = len(names) - _NAMED
    if others > 0:
        names[_NAMED:] = [ngettext("{n} other", "{n} others", others).format(n=others)]
    shown = listed(names)
    words = ngettext(
        "{count} still without an inspection this month, {n} day left (QA-1): {names}",
        "{count} still without an inspection this month, {n} days left (QA-1): {names}",
        left,
    )
    return words.format(count=len(board.lacking), n=left, names=shown)


_NAMED = 6
