"""Fill a rotation over some days for a team, seen before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDateEdit,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.rules.edits import Codes, read_pattern
from app.text import _, ngettext, say
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import DropDown
from app.ui.kit.indexes import Index
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.roster.lines import Line, team_name
from app.ui.roster.looks import CellLook, Ground
from app.ui.roster.paint import Inks, draw_cell
from app.ui.roster.pattern import DAYS, NAME, START, PatternModel
from app.ui.roster.spans import Span

_EXAMPLE = "E E L L N N – –"


class _PreviewDelegate(QStyledItemDelegate):
    """Days as the grid draws them, striped as the draft that they become."""

    def __init__(self, model: PatternModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._inks = inks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() < DAYS:
            super().paint(painter, option, index)
            return
        code = self._model.code(index.row(), index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        look = CellLook(Ground.PLAIN, code, draft=bool(code))
        draw_cell(painter, rect, look, self._inks, theme.font("body"))
        painter.restore()


class PatternDialog(Dialog):
    """Pattern, team, days and offsets above; below, what filling makes of each person's days."""

    filled = Signal(object)
    """The CellChanges."""

    def __init__(
        self,
        lines: Sequence[Line],
        codes: Codes,
        inks: Inks,
        span: Span,
        scope: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Fill a rotation"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 560)
        self._lines = list(lines)
        self._codes = codes
        self.model = PatternModel(self)
        self._make_fields(span, scope)
        self._table = self._make_table(inks)
        self._problem = label("", tone=Tone.BAD, wrap=True)
        self._sum = label("", "soft")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.fill_button = self._buttons.addButton(
            _("Fill"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.fill_button.setProperty("kind", "primary")
        self._buttons.accepted.connect(self._fill)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show()

    def _make_fields(self, span: Span, scope: str) -> None:
        self.pattern = QLineEdit(_EXAMPLE)
        self.pattern.setPlaceholderText(_EXAMPLE)
        self.team = DropDown()
        blocks = dict.fromkeys((line.block.scope, team_name(line.block)) for line in self._lines)
        for key, name in blocks:
            self.team.addItem(name or _("Centre"), key)
        self.team.setCurrentIndex(max(self.team.findData(scope), 0))
        self.first, self.last = _day_field(span.first), _day_field(span.last)
        self.step = QSpinBox()
        self.step.setRange(0, 60)
        self.step.setValue(1)
        self.pattern.textChanged.connect(self._show)
        self.team.currentIndexChanged.connect(self._show)
        self.first.dateChanged.connect(self._show)
        self.last.dateChanged.connect(self._show)
        self.step.valueChanged.connect(self._show)

    def unsaved(self) -> list[Unsaved]:
        """The pattern, once it is another than the example."""
        typed = self.pattern.text()
        if typed.strip() in ("", _EXAMPLE):
            return []
        return [Unsaved(place_of(self), _("&Pattern").replace("&", ""), typed)]

    def _make_table(self, inks: Inks) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(_PreviewDelegate(self.model, inks, table))
        table.setShowGrid(False)
        table.setProperty("dense", True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + Space.M)
        heads = table.horizontalHeader()
        heads.setMinimumSectionSize(8)
        heads.setDefaultSectionSize(table.fontMetrics().horizontalAdvance("MM") + Space.S)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setAccessibleName(_("Preview"))
        return table

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(Space.S)
        form.addRow(_("&Pattern"), self.pattern)
        form.addRow(_("&Team"), self.team)
        days = QHBoxLayout()
        for widget in (self.first, label("–"), self.last):
            days.addWidget(widget)
        days.addStretch(1)
        name = QLabel(_("&Days"))
        name.setBuddy(self.first)
        form.addRow(name, days)
        form.addRow(_("Each next person starts &further on by"), self.step)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.pattern.setMinimumWidth(420)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(self._table, 1)
        column.addLayout(foot)

    def _show(self) -> None:
        """Lay the pattern out, or say what is wrong with it."""
        cycle, problems = read_pattern(self.pattern.text(), self._codes)
        first, last = _date(self.first), _date(self.last)
        people = [line for line in self._lines if line.block.scope == self.team.currentData()]
        self._problem.setText(say(problems[0]) if problems else "")
        self._problem.setVisible(bool(problems))
        self.model.show(people, [] if problems else cycle, first, last, self.step.value())
        self._table.setColumnWidth(NAME, 120)
        self._table.setColumnWidth(START, 90)
        n = len(people)
        self._sum.setText(ngettext("{n} person", "{n} people", n).format(n=n))
        self.fill_button.setEnabled(not problems and first <= last and bool(people))

    def _fill(self) -> None:
        self.accept()
        self.filled.emit(self.model.changes())

    def sizeHint(self) -> QSize:
        return QSize(900, 560)


def _day_field(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    return made


def _date(field: QDateEdit) -> date:
    value = field.date()
    return date(value.year(), value.month(), value.day())
