"""The line at the foot: the store, what is at work, who is here, and the time in the centre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QToolButton, QWidget

from app.text import _
from app.ui.kit import icons
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space


class StatusLine(QWidget):
    """`wall_time` gives the centre's naive local time; it is asked once a second."""

    def __init__(
        self, store: str, where: str, person: str, wall_time: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("StatusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Status"))
        self._wall_time = wall_time
        self._time = label("", "caption")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(72)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Working"))
        self._busy.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.setSpacing(Space.S)
        self._put(row, "store", store, where)
        row.addWidget(self._busy)
        row.addStretch()
        self._person = _person_button(person)
        row.addWidget(self._person)
        row.addSpacing(Space.M)
        row.addWidget(_picture("clock"))
        row.addWidget(self._time)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start(1000)
        self._on_tick()

    def offer(self, menu: QMenu) -> None:
        """What a press on the person's name opens."""
        self._person.setMenu(menu)

    def set_busy(self, busy: bool) -> None:
        """Show that something is at work; it is shown late, so that short work does not flicker."""
        if busy:
            QTimer.singleShot(400, self, self._show_if_busy)
        self._wanted = busy
        if not busy:
            self._busy.hide()

    def _show_if_busy(self) -> None:
        self._busy.setVisible(self._wanted)

    def _on_tick(self) -> None:
        now = self._wall_time()
        self._time.setText(f"{now:%Y-%m-%d %H:%M}")
        self._time.setToolTip(_("Time in the centre"))

    @staticmethod
    def _put(row: QHBoxLayout, icon: str, text: str, tip: str = "") -> None:
        row.addWidget(_picture(icon))
        word = label(text, "caption")
        word.setToolTip(tip)
        row.addWidget(word)


def _person_button(person: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("kind", "quiet")
    made.setText(person)
    made.setAccessibleName(person)
    made.setToolTip(_("Password, lock, sign out"))
    made.setIcon(icons.icon("person", "text_faint"))
    made.setIconSize(QSize(14, 14))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _picture(name: str) -> QLabel:
    made = QLabel()
    made.setPixmap(icons.pixmap(name, "text_faint", 14))
    return made
