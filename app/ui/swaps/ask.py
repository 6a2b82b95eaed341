"""Asking: one's own shift, a colleague's in return, the verdict while choosing, and Send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.queries.roster.rows import PersonDay, ShiftRow
from app.reading.swaps.asking import (
    Colleague,
    Considered,
    OwnShifts,
    colleague,
    consider,
    own_shifts,
)
from app.reading.swaps.partners import days_around, partners
from app.rules.partners import Partners
from app.rules.vocabulary import DayKind, LeaveStatus
from app.services.swaps import requests as swaps
from app.text import _, dates
from app.text.words import leave_kind, listed
from app.ui.kit.controls import Card, label
from app.ui.kit.desk import Desk
from app.ui.kit.scrolled import yielding
from app.ui.kit.shift_inks import ShiftInk, shift_inks
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary
from app.ui.swaps.day_picker import Day, DayPicker
from app.ui.swaps.pair import Pair
from app.ui.swaps.partner_list import PartnerList, PartnerRow
from app.ui.swaps.send_bar import SendBar
from app.ui.swaps.words import asked_for, festival_words


class AskSwapSheet(QWidget):
    """`sent` brings the number of the request that was filed."""

    sent = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._today = desk.ctx.today()
        self._shifts: dict[str, ShiftRow] = {}
        self._inks: dict[str, ShiftInk] = {}
        self._own: dict[date, PersonDay] = {}
        self._asked: Mapping[date, str] = {}
        self._theirs: Mapping[date, str] = {}
        self._legal: set[tuple[str, date]] = set()
        self._considered: Considered | None = None
        self.gives: date | None = None
        self.other: tuple[str, str] | None = None
        """Number and name of the colleague."""
        self.takes: date | None = None
        self._also: list[Pair] = []
        """Who is asked besides; one sending asks them all."""
        self._given_anew = False
        """Another shift is given than the one for which the colleague was chosen."""
        self.own = DayPicker(_("My shifts"))
        self.theirs = DayPicker(_("Their shifts"))
        self.theirs.hide()
        self.partners = PartnerList()
        self.bar = SendBar()
        self._lay_out()
        self.own.picked.connect(self.give)
        self.theirs.picked.connect(self._on_their_day)
        self.partners.picked.connect(self._on_partner)
        self.bar.send_pressed.connect(self.send)
        self.bar.also_pressed.connect(self.ask_another)

    # -- building ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._their_title = label("", "heading")
        self._hint = label("", "soft", wrap=True)
        self._their_card = self._card(self._their_title, self._hint, self.theirs)
        self._their_card.hide()
        calendars = QWidget()
        left = QVBoxLayout(calendars)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.M)
        left.addWidget(self._card(label(_("1  You give"), "heading"), self.own))
        left.addWidget(self._their_card)
        left.addStretch(1)
        self._calendars = yielding(calendars)
        self._beside = beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        beside.setSpacing(Space.L)
        beside.addWidget(self._calendars, 2)
        beside.addWidget(self.partners, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(beside, 1)
        column.addWidget(self.bar)

    def _card(self, *parts: QWidget) -> Card:
        card = Card()
        for part in parts:
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list stands under the calendars."""
        super().resizeEvent(event)
        needed = self.own.minimumSizeHint().width() + self.partners.minimumWidth() + 5 * Space.L
        way = QBoxLayout.Direction
        self._beside.setDirection(way.LeftToRight if self.width() >= needed else way.TopToBottom)

    # -- reading -----------------------------------------------------------------------------

    def holds_input(self) -> bool:
        """Whether a request is being put together; the service judges it once it is sent."""
        return self.gives is not None or self.other is not None or bool(self.bar.reason())

    def populate(self) -> None:
        """Read one's own shifts anew, and with them all that hangs on what is chosen."""
        self.desk.tasks.query(own_shifts, self._on_own)

    def _on_own(self, own: OwnShifts) -> None:
        self._shifts = {shift.code: shift for shift in own.shifts}
        self._inks = shift_inks(own.shifts)
        self._asked = own.asked
        self._own = {day.head.day: day for day in own.days.days} if own.days else {}
        if self.gives not in self._own or not self._own[self.gives].cell.code:
            self.gives = None
        self.own.show_days([self._own_day(day) for day in self._own.values()], self._inks,
                           self.gives)  # fmt: skip
        self._show_choice()
        self._load_partners()
        self._load_theirs()
        self._load_verdict()

    def _own_day(self, day: PersonDay) -> Day:
        parts = [dates.short_day(day.head.day, self._today)]
        parts.append(f"{day.shift.name} {dates.hours(day.shift)}" if day.shift else _("day off"))
        mark = ""
        if day.cell.swap is not None and day.cell.swap.received:
            parts.append(_("⇄ from {name}").format(name=day.cell.swap.from_name))
            mark = "swap"
        leave = day.cell.leave
        if leave is not None:
            parts.append(leave_kind(leave.kind))
            mark = "leave" if leave.status is LeaveStatus.APPROVED else mark
        if day.head.day in self._asked:
            no = self._asked[day.head.day]
            parts.append(_("In request {no} already").format(no=no))
            mark = "clock"
        parts += festival_words(day.head)
        return Day(
            day.head.day, day.cell.code, "\n".join(parts), mark,
            rest=day.head.rest, today=day.head.today,
            holiday=day.head.kind is DayKind.HOLIDAY,
        )  # fmt: skip

    def _load_partners(self) -> None:
        if self.gives is None:
            self.partners.clear()
            return
        gives = self.gives
        self.partners.wait()
        self.desk.tasks.query(lambda ctx: partners(ctx, gives), self._on_partners)

    def _on_partners(self, found: Partners) -> None:
        self._legal = {(pair.person.no, pair.takes) for pair in found.pairs}
        me = self.desk.me
        own = {me.account.actor.name: me.name}
        self.partners.show_partners(found, self._shifts, self._today, own)
        if self._given_anew:
            self._given_anew = False
            self._drop_what_does_not_fit()
        self._mark_pair()
        self._show_theirs()

    def _drop_what_does_not_fit(self) -> None:
        """Of what was chosen for another shift of one's own, keep what fits this one."""
        if self.other is None or (self.other[0], self.takes) in self._legal:
            return
        self.takes = None
        if self.other[0] not in {no for no, _day in self._legal}:
            self.other, self._theirs = None, {}
        self._show_choice()
        self._load_verdict()

    def _mark_pair(self) -> None:
        """The line of the list that is marked is the one that is judged."""
        self.partners.mark_pair(self.other[0] if self.other else "", self.takes)

    def _load_theirs(self) -> None:
        if self.other is not None:
            no = self.other[0]
            self.desk.tasks.query(lambda ctx: colleague(ctx, no), self._on_theirs)

    def _on_theirs(self, found: Colleague) -> None:
        self.other = (found.no, found.name)
        self._theirs = found.shifts
        self._show_theirs()
        self._show_choice()
        QTimer.singleShot(0, self, self._bring_theirs_to_sight)

    def _bring_theirs_to_sight(self) -> None:
        self._calendars.ensureWidgetVisible(self._their_card, 0, 0)

    def _load_verdict(self) -> None:
        self._considered = None
        if self.gives is None or self.other is None or self.takes is None:
            if self._also and self.other is None:
                self.bar.show_ready(_("All of them are asked at once; the first yes counts."))
            else:
                self.bar.show_waiting(self._what_is_missing())
            return
        gives, no, takes = self.gives, self.other[0], self.takes
        self.bar.show_waiting(_("Judging…"))
        self.desk.tasks.query(lambda ctx: consider(ctx, gives, no, takes), self._on_considered)

    def _on_considered(self, considered: Considered) -> None:
        self._considered = considered
        self.bar.show_verdict(considered.verdict, considered.names)
        if self.isVisible():
            self.explain()

    # -- choosing ----------------------------------------------------------------------------

    def give(self, day: date) -> None:
        """Offer one's shift of `day`."""
        if self.gives not in (None, day):
            self._given_anew, self._also = True, []
        self.gives = day
        self.own.choose(day)
        self._show_choice()
        self._load_partners()
        self._load_verdict()

    def ask(self, no: str, takes: date | None, name: str = "") -> None:
        """Name the colleague by their number, and with `takes` their shift."""
        if self.other is None or self.other[0] != no:
            self._theirs = {}
        self.other, self.takes = (no, name), takes
        self._show_theirs()
        self._show_choice()
        self._load_theirs()
        self._load_verdict()

    def _on_partner(self, row: PartnerRow) -> None:
        self.ask(row.person.no, row.takes, row.person.name)

    def _on_their_day(self, day: date) -> None:
        self.takes = day
        self._mark_pair()
        self._show_choice()
        self._load_verdict()

    def ask_another(self) -> None:
        """Keep whom is chosen, and choose somebody else to be asked at the same time."""
        considered = self._considered
        if considered is None or considered.verdict.refusals or not self.bar.may_send():
            return
        assert self.other is not None
        assert self.takes is not None
        pair = Pair(considered.counterpart_id, self.other[1], self.takes, self._taken_words())
        if pair not in self._also:
            self._also.append(pair)
        self.other, self.takes, self._theirs = None, None, {}
        self._mark_pair()
        self._show_theirs()
        self._show_choice()
        self._load_verdict()
        self.partners.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        """File the request, where the verdict lets it."""
        if self.gives is None or not self.bar.may_send():
            return
        wanted = {(pair.key, pair.takes): pair.name for pair in self._also}
        considered = self._considered
        if considered is not None and self.takes is not None and not considered.verdict.refusals:
            name = self.other[1] if self.other else ""
            wanted[considered.counterpart_id, self.takes] = name
        gives, reason, names = self.gives, self.bar.reason(), tuple(wanted.values())
        self.bar.show_waiting(_("Sending…"))
        self.desk.tasks.command(
            lambda ctx: swaps.file_swaps(ctx, gives, list(wanted), reason),
            lambda numbers: self._on_sent(numbers, names), failed=self._on_not_sent,
        )  # fmt: skip

    def _on_sent(self, numbers: list[str], names: tuple[str, ...]) -> None:
        no, name = listed(numbers), listed(names)
        self.desk.say(_("Swap {no} sent to {name}").format(no=no, name=name))
        self.gives = self.takes = self.other = None
        self._theirs, self._also, self._given_anew = {}, [], False
        self.bar.clear()
        self.own.choose(None)
        self.partners.reset()
        self._show_theirs()
        self._show_choice()
        self._load_verdict()
        self.sent.emit(numbers[0])

    def _on_not_sent(self, error: AppError) -> None:
        self._load_verdict()
        if not self.bar.tells(error):
            self.desk.tasks.failed.emit(error)

    # -- showing -----------------------------------------------------------------------------

    def explain(self) -> None:
        """Show the verdict in the panel."""
        if self._considered is None:
            self.desk.explain(None)
            return
        verdict, names = self._considered.verdict, self._considered.names
        panel = VerdictPanel(
            _("May this be swapped?"), verdict_rows(verdict, names), verdict_summary(verdict)
        )
        panel.rule_asked.connect(lambda rule: self.desk.go("rules", rule))
        self.desk.explain(panel)

    def _show_theirs(self) -> None:
        days = [self._their_day(day) for day in self._all_days()] if self._theirs else []
        self.theirs.show_days(days, self._inks, self.takes)
        self.theirs.setVisible(bool(days))

    def _all_days(self) -> list[date]:
        if self.gives is None:
            return list(self._own)
        around = days_around(self.gives, self._today)
        return [day for day in around if day in self._own]

    def _their_day(self, day: date) -> Day:
        code = self._theirs.get(day, "")
        shift = self._shifts.get(code)
        parts = [dates.short_day(day, self._today)]
        parts.append(f"{shift.name} {dates.hours(shift)}" if shift else _("day off"))
        legal = self.other is not None and (self.other[0], day) in self._legal
        if code:
            parts.append(_("Can be swapped") if legal else _("The rules do not allow it"))
        head = self._own[day].head
        parts += festival_words(head)
        return Day(
            day, code, "\n".join(parts), open=legal, rest=head.rest, today=head.today,
            holiday=head.kind is DayKind.HOLIDAY,
        )  # fmt: skip

    def _show_choice(self) -> None:
        """Bring titles, hints and the sentence at the foot in line with what is chosen."""
        title = _("2  You take in return")
        if self.other is not None:
            title = _("2  You take from {name}").format(name=self.other[1])
        self._their_title.setText(title)
        self._hint.setText(self._their_hint())
        self._hint.setVisible(bool(self._hint.text()))
        self._their_card.setVisible(self.other is not None)
        self.bar.show_choice(self._sentence())

    def _their_hint(self) -> str:
        return "" if self._theirs else _("No shift in these weeks")

    def _what_is_missing(self) -> str:
        if not self._own:
            return _("No roster is published for you in these weeks.")
        if self.gives is None:
            return _("Choose the shift that you give away.")
        if self.other is None:
            return _("Choose a colleague and their shift.")
        return _("Choose the shift that you take.")

    def _sentence(self) -> str:
        if self.gives is None or self.gives not in self._own:
            return _("Whom do you want to swap with?")
        mine = f"{dates.short_day(self.gives, self._today)} {self._own[self.gives].cell.code}"
        if self._also:
            return self._of_several(mine)
        if self.other is None or self.takes is None:
            return _("You give {mine}").format(mine=mine)
        return _("You give {mine} to {name} and take {theirs}").format(
            mine=mine, name=self.other[1], theirs=self._taken_words()
        )

    def _of_several(self, mine: str) -> str:
        asked = [asked_for(pair.name, pair.shift) for pair in self._also]
        if self.other is not None and self.takes is not None:
            asked.append(asked_for(self.other[1], self._taken_words()))
        return _("You give {mine} to the first who agrees of {names}").format(
            mine=mine, names=listed(asked)
        )

    def _taken_words(self) -> str:
        assert self.takes is not None
        code = self._theirs.get(self.takes, "")
        return f"{dates.short_day(self.takes, self._today)} {code}".strip()
