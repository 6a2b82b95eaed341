"""From a need above the roster to an offer: who is short of how many, and the sheet that asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from app.reading.roster.repairing import MOST_TOGETHER, NeedAsked
from app.reading.roster.shortage import ShortShift, short_shifts
from app.rules.facts import Place
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferKind
from app.rules.work import Cell
from app.text import _, dates, ngettext
from app.text.words import shift_words
from app.ui.kit import icons
from app.ui.kit.offer_dialog import OfferDialog, Spell
from app.ui.kit.repairing import add_ways, open_ways
from app.ui.kit.short_asked import ShortAsked
from app.ui.kit.tokens import Tone
from app.ui.roster.spans import span_around
from app.ui.roster.ways import keep_repair

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage


class Offering(QObject):
    """Asks which teams lack people on a day, and offers what they lack to all who may take it."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.menu: QMenu | None = None
        self._wanted: ShortAsked | None = None
        page.view.totals.offers = page.may_draft()
        page.view.short_asked.connect(self._on_total)

    @staticmethod
    def of(page: RosterPage) -> Offering:
        """The page's own."""
        found = page.findChild(Offering)
        return found if isinstance(found, Offering) else Offering(page)

    def takes(self, target: object) -> bool:
        """Whether the page's target is a shift that lacks people: its day and team are shown then,
        and with them what can be done."""
        if not isinstance(target, ShortAsked):
            return False
        self._wanted = target
        session = self._page.session
        session.draft = False
        if not session.span.holds(target.day):
            session.span = span_around(session.span.kind, target.day)
        return True

    def wanted_place(self) -> Cell | None:
        """The first line of the team, on the day that the page was opened at."""
        if self._wanted is None:
            return None
        lines = (line for line in self._page.model.everybody()
                 if line.block.team_id == self._wanted.team_id)  # fmt: skip
        first = next(lines, None)
        return (first.person.no, self._wanted.day) if first is not None else None

    def ask_wanted(self) -> None:
        """What can be done about the shift that the page was opened at, once."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        self._desk.tasks.query(
            lambda ctx: short_shifts(ctx, wanted.day, wanted.code),
            lambda found: self._offer_ways([one for one in found if one.team_id == wanted.team_id]),
        )

    def _offer_ways(self, found: Sequence[ShortShift]) -> None:
        """Nothing for those who may only look."""
        if not found:
            return
        self.menu = self._choices(found)
        first = self.menu.actions()[0]
        for one in found:
            words = _("Ways to cover: {where}…").format(where=_where(one, self._desk.ctx.today()))
            way = QAction(icons.icon("swap"), words, self.menu)
            way.triggered.connect(partial(self._see_ways, one))
            self.menu.insertAction(first, way)
        grid = self._page.grid
        below = grid.visualRect(grid.currentIndex()).bottomLeft()
        self.menu.popup(grid.viewport().mapToGlobal(below))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _see_ways(self, one: ShortShift) -> None:
        count = min(one.short, MOST_TOGETHER)
        dialog = open_ways(
            self._desk, NeedAsked(Place(None, one.team_id), one.day, one.code, count=count)
        )
        if dialog is not None:
            dialog.made.connect(partial(keep_repair, self._desk))

    def ask_at_cursor(self) -> None:
        """Offer what is short on the day where the cursor is."""
        column = self._page.grid.currentIndex().column()
        days = self._page.model.days
        if days:
            self.ask(days[max(column, 0)].day)

    def _on_total(self, day: date, code: str) -> None:
        if self._page.may_draft():
            self.ask(day, code)

    def ask(self, day: date, code: str = "") -> None:
        """What is short that day, of one shift or of all: one goes straight to the sheet."""
        self._desk.tasks.query(lambda ctx: short_shifts(ctx, day, code), self._on_read)

    def _on_read(self, found: Sequence[ShortShift]) -> None:
        lacking = [one for one in found if one.open]
        if len(found) == len(lacking) == 1:
            self.offer(found[0])
        elif found:
            self.menu = self._choices(found)
            self.menu.popup(QCursor.pos())
        else:
            self._desk.say(_("No published shift of yours is short of people here."), Tone.INFO)

    def _choices(self, found: Sequence[ShortShift]) -> QMenu:
        menu = QMenu(self._page)
        for one in found:
            made = menu.addAction(
                icons.icon("people"),
                short_words(one, self._desk.ctx.today()),
                partial(self.offer, one),
            )
            made.setEnabled(one.open > 0)
        return menu

    def offer(self, one: ShortShift) -> None:
        """The sheet, with as many places as are short."""
        wanted = Wanted(
            OfferKind.TAKE, one.team_id, one.day, one.code, self._desk.ctx.now(), places=one.open
        )
        dialog = OfferDialog(self._page, self._desk, wanted, Spell(one.team, one.start, one.end))
        dialog.accepted.connect(
            lambda: self._desk.say(_("It is offered; whoever may take it is told"))
        )
        asked = NeedAsked(
            Place(None, one.team_id), one.day, one.code, count=min(one.open, MOST_TOGETHER)
        )
        add_ways(dialog, self._desk, asked, partial(keep_repair, self._desk))
        dialog.open()


def short_words(one: ShortShift, today: date) -> str:
    """Which shift of which team, and how many are wanted or asked for already."""
    where = _where(one, today)
    if not one.open:
        return _("{where}: on offer already").format(where=where)
    words = ngettext("Offer {n} place: {where}…", "Offer {n} places: {where}…", one.open)
    return words.format(n=one.open, where=where)


def _where(one: ShortShift, today: date) -> str:
    return f"{dates.day(one.day, near=today)} {shift_words(one.code)} · {one.team}"
