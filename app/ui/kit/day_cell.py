"""One day of one person as a card: in the strip of my shifts, and in a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.queries.roster.rows import PersonDay
from app.text import _, dates
from app.ui.kit import icons
from app.ui.kit.controls import Card, label
from app.ui.kit.day_words import person_day_words
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space, Tone


@dataclass(frozen=True, slots=True)
class DayWish:
    """What is wished of a day; `against`: that something is not worked, and nothing else."""

    words: str
    against: bool = False


class DayCell(Card):
    """One day: weekday, date, the shift with its hours, and what there is to know of it.

    A `narrow` one says its hours in the tooltip only; a `changed` one is marked, and so is one of
    which something was wished.
    """

    def __init__(
        self,
        day: PersonDay,
        inks: Mapping[str, ShiftInk],
        *,
        in_calendar: bool = False,
        narrow: bool = False,
        changed: bool = False,
        wish: DayWish | None = None,
    ) -> None:
        super().__init__(clickable=True)
        self.setProperty("day", "today" if day.head.today else "rest" if day.head.rest else "")
        self.body.setContentsMargins(Space.XS, Space.S, Space.XS, Space.S)
        self.body.setSpacing(Space.XS)
        number = label(str(day.head.day.day), "strong" if in_calendar else "heading")
        if not in_calendar:
            self._add(_weekday(day))
        hearts = [] if wish is None else [("heart-off" if wish.against else "heart", True)]
        marks = [icon for icon, shown in (("bell", changed), *hearts) if shown]
        self._add(_beside(number, marks) if marks else number)
        self._add(self._shift(day, inks))
        if not narrow:
            self._add(label(dates.hours(day.shift) if day.shift else "", "caption"))
        words = person_day_words(day)
        words = "\n".join((words, _("changed since you looked"))) if changed else words
        words = "\n".join((words, wish.words)) if wish else words
        self.setAccessibleName(words)
        self.setToolTip(words)

    def _add(self, widget: QWidget) -> None:
        self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def _shift(self, day: PersonDay, inks: Mapping[str, ShiftInk]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        code = day.cell.code
        if code in inks:
            row.addWidget(ShiftBadge(code, inks[code], day.shift.name if day.shift else code))
        else:
            row.addWidget(label("–", "soft"))
        for icon, tone, shown in (
            ("swap", "accent", day.cell.swap is not None and day.cell.swap.received),
            ("leave", "warn", day.cell.leave is not None),
        ):
            if shown:
                mark = label("")
                mark.setPixmap(icons.pixmap(icon, tone, 14))
                row.addWidget(mark)
        holder.setMinimumHeight(26)
        return holder


def _beside(number: QWidget, marks: Sequence[str]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(number)
    for icon in marks:
        mark = label("")
        mark.setPixmap(icons.pixmap(icon, "accent", 14))
        row.addWidget(mark)
    return holder


def _weekday(day: PersonDay) -> QWidget:
    if day.head.today:
        return label(_("today"), "strong", Tone.ACCENT)
    return label(dates.short_weekday(day.head.day), "caption")
