"""How far a long task is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.rules.vocabulary import Message
from app.text import _, say
from app.ui.kit.controls import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.tokens import Space
from app.ui.work.tasks import LongTask


class ProgressDialog(Dialog):
    """Stays until the task has ended; Cancel, Escape and closing ask the task to stop."""

    def __init__(self, task: LongTask, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._task = task
        self.setWindowTitle(task.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setProperty("stays", True)  # over the lock too: nothing can be read from it
        self._what = label("", "soft", wrap=True)
        self._what.setMinimumWidth(400)
        self._what.setMinimumHeight(self._what.fontMetrics().height() + 2)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(task.title)
        self._cancel = button(_("Cancel"), self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(task.title, "heading", wrap=True))
        column.addWidget(self._bar)
        column.addWidget(self._what)
        column.addLayout(foot)
        task.progressed.connect(self._on_progressed)
        task.finished.connect(self._on_finished)

    def reject(self) -> None:
        """Ask the task to stop; the dialog goes when it has."""
        self._cancel.setEnabled(False)
        self._what.setText(_("Stopping…"))
        self._task.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.ignore()

    def _on_progressed(self, what: Message, share: float) -> None:
        if self._cancel.isEnabled():
            self._what.setText(say(what))
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(share * 1000))

    def _on_finished(self) -> None:
        self.done(QDialog.DialogCode.Accepted)
