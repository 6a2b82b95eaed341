"""One inspection in full: what is to be done, the total, item by item, the appeal's course."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.reading.quality.inspections import InspectionSheet, RevisionTotal
from app.rules.links import recording_link
from app.rules.scorecards.course import InspectionState
from app.rules.scorecards.own_past import OwnPast
from app.rules.scorecards.scoring import CountedItem
from app.text import _
from app.ui.inspections.words import (
    contact_words,
    department_words,
    own_words,
    points_in_words,
    said_by,
    scored_words,
    shown_score,
    state_tone,
    state_words,
    task_words,
    unchanged_words,
    verdict_words,
)
from app.ui.kit.controls import Card, button, label, pill, rule_line, symbol
from app.ui.kit.inspection_words import counted_how, item_title, score_words
from app.ui.kit.scrolled import ScrolledColumn
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import remove

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class InspectionView(QWidget):
    """Shows a sheet; what can be done with it is asked for by its signals."""

    acknowledge_asked = Signal()
    appeal_asked = Signal()
    answer_asked = Signal()
    decide_asked = Signal()
    recording_asked = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.sheet: InspectionSheet | None = None
        self.past: OwnPast | None = None
        self.buttons: list[QPushButton] = []
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place.setAccessibleName(_("The inspection"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._place)

    def show_sheet(self, sheet: InspectionSheet, past: OwnPast | None = None) -> None:
        """Show it; `past` is what one's own is seen against, once it is counted."""
        same = self.sheet is not None and self.sheet.no == sheet.no
        at = self._place.verticalScrollBar().value() if same else 0
        self.sheet, self.past = sheet, past
        old = self._place.takeWidget()
        if old is not None:
            remove(old)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        for part in self._parts(sheet):
            column.addWidget(part)
        column.addStretch()
        self._place.setWidget(ScrolledColumn(column))
        self._place.verticalScrollBar().setValue(at)

    def _parts(self, sheet: InspectionSheet) -> Iterator[QWidget]:
        yield self._head(sheet)
        self.buttons = list(self._deeds(sheet))
        words = list(task_words(sheet, self._today))
        if words or self.buttons:
            yield _task(words, self.buttons)
        yield _total(sheet, self.past)
        if sheet.course:
            yield self._course(sheet)
        yield self._items(sheet)
        if sheet.evaluation.comment:
            whole = Card(_("On the whole"))
            whole.body.addWidget(label(sheet.evaluation.comment, wrap=True))
            yield whole

    def _head(self, sheet: InspectionSheet) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"{sheet.head.agent} · {sheet.head.fact.agent}", "heading"))
        for text in (contact_words(sheet), scored_words(sheet)):
            words.addWidget(label(text, "soft", wrap=True))
        row.addLayout(words, 1)
        state = sheet.offers.state
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(pill(state_words(state), state_tone(state)), 0, top)
        if sheet.link:
            row.addWidget(self._listen(sheet.link), 0, top)
        return made

    def _listen(self, link: str) -> QPushButton:
        made = button(_("Recording"), lambda: self.recording_asked.emit(link), icon="open")
        made.setShortcut("Ctrl+R")
        can = recording_link(link) is not None
        made.setEnabled(can)
        shown = (
            _("Ctrl+R: opens {link}") if can else _("Not opened, since it is no plain link: {link}")
        )
        made.setToolTip(shown.format(link=link))
        return made

    def _deeds(self, sheet: InspectionSheet) -> Iterator[QPushButton]:
        offers = sheet.offers
        if offers.acknowledge:
            made = button(
                _("Ac&knowledge"), self.acknowledge_asked.emit, kind="primary", icon="check"
            )
            made.setToolTip(_("Ctrl+Enter"))
            yield made
        if offers.appeal:
            yield button(_("A&ppeal…"), self.appeal_asked.emit, icon="decision")
        if offers.answer:
            yield button(_("An&swer…"), self.answer_asked.emit, kind="primary", icon="edit")
        if offers.decide:
            yield button(_("&Decide…"), self.decide_asked.emit, kind="primary", icon="decision")

    def _items(self, sheet: InspectionSheet) -> QWidget:
        made = Card(_("Item by item"))
        made.body.addLayout(ItemsGrid(sheet, self.past).grid)
        return made

    def _course(self, sheet: InspectionSheet) -> QWidget:
        made = Card(_("The appeal"))
        for one in sheet.course:
            made.body.addWidget(label(said_by(one, self._today), "strong", wrap=True))
            if one.text:
                made.body.addWidget(label(_("“{text}”").format(text=one.text), wrap=True))
            if one is sheet.course[0]:
                for words in points_in_words(sheet):
                    made.body.addWidget(label(words, wrap=True))
        if sheet.offers.state is InspectionState.UPHELD and unchanged_words(sheet):
            made.body.addWidget(label(unchanged_words(sheet), "soft", wrap=True))
        return made


class ItemsGrid:
    """The items under their groups. Two revisions stand side by side, changed items marked; one's
    own past and the department's mean beside them."""

    def __init__(self, sheet: InspectionSheet, past: OwnPast | None) -> None:
        self.sheet, self.past = sheet, past
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(Space.L)
        self.grid.setVerticalSpacing(Space.XS)
        self.grid.setColumnStretch(0, 1)
        self._row = 0
        self._shown = _shown(sheet.revisions)
        self._columns = tuple(self._make_columns())
        self._write_heads()
        rows = list(enumerate(sheet.valid.total.rows))
        headings = sheet.evaluation.headings
        for heading, some in groupby(rows, key=lambda each: headings[each[0]]):
            if heading:
                made = label(heading, "strong", wrap=True)
                made.setContentsMargins(0, Space.M, 0, 0)
                self._wide(made)
            for at, row in some:
                self._write(at, row)

    def _make_columns(self) -> Iterator[tuple[str, Callable[[int, CountedItem], str]]]:
        """Heading, and what stands under it for the item at a place."""
        yield _("Share"), lambda _at, row: _share(row)
        yield _("Pass mark"), lambda _at, row: score_words(row.pass_mark)
        several = len(self._shown) > 1
        for one in self._shown:
            title = _("Revision {n}").format(n=one.revision) if several else _("Score given")
            yield title, _score_in(one)
        if self.past is not None:
            own, theirs = self.past.own_items, self.past.department
            yield _("My mean"), lambda _at, row: _mean(own.get(row.item.item))
            if theirs is not None:
                items = theirs.items
                yield _("Department"), lambda _at, row: _mean(items.get(row.item.item))

    def _write_heads(self) -> None:
        self.grid.addWidget(label(_("Scored item"), "caption"), 0, 0)
        for place, (title, _value) in enumerate(self._columns, start=1):
            self.grid.addWidget(label(title, "caption"), 0, place, _RIGHT)
        self._row = 1

    def _wide(self, widget: QWidget) -> None:
        self.grid.addWidget(widget, self._row, 0, 1, len(self._columns) + 1)
        self._row += 1

    def _write(self, at: int, row: CountedItem) -> None:
        self._wide(rule_line())
        title = item_title(row.item)
        words, tone = verdict_words(row)
        name = label(title)
        values = [f"{head} {value(at, row)}" for head, value in self._columns]
        name.setAccessibleDescription(", ".join([*values, *([words] if words else [])]))
        self.grid.addLayout(self._title(name, row, at), self._row, 0)
        for place, (_head, value) in enumerate(self._columns, start=1):
            role = "strong" if place == 2 + len(self._shown) else "body"
            self.grid.addWidget(label(value(at, row), role), self._row, place, _RIGHT)
        self._row += 1
        if words:
            self._wide(_marked(words, tone))
        if row.given.comment:
            self._wide(label(row.given.comment, "soft", wrap=True))
        why = self.sheet.points.get(row.item.item)
        if why:
            told = _("Appealed: “{text}”").format(text=why)
            self._wide(label(told, wrap=True))

    def _title(self, name: QWidget, row: CountedItem, at: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(name)
        if row.item.critical:
            line.addWidget(pill(_("Critical"), Tone.WARN))
        if _is_changed(self._shown, at):
            line.addWidget(pill(_("Score changed"), Tone.INFO))
        line.addStretch(1)
        return line


def _shown(revisions: Sequence[RevisionTotal]) -> tuple[RevisionTotal, ...]:
    """The first, and the one that counts where it is another."""
    valid = next(one for one in revisions if one.valid)
    first = revisions[0]
    return (first, valid) if first is not valid else (valid,)


def _score_in(one: RevisionTotal) -> Callable[[int, CountedItem], str]:
    return lambda at, _row: shown_score(one.total.rows[at])


def _is_changed(shown: Sequence[RevisionTotal], at: int) -> bool:
    given = {(one.total.rows[at].given.score, one.total.rows[at].given.na) for one in shown}
    return len(given) > 1


def _share(row: CountedItem) -> str:
    if row.given.na:
        return _("N/A")
    return score_words(round(row.of_card if row.share is None else row.share, 1))


def _mean(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _marked(words: str, tone: Tone) -> QWidget:
    """A word with its symbol: never colour alone."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.XS)
    row.addWidget(symbol(tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, "strong", tone, wrap=True), 1)
    return made


def _task(words: Sequence[str], buttons: Sequence[QPushButton]) -> QWidget:
    made = Card()
    for text in words:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(label(text, wrap=True), 1)
        made.body.addLayout(row)
    if buttons:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        made.body.addLayout(row)
    return made


def _total(sheet: InspectionSheet, past: OwnPast | None) -> QWidget:
    """The figure and how it is counted; where there are two revisions, from what to what."""
    made = Card()
    row = QHBoxLayout()
    row.setSpacing(Space.XL)
    figures = QVBoxLayout()
    figures.setSpacing(0)
    figures.addWidget(label(_("Total"), "caption"))
    worth = sheet.valid.total.worth
    figures.addWidget(label("–" if worth is None else f"{worth.total:.1f}", "display"))
    if worth is not None and worth.failed:
        figures.addWidget(_marked(_("Failed"), Tone.BAD))
    shown = _shown(sheet.revisions)
    if len(shown) > 1:
        before = shown[0].total.worth
        words = _("before the appeal {total}")
        total = "–" if before is None else f"{before.total:.1f}"
        figures.addWidget(label(words.format(total=total), "caption"))
    figures.addStretch(1)
    row.addLayout(figures)
    said = QVBoxLayout()
    said.setSpacing(Space.XS)
    for text in counted_how(sheet.valid.total, fatal=sheet.head.fact.critical):
        said.addWidget(label(text, "soft", wrap=True))
    if past is not None:
        for text in (own_words(past), department_words(past)):
            said.addWidget(label(text, wrap=True))
    said.addStretch(1)
    row.addLayout(said, 1)
    made.body.addLayout(row)
    return made
