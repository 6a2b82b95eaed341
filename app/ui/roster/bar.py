"""Above the grid: which days, which people, which layer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.queries.roster.rows import TeamBlock
from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.fields import DropDown
from app.ui.kit.tokens import Space
from app.ui.roster.lines import Narrowing, Sheet, team_name
from app.ui.roster.spans import Span, SpanKind
from app.ui.roster.words import span_words


class SpanBar(QWidget):
    """Back, today, forward; the days shown in words; month, two weeks or a week."""

    moved = Signal(int)
    """-1 or +1 spans."""
    today_asked = Signal()
    kind_chosen = Signal(object)
    """A SpanKind."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self._title = label("", "heading")
        back = button("", lambda: self.moved.emit(-1), kind="quiet", icon="left", name=_("Earlier"))
        on = button("", lambda: self.moved.emit(1), kind="quiet", icon="right", name=_("Later"))
        now = button(_("Today"), self.today_asked.emit)
        for widget in (back, now, on):
            row.addWidget(widget)
        row.addSpacing(Space.S)
        row.addWidget(self._title)
        row.addSpacing(Space.L)
        self._kinds = QButtonGroup(self)
        for kind, text in (
            (SpanKind.MONTH, _("Month")),
            (SpanKind.FORTNIGHT, _("2 weeks")),
            (SpanKind.WEEK, _("Week")),
        ):
            row.addWidget(self._kind_button(kind, text))
        row.addStretch(1)

    def _kind_button(self, kind: SpanKind, text: str) -> QPushButton:
        made = button(text, lambda: self.kind_chosen.emit(kind))
        made.setCheckable(True)
        made.setObjectName(f"span.{kind.value}")
        self._kinds.addButton(made)
        return made

    def show_span(self, span: Span) -> None:
        self._title.setText(span_words(span))
        for made in self._kinds.buttons():
            made.setChecked(made.objectName() == f"span.{span.kind.value}")


class LayerBar(QWidget):
    """The draft, or what is published."""

    chosen = Signal(bool)
    """True: the draft."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        group = QButtonGroup(self)
        self._draft = self._layer(_("Draft"), "layer.draft", draft=True)
        self._published = self._layer(_("Published"), "layer.published", draft=False)
        for made in (self._draft, self._published):
            group.addButton(made)
            row.addWidget(made)

    def explain(self, *, may_publish: bool) -> None:
        """Say below the pointer what each layer is."""
        holds = _("As published: what you change here holds at once")
        other = _("As published; changes are made in the draft")
        self._draft.setToolTip(_("Draft: nobody works by it until it is published"))
        self._published.setToolTip(holds if may_publish else other)

    def _layer(self, text: str, name: str, *, draft: bool) -> QPushButton:
        made = button(text, lambda: self.chosen.emit(draft))
        made.setCheckable(True)
        made.setObjectName(name)
        return made

    def show_layer(self, *, draft: bool) -> None:
        self._draft.setChecked(draft)
        self._published.setChecked(not draft)


class IconBar(QWidget):
    """Tools without words, close to each other: the line under the title keeps its room."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def add(self, made: QPushButton) -> None:
        self._row.addWidget(made)


class FilterBar(QWidget):
    """Team, job type and name: each change narrows the grid at once."""

    narrowed = Signal(object)
    """A Narrowing."""

    def __init__(self) -> None:
        super().__init__()
        self.teams = _choice(_("Team"))
        self.jobs = _choice(_("Job type"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name or number"))
        self.name.setAccessibleName(_("Name or number"))
        self.name.setClearButtonEnabled(True)
        self.name.setMinimumWidth(96)
        self.name.setMaximumWidth(200)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for widget in (self.teams, self.jobs, self.name):
            row.addWidget(widget)
        row.addStretch(1)
        self.teams.currentIndexChanged.connect(self._tell)
        self.jobs.currentIndexChanged.connect(self._tell)
        self.name.textChanged.connect(self._tell)

    def least_width(self) -> int:
        """What it takes with the choices in full and the field at its smallest."""
        choices = self.teams.sizeHint().width() + self.jobs.sizeHint().width()
        return choices + self.name.minimumWidth() + 2 * Space.S

    def offer(self, sheet: Sheet) -> None:
        """The teams and job types that there are; what was chosen stays chosen."""
        _fill(self.teams, _("All teams"), _team_items(sheet.rows.teams))
        jobs = [(job or _("no job type"), job) for job in sheet.job_types()]
        _fill(self.jobs, _("All jobs"), jobs)

    def narrowing(self) -> Narrowing:
        return Narrowing(self.teams.currentData() or "", self.jobs.currentData(), self.name.text())

    def clear(self) -> None:
        """Show everybody."""
        with QSignalBlocker(self.teams), QSignalBlocker(self.jobs), QSignalBlocker(self.name):
            self.teams.setCurrentIndex(0)
            self.jobs.setCurrentIndex(0)
            self.name.clear()
        self._tell()

    def _tell(self) -> None:
        self.narrowed.emit(self.narrowing())


class TopBar(QWidget):
    """Days at the left, people at the right; one below the other where the page is narrow."""

    def __init__(self, spans: SpanBar, people: FilterBar) -> None:
        super().__init__()
        self._spans, self._people = spans, people
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self._row.addWidget(spans, 1)
        self._row.addWidget(people)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Other days have a longer heading, other fonts wider words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        needed = self._spans.sizeHint().width() + self._people.least_width() + Space.S
        wide = self.width() >= needed
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        widest = max(self._spans.minimumSizeHint().width(), self._people.minimumSizeHint().width())
        return QSize(widest, super().minimumSizeHint().height())


def _choice(name: str) -> QComboBox:
    made = DropDown()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def _team_items(blocks: Iterable[TeamBlock]) -> list[tuple[str, str]]:
    """Teams by name; with their department where two of them share a name."""
    blocks = list(blocks)
    names = [team_name(block) for block in blocks]
    return [
        (
            f"{block.department} · {name}" if names.count(name) > 1 else name or _("Centre"),
            block.scope,
        )
        for block, name in zip(blocks, names, strict=True)
    ]


def _fill(box: QComboBox, everything: str, items: Iterable[tuple[str, str]]) -> None:
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        box.addItem(everything, None)
        for text, value in items:
            box.addItem(text, value)
        place = box.findData(chosen) if chosen is not None else 0
        box.setCurrentIndex(max(place, 0))
