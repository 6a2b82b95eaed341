"""A date, typed as people type dates or chosen from the calendar under it.

Qt's own field takes keys section by section, and made another day of many a date. Here one line of
text is typed, pasted and left with one Tab; what is no date stays as it is and says so.
"""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDate, QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QDateEdit, QLineEdit, QWidget

from app.rules.vocabulary import Message, msg
from app.text import _, centre_time, is_chinese
from app.text.typed_dates import read_date
from app.ui.kit.marked_calendar import MarkedCalendar

_NO_DATE = msg("This is no date: write it as {example}, or choose it.")
_ARROW = 22
"""How wide the stylesheet makes the arrow that opens the calendar."""


class DateField(QDateEdit):
    """`date()` is the last date that was one; `problem()` what is wrong with what is typed."""

    def __init__(self, value: QDate) -> None:
        super().__init__(value)
        self.typed = _Line(self)
        self._wrong = self._typing = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.typed)
        self.lineEdit().hide()
        self.dateChanged.connect(self._show)
        self.typed.textEdited.connect(self._on_edited)
        self.typed.editingFinished.connect(self._on_left)

    def problem(self) -> Message | None:
        """What is wrong with what is typed; None where it is a date."""
        if not self._wrong:
            return None
        example = self.locale().toString(self.date(), self.displayFormat())
        return Message(_NO_DATE.msgid, {"example": example})

    def show_own(self, own: bool) -> None:
        """Whether the calendar shows one's own shifts and leave: the date concerns oneself."""
        calendar = self.calendarWidget()
        if isinstance(calendar, MarkedCalendar):
            calendar.own = own

    def setDisplayFormat(self, format: str) -> None:
        super().setDisplayFormat(format)
        self._show()

    def setDate(self, date: QDate) -> None:
        """Show a date, whatever was typed."""
        super().setDate(date)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.typed.setAccessibleName(name)

    def setToolTip(self, tip: str) -> None:
        super().setToolTip(tip)
        self.typed.setToolTip(tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.typed.setGeometry(self.lineEdit().geometry())

    def focusNextPrevChild(self, next: bool) -> bool:
        """One Tab leaves it: there are no sections."""
        return QWidget.focusNextPrevChild(self, next)

    def open_calendar(self) -> None:
        """Alt+Down: as if the arrow at the right were pressed, which is all that Qt opens it by."""
        at = QPointF(self.width() - _ARROW / 2, self.height() / 2)
        left = Qt.MouseButton.LeftButton
        press = QMouseEvent(
            QEvent.Type.MouseButtonPress, at, self.mapToGlobal(at), left, left,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self.mousePressEvent(press)

    def _show(self, _date: QDate | None = None) -> None:
        if self._typing:
            return
        self._mark(False)
        self.typed.setText(self.locale().toString(self.date(), self.displayFormat()))

    def _on_edited(self, text: str) -> None:
        today = centre_time().local_date(datetime.now(UTC))
        found = read_date(text, today, month_first=is_chinese())
        shown = QDate(found.year, found.month, found.day) if found else None
        good = shown is not None and self.minimumDate() <= shown <= self.maximumDate()
        self._mark(not good)
        self._typing = True
        if good and shown != self.date():
            super().setDate(shown)  # type: ignore[arg-type]
        else:
            self.dateChanged.emit(self.date())
        self._typing = False

    def _on_left(self) -> None:
        if not self._wrong:
            self._show()

    def _mark(self, wrong: bool) -> None:
        if wrong == self._wrong:
            return
        self._wrong = wrong
        self.setProperty("invalid", wrong)
        problem = self.problem()
        self.typed.setToolTip("" if problem is None else _(problem.msgid).format(**problem.params))
        self.style().unpolish(self)
        self.style().polish(self)


class _Line(QLineEdit):
    """What is typed. Up and Down go a day on or back, Alt+Down opens the calendar."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field)
        self._field = field
        self.setFrame(False)
        self.setStyleSheet("border: none; background: transparent; padding: 0; min-height: 0;")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
        self._field.update()  # its ring goes with the keys, which Qt draws for itself alone

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Down and alt:
            self._field.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._field.setDate(self._field.date().addDays(1 if key == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)
