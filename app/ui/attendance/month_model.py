"""The month's sheet as a table: people down, days across, counts at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from app.queries.attendance.month import AttendanceMonth, DayMark, MonthDay, MonthLine
from app.queries.roster.rows import DayHead
from app.text import _, dates, is_chinese
from app.ui.attendance.words import MARK_SYMBOLS, TONES, sheet_words
from app.ui.kit import theme
from app.ui.kit.day_words import day_words
from app.ui.kit.indexes import Index
from app.ui.kit.tokens import Tone

_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Count:
    """A column of counts: what it counts, and how grave a number in it is."""

    title: str
    marks: tuple[DayMark, ...]
    tone: Tone = Tone.PLAIN

    def of(self, line: MonthLine) -> int:
        return line.count(*self.marks)


def counts() -> Sequence[Count]:
    """The columns at the right, in their order."""
    came = (
        *(DayMark.PRESENT, DayMark.MISSED_CALL, DayMark.DOUBTED),
        *(DayMark.LATE, DayMark.LEFT_EARLY),
    )
    return (
        Count(_("Present"), came),
        Count(_("Late"), (DayMark.LATE,), Tone.WARN),
        Count(_("Missed call"), (DayMark.MISSED_CALL,), Tone.WARN),
        Count(_("Left early"), (DayMark.LEFT_EARLY,), Tone.WARN),
        Count(_("Absent"), (DayMark.ABSENT,), Tone.BAD),
        Count(_("Off the post"), (DayMark.OFF_POST,), Tone.BAD),
        Count(_("Leave"), (DayMark.LEAVE,), Tone.INFO),
        Count(_("Open"), (DayMark.OPEN,)),
    )


class MonthModel(QAbstractTableModel):
    """Days first, then counts; the vertical header names the people."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: Sequence[DayHead] = ()
        self.lines: Sequence[MonthLine] = ()
        self.counts = counts()

    def show(self, sheet: AttendanceMonth) -> None:
        self.beginResetModel()
        self.heads, self.lines = sheet.heads, sheet.lines
        self.endResetModel()

    def day_at(self, index: Index) -> tuple[MonthLine, DayHead, MonthDay] | None:
        """The person and day of a cell; None among the counts."""
        if not index.isValid() or index.column() >= len(self.heads):
            return None
        line = self.lines[index.row()]
        return line, self.heads[index.column()], line.days[index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads) + len(self.counts)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        found = self.day_at(index)
        if found is not None:
            show = _DAY.get(role)
            return show(found[1], found[2]) if show else None
        tell = _COUNT.get(role)
        count = self.counts[index.column() - len(self.heads)]
        return tell(self.lines[index.row()], count) if tell else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            line = self.lines[section]
            return f"  {line.name}  {line.no} " if role == _Role.DisplayRole else None
        if section >= len(self.heads):
            count = self.counts[section - len(self.heads)]
            return count.title if role in (_Role.DisplayRole, _Role.ToolTipRole) else None
        head = self.heads[section]
        show = _HEAD.get(role)
        return show(head) if show else None


def _weekday(head: DayHead) -> str:
    short = dates.short_weekday(head.day)
    return short[-1:] if is_chinese() else short[:2]


def _ground(head: DayHead, _day: MonthDay | None = None) -> Any:
    if head.today:
        return theme.colour("today")
    return theme.colour("weekend") if head.rest else None


def _day_ink(_head: DayHead, day: MonthDay) -> Any:
    tone = TONES.get(day.mark, Tone.PLAIN)
    return theme.colour("text_faint") if tone is Tone.PLAIN else theme.colour(tone.value)


def _count_text(line: MonthLine, count: Count) -> str:
    return str(count.of(line) or "")


def _count_ink(_line: MonthLine, count: Count) -> Any:
    return theme.colour("text" if count.tone is Tone.PLAIN else count.tone.value)


def _day_name(head: DayHead, day: MonthDay) -> str:
    return f"{dates.day(head.day)}: {sheet_words(day)}"


_DAY: dict[int, Callable[[DayHead, MonthDay], Any]] = {
    _Role.DisplayRole: lambda _head, day: MARK_SYMBOLS[day.mark],
    _Role.ToolTipRole: lambda _head, day: sheet_words(day) or None,
    _Role.AccessibleTextRole: _day_name,
    _Role.ForegroundRole: _day_ink,
    _Role.BackgroundRole: _ground,
    _Role.FontRole: lambda _head, _day: theme.font("strong"),
}
_COUNT: dict[int, Callable[[MonthLine, Count], Any]] = {
    _Role.DisplayRole: _count_text,
    _Role.ForegroundRole: _count_ink,
    _Role.AccessibleTextRole: lambda line, count: f"{count.title}: {count.of(line)}",
    _Role.FontRole: lambda _line, _count: theme.font("strong"),
}
_HEAD: dict[int, Callable[[DayHead], Any]] = {
    _Role.DisplayRole: lambda head: f"{head.day.day}\n{_weekday(head)}",
    _Role.ToolTipRole: day_words,
    _Role.BackgroundRole: _ground,
    _Role.TextAlignmentRole: lambda _head: Qt.AlignmentFlag.AlignCenter,
}
