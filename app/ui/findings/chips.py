"""The filters in force as chips, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear


class Chips(QWidget):
    """`removed` brings the name of the chip that was pressed; `cleared` asks for all to go."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """`chips` are (name, text) pairs; without any the row is hidden."""
        clear(self._row)
        if chips:
            self._row.addWidget(label(_("Only"), "soft"))
        for name, text in chips:
            chip = button(text, partial(self.removed.emit, name), icon="close")
            chip.setAccessibleName(_("Take the filter {filter} away").format(filter=text))
            self._row.addWidget(chip)
        if len(chips) > 1:
            self._row.addWidget(button(_("Clear all"), self.cleared.emit, kind="link"))
        self._row.addStretch()
        self.setVisible(bool(chips))
