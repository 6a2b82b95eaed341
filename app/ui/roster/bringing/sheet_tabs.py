"""The sheets of a file as tabs, each with a word of whether it is taken."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar

from app.text import _


class SheetTabs(QTabBar):
    """`chosen` brings the title of the sheet that somebody went to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sheets"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentChanged.connect(lambda _at: self.chosen.emit(self.value()))

    def offer(self, sheets: Iterable[tuple[str, bool]], shown: str) -> None:
        """Titles with whether they are taken, in the file's order."""
        with QSignalBlocker(self):
            while self.count():
                self.removeTab(0)
            for title, taken in sheets:
                words = _("✓ {sheet}") if taken else _("{sheet} (ignored)")
                at = self.addTab(words.format(sheet=title).replace("&", "&&"))
                self.setTabData(at, title)
                told = _("{sheet}: taken") if taken else _("{sheet}: ignored")
                self.setTabToolTip(at, told.format(sheet=title))
                self.setAccessibleTabName(at, told.format(sheet=title))
            self.go_to(shown)

    def go_to(self, title: str) -> None:
        """Show the sheet of this title."""
        at = next((at for at in range(self.count()) if self.tabData(at) == title), 0)
        self.setCurrentIndex(at)

    def value(self) -> str:
        """The title of the sheet that is shown."""
        return str(self.tabData(self.currentIndex()) or "")
