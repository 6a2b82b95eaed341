"""Jump to a person: type a part of a name or number, press Enter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.text import _
from app.ui.kit.dialog import Dialog
from app.ui.kit.tokens import Space
from app.ui.roster.lines import Line, Narrowing, team_name

_SHOWN = 50
_NUMBER = Qt.ItemDataRole.UserRole


class JumpDialog(Dialog):
    """A field and the people who match; the first is chosen unless the arrows say another."""

    chosen = Signal(str)
    """An employee number."""

    def __init__(self, lines: Iterable[Line], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Jump to a person"))
        self.setMinimumSize(380, 360)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = list(lines)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Name or number"))
        self.field.setAccessibleName(_("Name or number"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._match)
        self.field.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self._match("")

    def _match(self, text: str) -> None:
        narrowing = Narrowing(text=text)
        matching = [line for line in self._lines if narrowing.lets(line.block, line.person)]
        self.list.clear()
        for line in matching[:_SHOWN]:
            person = line.person
            item = QListWidgetItem(f"{person.name}   {person.no}   {team_name(line.block)}")
            item.setData(_NUMBER, person.no)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(item.data(_NUMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = self.list.currentRow() + step
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
