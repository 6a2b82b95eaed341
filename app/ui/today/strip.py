"""My next two weeks, day by day."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.queries.roster.rows import PersonDay, PersonMonth
from app.text import _, dates
from app.ui.kit import icons
from app.ui.kit.controls import Card, label
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.paint import ShiftInk
from app.ui.today.badge import ShiftBadge
from app.ui.today.words import away, hours

_FEWEST = 7


class OwnStrip(Card):
    """The days as cells; `picked` brings the date of the one that is pressed."""

    picked = Signal(object)

    def __init__(self, mine: PersonMonth, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__(_("My shifts"))
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self.cells: list[DayCell] = []
        for day in mine.days:
            cell = DayCell(day, inks)
            cell.pressed.connect(lambda day=day: self.picked.emit(day.head.day))
            row.addWidget(cell, 1)
            self.cells.append(cell)
        self.body.addWidget(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many days as there is room for, a week at least."""
        super().resizeEvent(event)
        widest = max(cell.minimumSizeHint().width() for cell in self.cells) + Space.XS
        room = max((event.size().width() - 2 * Space.L) // widest, _FEWEST)
        for place, cell in enumerate(self.cells):
            cell.setVisible(place < room)


class DayCell(Card):
    """One day: weekday, date, the shift with its hours, and what there is to know of it."""

    def __init__(
        self, day: PersonDay, inks: Mapping[str, ShiftInk], *, in_calendar: bool = False
    ) -> None:
        super().__init__(clickable=True)
        self.setProperty("day", "today" if day.head.today else "rest" if day.head.rest else "")
        self.body.setContentsMargins(Space.XS, Space.S, Space.XS, Space.S)
        self.body.setSpacing(Space.XS)
        number = label(str(day.head.day.day), "strong" if in_calendar else "heading")
        if not in_calendar:
            self._add(_weekday(day))
        self._add(number)
        self._add(self._shift(day, inks))
        self._add(label(hours(day.shift) if day.shift else "", "caption"))
        self.setAccessibleName(told(day))
        self.setToolTip(told(day))

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


def _weekday(day: PersonDay) -> QWidget:
    if day.head.today:
        return label(_("today"), "strong", Tone.ACCENT)
    return label(dates.short_weekday(day.head.day), "caption")


def told(day: PersonDay) -> str:
    """The day in words, for the tooltip and the screen reader."""
    parts = [f"{dates.weekday(day.head.day)}, {dates.day(day.head.day)}"]
    if day.head.name:
        parts.append(day.head.name)
    parts.append(f"{day.shift.name} {hours(day.shift)}" if day.shift else _("day off"))
    swap = day.cell.swap
    if swap is not None and swap.received:
        parts.append(_("⇄ from {name}").format(name=swap.from_name))
    if swap is not None and swap.given_code:
        parts.append(_("⇄ {code} given to {name}").format(code=swap.given_code, name=swap.to_name))
    if day.cell.leave is not None:
        parts.append(away(day.cell.leave))
    return "\n".join(parts)
