"""Input fields the house's way: named, sized, in the language in use."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
)

from app.rules.calendar import YEARS
from app.text import _, language
from app.ui.kit.date_field import DateField
from app.ui.kit.marked_calendar import MarkedCalendar
from app.ui.kit.tokens import Space

Value = TypeVar("Value")
MOST_LINES = 12
"""So many lines of a list are shown at once."""


def locale() -> QLocale:
    """Qt's locale of the language in use: month names, the first day of the week."""
    return QLocale(language())


class TextLine(QLineEdit):
    """A line of text, into which Alt and a letter type nothing either."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_mnemonic(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def text_field(value: str = "", placeholder: str = "", most: int = 200) -> QLineEdit:
    made = TextLine(value)
    made.setPlaceholderText(placeholder)
    made.setMaxLength(most)
    return made


class Note(QPlainTextEdit):
    """Lines of text into which Alt and a letter type nothing: it was meant for a button that is
    not ready yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_mnemonic(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_mnemonic(event: QKeyEvent) -> bool:
    """Alt and a letter; on a Mac they are letters of their own."""
    letter = event.text().isprintable() and bool(event.text())
    held = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return held and letter and sys.platform != "darwin"


def note_field(placeholder: str = "", lines: int = 3) -> QPlainTextEdit:
    """Some lines of text; Tab goes on to the next field."""
    made = Note()
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 20)
    return made


def number_field(value: int, least: int, most: int, suffix: str = "") -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    made.setSuffix(suffix)
    _inset(made)
    return made


def date_field(value: date, *, own: bool = False) -> DateField:
    """A date with a calendar that opens under it; Alt+Down opens it too. `own`: it shows one's own
    shifts and leave."""
    made = DateField(QDate(value.year, value.month, value.day))
    made.setDateRange(QDate(YEARS.start, 1, 1), QDate(YEARS.stop - 1, 12, 31))
    made.setLocale(locale())
    made.setDisplayFormat(_("d MMMM yyyy"))
    made.setCalendarPopup(True)
    calendar = MarkedCalendar(made)
    calendar.own = own
    made.setCalendarWidget(calendar)
    return made


def date_of(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


def time_field(value: time) -> QTimeEdit:
    made = QTimeEdit(QTime(value.hour, value.minute))
    made.setDisplayFormat("HH:mm")
    _inset(made)
    return made


def _inset(field: QAbstractSpinBox) -> None:
    """The stylesheet's padding, which fields with buttons at their right do not heed."""
    field.lineEdit().setTextMargins(Space.S, 0, 0, 0)


def time_of(field: QTimeEdit) -> time:
    shown = field.time()
    return time(shown.hour(), shown.minute())


class DropDown(QComboBox):
    """A combo box whose list shows whole lines: all of them, or twelve and the rest scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(MOST_LINES)
        self.view().setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """Where it goes by its contents, no narrower than its longest word."""
        by_contents = self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents
        return self.sizeHint() if by_contents else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Where it goes by its contents, with room for what Qt leaves out of its reckoning."""
        by_contents = self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents
        spare = self.fontMetrics().horizontalAdvance("0") if by_contents else 0
        return super().sizeHint() + QSize(spare, 0)

    def showPopup(self) -> None:
        """Qt reckons without what the stylesheet puts around each line, and cuts the last."""
        super().showPopup()
        view, popup = self.view(), self.view().window()
        shown = min(self.count(), MOST_LINES)
        lines = sum(view.sizeHintForRow(row) for row in range(shown))
        missing = lines - view.viewport().height()
        room = self.screen().availableGeometry()
        place = popup.geometry()
        place.setHeight(min(place.height() + missing, room.height()))
        wider = view.sizeHintForColumn(0) - view.viewport().width()
        place.setWidth(min(place.width() + max(wider, 0), room.right() - place.left()))
        if place.bottom() > room.bottom() or place.top() < self.mapToGlobal(QPoint()).y():
            place.moveTop(max(place.top() - missing, room.top()))
        popup.setGeometry(place)


class ChoiceField(DropDown, Generic[Value]):
    """One of some choices, given as (text, value). The values stay Python's own: Qt would hand
    back an enum's member as a plain text."""

    def __init__(
        self, choices: Iterable[tuple[str, Value]] = (), chosen: Value | None = None
    ) -> None:
        super().__init__()
        self._values: list[Value] = []
        self.offer(choices, chosen)

    def offer(self, choices: Iterable[tuple[str, Value]], chosen: Value | None = None) -> None:
        """Replace the choices; `chosen` or the first is shown."""
        choices = list(choices)
        self.blockSignals(True)
        self._values = [value for _text, value in choices]
        self.clear()
        self.addItems([text for text, _value in choices])
        self.choose(chosen)
        self.blockSignals(False)

    def choose(self, value: Value | None) -> None:
        """Show the choice with this value; the first where there is none."""
        known = value in self._values
        self.setCurrentIndex(self._values.index(value) if known else 0)  # type: ignore[arg-type]

    def value(self) -> Value:
        """The chosen value. There is one: a field that offers nothing is not shown."""
        return self._values[self.currentIndex()]


def suggesting_field(value: str, suggestions: Iterable[str]) -> QComboBox:
    """Free text with what others wrote to choose from."""
    made = DropDown()
    made.setEditable(True)
    made.addItems(list(suggestions))
    made.setCurrentText(value)
    return made
