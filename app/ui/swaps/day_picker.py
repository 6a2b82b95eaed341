"""A few weeks of somebody's shifts, one of which can be picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from app.text import _, dates
from app.ui.kit import icons, theme
from app.ui.kit.controls import label
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tabbing import tabbed_here
from app.ui.kit.tokens import RADIUS, Space
from app.ui.work.removal import remove

_WIDTH, _MARK = 30, 12


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the picker. `code` "": nothing to pick. `mark`: an icon's name, or "".

    `words` is the tooltip and what is read out; `open` False draws it faint, to be picked all
    the same.
    """

    day: date
    code: str
    words: str
    mark: str = ""
    open: bool = True
    rest: bool = False
    today: bool = False
    holiday: bool = False


class DayButton(QAbstractButton):
    """A day with the shift's code in its colour."""

    def __init__(self, day: Day, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__()
        self.day = day
        self._ink = inks.get(day.code)
        self.setCheckable(True)
        self.setEnabled(bool(day.code))
        self.setText(f"{day.day.day} {day.code}".strip())
        self.setAccessibleName(day.words.replace("\n", ", "))
        self.setToolTip(day.words)
        self._line = QFontMetrics(theme.font("caption")).height()
        self._badge = QFontMetrics(theme.font("strong")).height() + 1
        self.setMinimumSize(self.sizeHint())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self._line + self._badge + Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setFont(theme.font("caption"))
        ink = "text_soft" if self.day.code else "text_faint"
        ink = "bad" if self.day.holiday else ink
        painter.setPen(theme.colour("accent" if self.day.today else ink))
        top = self.rect().adjusted(0, 2, 0, 0)
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(top, centre | Qt.AlignmentFlag.AlignTop, self._number())
        if self._ink is not None:
            self._paint_badge(painter, self._ink)
        if self.day.mark:
            picture = icons.pixmap(self.day.mark, "accent", _MARK)
            painter.drawPixmap(self.width() - _MARK - 3, 4, picture)

    def _number(self) -> str:
        """The day of the month; a month's first day with its month, a holiday marked."""
        day = self.day.day
        number = f"{day.month}/{day.day}" if day.day == 1 else str(day.day)
        return _("{day}*").format(day=number) if self.day.holiday else number

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "today" if self.day.today else "weekend" if self.day.rest else "surface"
        if self.isChecked():
            ground = "accent_soft"
        edge = "accent" if self.isChecked() or self.hasFocus() or self._hovered() else "line"
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour(edge), 2 if self.isChecked() or self.hasFocus() else 1))
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _hovered(self) -> bool:
        return self.underMouse() and self.isEnabled()

    def _paint_badge(self, painter: QPainter, ink: ShiftInk) -> None:
        painter.setFont(theme.font("strong"))
        width = max(
            self._badge + Space.XS, painter.fontMetrics().horizontalAdvance(self.day.code) + 8
        )
        box = QRectF(
            (self.width() - width) / 2, self.height() - self._badge - 3, width, self._badge
        )
        if self.day.open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.fill)
            painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
            painter.setPen(ink.text)
        else:
            pen = QPen(theme.colour("line_strong"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
            painter.setPen(theme.colour("text_faint"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.day.code)


class DayPicker(QWidget):
    """Weeks down, Monday first. `picked` brings the date that is pressed."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        for column in range(7):
            name = dates.short_weekday(date(2024, 1, 1 + column))  # a Monday
            self._grid.addWidget(label(name, "caption"), 0, column, Qt.AlignmentFlag.AlignHCenter)
            self._grid.setColumnStretch(column, 1)

    def buttons(self) -> list[DayButton]:
        """The days in their order."""
        return [button for button in self._group.buttons() if isinstance(button, DayButton)]

    def show_days(
        self, days: Sequence[Day], inks: Mapping[str, ShiftInk], chosen: date | None
    ) -> None:
        """Replace what is shown; `chosen` is marked."""
        focused = self.focusWidget()
        had_focus = isinstance(focused, DayButton) and focused.hasFocus()
        for old in self.buttons():
            self._group.removeButton(old)
            remove(old)
        offset = days[0].day.weekday() if days else 0
        for at, day in enumerate(days, start=offset):
            made = DayButton(day, inks)
            self._group.addButton(made)
            self._grid.addWidget(made, 1 + at // 7, at % 7)
        tabbed_here(self, self.buttons())
        self.choose(chosen, focus=had_focus)

    def choose(self, day: date | None, *, focus: bool = False) -> None:
        """Mark the day, where it is here; None marks nothing."""
        self._group.setExclusive(False)
        for each in self.buttons():
            each.setChecked(each.day.day == day and bool(each.day.code))
            if each.isChecked() and focus:
                each.setFocus(Qt.FocusReason.OtherFocusReason)
        self._group.setExclusive(True)

    def _on_clicked(self, pressed: QAbstractButton) -> None:
        assert isinstance(pressed, DayButton)
        self.picked.emit(pressed.day.day)
