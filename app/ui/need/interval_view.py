"""A week by interval: the chart, the table, and the interval under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.reading.planning.need import NeedLine, NeedReading
from app.text import _, say
from app.ui.kit import theme
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.period_bar import WeekBar
from app.ui.kit.scrolled import yielding
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space
from app.ui.need.columns import need_columns
from app.ui.need.interval_card import IntervalCard
from app.ui.need.series import NeedChartPlace
from app.ui.need.words import beyond_words, goal_words, judged_words

_SHOWN, _EMPTY, _BARE = 0, 1, 2
_LEAST = 160
_ENOUGH = 660
"""From this height on half of what is more is the chart's."""


class IntervalView(QWidget):
    """`reading`: what is shown; None before the first."""

    bring_asked = Signal()
    """A file of contacts is to be brought in."""

    def __init__(self, bar: WeekBar) -> None:
        super().__init__()
        self.bar = bar
        self.reading: NeedReading | None = None
        self.told = label("", "soft", wrap=True)
        self.chart = NeedChartPlace()
        self.lines: RowsTable[NeedLine] = RowsTable(
            need_columns(), _("Intervals"), lambda one: one.interval.at
        )
        self.card = IntervalCard()
        self.bring = button(_("Bring in contacts…"), self.bring_asked.emit, kind="primary",
                            icon="import")  # fmt: skip
        self.bare = label("", "soft", wrap=True)
        self._lay_out()
        self.lines.picked.connect(self._show_line)
        self.lines.opened.connect(lambda _line: self.card.take_keys())
        self.card.corrected.connect(lambda _contacts: self.lines.setFocus())

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.lines)
        both.addWidget(yielding(self.card))
        both.setSizes([800, 240])
        self.lines.horizontalHeader().setStretchLastSection(False)
        self.lines.viewport().installEventFilter(self)
        both.setStretchFactor(0, 1)
        # It takes the room that is left: what it would like to have is no reason to scroll.
        both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        both.setMinimumHeight(theme.scaled(_LEAST))
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.chart)
        column.addWidget(both, 1)
        empty = EmptyState(
            "chart", _("No contacts are here yet"),
            _("The telephone system exports how many contacts came in each quarter, half or whole "
              "hour, and how long they took. Bring such a file in, and what they need stands here: "
              "people by interval, by shift and by date."),
            self.bring,
        )  # fmt: skip
        bare = QWidget()
        around = QHBoxLayout(bare)
        around.addWidget(self.bare, 1, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        for page in (shown, empty, bare):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, Space.M, 0, 0)
        whole.setSpacing(Space.S)
        whole.addWidget(self.bar)
        whole.addWidget(self.told)
        whole.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chart.grow(max(0, event.size().height() - theme.scaled(_ENOUGH)) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.lines.viewport() and event.type() == QEvent.Type.Resize:
            self._widen()
        return super().eventFilter(watched, event)

    def _widen(self) -> None:
        """All columns share what a wide window has left: the last one alone would stand far from
        its neighbours."""
        widths = [theme.scaled(one.width) for one in self.lines.rows_model.columns]
        share = max(1.0, self.lines.viewport().width() / sum(widths))
        for section, width in enumerate(widths):
            self.lines.horizontalHeader().resizeSection(section, int(width * share))

    def show_need(self, reading: NeedReading) -> None:
        before = self.lines.current()
        self.reading = reading
        blank = reading.there is None
        self.bring.setVisible(reading.may_edit)
        self.bar.setVisible(not blank)
        self.bar.note.setText("" if blank else goal_words(reading.goal))
        self.told.setText(self._told(reading))
        self.told.setVisible(bool(self.told.text()))
        self.lines.set_rows(reading.lines)
        if blank or not reading.lines:
            self.bare.setText("" if reading.lacks else _("Nothing was counted in this week."))
            self._stack.setCurrentIndex(_EMPTY if blank else _BARE)
            return
        self._stack.setCurrentIndex(_SHOWN)
        self.chart.show_lines(reading.lines)
        if before is None or self.lines.current() is None:
            self._begin(reading)
        if (line := self.lines.current()) is not None:
            self._show_line(line)

    def _begin(self, reading: NeedReading) -> None:
        """The cursor begins at the interval that needs most."""
        busiest = max(reading.lines, key=lambda one: one.answer.agents)
        self.lines.choose(lambda one: one is busiest)
        top = RowsTable.ScrollHint.PositionAtTop
        self.lines.scrollTo(self.lines.currentIndex(), top)

    def _told(self, reading: NeedReading) -> str:
        beyond = [one.interval for one in reading.lines if one.beyond]
        told = [beyond_words(beyond)] if beyond else []
        if reading.lacks is not None:
            told.append(say(reading.lacks))
        elif reading.judged is not None:
            told.append(judged_words(reading.judged))
        return "\n".join(told)

    def _show_line(self, line: NeedLine) -> None:
        if self.reading is not None:
            self.card.show_line(line, self.reading)
            self.chart.mark(line)
