"""The roll-call sheet of a day: the team's shifts one below the other, walked with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.queries.attendance.roll_call import RollCallRow
from app.queries.roster.rows import ShiftRow
from app.reading.attendance.briefing import Briefing
from app.services.attendance.roll_call import Correction
from app.ui.attendance.block import ShiftBlock
from app.ui.attendance.line import SheetLine
from app.ui.kit.scrolled import yielding
from app.ui.kit.shift_inks import shift_inks
from app.ui.kit.tokens import Space
from app.ui.work.removal import remove


class DayView(QWidget):
    """`changed` brings the Corrections of a step."""

    changed = Signal(object)
    rule_asked = Signal(str)
    opened = Signal(str)
    """An employee number."""
    back_asked = Signal(object, bool)
    leave_asked = Signal(str)
    sick_asked = Signal(object)
    bulletin_asked = Signal(str)
    held = Signal(str, str)
    """A shift's code, and the comments with which its roll call is held."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addStretch(1)
        self._area: QScrollArea = yielding(self._sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.blocks: list[ShiftBlock] = []
        self._shown: tuple[object, ...] = ()
        self._briefings: Mapping[str, Briefing] = {}

    @property
    def lines(self) -> list[SheetLine]:
        return [line for block in self.blocks for line in block.lines]

    def show_rows(
        self,
        place: tuple[int, date],
        rows: Sequence[RollCallRow],
        shifts: Mapping[str, ShiftRow],
        *,
        keep: bool,
        briefings: Mapping[str, Briefing] | None = None,
    ) -> None:
        """Show the sheet of `place`; lines that are there already are brought up to date."""
        if briefings is not None:
            self._briefings = briefings
        shown = (place, keep, tuple((row.person_id, row.shift, row.swap) for row in rows))
        if shown != self._shown:
            self._shown = shown
            self._rebuild(rows, shifts, keep=keep)
        else:
            for line, row in zip(self.lines, rows, strict=True):
                if line.row != row:
                    line.show_row(row)
        for block in self.blocks:
            block.count()
            if briefings is not None:
                block.show_briefing(briefings.get(block.code))

    def show_refusal(self, people: Sequence[int], sentence: str) -> None:
        """Say beside the first of these people why nothing was recorded."""
        for line in self.lines:
            if line.row.person_id in people:
                line.show_refusal(sentence)

    def refresh(self) -> None:
        """The minute has passed."""
        for block in self.blocks:
            block.refresh()

    def focus_first(self) -> None:
        """To the first line that still wants a word, or else the first of all."""
        lines = self.lines
        first = next((line for line in lines if line.wants_a_word()), lines[0] if lines else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(
        self, rows: Sequence[RollCallRow], shifts: Mapping[str, ShiftRow], *, keep: bool
    ) -> None:
        for block in self.blocks:
            remove(block)
        inks = shift_inks(shifts.values())
        self.blocks = [
            ShiftBlock(
                list(crew),
                shifts[code],
                inks.get(code),
                self._now,
                briefing=self._briefings.get(code),
                keep=keep,
            )
            for code, crew in groupby(rows, key=lambda row: row.shift)
        ]
        for place, block in enumerate(self.blocks):
            self._column.insertWidget(place, block)
            block.rest_asked.connect(self.changed)
            self._hear_call(block)
            for line in block.lines:
                self._listen(line)

    def _hear_call(self, block: ShiftBlock) -> None:
        if block.call is not None:
            code = block.code
            block.call.held.connect(lambda comments: self.held.emit(code, comments))
            block.call.rule_asked.connect(self.rule_asked)
            block.call.bulletin_asked.connect(self.bulletin_asked)

    def _listen(self, line: SheetLine) -> None:
        line.changed.connect(self._on_changed)
        line.moved.connect(self._on_moved)
        line.rule_asked.connect(self.rule_asked)
        line.opened.connect(self.opened)
        line.back_asked.connect(self.back_asked)
        line.leave_asked.connect(self.leave_asked)
        line.sick_asked.connect(self.sick_asked)
        line.picked.connect(lambda picked: self._area.ensureWidgetVisible(picked, 0, Space.XL))

    def _on_changed(self, _line: SheetLine, correction: Correction) -> None:
        self.changed.emit((correction,))

    def _on_moved(self, line: SheetLine, by: int) -> None:
        lines = self.lines
        to = lines.index(line) + by
        if 0 <= to < len(lines):
            lines[to].setFocus(Qt.FocusReason.TabFocusReason)
