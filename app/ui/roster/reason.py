"""Why the published roster changes: asked once, then said with every edit until it is changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app.text import _
from app.ui.kit.controls import button, label, pill
from app.ui.kit.tokens import Space, Tone


class ReasonStrip(QFrame):
    """A strip above the published roster, not a dialog: what was typed waits until the reason is
    there, and the reason stays in force until it is rewritten."""

    given = Signal(str)
    dropped = Signal()
    """Escape: what waits is not to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(_("Reason for changing the published roster"))
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Why does it change? For example: sick call of the day"))
        self._field.setAccessibleName(_("Reason for changing the published roster"))
        self._field.setMaxLength(200)
        self._field.returnPressed.connect(self._give)
        self._take = button(_("Use this reason"), self._give, kind="primary")
        self._field.textEdited.connect(lambda _text: self._take.show())
        self._words = label(_("Changes here are kept with their reason:"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(pill(_("Published"), Tone.WARN))
        row.addWidget(self._words)
        row.addWidget(self._field, 1)
        row.addWidget(self._take)

    def rest(self, reason: str) -> None:
        """Show the reason in force, if there is one; it can be rewritten at any time."""
        self._field.setText(reason)
        self._take.setVisible(not reason)

    def keep(self, reason: str) -> None:
        """The reason was taken: it is said with each change from now on."""
        self.rest(reason)
        self._words.setText(_("Said with each of your changes:"))

    def ask_now(self) -> None:
        """An edit waits: the next key belongs to the reason."""
        self._words.setText(_("This changes what people work by. Why?"))
        self._take.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        reason = self._field.text().strip()
        if reason:
            self.given.emit(reason)
        else:
            self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
