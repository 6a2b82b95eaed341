"""The page's working area: filters at the top, groups at the left, chart and table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.rules.catalogue import RULES
from app.rules.vocabulary import Level
from app.text import _
from app.text.rulebook import rule_title
from app.ui.findings.chips import Chips
from app.ui.findings.filters import By, Filters, Group
from app.ui.findings.groups import GroupsList
from app.ui.findings.lines import FindingLine
from app.ui.kit import theme
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Space, Tone

if TYPE_CHECKING:
    from app.ui.findings.chart import MonthChart

_CALM = 150
"""Milliseconds without a key after which typed text counts."""


class FindingsSheet(QWidget):
    """Shows what it is told to, and tells what was chosen; it filters nothing itself."""

    text_changed = Signal(str)
    level_changed = Signal(object)
    group_picked = Signal(object)
    grouping_changed = Signal()
    month_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chips = Chips()
        self.table = RowsTable(_columns(), _("Findings"))
        self.table.horizontalHeader().setMinimumSectionSize(48)
        self._chart: MonthChart | None = None
        self._chart_place = QVBoxLayout()
        self._search = QLineEdit()
        self._groups = GroupsList()
        self._groups.picked.connect(self.group_picked)
        self._tabs = QTabBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._top())
        column.addWidget(self.chips)
        column.addWidget(self._halves(), 1)

    @property
    def by(self) -> By:
        """What the groups at the left are grouped by."""
        by: By = self._tabs.tabData(self._tabs.currentIndex())
        return by

    def show_filters(self, filters: Filters, chips: Sequence[tuple[str, str]]) -> None:
        """Put the controls where `filters` are, without telling so again."""
        self.chips.show_chips(chips)
        if self._search.text() != filters.text and not self._typing.isActive():
            self._search.setText(filters.text)
            self._typing.stop()
        self._level_buttons[filters.level].setChecked(True)

    def show_lines(self, lines: Sequence[FindingLine]) -> None:
        self.table.set_rows(lines)
        self._tables.setCurrentIndex(0 if lines else 1)

    def show_groups(self, groups: Sequence[Group], key: Any) -> None:
        self._groups.set_groups(groups, key)

    def show_chart(self, lines: Sequence[FindingLine], month: date | None) -> None:
        """Draw `lines` by month; the chart's library is imported when this is first called."""
        if self._chart is None:
            from app.ui.findings.chart import MonthChart

            self._chart = MonthChart()
            self._chart.month_picked.connect(self.month_picked)
            self._chart_place.addWidget(self._chart)
        self._chart.show_lines(lines, month)

    def ordered(self) -> list[FindingLine]:
        """What the table shows, in the order in which it is sorted."""
        proxy = self.table.proxy
        return [proxy.index(row, 0).data(ROW_ROLE) for row in range(proxy.rowCount())]

    def select(self, wanted: Callable[[FindingLine], bool]) -> None:
        """Put the cursor on the first line that is wanted."""
        for row, line in enumerate(self.ordered()):
            if wanted(line):
                self.table.setCurrentIndex(self.table.proxy.index(row, 0))
                centre = QAbstractItemView.ScrollHint.PositionAtCenter
                self.table.scrollTo(self.table.currentIndex(), centre)
                return

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _top(self) -> QHBoxLayout:
        self._search.setPlaceholderText(_("Search by name, number, rule or words"))
        self._search.setAccessibleName(_("Search the findings"))
        self._search.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_CALM)
        self._typing.timeout.connect(lambda: self.text_changed.emit(self._search.text()))
        self._search.textChanged.connect(lambda _text: self._typing.start())
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self._search, 1)
        self._level_buttons = {}
        choice = QButtonGroup(self)
        for level, text, icon in (
            (None, _("All levels"), ""),
            (Level.BREACH, _("Breaches"), "breach"),
            (Level.WARNING, _("Warnings"), "warning"),
        ):
            made = button(text, partial(self.level_changed.emit, level), icon=icon)
            made.setCheckable(True)
            choice.addButton(made)
            row.addWidget(made)
            self._level_buttons[level] = made
        self._level_buttons[None].setChecked(True)
        return row

    def _halves(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(self._right())
        split.setStretchFactor(1, 1)
        split.setSizes([theme.scaled(244), theme.scaled(836)])
        split.setChildrenCollapsible(False)
        return split

    def _left(self) -> QWidget:
        for by, text in (
            (By.RULE, _("Rule")),
            (By.TEAM, _("Team")),
            (By.PERSON, _("Person")),
            (By.MONTH, _("Month")),
        ):
            self._tabs.setTabData(self._tabs.addTab(text), by)
        self._tabs.setAccessibleName(_("Group by"))
        self._tabs.setExpanding(True)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.currentChanged.connect(lambda _index: self.grouping_changed.emit())
        left = QWidget()
        left.setMinimumWidth(max(theme.scaled(204), self._tabs.sizeHint().width() + Space.S))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._tabs)
        column.addWidget(self._groups, 1)
        return left

    def _right(self) -> QWidget:
        nothing = EmptyState(
            "filter", _("No finding matches"), _("Take a filter away to see more.")
        )
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(nothing)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(Space.S, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._chart_place)
        column.addWidget(self._tables, 1)
        return right


def _columns() -> list[Column[FindingLine]]:
    return [
        Column(
            _("Level"),
            lambda line: (not line.is_breach, line.order),
            lambda line: line.level,
            tone=lambda line: Tone.BAD if line.is_breach else Tone.WARN,
            icon=lambda line: "breach" if line.is_breach else "warning",
            width=98,
        ),
        Column(
            _("Rule"),
            lambda line: line.order,
            lambda line: line.rule,
            tip=lambda line: rule_title(RULES[line.rule]),
            width=86,
        ),
        Column(_("Date"), lambda line: line.day, lambda line: line.day.isoformat(), width=96),
        Column(
            _("Person"),
            lambda line: (line.name, line.person),
            lambda line: line.name or line.person,
            tip=lambda line: line.person,
            width=88,
        ),
        Column(
            _("Team"),
            lambda line: line.place,
            lambda line: line.team or line.department,
            tip=lambda line: " / ".join(part for part in line.place if part),
            width=94,
        ),
        Column(
            _("What was found"),
            lambda line: line.sentence,
            tip=lambda line: f"{line.subject}: {line.sentence}",
            width=160,
        ),
    ]
