"""Try it out: requests side by side, and what would be found and who would work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.queries.findings import FindingRow
from app.reading.what_if.tries import Outlook, Try, try_out
from app.text import _
from app.ui.inbox.cover import CoverCard
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label, rule_line
from app.ui.kit.scrolled import scrolled
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import VerdictPanel
from app.ui.leave.words import own_names
from app.ui.roster.inks import shift_inks
from app.ui.shell.desk import Desk
from app.ui.what_if.hint import hint
from app.ui.what_if.loading import Offers
from app.ui.what_if.try_form import TryForm
from app.ui.what_if.words import (
    finding_rows,
    outlook_words,
    shifted_words,
    try_title,
    try_words,
)
from app.ui.work.removal import clear

_LEFT = 430


class TrySheet(QWidget):
    """At the left what is tried, at the right what it comes to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.tries: list[Try] = []
        self._offers: Offers | None = None
        self.form = TryForm(desk.ctx.today())
        self.form.added.connect(self._on_added)
        self.list = QVBoxLayout()
        self.list.setSpacing(Space.S)
        self.right = QVBoxLayout()
        self.right.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, 0)
        row.setSpacing(Space.L)
        left = self._left()
        left.setFixedWidth(_LEFT)
        row.addWidget(left)
        row.addLayout(self.right, 1)
        self._show_list()
        self._show(self._nothing())

    def offer(self, offers: Offers) -> None:
        """What there is to choose from, read anew; what is tried is judged anew."""
        self._offers = offers
        self.form.offer(offers)
        self._judge()

    def _left(self) -> QScrollArea:
        card = Card(_("What to try"))
        card.body.addWidget(self.form)
        card.body.addWidget(
            label(
                _(
                    "Everybody who would have to agree or to approve is taken to have said yes."
                    " Requests that still wait for a decision are left out."
                ),
                "soft",
                wrap=True,
            )
        )
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(card)
        column.addLayout(self.list)
        column.addStretch(1)
        return scrolled(column)

    # -- what is tried -----------------------------------------------------------------------

    def _on_added(self, one: Try) -> None:
        self.tries.append(one)
        self._judge()

    def _on_removed(self, place: int) -> None:
        del self.tries[place]
        self._judge()

    def _on_cleared(self) -> None:
        self.tries.clear()
        self._judge()

    def _judge(self) -> None:
        self._show_list()
        if not self.tries:
            self._show(self._nothing())
            return
        tries = tuple(self.tries)
        self.desk.tasks.query(lambda ctx: try_out(ctx, tries), self._on_judged)

    def _on_judged(self, outlook: Outlook) -> None:
        if self.tries:
            self._show(self._outlook(outlook))

    def _show_list(self) -> None:
        clear(self.list)
        if not self.tries or self._offers is None:
            return
        card = Card(_("Tried together"))
        for place, one in enumerate(self.tries):
            if place:
                card.body.addWidget(rule_line())
            card.body.addLayout(self._line(place, one, self._offers))
        remove_all = button(_("Remove all"), self._on_cleared, kind="quiet")
        card.body.addWidget(remove_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.addWidget(card)

    def _line(self, place: int, one: Try, offers: Offers) -> QHBoxLayout:
        names = {row.id: row.name for row in (*offers.staff, *offers.partners)}
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(try_title(one, place), "strong"))
        said = try_words(one, names, own_names(offers.kinds), offers.today)
        words.addWidget(label(said, "soft", wrap=True))
        name = _("Remove try {n}").format(n=place + 1)
        remove = button("", partial(self._on_removed, place), kind="quiet", icon="close", name=name)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addLayout(words, 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    # -- what it comes to --------------------------------------------------------------------

    def _show(self, widget: QWidget) -> None:
        clear(self.right)
        self.right.addWidget(widget, 1)
        widget.show()  # at once, not with the next event: nothing flickers

    def _nothing(self) -> QScrollArea:
        return hint(
            "what-if",
            _("Nothing is tried yet"),
            _(
                "Put a swap, a leave or a sick call together at the left, and see what the rules"
                " would say and who would work."
            ),
        )

    def _outlook(self, outlook: Outlook) -> QScrollArea:
        words, tone = outlook_words(outlook)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(Banner(words, tone))
        for title, rows, shown in (
            (_("Would be found"), outlook.appear, bool(outlook.appear)),
            (_("Would no longer be found"), outlook.disappear, bool(outlook.disappear)),
        ):
            if shown:
                column.addWidget(self._findings(title, rows, outlook))
        if self._offers is not None:
            column.addWidget(CoverCard(outlook.cover, shift_inks(self._offers.shifts)))
            column.addWidget(self._work(outlook, self._offers))
        if outlook.stay:
            column.addWidget(self._findings(_("Found either way"), outlook.stay, outlook))
        column.addStretch(1)
        return scrolled(column)

    def _findings(self, title: str, rows: Sequence[FindingRow], outlook: Outlook) -> Card:
        panel = VerdictPanel(title, finding_rows(rows, outlook.names))
        panel.rule_asked.connect(lambda rule: self.desk.go("rules", rule))
        if (inner := panel.layout()) is not None:
            inner.setContentsMargins(0, 0, 0, 0)
        card = Card(title)
        card.body.addWidget(panel)
        return card

    def _work(self, outlook: Outlook, offers: Offers) -> Card:
        card = Card(_("Who works what"))
        for one in outlook.shifted:
            card.body.addWidget(label(shifted_words(one, outlook.names, offers.today), wrap=True))
        if not outlook.shifted:
            card.body.addWidget(label(_("Nobody's shifts change."), "soft"))
        return card
