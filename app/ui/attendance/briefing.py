"""Roll call of one shift: what the leader has at hand, the comments, and "held" by one key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.queries.attendance.at_hand import QualityWeek
from app.reading.attendance.briefing import Briefing
from app.rules.attendance import SHEET_OPENS
from app.rules.vocabulary import Level
from app.services.attendance.holding import LONGEST
from app.text import _, dates, ngettext
from app.text.findings import finding_sentence
from app.text.quality import common_lines
from app.text.words import listed, shift_words
from app.ui.kit.controls import button, label, symbol
from app.ui.kit.fields import text_field
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.work.removal import clear

_SHOWN = 4
"""How many bulletins or items are told in full; of the rest how many there are."""


class RollCallCard(QFrame):
    """`held` brings the comments with which roll call is held, or is to have been held."""

    held = Signal(str)
    rule_asked = Signal(str)
    bulletin_asked = Signal(str)
    left = Signal()
    """The comments are done: the cursor goes back to the sheet."""

    def __init__(self, told: Briefing, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.told, self._now = told, now
        self.setAccessibleName(_("Roll call of {shift}").format(shift=shift_words(told.shift)))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)
        self.comments = text_field(
            placeholder=_("Comments: what this shift is to mind, short and to the point"),
            most=LONGEST,
        )
        self.comments.setAccessibleName(_("Comments of the roll call"))
        self.comments.returnPressed.connect(self.hold)
        self.comments.textChanged.connect(lambda _text: self._on_typed())
        self.hold_button = button(_("Hold roll call (H)"), self.hold, kind="primary", icon="check")
        self._verdict = QHBoxLayout()
        self._verdict.setSpacing(Space.XS)
        self._lay_out()
        self._typed_in, self._can = "", False
        self.show_told(told)

    def _lay_out(self) -> None:
        column = QGridLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        column.setVerticalSpacing(Space.XS)
        column.addLayout(self._grid, 0, 0, 1, 2)
        column.addWidget(self.comments, 1, 0)
        column.addWidget(self.hold_button, 1, 1)
        column.addLayout(self._verdict, 2, 0, 1, 2)
        column.setColumnStretch(0, 1)

    # -- showing -----------------------------------------------------------------------------

    def show_told(self, told: Briefing) -> None:
        """Show what there is at hand; what is being typed stays."""
        typed = self.unsaved()
        self.told = told
        clear(self._grid)
        for at, (title, words) in enumerate(self._lines()):
            self._grid.addWidget(label(title, "caption"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, at, 1)
        if not typed:
            self._typed_in = told.held.fact.comments if told.held else ""
            self.comments.setText(self._typed_in)
        self.refresh()

    def refresh(self) -> None:
        """The minute has passed: the roll call may be due, late, or over."""
        told, now = self.told, self._now()
        opens = told.start - SHEET_OPENS
        can = told.may_hold and now < told.end and now >= opens
        shown = bool(told.held) or now >= opens
        if self.parentWidget() is not None or not shown:  # without one it would be a window
            self.setVisible(shown)
        self.comments.setReadOnly(not can)
        self.comments.setVisible(can or bool(told.held))
        self._can = can
        self.hold_button.setText(_("Save the comments") if told.held else _("Hold roll call (H)"))
        self._on_typed()

    def _on_typed(self) -> None:
        """Comments of a roll call that was held are saved once they are others."""
        other = self.comments.text() != self._typed_in
        self.hold_button.setVisible(self._can and (self.told.held is None or other))
        self._judge()

    def _lines(self) -> Iterator[tuple[str, QWidget]]:
        yield _("Bulletins"), self._unread()
        if self.told.urgent:
            yield _("Urgent items"), _words(self._urgent())
        if self.told.quality is not None:
            yield _("Quality, week"), self._quality(self.told.quality)

    def _quality(self, found: QualityWeek) -> QWidget:
        """What was counted; what was said of it, where nothing was, or as the tip."""
        lines = common_lines(found.week) if found.week.common else [" ".join(found.text.split())]
        words = _words("\n".join(lines[:_SHOWN]))
        words.setToolTip(found.text)
        return words

    def _unread(self) -> QWidget:
        unread = self.told.unread
        if not unread:
            return _words(_("Everybody on this shift has read all that is for them."))
        lines = QWidget()
        column = QGridLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(0)
        for at, one in enumerate(unread[:_SHOWN]):
            words = _("“{title}” not read by {names}").format(
                title=one.title, names=listed(list(one.names))
            )
            link = button(one.no, lambda no=one.no: self.bulletin_asked.emit(no), kind="link")  # type: ignore[misc]
            link.setAccessibleName(_("Open bulletin {no}").format(no=one.no))
            column.addWidget(link, at, 0, Qt.AlignmentFlag.AlignTop)
            column.addWidget(_words(words, Tone.WARN), at, 1)
        column.setColumnStretch(1, 1)
        if (rest := len(unread) - _SHOWN) > 0:
            column.addWidget(_words(_more(rest)), _SHOWN, 1)
        return lines

    def _urgent(self) -> str:
        lines = []
        for one in self.told.urgent[:_SHOWN]:
            parts = [f"{one.no} {one.text}"]
            if one.owner:
                parts.append(one.owner)
            if one.due_on is not None:
                parts.append(_("due {day}").format(day=dates.day(one.due_on, self.told.day)))
            lines.append(" · ".join(parts))
        if (rest := len(self.told.urgent) - _SHOWN) > 0:
            lines.append(_more(rest))
        return "\n".join(lines)

    def _judge(self) -> None:
        """Say how it stands by HAND-6, before it is held and after."""
        clear(self._verdict)
        told, now = self.told, self._now()
        if told.held is None and now < told.start - SHEET_OPENS:
            return
        if told.held is not None:
            words = _("Roll call held {time} by {name}").format(
                time=dates.wall(told.held.fact.held_at), name=told.held.leader_name
            )
            self._verdict.addWidget(symbol(Tone.GOOD))
            self._verdict.addWidget(label(words, "soft"))
        elif now >= told.end:
            self._verdict.addWidget(symbol(Tone.WARN))
            self._verdict.addWidget(label(_("No roll call was held."), "soft", Tone.WARN))
        finding = told.judged(now, self.comments.text())
        if finding is not None and (told.held is not None or now < told.end):
            tone = Tone.BAD if finding.level is Level.BREACH else Tone.WARN
            names = {told.held.fact.leader: told.held.leader_name} if told.held else {}
            self._verdict.addWidget(symbol(tone))
            self._verdict.addWidget(label(finding_sentence(finding, names), "soft", tone))
            link = button("HAND-6", lambda: self.rule_asked.emit("HAND-6"), kind="link")
            link.setAccessibleName(_("Open rule {rule}").format(rule="HAND-6"))
            self._verdict.addWidget(link)
        self._verdict.addStretch(1)

    # -- acting ------------------------------------------------------------------------------

    def call(self) -> None:
        """The sheet's key: hold roll call; without comments, to the comments first."""
        if not self._can:
            return
        if self.comments.text().strip() and self.told.held is None:
            self.hold()
        else:
            self.comments.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hold(self) -> None:
        comments = self.comments.text()
        if self._can and (self.told.held is None or comments != self._typed_in):
            self._typed_in = comments
            self.held.emit(comments)
        self.left.emit()

    def unsaved(self) -> list[Unsaved]:
        """Comments that are typed and not held with."""
        typed = self.comments.text()
        if typed == self._typed_in or not typed.strip():
            return []
        return [Unsaved(place_of(self), self.comments.accessibleName(), typed)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down) and self.comments.hasFocus():
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _words(text: str, tone: Tone = Tone.PLAIN) -> QLabel:
    return label(text, "body", tone, wrap=True)


def _more(count: int) -> str:
    return ngettext("and {n} more", "and {n} more", count).format(n=count)
