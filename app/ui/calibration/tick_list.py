"""Lines to tick: Space ticks the one under the cursor, letters go to the next that begins so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

Key = TypeVar("Key")
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TickList(QListWidget, Generic[Key]):
    """`ticked` tells that a line was ticked or no longer is: its key, and whether."""

    ticked = Signal(object, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._keys: list[Key] = []
        self.itemChanged.connect(self._on_changed)

    def offer(self, lines: Iterable[tuple[str, Key]], chosen: Collection[Key]) -> None:
        """Replace the lines, those of `chosen` ticked."""
        self.blockSignals(True)
        self.clear()
        self._keys = []
        for text, key in lines:
            item = QListWidgetItem(text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if key in chosen else _UNCHECKED)
            self._keys.append(key)
            self.addItem(item)
        self.blockSignals(False)
        if self.count():
            self.setCurrentRow(0)

    def keys(self) -> list[Key]:
        """What is ticked, in the order of the lines."""
        return [
            key for row, key in enumerate(self._keys) if self.item(row).checkState() is _CHECKED
        ]

    def _on_changed(self, item: QListWidgetItem) -> None:
        self.ticked.emit(self._keys[self.row(item)], item.checkState() is _CHECKED)
