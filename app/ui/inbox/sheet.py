"""One request on a sheet: what is asked, where it stands, its cover, its verdict, its history."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.leave.rows import LeaveRow
from app.queries.swaps.rows import DecisionRow, PartyRow, SwapRow
from app.reading.requests.view import RequestView
from app.text import _, dates
from app.text.words import title_word
from app.ui.inbox.cover import CoverCard
from app.ui.inbox.words import decision_words, request_note, request_title, state_words
from app.ui.kit.controls import Card, button, label, pill, symbol
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.roster.inks import shift_inks
from app.ui.roster.paint import ShiftInk
from app.ui.today.badge import ShiftBadge


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
        self._inks = shift_inks(view.shifts)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.L)
        column.addLayout(self._head())
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)

    def _head(self) -> QVBoxLayout:
        state, tone = state_words(self._view)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(label(request_title(self._view), "title", wrap=True), 1)
        line.addWidget(pill(state, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(line)
        below = QHBoxLayout()
        below.addWidget(label(request_note(self._view), "soft"), 1)
        page, no = "swaps" if self._view.swap else "leave", self._view.no
        if page in self._offered:
            text = _("Open in Swaps") if self._view.swap else _("Open in Leave")
            go = button(text, lambda: self.register_asked.emit(page, no), kind="link")
            below.addWidget(go)
        head.addLayout(below)
        return head

    def _cards(self) -> Iterator[QWidget]:
        view = self._view
        if view.swap is not None:
            yield self._swap(view.swap)
        if view.leave is not None:
            yield self._leave(view.leave)
        if view.cover.days or view.asked:
            yield CoverCard(view.cover, self._inks)
        if view.verdict is not None:
            rows = verdict_rows(view.verdict, view.names or {})
            card = Card(_("What the rules say"))
            panel = VerdictPanel(_("What the rules say"), rows, verdict_summary(view.verdict))
            panel.rule_asked.connect(self.rule_asked)
            if (inner := panel.layout()) is not None:
                inner.setContentsMargins(0, 0, 0, 0)
            card.body.addWidget(panel)
            yield card
        if view.history:
            yield _History(view.history)

    def _swap(self, row: SwapRow) -> Card:
        card = Card()
        for giver, taker in ((row.requester, row.counterpart), (row.counterpart, row.requester)):
            card.body.addLayout(self._leg(giver, taker))
        if row.reason:
            card.body.addWidget(_said(_("Reason: {reason}").format(reason=row.reason)))
        if row.ended_reason:
            said = _("It ended because: {reason}").format(reason=row.ended_reason)
            card.body.addWidget(_said(said))
        return card

    def _leg(self, giver: PartyRow, taker: PartyRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        ink: ShiftInk | None = self._inks.get(giver.shift)
        if ink is not None:
            line.addWidget(ShiftBadge(giver.shift, ink))
        words = _("{name} gives {weekday}, {day}, to {other}").format(
            name=giver.name, weekday=dates.short_weekday(giver.gives_on),
            day=dates.day(giver.gives_on), other=taker.name,
        )  # fmt: skip
        line.addWidget(label(words, wrap=True), 1)
        show = button(
            "", lambda: self.roster_asked.emit((giver.no, giver.gives_on)), kind="quiet",
            icon="roster", name=_("Show {name} in the roster").format(name=giver.name),
        )  # fmt: skip
        line.addWidget(show)
        return line

    def _leave(self, row: LeaveRow) -> Card:
        card = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.S)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, value in _leave_facts(row, self._view):
            form.addRow(label(name, "soft"), _said(value))
        card.body.addLayout(form)
        show = button(
            _("Show in the roster"), lambda: self.roster_asked.emit((row.person_no, row.first)),
            kind="link", icon="roster",
        )  # fmt: skip
        card.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        return card


class _History(Card):
    """Who decided what, and when."""

    def __init__(self, history: Sequence[DecisionRow]) -> None:
        super().__init__(_("So far"))
        for row in history:
            line = QHBoxLayout()
            line.setSpacing(Space.S)
            line.addWidget(symbol(Tone.PLAIN), 0, Qt.AlignmentFlag.AlignTop)
            who = row.by_name or row.by_no
            words = f"{decision_words(row)} · {who}"
            line.addWidget(_said(f"{words}\n{row.reason}" if row.reason else words), 1)
            line.addWidget(label(dates.moment(row.at), "caption"), 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)


def _leave_facts(row: LeaveRow, view: RequestView) -> Iterator[tuple[str, str]]:
    """What there is to know of a leave: name and value, only what is there."""
    first, last = dates.day(row.first), dates.day(row.last)
    days = first if row.first == row.last else _("{first} – {last}").format(first=first, last=last)
    yield _("Days"), f"{days} · {dates.days_long(row.days)}"
    facts = (
        (_("Reason"), row.reason),
        (_("Circumstances"), row.special),
        (_("Filed by"), row.filed_by_no if row.filed_by_no != row.person_no else ""),
        (_("Telephoned"), _phoned(row)),
        (_("In place of"), row.replaces_no),
        (_("Its chain"), _chain(row, view)),
        (_("It ended because"), row.ended_reason),
        (_("To be given up"), view.cancelling.reason if view.cancelling else ""),
    )
    yield from ((name, value) for name, value in facts if value)


def _phoned(row: LeaveRow) -> str:
    if row.phoned_at is None:
        return ""
    return " · ".join(part for part in (dates.moment(row.phoned_at), row.phoned_by) if part)


def _chain(row: LeaveRow, view: RequestView) -> str:
    """Each step with who said yes when, or that it is still to come."""
    decided = {step.step: step for step in row.steps}
    parts = []
    for step in view.chain:
        if step in decided:
            one = decided[step]
            said = _("{name}: {what}").format(name=title_word(step), what=one.by_name or one.by_no)
            parts.append(f"✓ {said} · {dates.moment(one.at)}" if one.at else f"✓ {said}")
        else:
            parts.append(f"○ {title_word(step)}")
    return "\n".join(parts)


def _said(text: str) -> QWidget:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
