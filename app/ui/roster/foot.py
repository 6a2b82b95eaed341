"""The frozen foot: who works each shift on each day, against what is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.queries.roster.rows import ShiftRow, ShiftTotal
from app.queries.roster.seats import at_work
from app.queries.roster.totals import demands_of, part_of
from app.rules.rostering.demand import Demand
from app.text import _, ngettext
from app.ui.kit.day_words import day_words
from app.ui.kit.indexes import Index
from app.ui.kit.tokens import Space
from app.ui.roster.model import RosterModel
from app.ui.roster.paint import Inks
from app.ui.roster.within import ShortTeam, ShortWithin
from app.ui.roster.words import shift_words

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Total:
    """One shift on one day. `demand` None: nothing is laid down. `of_jobs`: the people by job type,
    where somebody of one is needed."""

    count: int
    demand: Demand | None
    of_jobs: Mapping[str, int] = field(default_factory=dict)

    @property
    def needed(self) -> int | None:
        return None if self.demand is None else self.demand.least

    @property
    def short(self) -> int:
        return 0 if self.demand is None else self.demand.short(self.count, self.of_jobs)


class TotalsModel(QAbstractTableModel):
    """The totals of the people shown. What is needed is known for all of them together only:
    under a filter by job or name the counts stand alone."""

    def __init__(self, roster: RosterModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._codes: list[str] = []
        self._counts: dict[str, list[int]] = {}
        self._demands: dict[str, tuple[Demand | None, ...]] = {}
        self._of_jobs: dict[int, Counter[tuple[str, str]]] = {}
        self._calls: Counter[tuple[str, int]] = Counter()
        self._within: ShortWithin | None = None
        self.offers = False
        """Whether what is short may be offered from here."""
        roster.modelReset.connect(self._recount)
        roster.dataChanged.connect(self._count_again)

    def _recount(self) -> None:
        self.beginResetModel()
        sheet = self._roster.sheet
        totals = sheet.rows.totals if sheet else ()
        self._demands = self._demanded(totals)
        together = sheet is not None and not self._roster.narrowing
        self._within = ShortWithin(sheet) if sheet is not None and together else None
        self._counts = self._counted()
        self._calls = self._called()
        self._codes = [code for code in self._counts if self._says_something(code)]
        self.endResetModel()

    def _says_something(self, code: str) -> bool:
        """Whether a shift is worked or needed by the people shown; all others are left out."""
        return any(self._counts[code]) or any(
            demand and demand.least for demand in self._demands[code]
        )

    def _demanded(self, totals: Sequence[ShiftTotal]) -> dict[str, tuple[Demand | None, ...]]:
        """What those who are shown need, by shift and column."""
        sheet, narrowing, days = self._roster.sheet, self._roster.narrowing, self._roster.days
        if sheet is None or not narrowing.whole_teams:
            return {total.code: (None,) * len(days) for total in totals}
        if not narrowing.scope:
            return {total.code: total.demands for total in totals}
        parts = [part_of(each) for each in sheet.rows.teams if each.scope == narrowing.scope]
        asked = demands_of(sheet.rows.needs, [part for part in parts if part.team], days)
        return {total.code: tuple(day.get(total.code) for day in asked) for total in totals}

    def _called(self) -> Counter[tuple[str, int]]:
        """How many are looked for, by shift and column, in the teams that are shown."""
        sheet, scope = self._roster.sheet, self._roster.narrowing.scope
        found: Counter[tuple[str, int]] = Counter()
        for one in sheet.rows.calls if sheet else ():
            if scope in ("", None, one.scope):
                found[one.code, one.column] += one.left
        return found

    def called(self, row: int, column: int) -> int:
        """How many people an open offer looks for."""
        return self._calls[self._codes[row], column]

    def _counted(self) -> dict[str, list[int]]:
        days = range(len(self._roster.days))
        tallies = [self._tally(column) for column in days]
        self._of_jobs = {column: self._tally_of_jobs(column) for column in days}
        return {code: [tally[code] for tally in tallies] for code in self._demands}

    def _tally(self, column: int) -> Counter[str]:
        """Who works what in one column."""
        cells = (line.cells[column] for line in self._roster.everybody())
        tally = Counter(cell.code for cell in cells if at_work(cell))
        narrowing, sheet = self._roster.narrowing, self._roster.sheet
        if sheet is not None and narrowing.scope and narrowing.whole_teams:
            tally.update(sheet.lent(narrowing.scope, column))
        return tally

    def _tally_of_jobs(self, column: int) -> Counter[tuple[str, str]]:
        """Who works what in one column, by job type and shift, where some job type is needed."""
        asked = (demands[column] for demands in self._demands.values())
        if not any(demand and demand.of_jobs for demand in asked):
            return Counter()
        lines = self._roster.everybody()
        return Counter(
            (line.person.job_type, line.cells[column].code)
            for line in lines
            if at_work(line.cells[column])
        )

    def _count_again(self, first: QModelIndex, last: QModelIndex) -> None:
        """Count the changed columns anew; a shift that nobody worked so far gets its line."""
        columns = range(first.column(), last.column() + 1)
        for column in columns:
            tally = self._tally(column)
            if any(tally[code] for code in self._demands.keys() - set(self._codes)):
                self._recount()
                return
            self._of_jobs[column] = self._tally_of_jobs(column)
            if self._within is not None:
                self._within.forget(column)
            for code in self._codes:
                self._counts[code][column] = tally[code]
        if self._codes:
            foot = len(self._codes) - 1
            self.dataChanged.emit(self.index(0, columns[0]), self.index(foot, columns[-1]))

    def short_within(self, row: int, column: int) -> list[ShortTeam]:
        """The teams that are short by themselves, where all are shown together."""
        return self._within.of(self._codes[row], column) if self._within else []

    def total(self, row: int, column: int) -> Total:
        code = self._codes[row]
        demand = self._demands[code][column]
        of_jobs = self._of_jobs[column]
        jobs = {job: of_jobs[job, code] for job in demand.of_jobs} if demand else {}
        return Total(self._counts[code][column], demand, jobs)

    def longest(self) -> str:
        """The widest of all totals with what is needed, two digits each at least."""
        most = max(map(max, filter(None, self._counts.values())), default=0)
        needs = (one.least for demands in self._demands.values() for one in demands if one)
        widest = max(max(needs, default=0), 10)
        return beside(Total(max(most, 10), Demand(widest, widest)))

    def shift(self, row: int) -> ShiftRow | None:
        return self._roster.shifts.get(self._codes[row])

    def code(self, row: int) -> str:
        return self._codes[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._codes)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._roster.days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        total = self.total(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(total.count)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), index.column(), total)
        return None

    def _words(self, row: int, column: int, total: Total) -> str:
        lines = [day_words(self._roster.days[column]), f"{self._codes[row]}: {total_words(total)}"]
        lines += demand_words(total)
        lines += [
            _("{team}: {n} of {needed} at work").format(
                team=one.name, n=one.have, needed=one.needed
            )
            for one in self.short_within(row, column)
        ]
        if n := self.called(row, column):
            lines.append(
                ngettext("{n} place is on offer", "{n} places are on offer", n).format(n=n)
            )
        if total.short and self.offers:
            lines.append(_("Press it to offer the shift to all who may take it."))
        return "\n".join(lines)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical and 0 <= section < len(self._codes):
            shift = self.shift(section)
            if role == Qt.ItemDataRole.DisplayRole and shift:
                return f"{shift.code}  {shift.name}"
            if role == Qt.ItemDataRole.ToolTipRole and shift:
                return shift_words(shift)
        return None


def total_words(total: Total) -> str:
    """A total in words: "12 of 14 at work, 2 missing"."""
    if total.needed is None:
        return _("{n} at work").format(n=total.count)
    if total.short:
        return _("{n} of {needed} at work, {short} missing").format(
            n=total.count, needed=total.needed, short=total.short
        )
    return _("{n} of {needed} at work").format(n=total.count, needed=total.needed)


def demand_words(total: Total) -> list[str]:
    """What more is asked of a shift: people of job types, how many are wanted, and the most."""
    demand = total.demand
    if demand is None:
        return []
    lines = [
        _("{job}: {n} of {needed} at work").format(job=job, n=total.of_jobs[job], needed=least)
        for job, least in demand.of_jobs.items()
    ]
    if demand.want > demand.least:
        lines.append(_("{n} are wanted").format(n=demand.want))
    if demand.most is not None:
        lines.append(_("at most {n}").format(n=demand.most))
    return lines


def beside(total: Total) -> str:
    """Who is there, and who is needed, on one line."""
    return f"{total.count} / {total.needed}"


class TotalsDelegate(QStyledItemDelegate):
    """Draws a total; one that is short has a ground of its own and says by how many."""

    def __init__(
        self, model: TotalsModel, roster: RosterModel, inks: Inks, font: QFont, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._roster = roster
        self.inks = inks
        self._font = font
        self._small = QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * 0.8)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self.wide = True
        """What is needed stands beside each total; else below it."""

    def fit(self, widths: Sequence[int]) -> None:
        """All days alike: beside each other where the narrowest column has room for the longest,
        else below each other."""
        room = QFontMetrics(self._bold).horizontalAdvance(self._model.longest()) + Space.S
        self.wide = min(widths, default=0) >= room

    def height(self) -> int:
        """Of a row: two lines fit into it."""
        below = QFontMetrics(self._small).height()
        return QFontMetrics(self._bold).height() + below + Space.XS - 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        column = index.column()
        total = self._model.total(index.row(), column)
        painter.fillRect(rect, self.inks.heads[self._roster.grounds[column]])
        painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), self.inks.line)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self.inks.line)
        if total.short:
            painter.fillRect(rect.adjusted(0, 1, -1, -1), self.inks.short)
        self._write(painter, rect.adjusted(0, 0, -1, 0), total)
        if not total.short and self._model.short_within(index.row(), column):
            self._underline(painter, rect)
        if self._model.called(index.row(), column):
            self._mark(painter, rect)

    def _underline(self, painter: QPainter, rect: QRectF) -> None:
        """All together are enough, but a team among them is short."""
        line = QRectF(rect.left() + 3, rect.bottom() - 3, rect.width() - 7, 2)
        painter.fillRect(line, self.inks.open)

    def _mark(self, painter: QPainter, rect: QRectF) -> None:
        """A corner in the accent: people are being looked for."""
        right, top, size = rect.right() - 1, rect.top(), rect.height() * 0.3
        corner = QPolygonF([QPointF(right - size, top), QPointF(right, top),
                            QPointF(right, top + size)])  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.inks.accent)
        painter.drawPolygon(corner)

    def _write(self, painter: QPainter, rect: QRectF, total: Total) -> None:
        colour = self.inks.open if total.short else self.inks.text
        if not total.count and not total.short:
            colour = self.inks.muted
        painter.setPen(colour)
        painter.setFont(self._bold if total.short else self._font)
        if total.needed is None:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(total.count or "·"))
        elif self.wide:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, beside(total))
        else:
            self._above_each_other(painter, rect, total)

    def _above_each_other(self, painter: QPainter, rect: QRectF, total: Total) -> None:
        half = rect.height() * 0.54
        upper = QRectF(rect.left(), rect.top() + 1, rect.width(), half)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(total.count))
        painter.setFont(self._small)
        painter.setPen(self.inks.open if total.short else self.inks.soft)
        lower = QRectF(rect.left(), rect.top() + half, rect.width(), rect.height() - half)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, f"/{total.needed}")
