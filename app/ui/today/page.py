"""The Today page: who works now and next, what stands open, my shifts, my numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.quality.lacking import Lacking
from app.queries.roster.rows import PersonDay, PersonMonth
from app.queries.today.page import TodayRows
from app.queries.today.shifts import ShiftOnDay
from app.reading.today.beginning import StepRow
from app.reading.today.page import MonthFindings, TodayView, count_findings, read_today
from app.rules.vocabulary import Role
from app.text import _, dates, ngettext
from app.ui.kit.clock import CentreClock
from app.ui.kit.columns import TwoColumns
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.offer_cards import KeptOffers, OffersCard
from app.ui.kit.page import Page
from app.ui.kit.pages import entries
from app.ui.kit.requests.kinds import waiting_note, waiting_title
from app.ui.kit.scrolled import yielding
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import ShiftInk, shift_inks
from app.ui.kit.standing_parts import StandingPart, StandingParts
from app.ui.kit.tiles import Tiles
from app.ui.kit.tokens import Space, Tone
from app.ui.today.lists import SideLine, SideList
from app.ui.today.next_up import handed_line, next_lines, offer_line, task_line
from app.ui.today.numbers import (
    findings_note,
    findings_title,
    gap_target,
    gaps_of,
    gaps_title,
    nothing_lacks,
    numbers_for,
)
from app.ui.today.own_day import day_menu
from app.ui.today.shifts import ShiftCard
from app.ui.today.steps import may_drop, steps_card
from app.ui.today.strip import OwnStrip
from app.ui.today.told import told_list
from app.ui.today.words import gap_line, gap_place, paper_note, paper_title, until

_DECIDES_NOTHING = (Role.QA_INSPECTOR, Role.ADMINISTRATOR)


class TodayPage(Page):
    key = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.clock = CentreClock(desk.ctx.now, desk.ctx.time, desk.minutes)
        self.clock.read_again.connect(self._on_time)
        self.header.add_tool(self.clock)
        self._offered = {page.key for page in entries(desk.me)}
        self.tiles = Tiles(desk.go, self._offered)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self._column.setSpacing(Space.L)
        self._column.addWidget(self.tiles)
        self._parts = StandingParts(self._column)
        self._both: TwoColumns | None = None
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(yielding(self._sheet), 1)
        self._findings: MonthFindings | None = None
        self._counted = False

    def populate(self) -> None:
        self._findings, self._counted = None, False
        self.desk.tasks.query(read_today, self._on_read)

    def _on_time(self) -> None:
        self.desk.tasks.query(read_today, self._on_read)

    def _on_read(self, view: TodayView) -> None:
        place = self._place_of_keyboard()
        self._show(view)
        self._return_keyboard(place)
        if not self._counted and self.tiles.holds(findings_title()):
            self._counted = True
            check = self.desk.check
            self.desk.tasks.query(lambda ctx: count_findings(ctx, check), self._on_counted)

    def _show(self, view: TodayView) -> None:
        rows = view.rows
        today = rows.today
        words = dates.full_day(today)
        self.header.set_note(words)
        self.tiles.show_numbers(numbers_for(self.desk.me, view))
        self._show_findings()
        self._parts.show(self._make_parts(view))
        self._column.setStretch(self._column.count() - 1, 1)

    def _place_of_keyboard(self) -> tuple[type[QWidget], str] | None:
        """What has the keyboard, by kind and name: the widgets themselves are made anew."""
        here = self._sheet.focusWidget()
        return (type(here), here.accessibleName()) if here is not None else None

    def _return_keyboard(self, place: tuple[type[QWidget], str] | None) -> None:
        if place is None:
            return
        for part in (self.tiles, *self._parts.widgets()):
            for widget in part.findChildren(place[0]):
                if widget.accessibleName() == place[1] and not widget.isHidden():
                    widget.setFocus()
                    return

    def _on_counted(self, counted: MonthFindings) -> None:
        self._findings = counted
        self._show_findings()

    def _show_findings(self) -> None:
        if self._findings is not None:
            counted = self._findings
            grave = Tone.BAD if counted.breaches else Tone.WARN
            tone = grave if counted.all else Tone.GOOD
            self.tiles.put(findings_title(), str(counted.all), tone, findings_note(counted))

    def _make_parts(self, view: TodayView) -> Iterator[StandingPart]:
        rows = view.rows
        inks, today = shift_inks(rows.shifts), rows.today
        if rows.mine is not None and any(day.shift for day in rows.mine.days):
            mine = rows.mine
            yield StandingPart("strip", (mine, rows.shifts), lambda: self._strip(mine, inks))
        if told := list(view.next.roster):
            yield StandingPart("told", (told, today), lambda: told_list(self.desk, told, today))
        if steps := self._steps(view):
            yield StandingPart(
                "steps", steps, lambda: steps_card(self.desk, steps, self._drop_steps)
            )
        if not rows.shifts:
            self._both = None
            yield StandingPart("empty", bool(steps), QWidget if steps else self._empty)
            return
        both = self._both or self._begin_columns()
        self._main.show(self._make_shifts(rows, inks))
        self._side.show(self._make_lists(view, inks))
        yield StandingPart("both", None, lambda: both)

    def _steps(self, view: TodayView) -> tuple[StepRow, ...]:
        dropped = self.desk.look.remembered.without_steps(self.desk.ctx.actor.name)
        return () if dropped and may_drop(view.steps) else view.steps

    def _drop_steps(self) -> None:
        self.desk.look.remembered.do_without_steps(self.desk.ctx.actor.name)
        self.populate()

    def _begin_columns(self) -> TwoColumns:
        both = self._both = TwoColumns()
        self._main, self._side = StandingParts(both.main), StandingParts(both.side)
        both.main.addStretch(1)
        both.side.addStretch(1)
        return both

    def _strip(self, mine: PersonMonth, inks: dict[str, ShiftInk]) -> OwnStrip:
        strip = OwnStrip(mine, inks)

        def offer(day: PersonDay, at: QPoint) -> None:
            day_menu(self, self.desk, mine.no, day).popup(at)

        strip.picked.connect(offer)
        strip.month_asked.connect(lambda: self.desk.go("person", (mine.no, self.desk.ctx.today())))
        return strip

    def _make_lists(self, view: TodayView, inks: dict[str, ShiftInk]) -> Iterator[StandingPart]:
        """What stands at the side, the most urgent first; what has nothing to say is left out."""
        rows, today, shifts = view.rows, view.rows.today, view.rows.shifts
        gaps = gaps_of(self.desk.me, rows)
        made: tuple[tuple[str, object, Callable[[], QWidget | None]], ...] = (
            ("offers", (view.offers.to_me, today, shifts), lambda: self._to_take(view, inks)),
            ("next", (view.next, today), lambda: self._next(view)),
            ("orders", (view.orders, today), lambda: self._orders(view)),
            ("kept", (view.offers.kept, today, shifts), lambda: self._kept(view, inks)),
            ("waiting", (view.for_me, bool(rows.mine), today), lambda: self._waiting(view)),
            ("papers", (rows.papers, today), lambda: self._papers(rows)),
            ("gaps", (gaps, rows.ahead, today, shifts), lambda: self._gaps(rows, inks)),
            ("inspect", (rows.to_inspect, rows.nobody_worked), lambda: self._to_inspect(rows)),
        )
        for name, about, make in made:
            yield StandingPart(name, about, partial(_or_nothing, make))

    def _make_shifts(self, rows: TodayRows, inks: dict[str, ShiftInk]) -> Iterator[StandingPart]:
        for title, shifts, nobody in (
            (_("Working now"), rows.running, _("Nobody is rostered at this hour.")),
            (_("Next"), rows.coming, _("No shift begins in the next hours.")),
        ):
            yield StandingPart(title, None, partial(label, title, "heading"))
            for one in shifts:
                about = (one, until(one, rows.now), rows.shifts)
                yield StandingPart(
                    f"{title} {one.day} {one.shift.code}", about,
                    partial(self._card, one, inks, rows),
                )  # fmt: skip
            if not shifts:
                yield StandingPart(nobody, None, partial(label, nobody, "soft"))

    def _card(self, one: ShiftOnDay, inks: dict[str, ShiftInk], rows: TodayRows) -> ShiftCard:
        card = ShiftCard(one, inks, rows.now)
        card.person_picked.connect(lambda no, _day: self.desk.go("person", no))
        return card

    def _waiting(self, view: TodayView) -> SideList | None:
        asked, today = view.for_me, view.rows.today
        nothing = not view.rows.mine or self.desk.me.role in _DECIDES_NOTHING
        if nothing and not asked.count:
            return None
        lines = [
            SideLine(waiting_title(one), waiting_note(one, today), Tone.INFO, "inbox",
                     one.request.ref)
            for one in asked.requests
        ]  # fmt: skip
        lines += [offer_line(one, today) for one in asked.offers]
        lines += [handed_line(one, today) for one in asked.handed]
        lines += [task_line(task, today) for task in asked.tasks]
        return SideList(
            _("Waiting for me"), lines, _("Nothing waits for you."), self.desk.go,
            ("inbox", None),
        )  # fmt: skip

    def _to_take(self, view: TodayView, inks: dict[str, ShiftInk]) -> OffersCard | None:
        return OffersCard(self.desk, view.offers, inks) if view.offers.to_me else None

    def _kept(self, view: TodayView, inks: dict[str, ShiftInk]) -> KeptOffers | None:
        return KeptOffers(self.desk, view.offers, inks) if view.offers.kept else None

    def _orders(self, view: TodayView) -> SideList | None:
        if not view.orders:
            return None
        lines = [
            SideLine(one.name, f"{dates.moment(one.ordered_at, view.rows.today)} · {one.reason}",
                     Tone.BAD, "desks", None)
            for one in view.orders
        ]  # fmt: skip
        return SideList(_("Told to stop working"), lines, "", self.desk.go)

    def _next(self, view: TodayView) -> SideList | None:
        if self.desk.me.person_id is None:
            return None
        lines = next_lines(view.next, view.rows.today)
        return SideList(_("To do next"), lines, _("Nothing to do just now."), self.desk.go)

    def _papers(self, rows: TodayRows) -> SideList | None:
        if not rows.papers:
            return None
        lines = [
            SideLine(paper_title(one), *paper_note(one, rows.today), "leave", one.no)
            for one in rows.papers
        ]
        return SideList(_("Certificates to come"), lines, "", self.desk.go)

    def _gaps(self, rows: TodayRows, inks: dict[str, ShiftInk]) -> SideList:
        lines = [
            SideLine(
                f"{dates.near_day(gap.day, rows.today)} · {gap_place(gap)}",
                f"{dates.hours(gap.shift)} · {gap_line(gap)}",
                Tone.BAD if gap.short else Tone.WARN, "roster",
                gap_target(gap),
                ShiftBadge(gap.shift.code, inks[gap.shift.code], gap.shift.name),
            )
            for gap in gaps_of(self.desk.me, rows)
        ]  # fmt: skip
        _note, none, _tone = nothing_lacks(rows)
        more = ("roster", rows.today)
        return SideList(gaps_title(self.desk.me), lines, none, self.desk.go, more)

    def _to_inspect(self, rows: TodayRows) -> SideList | None:
        if rows.to_inspect is None:
            return None
        lines = [
            SideLine(one.name, _lacks(one), Tone.INFO, "person", one.no) for one in rows.to_inspect
        ]
        done = _("Every agent has been inspected this month.")
        if rows.nobody_worked:
            done = _("No agent has worked this month yet.")
        return SideList(_("Still to inspect"), lines, done, self.desk.go)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "roster",
            _("No roster yet"),
            _("Here you see who works now and next, once a roster is published."),
            button(_("Open the roster"), lambda: self.desk.go("roster"), kind="primary"),
        )


def _or_nothing(make: Callable[[], QWidget | None]) -> QWidget:
    """What is made, or else what takes no room."""
    made = make()
    if made is None:
        made = QWidget()
        made.hide()
    return made


def _lacks(one: Lacking) -> str:
    """Whose, and how many days are left for the inspection (QA-1)."""
    left = ngettext("{n} day left", "{n} days left", one.days_left).format(n=one.days_left)
    return " · ".join(filter(None, (one.team, left)))
