"""The lists at the side: what stands open, what waits for me, whom to inspect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.text import ngettext
from app.ui.kit.controls import Card, button, label, symbol
from app.ui.kit.tokens import Space, Tone

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class SideLine:
    """One thing: a title, what there is to know, and where a press leads."""

    title: str
    note: str
    tone: Tone
    page: str
    target: object
    lead: QWidget | None = None
    """Shown before the title in place of the tone's symbol."""


class SideList(Card):
    """Lines under a title; `empty` says what it means that there are none."""

    def __init__(
        self,
        title: str,
        lines: Sequence[SideLine],
        empty: str,
        go: Callable[[str, object], None],
        more: tuple[str, object] | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"), 1)
        if lines:
            head.addWidget(label(str(len(lines)), "soft"))
        self.body.addLayout(head)
        for line in lines[:_SHOWN]:
            row = ListLine(line)
            row.pressed.connect(lambda line=line: go(line.page, line.target))
            self.body.addWidget(row)
        hidden = len(lines) - _SHOWN
        if hidden > 0:
            text = ngettext("{n} more", "{n} more", hidden).format(n=hidden)
            if more is not None:
                self.body.addWidget(
                    button(text, lambda: go(*more), kind="link"), 0, Qt.AlignmentFlag.AlignLeft
                )
            else:
                self.body.addWidget(label(text, "soft"))
        if not lines:
            self.body.addLayout(_nothing(empty))


class ListLine(Card):
    """One pressable line."""

    def __init__(self, line: SideLine) -> None:
        super().__init__(clickable=True)
        self.setProperty("line", True)
        self.body.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(line.lead or symbol(line.tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(line.title, wrap=True))
        if line.note:
            words.addWidget(label(line.note, "caption", wrap=True))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setAccessibleName(". ".join(filter(None, (line.title, line.note))))


def _nothing(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(symbol(Tone.GOOD))
    row.addWidget(label(text, "soft", wrap=True), 1)
    return row
