"""The moment of the check: now, or any other, which decides what is due."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QWidget

from app.context import Context
from app.text import _
from app.ui.kit.fields import DropDown
from app.ui.kit.tokens import Space

_NOW, _OTHER = range(2)
_CALM = 500
"""Milliseconds without a change after which a typed moment counts."""


class AsOf(QWidget):
    """`changed` is sent when another moment was chosen."""

    changed = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._time = ctx.time
        self._choice = DropDown()
        self._choice.addItems([_("As of now"), _("As of another moment")])
        self._choice.setMinimumWidth(
            self._choice.fontMetrics().horizontalAdvance(_("As of another moment")) + 3 * Space.XL
        )
        self._choice.setAccessibleName(_("Moment of the check"))
        self._choice.setToolTip(_("The moment decides what is due: certificates, shifts, months."))
        self._moment = QDateTimeEdit()
        self._moment.setAccessibleName(_("Date and time of the check"))
        self._moment.setCalendarPopup(True)
        self._moment.setDisplayFormat("yyyy-MM-dd HH:mm")
        self._moment.setDateTime(_to_qt(self._time.to_wall(ctx.now())))
        self._moment.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._choice)
        row.addWidget(self._moment)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.changed)
        self._choice.currentIndexChanged.connect(self._on_choice)
        self._moment.dateTimeChanged.connect(lambda _moment: self._calm.start())

    def moment(self) -> datetime | None:
        """The chosen instant (UTC); None: now."""
        if self._choice.currentIndex() == _NOW:
            return None
        chosen = self._moment.dateTime()
        wall = datetime(
            *(chosen.date().year(), chosen.date().month(), chosen.date().day()),
            *(chosen.time().hour(), chosen.time().minute()),
        )
        return self._time.from_wall(wall)

    def _on_choice(self, choice: int) -> None:
        self._moment.setVisible(choice == _OTHER)
        self._calm.stop()
        self.changed.emit()


def _to_qt(wall: datetime) -> QDateTime:
    return QDateTime(wall.year, wall.month, wall.day, wall.hour, wall.minute, 0)
