"""The numbers at the head of the page: one tile each, pressed to go where they come from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.controls import Card, label, symbol
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear, remove


@dataclass(frozen=True, slots=True)
class Number:
    """One tile: `figure` large, `of` small beside it, `note` under it; `tone` with its symbol."""

    title: str
    figure: str
    note: str
    of: str = ""
    tone: Tone = Tone.PLAIN
    page: str = ""
    target: object = None


class Tile(Card):
    """A number that can be pressed."""

    def __init__(self, number: Number, *, pressable: bool) -> None:
        super().__init__(clickable=pressable)
        self.number = number
        self.body.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(label(number.title, "soft", wrap=True), 1)
        self._mark = symbol(number.tone) if number.tone is not Tone.PLAIN else QWidget()
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        figures = QHBoxLayout()
        figures.setSpacing(Space.S)
        base = Qt.AlignmentFlag.AlignBottom
        figures.addWidget(label(number.figure, "title", number.tone), 0, base)
        if number.of:
            figures.addWidget(label(number.of, "soft"), 0, base)
        figures.addStretch(1)
        self.body.addLayout(head)
        self.body.addLayout(figures)
        self.body.addWidget(label(number.note, "caption", wrap=True))
        self.body.addStretch(1)
        words = (number.title, number.figure, number.of, number.note)
        self.setAccessibleName(" ".join(word for word in words if word))


class Tiles(QWidget):
    """A row of tiles; `go` is called with page and target of the one that is pressed.

    A tile whose page is not one of `offered` is only read.
    """

    def __init__(self, go: Callable[[str, object], None], offered: Collection[str]) -> None:
        super().__init__()
        self._go = go
        self._offered = offered
        self._numbers: list[Number] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.M)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_numbers(self, numbers: Sequence[Number]) -> None:
        """Show these in place of those before; a tile that says the same stays."""
        before, self._numbers = self._numbers, list(numbers)
        if len(before) != len(self._numbers):
            clear(self._row)
            before = []
        for at, number in enumerate(self._numbers):
            if at < len(before) and number == before[at]:
                continue
            if before:
                self._drop(at)
            self._insert(at, number)

    def holds(self, title: str) -> bool:
        """Whether a tile of that title is shown."""
        return any(number.title == title for number in self._numbers)

    def put(self, title: str, figure: str, tone: Tone, note: str) -> None:
        """Fill in the figure of a tile that had to wait for it, and what is said of it."""
        for at, number in enumerate(self._numbers):
            if number.title == title:
                self._numbers[at] = replace(number, figure=figure, tone=tone, note=note)
                self._drop(at)
                self._insert(at, self._numbers[at])

    def _insert(self, at: int, number: Number) -> None:
        tile = Tile(number, pressable=number.page in self._offered)
        tile.pressed.connect(lambda: self._go(number.page, number.target))
        self._row.insertWidget(at, tile, 1)
        tile.show()  # else only when the layout is next activated

    def _drop(self, at: int) -> None:
        item = self._row.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            remove(widget)
