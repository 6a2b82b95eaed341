"""Line icons of our own: SVG files drawn in `currentColor`, coloured here by the theme.

Qt's SVG reader paints `currentColor` black whatever the palette says, so the colour is written
into the text before it is rendered. Icons are drawn when they are first shown, in the size asked
for, and kept.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.kit import theme


def icon(name: str, ink: str = "text_soft", *, here: str | None = None) -> QIcon:
    """The icon `name` in the token `ink`; `here` is the token of its checked state."""
    plain = theme.colour(ink).name()
    off = theme.colour("text_faint").name()
    return QIcon(LineIcon(name, plain, theme.colour(here).name() if here else plain, off))


def pixmap(name: str, ink: str = "text_soft", extent: int = 20) -> QPixmap:
    """`name` drawn `extent` device-independent pixels wide, sharp on the densest screen."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _drawn(name, theme.colour(ink).name(), round(extent * ratio), ratio)


class LineIcon(QIconEngine):
    """Draws one SVG in the colour of the state that is shown."""

    def __init__(self, name: str, plain: str, here: str, off: str) -> None:
        super().__init__()
        self._name = name
        self._inks = (plain, here, off)

    def clone(self) -> QIconEngine:
        return LineIcon(self._name, *self._inks)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # painter.device() would have PySide set up the types of all that can be painted on.
        ratio = painter.deviceTransform().m11()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size() * ratio, mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        plain, here, off = self._inks
        ink = here if state == QIcon.State.On else plain
        ink = off if mode == QIcon.Mode.Disabled else ink
        return _drawn(self._name, ink, min(size.width(), size.height()), scale)


@lru_cache(maxsize=1024)
def _drawn(name: str, ink: str, pixels: int, ratio: float) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", ink).encode()))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return (theme.ICONS / f"{name}.svg").read_text(encoding="utf-8")
