"""What can be done at a desk of the plan, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.context import Context
from app.queries.desks.rows import OffRow, SeatRow, StopRow, WaitRow
from app.reading.desks.floor import Spot
from app.rules.desks.relief import DeskAction, DeskPart, DeskState, open_to
from app.services.desks import checking, floor, seating, stopping
from app.text import _, ngettext
from app.ui.desks import dialogs
from app.ui.desks.words import went_words
from app.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from app.ui.desks.page import DesksPage


Op = Callable[[Context], Any]


@dataclass(frozen=True, slots=True)
class DeskWay:
    """One line of a desk's menu: what, in words, with its key."""

    what: str
    text: str
    key: str = ""


def ways(spot: Spot, *, keep: bool, own: bool) -> list[DeskWay]:
    """All that can be done at a desk by somebody who arranges them, or who sits there."""
    found = list(_seated(spot, own=own)) if spot.now is not None and (keep or own) else []
    if keep:
        found += _of_leader(spot, own=own)
    return found


def _seated(spot: Spot, *, own: bool) -> Iterator[DeskWay]:
    assert spot.now is not None
    part = DeskPart.SITTER if own else DeskPart.LEADER
    actions = set(open_to(spot.now.scene, part))
    for action, way in (
        (DeskAction.CHECK_IN, DeskWay("check_in", _("Check in"), "C")),
        (DeskAction.COME_BACK, DeskWay("back", _("Is back"), "B")),
        (DeskAction.RELEASE, DeskWay("let_go", _("Let the desk go"), "L")),
        (DeskAction.LEAVE_FLOOR, DeskWay("off", _("Allow to leave the floor…"), "O")),
        (DeskAction.OVERRIDE, DeskWay("override", _("Approve leaving, with a reason…"), "R")),
        (DeskAction.STRIKE, DeskWay("strike", _("Take off this desk"), _("Del"))),
    ):
        if action in actions:
            yield way


def _of_leader(spot: Spot, *, own: bool) -> Iterator[DeskWay]:
    if spot.free:
        yield DeskWay("type", _("Seat somebody…"))
    elif spot.now is not None and spot.now.scene.state is not DeskState.RELEASED:
        yield DeskWay("move", _("Move to another desk"), "M")
        if spot.stopped is None and not own:
            yield DeskWay("stop", _("Order to stop working…"), "S")
    if spot.before is not None:
        words = _("Approve that {name} leaves, with a reason…").format(name=spot.before.name)
        yield DeskWay("override_before", words)


class Doing:
    """Does what the page is asked for."""

    def __init__(self, page: DesksPage) -> None:
        self._page = page

    def show_menu(self, spot: Spot, at: QPoint) -> None:
        """All that can be done at a desk, the first of it marked."""
        found = self.ways(spot)
        if not found:
            return
        menu = QMenu(self._page)
        menu.setAccessibleName(_("Desk {no}").format(no=spot.desk.name))
        for way in found:
            text = f"{way.text}\t{way.key}" if way.key else way.text
            menu.addAction(text, partial(self.do, way.what, spot))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def ways(self, spot: Spot) -> list[DeskWay]:
        """All that can be done at a desk by the person at this window."""
        reading = self._page.reading
        if reading is None:
            return []
        me = self._page.desk.me.person_id
        own = spot.now is not None and spot.now.seat.person_id == me
        return ways(spot, keep=reading.keep, own=own)

    def do(self, what: str, spot: Spot) -> None:
        """One line of the menu, or its key; what cannot be done here is left."""
        if what not in {way.what for way in self.ways(spot)}:
            return
        seat = spot.now.seat if spot.now is not None else None
        if what == "type":
            self._page.plan.type_at(spot)
        elif what == "move":
            self._page.plan.begin_move(spot)
            self._page.desk.say(_("Choose the desk with the arrows, then press Enter."))
        elif what == "override_before" and spot.before is not None:
            self._override(spot.before)
        elif seat is not None:
            self._at_seat(what, seat)

    def _at_seat(self, what: str, seat: SeatRow) -> None:
        key, person, page = seat.id, seat.person_id, self._page
        if what == "check_in":
            self.run(lambda ctx: checking.check_in(ctx, key), self._freed)
        elif what == "let_go":
            self.run(lambda ctx: checking.release(ctx, key))
        elif what == "back":
            self.run(lambda ctx: floor.come_back(ctx, person))
        elif what == "strike":
            version = seat.version
            self.run(lambda ctx: seating.strike(ctx, key, version))
        elif what == "override":
            self._override(seat)
        elif what == "off" and page.reading is not None:
            self._allow(person, seat.name)
        elif what == "stop":
            dialogs.ask_stop(page, page.desk, person, seat.name).open()

    def _override(self, seat: SeatRow) -> None:
        dialogs.ask_override(self._page, self._page.desk, seat, self._page.names()).open()

    def _freed(self, names: list[str]) -> None:
        if names:
            self._page.desk.say(_("Checked in; {name} is relieved.").format(name=names[0]))
        else:
            self._page.desk.say(_("Checked in."))

    # -- beside the plan ---------------------------------------------------------------------

    def beside(self, what: str, row: object) -> None:
        """A button of the lists beside the plan."""
        match what, row:
            case "back", OffRow(person_id=person):
                self.run(lambda ctx: floor.come_back(ctx, person))
            case "allow", WaitRow(person_id=person, name=name):
                self.run(lambda ctx: floor.allow(ctx, person), partial(self._went, name))
            case "off", WaitRow(person_id=person, name=name):
                self._allow(person, name)
            case "refuse", WaitRow(person_id=person):
                self.run(lambda ctx: floor.withdraw(ctx, person))
            case "go", WaitRow(person_id=person):
                self.run(lambda ctx: floor.go(ctx, person))
            case "seen", StopRow(id=key):
                self.run(lambda ctx: stopping.take_note(ctx, key))
            case "end", StopRow(id=key):
                self.run(lambda ctx: stopping.end_stop(ctx, key))

    def _allow(self, person: int, name: str) -> None:
        """For how long somebody may leave the floor; what they asked for stands there already."""
        page, reading = self._page, self._page.reading
        if reading is not None:
            waits = next((row for row in reading.queue if row.person_id == person), None)
            reason = waits.reason if waits is not None else ""
            asked = dialogs.Leaving(person, name, reading.limit_minutes, reason)
            dialogs.ask_leave(page, page.desk, asked).open()

    def _went(self, name: str, went: bool) -> None:
        self._page.desk.say(*went_words(name, went=went))

    # -- the own desk ------------------------------------------------------------------------

    def own(self, what: str) -> None:
        """A button of one's own desk."""
        page = self._page
        reading, me = page.reading, page.desk.me.person_id
        if reading is None or me is None:
            return
        if what == "ask":
            dialogs.ask_to_go(page, page.desk).open()
        elif what == "go":
            self.run(lambda ctx: floor.go(ctx, me))
        elif what == "withdraw":
            self.run(lambda ctx: floor.withdraw(ctx, me))
        elif what == "back":
            self.run(lambda ctx: floor.come_back(ctx, me))
        elif reading.mine is not None:
            self._at_seat(what, reading.mine.seat)

    def run(self, op: Op, done: Callable[[Any], object] | None = None) -> None:
        """A command; its refusal is told beside the plan, with the rule and what would help."""
        finish = done if done is not None else lambda _result: None
        self._page.desk.tasks.command(op, finish, failed=self._page.show_refusal)

    def copied(self, result: seating.Copied) -> None:
        """Say what copying a seating came to."""
        from app.text import dates, say
        from app.ui.kit.messages import told_dialog

        page = self._page
        if result.day is None:
            page.desk.say(_("Nobody has been seated for this shift before."), Tone.INFO)
            return
        seated = ngettext("{n} person seated", "{n} people seated", result.seated)
        day = dates.full_day(result.day)
        words = _("{seated} as on {day}.").format(seated=seated.format(n=result.seated), day=day)
        if not result.left_out:
            page.desk.say(words)
            return
        lead = _("Of this shift these have no desk yet, for you to decide:")
        told_dialog(page, words, lead, map(say, result.left_out)).open()
