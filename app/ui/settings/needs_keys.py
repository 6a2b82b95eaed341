"""The keys of a spreadsheet in the grid of needs: to move, to empty, to copy, to paste a block
from Excel, and to take that back as one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.exchange.needs_clip import DAYS, clip_of, read_needs
from app.queries.keeping.shifts import ShiftTypeRow
from app.rules.rostering.stated_need import MOST_NEEDED
from app.rules.vocabulary import Message

Cells = dict[tuple[int, int], QSpinBox]
_STEPS = {
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0),
}  # fmt: skip


class NeedsKeys(QObject):
    """Listens to the fields of the grid. `refused` is told why a block cannot be taken."""

    def __init__(self, parent: QObject, refused: Callable[[Message], None]) -> None:
        super().__init__(parent)
        self._refused = refused
        self._cells: Cells = {}
        self._shifts: list[ShiftTypeRow] = []
        self._done: list[tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]] = []
        self._heads: list[str] = []

    def listen(self, cells: Cells, shifts: list[ShiftTypeRow], heads: list[str]) -> None:
        """Listen to these fields. `heads`: what the weekdays are called."""
        self._cells, self._shifts, self._heads = cells, shifts, heads
        self._done = []
        for field in cells.values():
            field.lineEdit().installEventFilter(self)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        field = watched if isinstance(watched, QSpinBox) else watched.parent()
        if not isinstance(field, QSpinBox) or (place := self._place_of(field)) is None:
            return False
        mine = self._is_mine(event, field.lineEdit())
        if event.type() is QEvent.Type.ShortcutOverride:
            if mine:
                event.accept()
            return mine
        return event.type() is QEvent.Type.KeyPress and mine and self._do(event, place)

    def _place_of(self, field: QSpinBox) -> tuple[int, int] | None:
        """(line, weekday) of a field."""
        return next(
            (
                (at, day)
                for at, shift in enumerate(self._shifts)
                for day in range(DAYS)
                if self._cells.get((shift.id, day)) is field
            ),
            None,
        )

    def _is_mine(self, event: QKeyEvent, line: QLineEdit) -> bool:
        """Whether the key is the grid's; within a number that is being typed it is the field's."""
        whole = line.selectedText() in ("", line.text())
        if event.matches(QKeySequence.StandardKey.Paste):
            return not line.isReadOnly() and _is_block(QGuiApplication.clipboard().text())
        if event.matches(QKeySequence.StandardKey.Copy):
            return not line.hasSelectedText()
        if event.matches(QKeySequence.StandardKey.Undo):
            return bool(self._done) and self._values() == self._done[-1][1]
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier not in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        ):  # fmt: skip
            return False
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return True
            case Qt.Key.Key_Left:
                return whole and (line.hasSelectedText() or line.cursorPosition() == 0)
            case Qt.Key.Key_Right:
                end = line.cursorPosition() == len(line.text())
                return whole and (line.hasSelectedText() or end)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                return not line.isReadOnly() and line.selectedText() == line.text()
        return False

    def _do(self, event: QKeyEvent, place: tuple[int, int]) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text(), place)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._field(place).setValue(0)
            self._field(place).selectAll()
        else:
            down, across = _STEPS[Qt.Key(event.key())]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                down = -down
            self._go(place[0] + down, place[1] + across)
        return True

    def _field(self, place: tuple[int, int]) -> QSpinBox:
        return self._cells[self._shifts[place[0]].id, place[1]]

    def _go(self, line: int, day: int) -> None:
        if 0 <= line < len(self._shifts) and 0 <= day < DAYS:
            field = self._field((line, day))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def _values(self) -> dict[tuple[int, int], int]:
        return {cell: field.value() for cell, field in self._cells.items()}

    def change(self, wanted: dict[tuple[int, int], int]) -> None:
        """Show these numbers, by shift and weekday; Ctrl+Z takes them back as one."""
        before = self._values()
        for cell, number in wanted.items():
            self._cells[cell].setValue(number)
        if self._values() != before:
            self._done.append((before, self._values()))

    def undo(self) -> None:
        """Take the last block back."""
        if self._done and self._values() == self._done[-1][1]:
            for cell, number in self._done.pop()[0].items():
                self._cells[cell].setValue(number)

    def paste(self, text: str, place: tuple[int, int]) -> None:
        """Lay a copied block down from `place` on, all of it or nothing."""
        named = [(row.code, row.name, f"{row.code}  {row.name}") for row in self._shifts]
        found = read_needs(text, named, place, MOST_NEEDED)
        if found.problem is not None:
            self._refused(found.problem)
            return
        self.change({(self._shifts[at].id, day): n for (at, day), n in found.cells.items()})

    def copy(self) -> None:
        """The whole table to the clipboard, with its headings."""
        lines = [
            (row.code, [self._cells[row.id, day].value() for day in range(DAYS)])
            for row in self._shifts
        ]
        QGuiApplication.clipboard().setText(clip_of(self._heads, lines))


def _is_block(text: str) -> bool:
    """More than one number, which a field takes by itself."""
    return "\t" in text or "\n" in text.strip() or not text.strip().isdigit()
