"""One person: their month, posts, swaps, leave, attendance and inspections.

The target is an employee number, the number and a date of the month to be shown, or a WishFor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.context import Context
from app.queries.people.person import PersonFile
from app.queries.roster.rows import PersonMonth
from app.reading.people.file import open_file
from app.reading.roster.offers import OffersRead, read_offers
from app.reading.roster.wishes import OwnWishes, read_own_wishes
from app.rules.permissions import Action as May
from app.text import _, dates, ngettext
from app.text.words import title_word
from app.ui.kit.actions import Action
from app.ui.kit.columns import TwoColumns
from app.ui.kit.controls import Card, EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.month_calendar import MonthCalendar
from app.ui.kit.offer_cards import OffersCard
from app.ui.kit.page import Page
from app.ui.kit.phone import PhoneLine
from app.ui.kit.scrolled import yielding
from app.ui.kit.shift_inks import shift_inks
from app.ui.kit.tiles import Number, Tiles
from app.ui.kit.timeline import Timeline, place_of
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.wish_for import WishFor
from app.ui.person.commands import COMMANDS
from app.ui.person.my_month import ask_for_calendar, ask_for_paper
from app.ui.person.registers import Registers
from app.ui.person.unseen import changed_banner
from app.ui.person.wish_dialog import WishDialog
from app.ui.person.wishes import WishesCard, WishingCard, state_words, wish_marks
from app.ui.work.removal import remove

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A person's file and, of oneself, what may be taken and what is wished."""

    file: PersonFile
    offers: OffersRead | None = None
    wishes: OwnWishes | None = None


def _read(ctx: Context, no: str, month: date, *, own: bool) -> _Found:
    file = open_file(ctx, no, month)
    return _Found(file, read_offers(ctx), read_own_wishes(ctx, month)) if own else _Found(file)


class PersonPage(Page):
    key = "person"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._no = desk.me.account.actor.name if desk.me.person_id is not None else ""
        self._month = desk.ctx.today().replace(day=1)
        self._title = label("", "strong")
        back = button(_("Back"), self.go_back, kind="link", icon="left")
        earlier = button("", self.show_earlier, kind="quiet", icon="left", name=_("Month before"))
        later = button("", self.show_later, kind="quiet", icon="right", name=_("Month after"))
        self.earlier, self.later = earlier, later
        self.roster_button = button(_("In the roster"), self._on_roster, icon="roster")
        self.paper = button(_("Print my month…"), self._on_paper, icon="print")
        self.calendar = button(_("To a calendar…"), self._on_calendar, icon="calendar")
        self.manage = button(
            _("Move, correct, account…"), lambda: self.desk.go("people", self._no), icon="edit"
        )
        self._days: PersonMonth | None = None
        self._offers: OffersRead | None = None
        self._wishes: OwnWishes | None = None
        self._asked_for: date | None = None
        self.wishing_card: WishingCard | None = None
        self.wishes_card: WishesCard | None = None
        self.calendar_view: MonthCalendar | None = None
        mine = (self.paper, self.calendar)
        for tool in (back, earlier, self._title, later, *mine, self.manage, self.roster_button):
            self.header.add_tool(tool)
        self.manage.setVisible(desk.me.may(May.MANAGE_PEOPLE))
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self._column.setSpacing(Space.L)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(yielding(sheet), 1)
        self._parts: list[QWidget] = []
        self.add_actions(self._actions())

    def populate(self) -> None:
        self._title.setText(dates.month(self._month))
        if self._no:
            no, month = self._no, self._month
            own = no == self.desk.me.account.actor.name
            self.desk.tasks.query(lambda ctx: _read(ctx, no, month, own=own), self._on_read)
        else:
            self._show([self._nobody()])

    def open_target(self, target: object) -> None:
        self._asked_for = target.day if isinstance(target, WishFor) else None
        if isinstance(target, WishFor):
            target = (self.desk.me.account.actor.name, target.day)
        no, day = target if isinstance(target, tuple) else (target, None)
        if isinstance(no, str) and no:
            self._no = no
        if isinstance(day, date):
            self._month = day.replace(day=1)
        self.populate()

    def show_earlier(self) -> None:
        """The month before."""
        self._show_month(self._month - _DAY)

    def show_later(self) -> None:
        """The month after."""
        self._show_month(self._month + 32 * _DAY)

    def _show_month(self, day: date) -> None:
        self._month = day.replace(day=1)
        self.populate()

    def _actions(self) -> list[Action]:
        return [
            COMMANDS["person.earlier"].does(self.show_earlier),
            COMMANDS["person.later"].does(self.show_later),
            COMMANDS["person.wish"].does(
                self.wish, allowed=lambda: bool(self._wishes and self._wishes.open_days)
            ),
            COMMANDS["person.roster"].does(self._on_roster),
        ]

    def go_back(self) -> None:
        """Where one came from; at a desk without a window's history, to Today."""
        for action, made in self.desk.actions.offered():
            if action.key == "go.back":
                made.trigger()
                return
        self.desk.go("today")

    def _on_roster(self) -> None:
        today = self.desk.ctx.today()
        same = today.replace(day=1) == self._month
        self._open_day(today if same else self._month)

    def _on_paper(self) -> None:
        if self._days is not None:
            ask_for_paper(self, self.desk, self._days)

    def _on_calendar(self) -> None:
        ask_for_calendar(self, self.desk, self._month)

    def _open_day(self, day: object) -> None:
        self.desk.go("roster", (self._no, day))

    def wish(self) -> None:
        """Enter a wish, for the day that has the keys where it may be wished for."""
        read = self._wishes
        if read is None or not read.open_days:
            return
        held, calendar = self.focusWidget(), self.calendar_view
        at = calendar.day_of(held) if calendar is not None else None
        self._ask(read, at if at is not None and at in read.open_days else read.open_days[0])

    def _ask(self, read: OwnWishes, day: date) -> None:
        """The form for a day; a word of why there is none."""
        if day in read.open_days:
            WishDialog(self, self.desk, read, day).open()
        else:
            self.desk.say(state_words(read, self.desk.ctx.today()), Tone.WARN)

    def _on_read(self, found: _Found) -> None:
        file, self._offers, self._wishes = found.file, found.offers, found.wishes
        self.header.set_title(file.person.name)
        self.header.set_note(_who(file))
        own = file.person.id == self.desk.me.person_id and file.days is not None
        self._days = file.days
        for made in (self.paper, self.calendar):
            made.setVisible(own)
        self._show(self._make_parts(file))
        asked, self._asked_for = self._asked_for, None
        if asked is not None and self._wishes is not None:
            self._ask(self._wishes, asked)

    def _show(self, parts: Iterator[QWidget] | list[QWidget]) -> None:
        keys = self._keys_in()
        self.wishing_card = self.wishes_card = self.calendar_view = None
        while self._parts:
            remove(self._parts.pop())
        for part in parts:
            self._column.addWidget(part)
            self._parts.append(part)
        keys()
        self.desk.actions.refresh()
        self._column.setStretch(self._column.count() - 1, 1)

    def _keys_in(self) -> Callable[[], None]:
        """What gives the keys back to where they are now: a day, or the wishes."""
        held, other = self.focusWidget(), Qt.FocusReason.OtherFocusReason
        day = self.calendar_view.day_of(held) if self.calendar_view is not None else None
        in_list = self.wishes_card is not None and self.wishes_card.table is held
        entering = self.wishing_card is not None and self.wishing_card.enter is held

        def give_back() -> None:
            if day is not None and self.calendar_view is not None:
                self.calendar_view.go_to(day)
            elif in_list and self.wishes_card is not None:
                self.wishes_card.table.setFocus(other)
            elif (in_list or entering) and self.wishing_card is not None:
                self.wishing_card.enter.setFocus(other)

        return give_back

    def _make_parts(self, file: PersonFile) -> Iterator[QWidget]:
        tiles = Tiles(self.desk.go, ())
        tiles.show_numbers(list(_numbers(file)))
        yield tiles
        both = TwoColumns()
        if file.days is not None:
            own = file.person.id == self.desk.me.person_id
            inks = shift_inks(file.shifts)
            if file.unseen.days:
                both.main.addWidget(changed_banner(self.desk, file.unseen))
            wishes = self._wishes if own else None
            calendar = MonthCalendar(
                file.days, inks, for_leave=own, changed=file.unseen.days, wished=wish_marks(wishes)
            )
            self.calendar_view = calendar
            calendar.picked.connect(self._open_day)
            calendar.chosen.connect(lambda first, last: self.desk.go("leave", (first, last)))
            both.main.addWidget(calendar)
            if wishes is not None:
                self.wishing_card = WishingCard(self.desk, wishes)
                self.wishing_card.entering.connect(self.wish)
                both.side.addWidget(self.wishing_card)
            if wishes is not None and wishes.wishes:
                self.wishes_card = WishesCard(self.desk, wishes)
                both.side.addWidget(self.wishes_card)
            if own and self._offers is not None and self._offers.to_me:
                both.main.addWidget(OffersCard(self.desk, self._offers, inks))
        if file.posts is not None:
            both.side.addWidget(_posts(file))
        yield both
        if any(one is not None for one in (file.swaps, file.inspections, file.trainings)):
            yield Registers(file, self._open_day, lambda no: self.desk.go("inspections", no))

    def _nobody(self) -> EmptyState:
        return EmptyState(
            "person",
            _("Nobody chosen"),
            _("Open a person from the roster, the findings or the People page."),
            button(_("Open People"), lambda: self.desk.go("people"), kind="primary"),
        )


def _who(file: PersonFile) -> str:
    """Number, role, place: the line under the name."""
    post = file.person.post
    return " · ".join((file.person.employee_no, title_word(post.role), place_of(post)))


def _posts(file: PersonFile) -> Card:
    card = Card(_("Posts"))
    card.body.addWidget(Timeline(file.posts or (), file.today, file.person.left_on))
    hired = dates.day(file.person.hired_on)
    card.body.addWidget(label(_("Employed since {first}.").format(first=hired), "soft", wrap=True))
    if file.phone:
        card.body.addWidget(PhoneLine(file.phone))
    card.body.addStretch(1)
    return card


def _numbers(file: PersonFile) -> Iterator[Number]:
    if file.days is not None:
        worked = file.worked_minutes
        hours = _("{n} h in all").format(n=f"{worked / 60:g}") if worked else ""
        yield Number(_("Shifts this month"), str(file.working_days), hours)
    if file.numbers is not None:
        limit = file.policy.swap_monthly_limit
        tone = Tone.WARN if file.numbers.swaps >= limit else Tone.PLAIN
        yield Number(
            _("Swaps"), str(file.numbers.swaps), _("count for this month"),
            _("of {limit}").format(limit=limit), tone,
        )  # fmt: skip
    if file.attendance is not None:
        found = sum(bool(row.findings) for row in file.attendance)
        note = ngettext("{n} roll call", "{n} roll calls", len(file.attendance))
        yield Number(
            _("Late or absent"), str(found), note.format(n=len(file.attendance)),
            tone=Tone.WARN if found else Tone.GOOD,
        )  # fmt: skip
    mean = file.numbers.score if file.numbers is not None else None
    if file.inspections and mean is not None:
        count = len(file.inspections)
        note = ngettext("{n} inspection this month", "{n} inspections this month", count)
        yield Number(_("Mean score"), f"{mean:.1f}", note.format(n=count))
