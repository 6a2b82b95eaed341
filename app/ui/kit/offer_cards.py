"""Open shifts on offer: what one may take with one key, and what one keeps on offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.context import Context
from app.queries.roster.offers import OfferRow
from app.reading.roster.offers import OffersRead, OfferToMe
from app.rules.vocabulary import OfferChoice, OfferKind
from app.services.roster import offers
from app.text import _, dates, ngettext
from app.text.findings import finding_reason
from app.text.words import shift_words
from app.ui.kit.controls import Card, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space


class _OfferLines(Card):
    """Offers under a title, each with what can be done about it."""

    def __init__(self, desk: Desk, title: str, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__()
        self._desk, self._inks = desk, inks
        self.setAccessibleName(title)
        self.body.addWidget(label(title, "heading"))

    def _line(self, row: OfferRow, parts: Iterator[QWidget]) -> QHBoxLayout:
        line, words = QHBoxLayout(), QVBoxLayout()
        line.setSpacing(Space.S)
        words.setSpacing(Space.XS)
        if row.code in self._inks:
            badge = ShiftBadge(row.code, self._inks[row.code], shift_words(row.code))
            line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        title = offer_title(row, self._desk.ctx.today())
        if row.code not in self._inks:
            title = f"{title} · {shift_words(row.code)}"
        words.addWidget(label(title, wrap=True))
        for part in parts:
            whole = isinstance(part, QLabel)
            words.addWidget(part, 0, Qt.AlignmentFlag(0) if whole else Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        return line

    def _on_failed(self, error: Exception) -> None:
        self._desk.tasks.failed.emit(error)
        self._desk.tasks.reread()


class OffersCard(_OfferLines):
    """Offers made to somebody: those that they may take first, with a button each."""

    def __init__(self, desk: Desk, read: OffersRead, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__(desk, _("Open shifts you may take"), inks)
        self._names = {desk.me.account.actor.name: desk.me.name}
        for one in sorted(read.to_me, key=lambda one: bool(one.barred)):
            self.body.addLayout(self._line(one.row, self._mine(one)))

    def _mine(self, one: OfferToMe) -> Iterator[QWidget]:
        today, row = self._desk.ctx.today(), one.row
        yield label(offer_note(row, today), "caption", wrap=True)
        if one.mine:
            yield label(_("It is yours; the roster shows it"), "caption", wrap=True)
        elif one.barred:
            why = " · ".join(finding_reason(each, self._names) for each in one.barred)
            yield label(why, "caption", wrap=True)
        elif one.volunteered:
            yield label(_("You said yes; the leader picks."), "caption", wrap=True)
        else:
            words = _("Take it") if row.kind is OfferKind.TAKE else _("Take the time off")
            words = words if row.choice is OfferChoice.FIRST else _("I would take it")
            name = f"{words} {offer_title(row, today)}"
            yield button(words, lambda: self._take(row), kind="primary", icon="check", name=name)

    def _take(self, row: OfferRow) -> None:
        mine, said = _("It is yours; the roster shows it"), _("You said yes; the leader picks.")
        self._desk.tasks.command(
            lambda ctx: offers.take(ctx, row.no),
            lambda taken: self._desk.say(mine if taken else said),
            failed=self._on_failed,
        )


class KeptOffers(_OfferLines):
    """What a leader has on offer: who said yes, to pick; and a way to withdraw it."""

    def __init__(self, desk: Desk, read: OffersRead, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__(desk, _("On offer"), inks)
        self.rows = read.kept
        for row in self.rows:
            self.body.addLayout(self._line(row, self._kept(row)))

    def _kept(self, row: OfferRow) -> Iterator[QWidget]:
        today = self._desk.ctx.today()
        yield label(offer_note(row, today), "caption", wrap=True)
        for one in row.volunteers:
            if one.taken:
                yield label(_("{name} has it").format(name=one.name), "caption")
            elif row.choice is OfferChoice.PICK:
                words = _("Give it to {name}").format(name=one.name)
                yield button(words, self._does(row, one.person_id), icon="check")
        words = _("Withdraw the offer")
        name = f"{words} {offer_title(row, today)}"
        yield button(words, lambda: self._run(lambda ctx: offers.withdraw(ctx, row.no)),
                     kind="link", name=name)  # fmt: skip

    def _does(self, row: OfferRow, person_id: int) -> Callable[[], None]:
        return lambda: self._run(lambda ctx: offers.pick(ctx, row.no, person_id))

    def _run(self, op: Callable[[Context], None]) -> None:
        self._desk.tasks.command(op, lambda _none: None, failed=self._on_failed)


def offer_title(row: OfferRow, today: date) -> str:
    """Day, hours and team, or that it is time off."""
    parts = [dates.near_day(row.day, today), dates.hours(row), row.team]
    if row.kind is OfferKind.OFF:
        parts.append(_("time off"))
    return " · ".join(parts)


def offer_note(row: OfferRow, today: date) -> str:
    """Until when, how many are left, and what the leader wrote."""
    left = row.places - row.taken
    places = ngettext("{n} place", "{n} places", left).format(n=left)
    if left <= 0:
        places = _("no place is left")
    until = _("until {time}").format(time=_moment(row.until, today))
    return " · ".join(part for part in (places, until, row.reason) if part)


def _moment(at: datetime, today: date) -> str:
    return dates.moment(at, today)
