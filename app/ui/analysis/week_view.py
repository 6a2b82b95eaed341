"""The week: common problems by item, where they were, and what training they call for (QA-6)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.reading.quality.analysis import WeekReading
from app.rules.scorecards.proposed import Proposed
from app.rules.scorecards.week import ItemProblem
from app.text import _
from app.text.quality import (
    change_sentence,
    common_line,
    item_name,
    share_words,
    together,
    week_figures,
)
from app.text.words import listed
from app.ui.analysis.columns import item_columns, people_words
from app.ui.kit.controls import Card, EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dropping import open_drop
from app.ui.kit.period_bar import WeekBar
from app.ui.kit.scrolled import scrolled
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space
from app.ui.kit.trainings import proposal_columns
from app.ui.work.removal import clear

_SHOWN, _EMPTY = 0, 1


class WeekView(QWidget):
    """`reading`: what is shown; None before the first."""

    def __init__(self, desk: Desk, bar: WeekBar) -> None:
        super().__init__()
        self.desk, self.bar = desk, bar
        self.reading: WeekReading | None = None
        self.items: RowsTable[ItemProblem] = RowsTable(
            item_columns(), _("Items under their pass mark"), lambda one: one.item.item
        )
        self.about = QVBoxLayout()
        self.about.setSpacing(Space.S)
        self.proposals: RowsTable[Proposed] = RowsTable(
            proposal_columns(), _("Proposed trainings"), lambda one: one.id
        )
        self.propose = button(
            _("&Propose a training…"), self.open_propose, kind="primary", icon="plus"
        )
        self.drop = button(_("D&rop…"), self.open_drop, kind="danger", icon="minus")
        self.none = label(_("No training has been proposed for this week."), "soft", wrap=True)
        self._lay_out()
        self.items.picked.connect(lambda _one: self._tell())
        self.proposals.picked.connect(lambda _one: self._follow())

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.items)
        card = Card()
        card.body.addWidget(scrolled(self.about))
        both.addWidget(card)
        both.setSizes([620, 420])
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(label(_("Proposed trainings"), "strong"))
        foot.addStretch(1)
        foot.addWidget(self.drop)
        foot.addWidget(self.propose)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(both, 3)
        column.addLayout(foot)
        column.addWidget(self.none)
        column.addWidget(self.proposals, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(EmptyState(
            "chart", _("Nothing was inspected in this week"),
            _("As soon as contacts of the week are scored, the items under their pass mark stand "
              "here, with how often, on which shifts and in which teams."),
        ))  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, Space.M, 0, 0)
        whole.setSpacing(Space.M)
        whole.addWidget(self.bar)
        whole.addWidget(self._stack, 1)

    def show_week(self, reading: WeekReading) -> None:
        self.reading = reading
        week = reading.week
        own = [_("Of your own people alone, since so few others were inspected.")]
        self.bar.note.setText(together(*(own if reading.own_only else ()), week_figures(week)))
        self.items.set_rows(week.items)
        self.proposals.set_rows(reading.proposals)
        self.proposals.setVisible(bool(reading.proposals))
        self.none.setVisible(not reading.proposals)
        if reading.proposals and self.proposals.current() is None:
            self.proposals.selectRow(0)
        self.propose.setVisible(reading.may_propose)
        self.drop.setVisible(reading.may_settle and bool(reading.proposals))
        blank = not week.inspections and not reading.proposals
        self._stack.setCurrentIndex(_EMPTY if blank else _SHOWN)
        if week.items and self.items.current() is None:
            self.items.selectRow(0)
        self._tell()
        self._follow()

    # -- the item under the cursor -----------------------------------------------------------

    def _tell(self) -> None:
        clear(self.about)
        one = self.items.current()
        if one is None:
            told = _("No item was under its pass mark in this week.")
            self.about.addWidget(label(told, "soft", wrap=True))
        else:
            self.about.addWidget(label(item_name(one.item), "strong", wrap=True))
            for text in self._told(one):
                self.about.addWidget(label(text, wrap=True))
        self.about.addStretch(1)

    def _told(self, one: ItemProblem) -> Iterator[str]:
        yield common_line(one)
        yield _("Against before: {change}").format(change=change_sentence(one.change))
        names = self.reading.people.names if self.reading else {}
        for template, groups in (
            (_("By shift of the contact: {groups}."), one.shifts),
            (_("By team: {groups}."), one.teams),
        ):
            if groups:
                yield template.format(groups=listed([share_words(each) for each in groups]))
        if one.people:
            yield _("Who: {people}.").format(people=people_words(one.people, names))
        if one.often:
            yield _("Twice or more within these five weeks: {people}.").format(
                people=people_words(one.often, names)
            )

    # -- trainings ---------------------------------------------------------------------------

    def open_propose(self) -> None:
        """A training in the item under the cursor, for whom it was a problem often."""
        if self.reading is not None and self.reading.may_propose:
            from app.ui.analysis.proposing import ProposeDialog

            ProposeDialog(self, self.desk, self.reading, self.items.current()).open()

    def open_drop(self) -> None:
        """The proposed training under the cursor will not be held."""
        row = self.proposals.current()
        if row is not None and row.is_open:
            open_drop(self, self.desk, row)

    def _follow(self) -> None:
        row = self.proposals.current()
        self.drop.setEnabled(row is not None and row.is_open)
