"""What stands over or under a request's sheet, with the page's margins around it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.banner import Banner
from app.ui.kit.tokens import Space, Tone


class Padded(QWidget):
    """`widget` with the margins around it: it keeps to its own height, where the sheet takes the
    rest."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        row = QVBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.S, Space.XL, Space.M)
        row.addWidget(widget)


class ToldAbove(Padded):
    """A banner over the sheet, as long as there is something to tell."""

    def __init__(self) -> None:
        self._banner = Banner("", Tone.WARN)
        super().__init__(self._banner)
        self.hide()

    def tell(self, text: str) -> None:
        """Say it; "" takes it away."""
        self._banner.set_text(text)
        self.setVisible(bool(text))
