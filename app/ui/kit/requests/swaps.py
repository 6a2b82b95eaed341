"""How swaps look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.queries.requests.undecided import Undecided
from app.queries.swaps.rows import PartyRow, SwapRow
from app.reading.swaps.opening import SwapView
from app.reading.swaps.taking_back import TakingBackView
from app.rules.turn import Word
from app.rules.vocabulary import Side, SwapStatus
from app.text import _, dates, mark
from app.text.requests.swaps import ended_words
from app.text.words import shift_words
from app.ui.kit.controls import Card, button, label
from app.ui.kit.requests.look import KindLook, Show
from app.ui.kit.requests.parts import days_words, said
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import shift_inks
from app.ui.kit.tokens import Space, Tone


def _line(one: Undecided) -> str:
    return _("{name} ⇄ {other}").format(name=one.name, other=one.other)


def _days(one: Undecided, today: date) -> str:
    return days_words(one.day, one.last, today, _("{first} for {last}"))


def _title(view: SwapView) -> str:
    return _parties(view.row)


def _cards(view: SwapView, show: Show) -> Iterator[QWidget]:
    """Both legs, and why it was asked for or ended."""
    row, card = view.row, Card()
    for giver, taker in _both(row):
        card.body.addLayout(_leg(view, giver, taker, show))
    if row.reason:
        card.body.addWidget(said(_("Reason: {reason}").format(reason=row.reason)))
    if row.ended_reason:
        why = ended_words(row.ended_reason)
        card.body.addWidget(said(_("It ended because: {reason}").format(reason=why)))
    yield card


def _title_of_taking_back(view: TakingBackView) -> str:
    return _("Take back: {what}").format(what=_parties(view.row))


def _cards_of_taking_back(view: TakingBackView, show: Show) -> Iterator[QWidget]:
    """The swap as it is in effect, and why it is to be undone."""
    card = Card()
    for giver, taker in _both(view.row):
        card.body.addLayout(_leg(view, giver, taker, show))
    by = view.row.side(view.asking.side).name
    words = _("{name} wants to take it back: {reason}")
    card.body.addWidget(said(words.format(name=by, reason=view.asking.reason)))
    yield card


def _both(row: SwapRow) -> tuple[tuple[PartyRow, PartyRow], ...]:
    return (row.requester, row.counterpart), (row.counterpart, row.requester)


def _parties(row: SwapRow) -> str:
    return _("{name} ⇄ {other}").format(name=row.requester.name, other=row.counterpart.name)


def _leg(
    view: SwapView | TakingBackView, giver: PartyRow, taker: PartyRow, show: Show
) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(Space.S)
    ink = shift_inks(view.shifts).get(giver.shift)
    if ink is not None:
        line.addWidget(ShiftBadge(giver.shift, ink))
    words = _leg_words(view, giver, taker)
    shift = next((one for one in view.shifts if one.code == giver.shift), None)
    if shift is not None:
        words = f"{words} · {shift_words(shift.code)} {dates.hours(shift)}"
    line.addWidget(label(words, wrap=True), 1)
    line.addWidget(
        button(
            "", lambda: show((giver.no, giver.gives_on)), kind="quiet", icon="roster",
            name=_("Show {name} in the roster").format(name=giver.name),
        )
    )  # fmt: skip
    return line


def _leg_words(view: SwapView | TakingBackView, giver: PartyRow, taker: PartyRow) -> str:
    """Who gives which day to whom; whoever is asked for an answer reads "you"."""
    words, asked = _("{name} gives {weekday}, {day}, to {other}"), _asked_side(view)
    if asked is not None and asked.no == giver.no:
        words = _("You give {weekday}, {day}, to {other}")
    elif asked is not None and asked.no == taker.no:
        words = _("{name} gives {weekday}, {day}, to you")
    return words.format(
        name=giver.name, weekday=dates.short_weekday(giver.gives_on),
        day=dates.day(giver.gives_on), other=taker.name,
    )  # fmt: skip


def _asked_side(view: SwapView | TakingBackView) -> PartyRow | None:
    """Whose answer it waits for, where that is the reader's."""
    if view.asked is not Word.ANSWER:
        return None
    if isinstance(view, TakingBackView) and view.asking.side is Side.COUNTERPART:
        return view.row.requester
    return view.row.counterpart


SWAP = KindLook(
    icon="swap",
    page="swaps",
    opens=mark("Open in Swaps"),
    states={
        SwapStatus.DRAFT: Tone.PLAIN,
        SwapStatus.OFFERED: Tone.INFO,
        SwapStatus.AGREED: Tone.INFO,
        SwapStatus.PART_APPROVED: Tone.INFO,
        SwapStatus.EFFECTIVE: Tone.GOOD,
        SwapStatus.DECLINED: Tone.BAD,
        SwapStatus.WITHDRAWN: Tone.PLAIN,
        SwapStatus.EXPIRED: Tone.WARN,
        SwapStatus.CANCELLED: Tone.WARN,
    },
    symbols={
        SwapStatus.DRAFT: "dot",
        SwapStatus.OFFERED: "clock",
        SwapStatus.AGREED: "clock",
        SwapStatus.PART_APPROVED: "clock",
        SwapStatus.EFFECTIVE: "check",
        SwapStatus.DECLINED: "close",
        SwapStatus.WITHDRAWN: "undo",
        SwapStatus.EXPIRED: "warning",
        SwapStatus.CANCELLED: "warning",
    },
    steps={
        "offer": Tone.PLAIN,
        "agree": Tone.GOOD,
        "consent": Tone.GOOD,
        "decline": Tone.BAD,
        "withdraw": Tone.PLAIN,
        "expire": Tone.WARN,
        "cancel": Tone.WARN,
    },
    notices={
        "swap.offered": Tone.INFO,
        "swap.agreed": Tone.INFO,
        "swap.part_approved": Tone.INFO,
        "swap.effective": Tone.GOOD,
        "swap.declined": Tone.BAD,
        "swap.withdrawn": Tone.PLAIN,
        "swap.expired": Tone.WARN,
        "swap.cancelled": Tone.WARN,
        "swap.lapsed": Tone.PLAIN,
        "swap.leg_reopened": Tone.WARN,
    },
    line=_line,
    days=_days,
    title=_title,
    cards=_cards,
)

TAKING_BACK = KindLook(
    icon="swap",
    page="swaps",
    opens=mark("Open in Swaps"),
    states={**SWAP.states, SwapStatus.CANCELLED: Tone.PLAIN},
    symbols={
        **SWAP.symbols,
        SwapStatus.OFFERED: "undo",
        SwapStatus.AGREED: "undo",
        SwapStatus.PART_APPROVED: "undo",
        SwapStatus.EXPIRED: "clock",
        SwapStatus.CANCELLED: "dot",
    },
    steps={"back": Tone.PLAIN},
    notices={
        "swap.back_asked": Tone.INFO,
        "swap.back_agreed": Tone.INFO,
        "swap.back_part_approved": Tone.INFO,
        "swap.taken_back": Tone.WARN,
        "swap.back_declined": Tone.BAD,
        "swap.back_withdrawn": Tone.PLAIN,
        "swap.back_expired": Tone.WARN,
    },
    line=_line,
    days=_days,
    title=_title_of_taking_back,
    cards=_cards_of_taking_back,
)
