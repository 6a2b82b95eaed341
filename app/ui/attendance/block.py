"""One shift of the sheet: its head with what is recorded, and a line for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.queries.attendance.roll_call import RollCallRow
from app.queries.roster.rows import ShiftRow
from app.reading.attendance.briefing import Briefing
from app.services.attendance.roll_call import Correction
from app.text import _, dates, ngettext
from app.ui.attendance.briefing import RollCallCard
from app.ui.attendance.entries import minutes_late
from app.ui.attendance.line import SheetLine
from app.ui.kit.controls import Card, button, label, pill
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear


class ShiftBlock(Card):
    """`rest_asked` brings the Corrections that make all the rest present."""

    rest_asked = Signal(object)

    def __init__(
        self,
        rows: Sequence[RollCallRow],
        shift: ShiftRow,
        ink: ShiftInk | None,
        now: Callable[[], datetime],
        *,
        briefing: Briefing | None = None,
        keep: bool,
    ) -> None:
        super().__init__()
        self.setAccessibleName(f"{shift.name} {dates.hours(shift)}")
        self._now, self.code = now, shift.code
        self.lines = [SheetLine(row, now, keep=keep) for row in rows]
        self._pills = QHBoxLayout()
        self._pills.setSpacing(Space.S)
        self._rest = button(_("All the rest present"), self.ask_rest, icon="check")
        self._rest.setToolTip(_("Everybody of this shift of whom nothing is recorded (R)"))
        self.body.addLayout(self._head(shift, ink, rows[0].roll_call))
        self._rest.setVisible(keep)
        self.body.setSpacing(0)
        self.body.addSpacing(Space.XS)
        self.call = RollCallCard(briefing, now) if briefing is not None else None
        if self.call is not None:
            self.body.addWidget(self.call)
            self.call.left.connect(self.focus_first)
        for line in self.lines:
            line.rest_asked.connect(lambda _line: self.ask_rest())
            if self.call is not None:
                line.call_asked.connect(lambda _line, card=self.call: card.call())
            self.body.addWidget(line)
        self.count()

    def _head(self, shift: ShiftRow, ink: ShiftInk | None, roll_call: datetime) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        if ink is not None:
            row.addWidget(ShiftBadge(shift.code, ink, shift.name))
        row.addWidget(label(shift.name, "heading"))
        row.addWidget(label(dates.hours(shift), "soft"))
        called = _("· roll call {time}").format(time=dates.wall(roll_call))
        row.addWidget(label(called, "soft"))
        row.addSpacing(Space.S)
        row.addLayout(self._pills)
        row.addStretch(1)
        row.addWidget(self._rest)
        return row

    def count(self) -> None:
        """Say in the head how many are here, late, absent, away and still to be recorded."""
        clear(self._pills)
        rows = [line.row for line in self.lines]
        for made in _counted(rows, self._now()):
            self._pills.addWidget(made)
        begun = self._now() >= rows[0].roll_call
        self._rest.setEnabled(begun and any(_open(row) for row in rows))

    def focus_first(self) -> None:
        """To the first line that wants a word, or else the first of all."""
        first = next((line for line in self.lines if line.wants_a_word()), self.lines[0])
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_briefing(self, briefing: Briefing | None) -> None:
        """What the roll call has at hand by now."""
        if self.call is not None and briefing is not None and self.call.told != briefing:
            self.call.show_told(briefing)

    def refresh(self) -> None:
        """The minute has passed."""
        self.count()
        if self.call is not None:
            self.call.refresh()
        for line in self.lines:
            line.refresh()

    def ask_rest(self) -> None:
        """Ask that everybody be present of whom nothing is recorded."""
        asked = [line.present_if_open() for line in self.lines]
        corrections = tuple(each for each in asked if isinstance(each, Correction))
        if corrections:
            self.rest_asked.emit(corrections)


def _is_absence(row: RollCallRow) -> bool:
    """Came so late that it counts as absent (ATT-2), as the line says."""
    return any(one.code == "ATT-2.absence" for one in row.findings)


def _open(row: RollCallRow) -> bool:
    return not row.recorded and not row.leave


def _counted(rows: Sequence[RollCallRow], now: datetime) -> Iterator[QLabel]:
    came = [row for row in rows if row.arrived_at is not None and not row.leave]
    missed = sum(_is_absence(row) for row in came)
    late = sum(
        minutes_late(row, row.arrived_at) > 0 and not _is_absence(row)
        for row in came
        if row.arrived_at
    )
    here = len(came) - late - missed
    absent = missed + sum(row.recorded and row.arrived_at is None and not row.leave for row in rows)
    away = sum(bool(row.leave) for row in rows)
    unsaid = [row for row in rows if _open(row)]
    coming = sum(row.roll_call > now for row in unsaid)
    due = len(unsaid) - coming
    for count, text, tone in (
        (here, ngettext("{n} present", "{n} present", here), Tone.GOOD),
        (late, ngettext("{n} late", "{n} late", late), Tone.WARN),
        (absent, ngettext("{n} absent", "{n} absent", absent), Tone.BAD),
        (away, ngettext("{n} on leave", "{n} on leave", away), Tone.INFO),
        (due, ngettext("{n} to record", "{n} to record", due), Tone.ACCENT),
        (coming, ngettext("{n} to come", "{n} to come", coming), Tone.PLAIN),
    ):
        if count:
            yield pill(text.format(n=count), tone)
