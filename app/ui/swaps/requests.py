"""One's own requests and those that wait for one's consent, as cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reading.swaps.desk import Request, Requests, requests
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.text import _
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.scrolled import yielding
from app.ui.kit.shift_inks import shift_inks
from app.ui.kit.tokens import Space
from app.ui.swaps.card import RequestCard
from app.ui.swaps.deciding import SwapDecider
from app.ui.work.removal import clear

_PAST_SHOWN = 20


class RequestsSheet(QWidget):
    """`opened` brings the number of the card that is pressed; `waiting` how many ask for a word
    of the person's; `ask_pressed` when they want to ask."""

    opened = Signal(str)
    waiting = Signal(int)
    ask_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._decider = SwapDecider(desk, self)
        self._all_past = False
        self._read: Requests | None = None
        sheet = QWidget()
        self._cards = QVBoxLayout(sheet)
        self._cards.setContentsMargins(0, 0, Space.S, 0)
        self._cards.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(yielding(sheet))

    def populate(self) -> None:
        self.desk.tasks.query(requests, self._on_read)

    def cards(self) -> list[RequestCard]:
        """The cards, from the top."""
        items = (self._cards.itemAt(at) for at in range(self._cards.count()))
        placed = (item.widget() for item in items if item is not None)
        return [card for card in placed if isinstance(card, RequestCard)]

    def _on_read(self, read: Requests) -> None:
        self._read = read
        self.waiting.emit(sum(one.asks_me for one in (*read.own, *read.to_decide)))
        self._show()

    def _show(self) -> None:
        assert self._read is not None
        clear(self._cards)
        for widget in self._parts(self._read):
            self._cards.addWidget(widget)
        self._cards.addStretch(1)

    def _parts(self, read: Requests) -> Iterator[QWidget]:
        if not read.own and not read.to_decide:
            yield self._nothing()
            return
        mine = [one for one in read.own if one.asks_me]
        under_way = [one for one in read.own if one.under_way and not one.asks_me]
        past = [one for one in read.own if not one.under_way]
        waiting = sorted((*mine, *read.to_decide), key=lambda one: one.row.filed_at)
        yield from self._group(_("Waits for you"), waiting, _("Nothing waits for you."))
        yield from self._group(_("Under way"), under_way)
        shown = past if self._all_past else past[:_PAST_SHOWN]
        yield from self._group(_("Decided"), shown)
        if len(past) > len(shown):
            yield button(
                _("Show {n} more").format(n=len(past) - len(shown)), self._show_all, kind="link"
            )

    def _show_all(self) -> None:
        self._all_past = True
        self._show()

    def _group(self, title: str, requests: Sequence[Request], empty: str = "") -> Iterator[QWidget]:
        if requests or empty:
            head = label(title, "heading")
            head.setContentsMargins(0, Space.S, 0, 0)
            yield head
        if not requests and empty:
            yield label(empty, "soft")
        for request in requests:
            yield self._card(request)

    def _card(self, request: Request) -> RequestCard:
        assert self._read is not None
        shifts = {shift.code: shift for shift in self._read.shifts}
        card = RequestCard(request, shifts, shift_inks(self._read.shifts), self.desk.ctx.today())
        card.pressed.connect(lambda: self.opened.emit(request.row.no))
        card.chosen.connect(lambda choice: self._decider.do(request, choice))
        return card

    def _nothing(self) -> EmptyState:
        """Nothing yet; who works shifts is offered the first step."""
        steps = []
        if self.desk.me.scope(May.FILE_SWAP) is not Scope.NONE:
            ask = self.ask_pressed.emit
            steps.append(button(_("Ask for a swap"), ask, kind="primary", icon="swap"))
        return EmptyState(
            "swap", _("No swaps yet"),
            _("What you ask of colleagues, and what they ask of you, stands here until it is "
              "decided, and afterwards."),
            *steps,
        )  # fmt: skip
