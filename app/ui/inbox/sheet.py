"""One request on a sheet: what is asked, where it stands, its cover, its verdict, its history."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.requests.view import RequestView
from app.text import _, dates
from app.text.requests.kinds import step_word
from app.text.words import named
from app.ui.inbox.words import request_note
from app.ui.kit.controls import Card, button, label, pill, symbol
from app.ui.kit.cover_card import CoverCard
from app.ui.kit.requests.kinds import LOOKS, request_title, state_shown, step_tone
from app.ui.kit.requests.parts import said
from app.ui.kit.shift_inks import shift_inks
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary


class RequestSheet(QWidget):
    """A request as it stands. `rule_asked` brings a rule's id, `roster_asked` (number, date),
    `register_asked` a page's key and the request's number, if that page is `offered`."""

    rule_asked = Signal(str)
    roster_asked = Signal(object)
    register_asked = Signal(str, object)

    def __init__(self, view: RequestView, offered: Collection[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(request_title(view))
        self._view, self._offered = view, offered
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.L)
        column.addLayout(self._head())
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)

    def _head(self) -> QVBoxLayout:
        state, tone = state_shown(self._view.ref.kind, self._view.status)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(label(request_title(self._view), "title", wrap=True), 1)
        line.addWidget(pill(state, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(line)
        below = QHBoxLayout()
        below.addWidget(label(request_note(self._view), "soft"), 1)
        look, no = LOOKS[self._view.ref.kind], self._view.no
        if look.page in self._offered:
            below.addWidget(
                button(_(look.opens), lambda: self.register_asked.emit(look.page, no), kind="link")
            )
        head.addLayout(below)
        return head

    def _cards(self) -> Iterator[QWidget]:
        view = self._view
        yield from LOOKS[view.ref.kind].cards(view, self.roster_asked.emit)
        if view.cover.days or view.asked:
            yield CoverCard(view.cover, shift_inks(view.shifts))
        if view.verdict is not None:
            rows = verdict_rows(view.verdict, view.names)
            card = Card(_("What the rules say"))
            panel = VerdictPanel(
                _("What the rules say"), rows, verdict_summary(view.verdict), folded=True
            )
            panel.rule_asked.connect(self.rule_asked)
            if (inner := panel.layout()) is not None:
                inner.setContentsMargins(0, 0, 0, 0)
            card.body.addWidget(panel)
            yield card
        if view.history:
            yield _History(view)


class _History(Card):
    """Who decided what, and when."""

    def __init__(self, view: RequestView) -> None:
        super().__init__(_("So far"))
        kind = view.ref.kind
        for row in view.history:
            line = QHBoxLayout()
            line.setSpacing(Space.S)
            line.addWidget(symbol(step_tone(kind, row.step)), 0, Qt.AlignmentFlag.AlignTop)
            who = named(row.by_name, row.by_no)
            words = f"{step_word(kind, row.step)} · {who}"
            line.addWidget(said(f"{words}\n{row.reason}" if row.reason else words), 1)
            line.addWidget(label(dates.moment(row.at), "caption"), 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
