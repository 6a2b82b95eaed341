"""The frozen parts: days above, names at the left, and the corner where they meet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from app.queries.roster.rows import DayHead
from app.rules.vocabulary import DayKind, Role
from app.text import _, dates
from app.ui.kit import theme
from app.ui.kit.tokens import Space
from app.ui.roster.lines import Band, Line
from app.ui.roster.looks import Ground
from app.ui.roster.model import RosterModel
from app.ui.roster.paint import Inks
from app.ui.roster.words import begun, block_words, mark_of, published_version, state_words

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class DayHeader(QHeaderView):
    """Weekday, number, and the calendar's mark; today's number stands in a disc."""

    def __init__(self, model: RosterModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.inks = inks
        self.here = -1
        self._small = theme.font("caption")
        self._strong = theme.font("strong")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        small = QFontMetrics(self._small).height()
        lines = 2 if any(head.kind for head in self._model.days) else 1
        return QSize(0, lines * small + QFontMetrics(self._strong).height() + Space.S + Space.XS)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._model.days):
            return
        head = self._model.days[section]
        painter.fillRect(rect, self._ground(section))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.inks.line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), self.inks.line)
        lines = self._lines(rect)
        self._text(
            painter, lines[0], self._small, self._quiet(head), dates.narrow_weekday(head.day)
        )
        self._number(painter, lines[1], head)
        self._mark(painter, lines[2], head)

    def _ground(self, section: int) -> QColor:
        if section == self.here:
            return self.inks.here
        return self.inks.heads[self._model.grounds[section]]

    def _lines(self, rect: QRect) -> list[QRectF]:
        """The three lines of a section, from above."""
        small = QFontMetrics(self._small).height()
        strong = QFontMetrics(self._strong).height()
        left, width, top = rect.left(), rect.width() - 1, rect.top() + Space.XS
        return [
            QRectF(left, top, width, small),
            QRectF(left, top + small, width, strong),
            QRectF(left, top + small + strong, width, small),
        ]

    def _quiet(self, head: DayHead) -> QColor:
        return self.inks.open if head.kind is DayKind.HOLIDAY else self.inks.muted

    def _number(self, painter: QPainter, line: QRectF, head: DayHead) -> None:
        colour = self.inks.text
        if head.today:
            side = min(line.height() + 2, line.width())
            disc = QRectF(0, 0, side, side)
            disc.moveCenter(line.center())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.inks.accent)
            painter.drawEllipse(disc)
            colour = theme.readable_on(self.inks.accent)
        elif head.kind is DayKind.HOLIDAY:
            colour = self.inks.open
        self._text(painter, line, self._strong, colour, str(head.day.day))

    def _mark(self, painter: QPainter, line: QRectF, head: DayHead) -> None:
        colour = self.inks.open if head.kind is DayKind.HOLIDAY else self.inks.muted
        self._text(painter, line, self._small, colour, mark_of(head))

    @staticmethod
    def _text(painter: QPainter, line: QRectF, font: QFont, colour: QColor, text: str) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(line, _MIDDLE | Qt.TextFlag.TextDontClip, text)


_MOST_CHANGES = "✎ 000"
"""What stands beside a team's name where there is little room."""


class NameHeader(QHeaderView):
    """Teams and people, frozen at the left; what each person's days add up to, where it fits."""

    opened = Signal(int)
    folded = Signal(int)

    def __init__(self, model: RosterModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.inks = inks
        self.here = -1
        self.with_loads = False
        self._name_width: int | None = None
        model.modelReset.connect(self._forget_width)
        self._body = theme.font("body")
        self._strong = theme.font("strong")
        self._small = theme.font("caption")
        self._metrics = {id(f): QFontMetrics(f) for f in (self._body, self._strong, self._small)}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)

    def name_width(self) -> int:
        """Room for the longest name and number shown, of people and teams, within bounds."""
        if self._name_width is None:
            body, small = self._metrics[id(self._strong)], self._metrics[id(self._small)]
            widths = [
                body.horizontalAdvance(line.person.name) + small.horizontalAdvance(line.person.no)
                for line in self._model.everybody()
            ]
            sign = small.horizontalAdvance(_MOST_CHANGES) + Space.L - Space.S
            widths += [body.horizontalAdvance(block_words(band)) + sign for band in self._bands()]
            longest = max(widths, default=0)
            digit = body.horizontalAdvance("0")
            self._name_width = max(min(longest + 4 * Space.S, digit * 26), digit * 15)
        return self._name_width

    def _bands(self) -> Iterator[Band]:
        rows = map(self._model.row, range(self._model.rowCount()))
        return (row for row in rows if isinstance(row, Band))

    def _forget_width(self) -> None:
        self._name_width = None

    def load_width(self) -> int:
        return self._metrics[id(self._small)].horizontalAdvance("0") * 6 + Space.XS

    def total_width(self) -> int:
        return self.name_width() + (2 * self.load_width() if self.with_loads else 0)

    def sizeHint(self) -> QSize:
        return QSize(self.total_width(), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        shown = self._model.row(section)
        band = isinstance(shown, Band)
        ground = self.inks.band if band else self.inks.grounds[Ground.PLAIN]
        painter.fillRect(rect, self.inks.here if section == self.here else ground)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.inks.line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), self.inks.edge)
        inner = rect.adjusted(Space.S, 0, -Space.S, -1)
        if isinstance(shown, Band):
            self._band(painter, inner, shown)
        else:
            self._person(painter, inner, shown, section)

    def _band(self, painter: QPainter, inner: QRect, band: Band) -> None:
        self._chevron(painter, inner, folded=band.folded)
        inner = inner.adjusted(Space.L, 0, 0, 0)
        changes = self._model.changes(band)
        state = state_words(band, changes) if self.with_loads else _state_sign(band, changes)
        taken = self._put(painter, inner, self._small, self.inks.muted, state, _RIGHT)
        self._put(
            painter,
            inner.adjusted(0, 0, -taken - Space.S, 0),
            self._strong,
            self.inks.text,
            block_words(band),
            _LEFT,
        )

    def _chevron(self, painter: QPainter, inner: QRect, *, folded: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.inks.muted, 1.6))
        x, y = inner.left() + 4.0, inner.center().y() + 0.5
        points = ((-2, -4), (2, 0), (-2, 4)) if folded else ((-4, -2), (0, 2), (4, -2))
        painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in points])

    def _person(self, painter: QPainter, inner: QRect, line: Line, section: int) -> None:
        if self.with_loads:
            inner = self._loads(painter, inner, section)
        person = line.person
        taken = self._put(painter, inner, self._small, self.inks.muted, person.no, _RIGHT)
        leads = person.role is Role.TEAM_LEADER
        self._put(
            painter,
            inner.adjusted(0, 0, -taken - Space.S, 0),
            self._strong if leads else self._body,
            self.inks.text,
            person.name,
            _LEFT,
        )

    def _loads(self, painter: QPainter, inner: QRect, section: int) -> QRect:
        """Shifts and hours at the right; what is left of `inner` for the name."""
        load = self._model.load(section)
        width = self.load_width()
        for text in (load.hours if load else "", str(load.shifts) if load else ""):
            self._put(painter, inner, self._small, self.inks.soft, text, _RIGHT)
            inner = inner.adjusted(0, 0, -width, 0)
        return inner

    def _put(
        self,
        painter: QPainter,
        inner: QRect,
        font: QFont,
        colour: QColor,
        text: str,
        side: Qt.AlignmentFlag,
    ) -> int:
        """Write `text`, cut short where it must be; the width that it took."""
        metrics = self._metrics[id(font)]
        width = metrics.horizontalAdvance(text)
        if width > inner.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(inner, side, text)
        return width

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        if self._model.line(row) is not None:
            self.opened.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.RightButton:
            return  # its menu comes
        if row >= 0 and self._model.line(row) is None:
            self.folded.emit(row)
            return
        super().mousePressEvent(event)


def _state_sign(band: Band, changes: int) -> str:
    """Published or draft, in one character and the number of changes."""
    if changes:
        return f"✎ {changes}"
    if published_version(band):
        return "✓"
    return "✎" if begun(band) else ""


class Corner(QWidget):
    """What the columns of the frozen pane are, above it."""

    def __init__(self, names: NameHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names

    def paintEvent(self, event: QPaintEvent) -> None:
        names, painter = self._names, QPainter(self)
        inks = names.inks
        painter.fillRect(self.rect(), inks.head)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), inks.line)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), inks.edge)
        painter.setFont(theme.font("caption"))
        painter.setPen(inks.muted)
        line = QRect(Space.S, 0, self.width() - 2 * Space.S, self.height() - Space.XS)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | bottom, _("Team and person"))
        if names.with_loads:
            for title in (_("Hours"), _("Shifts")):
                painter.drawText(line, Qt.AlignmentFlag.AlignRight | bottom, title)
                line = line.adjusted(0, 0, -names.load_width(), 0)
        painter.end()
