"""Fill a rotation over some days for a team, seen before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
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
from app.rules.rotations import Past, places, worked_rotation
from app.text import _, ngettext, say
from app.ui.kit import theme
from app.ui.kit.controls import button, label
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

_WRITTEN = {"": "–"}


def written(cycle: Iterable[str]) -> str:
    """A cycle as it is typed: "E E L L N N – –"."""
    return " ".join(_WRITTEN.get(code, code) for code in cycle)


def example(codes: Sequence[str]) -> str:
    """A rotation of the centre's own codes."""
    return written([*(code for code in codes[:3] for _twice in range(2)), "", ""])


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
    past_asked = Signal(str, object)
    """A team's scope and the first day: what did its people work until then?"""

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
        self.resize(self.sizeHint())
        self._lines = list(lines)
        self._codes = codes
        self._example = example(codes.all)
        self._past: Mapping[str, Past] = {}
        self._asked: tuple[str, date] | None = None
        self._typed = False
        self._remembered: Mapping[str, tuple[str, int]] = {}
        self.model = PatternModel(self)
        self._make_fields(span, scope)
        self._table = self._make_table(inks)
        self._problem = label("", tone=Tone.BAD, wrap=True)
        self._sum = label("", "soft")
        self._cancel = button(_("Cancel"), self.reject)
        self.fill_button = button(_("Fill"), self._fill, kind="primary")
        self.fill_button.setDefault(True)
        self._lay_out()
        self._show()

    def _make_fields(self, span: Span, scope: str) -> None:
        self.pattern = QLineEdit(self._example)
        self.pattern.setPlaceholderText(self._example)
        self.pattern.textEdited.connect(self._on_typed)
        self.going_on = QCheckBox(_("Each person goes on where the days before end"))
        self.going_on.setChecked(True)
        self.going_on.toggled.connect(self._show)
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
        self.team.currentIndexChanged.connect(self.ask_past)
        self.first.dateChanged.connect(self.ask_past)
        self.last.dateChanged.connect(self._show)
        self.step.valueChanged.connect(self._show)

    def unsaved(self) -> list[Unsaved]:
        """The pattern, once somebody has typed it."""
        typed = self.pattern.text()
        if not typed.strip() or not self._typed:
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
        heads.setMinimumSectionSize(table.fontMetrics().horizontalAdvance("00") + Space.XS)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
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
        begins = QHBoxLayout()
        begins.setSpacing(Space.L)
        begins.addWidget(self.step)
        begins.addWidget(self.going_on)
        begins.addStretch(1)
        name = QLabel(_("Each next person starts &further on by"))
        name.setBuddy(self.step)
        form.addRow(name, begins)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.pattern.setMinimumWidth(420)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.fill_button)
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
        known = {} if problems else places(cycle, self._past)
        self.going_on.setEnabled(bool(known))
        known = known if self.going_on.isChecked() else {}
        self.model.show(people, [] if problems else cycle, (first, last), self.step.value(), known)
        self._give_widths()
        self._sum.setText(self._counted(people, known))
        self.fill_button.setEnabled(not problems and first <= last and bool(people))

    def _give_widths(self) -> None:
        """A month is seen at once: the days share what name and place leave."""
        heads = self._table.horizontalHeader()
        for column, width in ((NAME, 120), (START, 90)):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self._table.setColumnWidth(column, width)

    def _counted(self, people: Sequence[Line], known: Mapping[str, int]) -> str:
        words = ngettext("{n} person", "{n} people", len(people)).format(n=len(people))
        own = sum(line.person.no in known for line in people)
        if not own:
            return words
        going = ngettext("{n} goes on at their own place", "{n} go on at their own places", own)
        return f"{words} · {going.format(n=own)}"

    def _on_typed(self) -> None:
        self._typed = True

    def remember(self, rotations: Mapping[str, tuple[str, int]]) -> None:
        """What was filled last into each team, by its scope, is there again."""
        self._remembered = rotations
        self.ask_past()

    def ask_past(self) -> None:
        """Of the team that is chosen, before the first day that is chosen."""
        self._asked, self._past = (self.team.currentData() or "", _date(self.first)), {}
        if not self._typed and self._remembered:
            last = [*self._remembered.values()][-1]
            pattern, step = self._remembered.get(self._asked[0], last)
            self.pattern.setText(pattern)
            self.step.setValue(step)
        self._show()
        self.past_asked.emit(*self._asked)

    def take_past(self, past: Mapping[str, Past], asked: tuple[str, date]) -> None:
        """What the team's people worked until the first day: the rotation that is in it, unless
        one was typed, and each one's place."""
        if asked != self._asked:
            return
        self._past = past
        cycle = worked_rotation(list(past.values()))
        own = self._typed or asked[0] in self._remembered
        if cycle and not own and not read_pattern(written(cycle), self._codes)[1]:
            self.pattern.setText(written(cycle))
        self._show()

    def _fill(self) -> None:
        self.accept()
        self.filled.emit(self.model.changes())

    def sizeHint(self) -> QSize:
        return QSize(1180, 720)


def _day_field(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    return made


def _date(field: QDateEdit) -> date:
    value = field.date()
    return date(value.year(), value.month(), value.day())
