"""Beside the plan: who has no desk yet, who is off the floor, who waits, who is told to stop."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.queries.desks.crew import SeatCrewRow
from app.queries.desks.rows import OffRow, StopRow, WaitRow
from app.reading.desks.floor import FloorReading
from app.rules.vocabulary import Role
from app.text import _, dates
from app.text.words import word
from app.ui.desks.tile import PERSON
from app.ui.desks.words import countdown, is_over, waiting_words
from app.ui.kit import theme
from app.ui.kit.controls import Card, button, label, pill
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear


class FloorSide(QWidget):
    """`done` brings what is asked: "off", "back", "allow", "refuse", "go", "seen", "end"; and the
    row."""

    done = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, Space.XS, 0)
        self._column.setSpacing(Space.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self._column))
        self.setFixedWidth(theme.scaled(308))
        self.counts: list[_Count] = []
        self.people: list[LoosePerson] = []

    def show_floor(self, reading: FloorReading, now: datetime) -> None:
        """Show it anew; the keyboard stays where it was, if what it was on is still there."""
        here = self.focusWidget()
        name = here.accessibleName() if here is not None and here.hasFocus() else ""
        clear(self._column)
        self.counts, self.people = [], []
        for card in (
            self._stops(reading), self._off(reading, now), self._queue(reading, now),
            self._loose(reading),
        ):  # fmt: skip
            if card is not None:
                self._column.addWidget(card)
        self._column.addStretch(1)
        if name:
            self._return_keyboard(name)

    def refresh(self, now: datetime) -> None:
        """A second has passed."""
        for count in self.counts:
            count.show_at(now)

    def _return_keyboard(self, name: str) -> None:
        for widget in self.findChildren(QWidget):
            if widget.accessibleName() == name and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.setFocus()
                return

    def _loose(self, reading: FloorReading) -> Card:
        people, keep = reading.loose, reading.keep and not reading.over
        card = Card(_("Without a desk ({n})").format(n=len(people)))
        card.body.setSpacing(2)
        if not reading.workers:
            card.body.addWidget(label(_("Nobody works this shift."), "soft", wrap=True))
        elif not people:
            card.body.addWidget(label(_("Everybody of this shift has a desk."), "soft", wrap=True))
        elif keep:
            words = _("Type a name at a free desk, or drag it there.")
            card.body.addWidget(label(words, "caption", wrap=True))
        for one in people:
            line = LoosePerson(one, draggable=keep)
            self.people.append(line)
            card.body.addWidget(line)
        return card

    def _off(self, reading: FloorReading, now: datetime) -> Card:
        card = Card(_("Off the floor ({n})").format(n=len(reading.off)))
        if not reading.off:
            words = _("Nobody. At most {n} of a team at once.").format(n=reading.at_once)
            card.body.addWidget(label(words, "soft", wrap=True))
        for row in reading.off:
            card.body.addLayout(self._off_line(row, now, keep=reading.keep))
        return card

    def _off_line(self, row: OffRow, now: datetime, *, keep: bool) -> QVBoxLayout:
        count = _Count(row)
        count.show_at(now)
        self.counts.append(count)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(label(row.name, "strong"), 1)
        head.addWidget(count)
        if keep:
            head.addWidget(
                button(_("Is back"), lambda: self.done.emit("back", row),
                       name=_("{name} is back").format(name=row.name))
            )  # fmt: skip
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addLayout(head)
        since = _("left {time}").format(time=dates.wall(row.left_at))
        lines.addWidget(label(" · ".join(filter(None, (since, row.reason))), "caption", wrap=True))
        return lines

    def _queue(self, reading: FloorReading, now: datetime) -> Card | None:
        if not reading.queue:
            return None
        card = Card(_("Wait to leave ({n})").format(n=len(reading.queue)))
        for row in reading.queue:
            card.body.addWidget(label(row.name, "strong"))
            tone = Tone.ACCENT if row.turn_at else Tone.PLAIN
            card.body.addWidget(label(waiting_words(row, now), "caption", tone, wrap=True))
            if reading.keep:
                card.body.addLayout(self._queue_buttons(row, reading.limit_minutes))
        return card

    def _queue_buttons(self, row: WaitRow, minutes: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.XS)
        if row.turn_at is not None:
            line.addWidget(self._step(_("Goes now"), "go", row, row.name))
        else:
            words = _("Allow {n} min").format(n=minutes)
            line.addWidget(self._step(words, "allow", row, row.name))
            line.addWidget(self._step(_("Other…"), "off", row, row.name))
        line.addWidget(self._step(_("Not now"), "refuse", row, row.name))
        line.addStretch(1)
        return line

    def _stops(self, reading: FloorReading) -> Card | None:
        if not reading.stops:
            return None
        card = Card(_("Told to stop working ({n})").format(n=len(reading.stops)))
        for row in reading.stops:
            self._stop(card, row, reading)
        return card

    def _stop(self, card: Card, row: StopRow, reading: FloorReading) -> None:
        head = QHBoxLayout()
        head.addWidget(label(row.name, "strong"), 1)
        seen = row.seen_at is not None
        head.addWidget(pill(_("head has seen it") if seen else _("with the head"),
                            Tone.GOOD if seen else Tone.WARN))  # fmt: skip
        card.body.addLayout(head)
        told = f"{dates.moment(row.ordered_at, reading.day)} · {row.reason}"
        card.body.addWidget(label(told, "caption", wrap=True))
        steps = QHBoxLayout()
        steps.setSpacing(Space.XS)
        if reading.is_head and not seen:
            steps.addWidget(self._step(_("Taken note"), "seen", row, row.name))
        if reading.keep:
            steps.addWidget(self._step(_("End the order"), "end", row, row.name))
        steps.addStretch(1)
        card.body.addLayout(steps)

    def _step(self, text: str, what: str, row: object, name: str) -> QWidget:
        made = button(text, lambda: self.done.emit(what, row))
        made.setAccessibleName(f"{text}: {name}")
        return made


class _Count(QLabel):
    """How long somebody who is off the floor has left, or is over."""

    def __init__(self, row: OffRow) -> None:
        super().__init__()
        self._row = row
        self.setProperty("pill", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_at(self, now: datetime) -> None:
        tone = (Tone.BAD if is_over(self._row, now) else Tone.WARN).value
        self.setText(countdown(self._row, now))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class LoosePerson(QWidget):
    """Somebody without a desk, to be dragged to one."""

    def __init__(self, worker: SeatCrewRow, *, draggable: bool) -> None:
        super().__init__()
        self.worker = worker
        self._down: QPoint | None = None
        self._draggable = draggable
        self.setAccessibleName(f"{worker.name} {worker.no}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(Space.S)
        row.addWidget(label(worker.name, "strong"))
        row.addWidget(label(worker.no, "caption"))
        row.addStretch(1)
        role = "" if worker.role is Role.AGENT else word(worker.role)
        row.addWidget(label(role or worker.team, "caption"))
        if draggable:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._down = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._down is None or not self._draggable:
            return
        far = (event.position().toPoint() - self._down).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._down = None
            data = QMimeData()
            data.setData(PERSON, self.worker.no.encode())
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.setPixmap(self.grab())
            drag.exec(Qt.DropAction.MoveAction)
