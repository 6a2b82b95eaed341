"""A column that scrolls when it is taller than its place, and is never squeezed instead.

A scroll area gives its content the least height that it asks for whatever its width. Lines that
wrap need more when the place is narrow or the text large, and would be laid over one another.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


class ScrolledColumn(QWidget):
    """Holds a layout and asks for the height that it needs at the width that it has."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setLayout(layout)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.minimumHeightForWidth(self.width())
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)


class OnePage(QStackedWidget):
    """Asks for the room of the page that is shown, not of the widest that was visited."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize()


def yielding(widget: QWidget) -> QScrollArea:
    """`widget` in an area that asks for no room itself: on too small a screen it scrolls."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def scrolled(layout: QLayout) -> QScrollArea:
    """`layout` in an area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(ScrolledColumn(layout))
    return area
