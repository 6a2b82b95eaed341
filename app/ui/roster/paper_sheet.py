"""One sheet of a team's roster, drawn in black and grey alone: what is told is told by shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.queries.roster.rows import DayHead, PersonLine, RosterCell, RosterMonthRows, TeamBlock
from app.rules.vocabulary import DayKind
from app.text import _, dates
from app.ui.roster.lines import team_name
from app.ui.roster.paper_geometry import Geometry
from app.ui.roster.words import mark_of, shift_words

_INK, _SOFT, _LINE = QColor("#000000"), QColor("#444444"), QColor("#8a8a8a")
_REST, _HOLIDAY, _OUTSIDE = QColor("#ececec"), QColor("#d6d6d6"), QColor("#c4c4c4")
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet: some people of a team. `last`: the daily totals stand below them."""

    rows: RosterMonthRows
    block: TeamBlock
    lines: Sequence[PersonLine]
    geometry: Geometry
    centre: str
    imprint: str
    sheet: str
    last: bool


def draw_part(painter: QPainter, part: Part) -> None:
    """Draw one sheet; the painter's unit is a tenth of a millimetre."""
    sheet = _Sheet(painter, part)
    for draw in (sheet.title, sheet.head, sheet.people, sheet.totals, sheet.foot):
        draw()


class _Sheet:
    def __init__(self, painter: QPainter, part: Part) -> None:
        self.painter, self.at, self.part = painter, part.geometry, part

    # -- parts of the sheet ------------------------------------------------------------------

    def title(self) -> None:
        part, at = self.part, self.at
        month = dates.month(part.rows.first)
        team = team_name(part.block) or _("Centre")
        words = _("{team} · Roster {month}").format(team=team, month=month)
        self._text(QRectF(0, 0, at.width * 0.7, 90 * at.scale), words, 62, _LEFT, bold=True)
        place = " · ".join(word for word in (part.centre, part.block.department) if word)
        below = QRectF(0, 88 * at.scale, at.width * 0.6, 44 * at.scale)
        self._text(below, place, 30, _LEFT, _SOFT)
        state = QRectF(at.width * 0.5, 0, at.width * 0.5, 90 * at.scale)
        self._text(state, self._state(), 34, _RIGHT, bold=part.rows.draft)
        count = QRectF(at.width * 0.6, 88 * at.scale, at.width * 0.4, 44 * at.scale)
        self._text(count, part.sheet, 30, _RIGHT, _SOFT)

    def _state(self) -> str:
        made = self.part.block.months[0]
        if self.part.rows.draft:
            return _("DRAFT: not in force")
        if made.published_at is None:
            return _("Not published")
        return _("Version {n}, published {moment}").format(
            n=made.version, moment=dates.moment(made.published_at)
        )

    def head(self) -> None:
        at = self.at
        top = at.title
        self._box(QRectF(0, top, at.names, at.head), None)
        self._text(QRectF(12, top, at.names - 24, at.head), _("Name"), 30, _LEFT, bold=True)
        for column, day in enumerate(self.part.rows.days):
            area = QRectF(at.names + column * at.day, top, at.day, at.head)
            self._box(area, _ground(day))
            third = at.head / 3
            for line, (text, size) in enumerate(
                ((str(day.day.day), 34), (dates.narrow_weekday(day.day), 28), (mark_of(day), 24))
            ):
                part = QRectF(area.left(), top + line * third, at.day, third)
                self._text(part, text, size, _CENTRE, bold=line == 0)
        for column, title in enumerate((*at.codes, _("Sum"))):
            area = QRectF(at.counts_left + column * at.count, top, at.count, at.head)
            self._box(area, None)
            self._text(area, title, 30, _CENTRE, bold=True)

    def people(self) -> None:
        for row, line in enumerate(self.part.lines):
            self._name(row, line)
            for column, cell in enumerate(line.cells):
                self._cell(self.at.cell(row, column), cell, self.part.rows.days[column])
            counts = [sum(_works(cell, code) for cell in line.cells) for code in self.at.codes]
            for column, count in enumerate((*counts, sum(counts))):
                area = self.at.sum_cell(row, column)
                self._box(area, None)
                self._text(area, str(count or ""), self.at.text_height * 0.85, _CENTRE)

    def totals(self) -> None:
        """Below the last people: how many of the whole team work each shift, day by day."""
        if not self.part.last:
            return
        at, first = self.at, len(self.part.lines)
        for offset, code in enumerate(at.codes):
            row = first + offset
            name = QRectF(0, at.row_top(row), at.names, at.row)
            self._box(name, _REST)
            self._text(name.adjusted(12, 0, -12, 0), _("At work on {code}").format(code=code),
                       at.text_height * 0.8, _LEFT)  # fmt: skip
            whole = 0
            for column, day in enumerate(self.part.rows.days):
                lines = self.part.block.lines
                count = sum(_works(line.cells[column], code) for line in lines)
                whole += count
                area = at.cell(row, column)
                self._box(area, _ground(day))
                self._text(area, str(count), at.text_height * 0.85, _CENTRE)
            area = at.sum_cell(row, 0)
            area.setWidth(at.count * (len(at.codes) + 1))
            self._box(area, _REST)
            self._text(area, str(whole), at.text_height * 0.85, _CENTRE, bold=True)

    def foot(self) -> None:
        at = self.at
        top = at.height - at.foot + 14 * at.scale
        shifts = [s for s in self.part.rows.shifts if s.code in at.codes]
        words = [shift_words(shift) for shift in shifts]
        words += [_("⇄ swapped"), _("(code) on leave, the shift is open")]
        legend = "   ".join(words)
        self._text(QRectF(0, top, at.width, 44 * at.scale), legend, 28, _LEFT)
        below = QRectF(0, top + 48 * at.scale, at.width, 40 * at.scale)
        self._text(below, self.part.imprint, 24, _LEFT, _SOFT)

    # -- cells -------------------------------------------------------------------------------

    def _name(self, row: int, line: PersonLine) -> None:
        at = self.at
        area = QRectF(0, at.row_top(row), at.names, at.row)
        self._box(area, None)
        inner = area.adjusted(12, 0, -12, 0)
        self._text(inner, line.name, at.text_height, _LEFT, bold=True)
        self._text(inner, line.no, at.text_height * 0.8, _RIGHT, _SOFT)

    def _cell(self, area: QRectF, cell: RosterCell, day: DayHead) -> None:
        self._box(area, _OUTSIDE if cell.outside else _ground(day))
        if cell.outside and not cell.uncovered:
            return
        text = f"({cell.code})" if cell.uncovered else cell.code
        self._text(area, text, self.at.text_height, _CENTRE, bold=not cell.uncovered)
        if cell.uncovered:
            self._strike(area)
        if cell.swap is not None:
            corner = QRectF(area.center().x(), area.top(), area.width() / 2 - 2, area.height() / 2)
            self._text(corner, "⇄", self.at.text_height * 0.55,
                       Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)  # fmt: skip

    def _strike(self, area: QRectF) -> None:
        self.painter.setPen(QPen(_SOFT, 2 * self.at.scale))
        self.painter.drawLine(QLineF(area.bottomLeft(), area.topRight()))

    def _box(self, area: QRectF, ground: QColor | None) -> None:
        self.painter.setPen(QPen(_LINE, 2 * self.at.scale))
        self.painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
        self.painter.drawRect(area)

    def _text(
        self,
        area: QRectF,
        text: str,
        tenths: float,
        flags: Qt.AlignmentFlag,
        ink: QColor = _INK,
        *,
        bold: bool = False,
    ) -> None:
        """Text in one line, smaller where it would not fit."""
        if not text:
            return
        for size in _shrinking(tenths):
            self.painter.setFont(self.at.font(size, bold=bold))
            if self.painter.fontMetrics().horizontalAdvance(text) <= area.width():
                break
        self.painter.setPen(ink)
        self.painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, text)


def _shrinking(tenths: float) -> Sequence[float]:
    return [tenths * share for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)]


def _ground(day: DayHead) -> QColor | None:
    if day.kind is DayKind.HOLIDAY:
        return _HOLIDAY
    return _REST if day.rest else None


def _works(cell: RosterCell, code: str) -> bool:
    return cell.code == code and not cell.uncovered and not cell.outside
