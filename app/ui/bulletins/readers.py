"""Who has read a bulletin and who has not, and the reminder to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.bulletins.page import Reader
from app.text import _, ngettext
from app.text.words import listed
from app.ui.bulletins.words import reader_words
from app.ui.kit import theme
from app.ui.kit.controls import button, label, pill, rule_line
from app.ui.kit.scrolled import yielding
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear

_HEIGHT = 190


class ReadersPane(QWidget):
    """`remind_asked`: those who have not read it are to be told."""

    remind_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Who has read it"))
        self.remind = button(_("Remind the rest"), self.remind_asked.emit, icon="bell")
        self._head = QHBoxLayout()
        self._head.setSpacing(Space.S)
        self._names = QVBoxLayout()
        self._names.setSpacing(Space.XS)
        inner = QWidget()
        inner.setLayout(self._names)
        area = yielding(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, 0, Space.XL, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(rule_line())
        top = QHBoxLayout()
        top.addLayout(self._head)
        top.addStretch(1)
        top.addWidget(self.remind)
        column.addLayout(top)
        column.addWidget(area, 1)
        self.setMaximumHeight(theme.scaled(_HEIGHT))

    def show_readers(self, found: Sequence[Reader], today: date, *, news: bool) -> None:
        """`news`: whether it is still asked of anybody, so that reminding has a sense."""
        unread = [one for one in found if one.read_at is None]
        read = [one for one in found if one.read_at is not None]
        clear(self._head)
        clear(self._names)
        self._head.addWidget(label(_("Who has read it"), "strong"))
        done = ngettext("{n} of {of} has read it", "{n} of {of} have read it", len(read))
        tone = Tone.WARN if unread else Tone.GOOD
        self._head.addWidget(pill(done.format(n=len(read), of=len(found)), tone))
        for title, some, ink in (
            (_("Not read yet"), unread, Tone.WARN),
            (_("Read"), read, Tone.PLAIN),
        ):
            if some:
                self._names.addWidget(label(title, "caption", ink))
                words = listed([reader_words(one, today) for one in some])
                self._names.addWidget(label(words, wrap=True))
        self._names.addStretch(1)
        self.remind.setEnabled(bool(unread) and news)
        self.remind.setVisible(bool(unread))
        self.setVisible(bool(found))
