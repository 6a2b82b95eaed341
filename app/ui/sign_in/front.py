"""What every page before the desk looks like: the brand at the left, a narrow column to fill in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.text import LANGUAGES, _
from app.ui.kit import icons, theme
from app.ui.kit.controls import button, label
from app.ui.kit.look import Look
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Choice, Space

COLUMN = 400
_TURNS = "EELLNN--"
_HUES = {"E": 0, "L": 1, "N": 2}
_CELL, _GAP = 22, 6


class FrontPage(QWidget):
    """`self.column` takes the page's own widgets, `self.foot` what is to be known below them;
    language and colours are always at hand."""

    def __init__(self, look: Look, title: str, text: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._look = look
        for keys, run in (("Ctrl+Q", self._quit), ("F1", self._tell)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        self.column = QVBoxLayout()
        self.column.setSpacing(Space.M)
        self.column.addWidget(label(title, "title", wrap=True))
        if text:
            self.column.addWidget(label(text, "soft", wrap=True))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(BrandPanel(), 4)
        right = QVBoxLayout()
        right.setContentsMargins(Space.XL, Space.M, Space.M, Space.M)
        right.addLayout(self._corner())
        right.addWidget(self._scrolled(), 1)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(Space.XS)
        right.addLayout(self._within(self.foot))
        whole.addLayout(right, 5)

    def _quit(self) -> None:
        self.window().close()

    def _tell(self) -> None:
        from app.ui.shell.about import about_dialog

        about_dialog(self).open()

    def _scrolled(self) -> QScrollArea:
        """The column in the middle; with large text or a small window it scrolls."""
        rows = QVBoxLayout()
        rows.setContentsMargins(0, Space.S, 0, Space.S)
        rows.addStretch(2)
        rows.addLayout(self._within(self.column))
        rows.addStretch(3)
        return scrolled(rows)

    def _within(self, column: QVBoxLayout) -> QHBoxLayout:
        """As wide as can be read, in the middle."""
        inner = QWidget()
        inner.setMaximumWidth(COLUMN * 3 // 2)
        inner.setMinimumWidth(min(COLUMN, 320))
        inner.setLayout(column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 12)
        row.addStretch(1)
        return row

    def _corner(self) -> QHBoxLayout:
        """The other language by its own name, and the other colours."""
        row = QHBoxLayout()
        row.addStretch()
        other = next(code for code in LANGUAGES if code != self._look.language)
        row.addWidget(
            button(
                LANGUAGES[other],
                lambda: self._look.choose_language(other),
                kind="quiet",
                icon="language",
            )
        )
        dark = theme.tokens().dark
        name = _("Light colours") if dark else _("Dark colours")
        choice = Choice.LIGHT if dark else Choice.DARK
        row.addWidget(
            button(
                "", lambda: self._look.choose_theme(choice), kind="quiet", icon="theme", name=name
            )
        )
        return row


class BrandPanel(QWidget):
    """The name over a month of turns: early, late, night, off, each row a day later."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(220)
        self.setObjectName("Rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("mark", "brand", 72))
        name = label(_("Dutydesk"), "display")
        name.setProperty("role", "display")
        self._line = label(
            _("Who works when, by rules that everybody can read."), "body", wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL * 2, Space.XL * 2, Space.XL, Space.XL * 2)
        column.setSpacing(Space.S)
        column.addWidget(mark)
        column.addSpacing(Space.S)
        column.addWidget(name)
        column.addWidget(self._line)
        column.addStretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = _CELL + _GAP
        top = max(self.height() * 45 // 100, self._line.geometry().bottom() + Space.L)
        for row in range((self.height() - top) // step + 1):
            inks = {turn: self._ink(row, turn) for turn in "ELN-"}
            for column in range(self.width() // step + 1):
                painter.setBrush(inks[_TURNS[(column - row) % len(_TURNS)]])
                place = QRectF(Space.XL + column * step, top + row * step, _CELL, _CELL)
                painter.drawRoundedRect(place, 5, 5)
        painter.end()

    def _ink(self, row: int, turn: str) -> QColor:
        """The turn's colour, stronger towards the foot."""
        tokens = theme.tokens()
        ground = tokens.rail_hover
        if turn == "-":
            return theme.mix(tokens.rail, ground, 0.5)
        return theme.mix(ground, tokens.series[_HUES[turn]], min(0.08 + 0.045 * row, 0.55))
