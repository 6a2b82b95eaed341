"""The states that a person on the sheet can be in, as chips: a symbol and a word each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.queries.attendance.roll_call import RollCallRow
from app.text import _
from app.ui.attendance.entries import minutes_early, minutes_late
from app.ui.attendance.words import late_words, left_words, off_post_words
from app.ui.kit import icons, theme
from app.ui.kit.tokens import Space, Tone

_ICON = QSize(14, 14)
PRESENT, LATE, ABSENT, OFF_POST, LEFT = "present", "late", "absent", "off_post", "left"


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    tone: Tone
    width: int


_LOOKS = {
    PRESENT: _Look("check", Tone.GOOD, 82),
    LATE: _Look("clock", Tone.WARN, 106),
    ABSENT: _Look("breach", Tone.BAD, 82),
    OFF_POST: _Look("warning", Tone.BAD, 118),
    LEFT: _Look("sign-out", Tone.WARN, 118),
}


class StateChips(QWidget):
    """Present, late, absent, minutes off the post, and, once the shift is on, left early.

    `pressed` brings the chip's name.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        words = (_("Present"), _("Late"), _("Absent"), _("Off the post"), _("Left early"))
        self._chips = {
            name: self._chip(name, text) for name, text in zip(_LOOKS, words, strict=True)
        }
        for made in self._chips.values():
            row.addWidget(made)

    def _chip(self, name: str, text: str) -> QPushButton:
        look = _LOOKS[name]
        made = QPushButton(text)
        made.setProperty("chip", True)
        made.setProperty("tone", look.tone.value)
        made.setObjectName(name)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setIcon(icons.icon(look.icon, "text_faint", here=look.tone.value))
        made.setIconSize(_ICON)
        made.setFixedWidth(theme.scaled(look.width))
        made.clicked.connect(lambda: self.pressed.emit(name))
        return made

    def show_row(self, row: RollCallRow, typing: str = "", digits: str = "") -> None:
        """The state as recorded; while minutes are typed, the chip shows them."""
        late = row.arrived_at is not None and minutes_late(row, row.arrived_at) > 0
        on = {
            PRESENT: row.arrived_at is not None and not late,
            LATE: late,
            ABSENT: row.recorded and row.arrived_at is None,
            OFF_POST: row.off_post_minutes > 0,
            LEFT: row.left_at is not None and minutes_early(row, row.left_at) > 0,
        }
        self._chips[LATE].setText(late_words(row))
        self._chips[OFF_POST].setText(off_post_words(row.off_post_minutes))
        self._chips[LEFT].setText(left_words(row))
        for name, chip in self._chips.items():
            chip.setChecked(name == typing or (on[name] and typing != LATE))
        if typing:
            self._chips[typing].setText(f"{_MINUTES_OF[typing]()} {digits}▏")

    def allow(self, *, keep: bool, absent: bool) -> None:
        """Without `keep` nothing can be pressed; `absent` only once the shift has begun, and only
        then somebody can have left."""
        self._chips[LEFT].setVisible(absent)
        for name, chip in self._chips.items():
            chip.setEnabled(keep and (absent or name != ABSENT))
        tip = "" if absent else _("Absent can be said once the shift has begun.")
        self._chips[ABSENT].setToolTip(tip)


_MINUTES_OF = {
    LATE: lambda: _("Late"),
    OFF_POST: lambda: _("Off the post"),
    LEFT: lambda: _("Left"),
}
