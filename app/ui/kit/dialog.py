"""What every dialog is: never larger than the screen; what does not fit scrolls inside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea

from app.ui.kit.scrolled import ScrolledColumn
from app.ui.kit.tokens import Space

FRAME = QSize(2 * Space.S, 40)
"""Room for a dialog's title bar and borders, which no screen's available size leaves out."""


class Dialog(QDialog):
    """Shown as high as its content asks for and the screen allows.

    Put what may grow long into a `FittedArea`, and what must stay in sight (title, refusal, ways
    out) beside it.
    """

    _wanted = 0

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What is told later, a refusal or an answer, has its room beside what was there."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _fit(self) -> None:
        room = self.screen().availableSize() - FRAME
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        self.setMaximumSize(room)
        layout = self.layout()
        if layout is None:
            return
        width = min(max(self.width(), layout.minimumSize().width()), room.width())
        self._wanted = self._height_at(width)
        self.resize(width, min(max(self.height(), self._wanted), room.height()))
        self._stay_on_screen()

    def _grow(self) -> None:
        """As far as the content has: somebody may have made the dialog smaller than that."""
        before, self._wanted = self._wanted, self._height_at(self.width())
        if self._wanted > max(before, self.height()):
            self.resize(self.width(), min(self._wanted, self.maximumHeight()))
            self._stay_on_screen()

    def _height_at(self, width: int) -> int:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return 0
        return layout.totalHeightForWidth(width)

    def _stay_on_screen(self) -> None:
        screen = self.screen().availableGeometry()
        lowest = screen.bottom() - self.height() - FRAME.height() // 4
        self.move(self.x(), max(screen.top(), min(self.y(), lowest)))


class FittedArea(QScrollArea):
    """A column that asks for the height that it needs at its width, and scrolls with less; then
    the keyboard comes to it too."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setProperty("reading", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content
        self.setWidget(ScrolledColumn(content))
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scrolls = self.heightForWidth(self.width()) > self.height()
        policy = Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def showEvent(self, event: QShowEvent) -> None:
        """What came into the column before it was seen has its room too."""
        super().showEvent(event)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        edges = 2 * self.frameWidth()
        if self._content.hasHeightForWidth():
            return self._content.totalHeightForWidth(width - edges) + edges
        return self._content.totalSizeHint().height() + edges

    def sizeHint(self) -> QSize:
        edges = 2 * self.frameWidth()
        return self._content.totalSizeHint() + QSize(edges, edges)

    def minimumSizeHint(self) -> QSize:
        """As wide as the content must be; as low as three lines."""
        least = self._content.totalMinimumSize()
        return QSize(least.width(), min(least.height(), 3 * self.fontMetrics().lineSpacing()))
