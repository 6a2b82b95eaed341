"""The sheet's keys, in two lines below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.text import _
from app.ui.kit.controls import label, pill
from app.ui.kit.tokens import Space


class KeysHint(QWidget):
    """What each key records; cut rather than widen the window."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for keys in (_states(), _deeds()):
            column.addLayout(_row(keys))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


_Keys = Sequence[tuple[str, str]]


def _states() -> _Keys:
    return (
        ("P", _("present")),
        ("L", _("late: minutes, or just now")),
        ("A", _("absent")),
        ("0–9", _("minutes off the post")),
        ("G", _("gone early: minutes, or just now")),
    )


def _deeds() -> _Keys:
    return (
        ("R", _("all the rest present")),
        ("H", _("hold roll call")),
        ("B", _("back from leave")),
        ("S", _("called in sick")),
        ("Del", _("take back")),
        ("↑ ↓", _("move")),
    )


def _row(keys: _Keys) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.XS)
    for key, words in keys:
        row.addWidget(pill(key))
        row.addWidget(label(words, "caption"))
        row.addSpacing(Space.S)
    row.addStretch(1)
    return row
