"""The sheet's keys, in a line below it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.text import _
from app.ui.kit.controls import label, pill
from app.ui.kit.tokens import Space


class KeysHint(QWidget):
    """What each key records; cut rather than widen the window."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for key, words in (
            ("P", _("present")),
            ("L", _("late: minutes, or just now")),
            ("A", _("absent")),
            ("0–9", _("minutes off the post")),
            ("G", _("gone early: minutes, or just now")),
            ("B", _("back from leave")),
            ("H", _("hold roll call")),
            ("R", _("all the rest present")),
            ("Del", _("take back")),
            ("↑ ↓", _("move")),
        ):
            row.addWidget(pill(key))
            row.addWidget(label(words, "caption"))
            row.addSpacing(Space.S)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
