"""Where a cell of the grid leads: the same ways in its context menu and in the panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication

from app.queries.leave.opened import end_of
from app.queries.roster.rows import RosterCell, ShiftRow
from app.reading.roster.crew import read_crew
from app.reading.roster.repairing import AbsenceAsked, NeedAsked
from app.rules.facts import Place
from app.rules.offers import Wanted
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import OfferKind
from app.services.roster.editing import EditOutcome
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.offer_dialog import OfferDialog, Spell
from app.ui.kit.repairing import add_ways, open_ways
from app.ui.kit.sick_call import SickCall
from app.ui.kit.wish_for import WishFor
from app.ui.roster.lines import Line
from app.ui.roster.model import RosterModel
from app.ui.roster.session import RosterSession


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done from here, on another page."""

    words: str
    icon: str
    go: Callable[[], object]


def ways(desk: Desk, model: RosterModel, row: int, column: int) -> Iterator[Way]:
    """The ways on from a person's day; none from a team's heading."""
    line, cell, place = model.line(row), model.cell(row, column), model.place(row, column)
    if line is None:
        return
    if cell is not None and place is not None and place[1] >= desk.ctx.today():
        if cell.uncovered and _may_cover(desk, line) and not _over(desk, model, place[1], cell):
            yield Way(_("See who may take it…"), "people", partial(desk.go, "leave", place))
        elif cell.code and not cell.away and _may_swap(desk, line):
            yield _swap(desk, line, model, row, column)
        if _may_repair(desk, line, model, place[1], cell):
            see = partial(_see_ways, desk, line, place[1])
            yield Way(_("Ways to cover…"), "people", see)
        if cell.code and not cell.away and not _own(desk, line) and _may_cover(desk, line):
            one = line.person
            call = SickCall(one.person_id, one.name, place[1])
            yield Way(_("Sick call…"), "phone", partial(desk.go, "leave", call))
        more_fits = bool(cell.code) and not cell.uncovered  # an open shift itself is offered
        if more_fits and _may_cover(desk, line) and line.block.team_id is not None:
            more = partial(_offer, desk, line, place[1], model.shifts[cell.code])
            yield Way(_("Offer one more place on this shift…"), "plus", more)
            yield Way(_("Offer time off this shift…"), "minus", partial(more, OfferKind.OFF))
        if _own(desk, line) and cell.leave is None:
            yield Way(_("Ask for leave…"), "leave", partial(desk.go, "leave", place[1]))
        if _own(desk, line) and desk.me.scope(May.WISH) is not Scope.NONE:
            wish = partial(desk.go, "person", WishFor(place[1]))
            yield Way(_("Enter a wish…"), "heart", wish)
    name = _("Open {name}").format(name=line.person.name)
    there = place if place is not None else line.person.no
    yield Way(name, "person", partial(desk.go, "person", there))


def _may_repair(desk: Desk, line: Line, model: RosterModel, day: date, cell: RosterCell) -> bool:
    """Whether somebody else could work it: an open shift, or one that somebody is to be off."""
    is_there = (bool(cell.code) and not cell.covered_by and not cell.outside) or cell.uncovered
    return is_there and _may_cover(desk, line) and not _over(desk, model, day, cell)


def _see_ways(desk: Desk, line: Line, day: date) -> None:
    """In a draft the way that is made is one edit of the page, which can be undone."""
    dialog = open_ways(desk, AbsenceAsked(line.person.person_id, day, day))
    if dialog is not None:
        dialog.made.connect(partial(keep_repair, desk))


def keep_repair(desk: Desk, outcome: EditOutcome | None) -> None:
    """The edit of a draft goes to those that can be undone."""
    if outcome is not None and outcome.changes:
        RosterSession.of(desk).do(_("cover a shift"), lambda _ctx: outcome, (), draft=True)


def _over(desk: Desk, model: RosterModel, day: date, cell: RosterCell) -> bool:
    """Whether nobody can take the shift of that day any more."""
    return end_of(model.shifts[cell.code], day, desk.ctx.time) <= desk.ctx.now()


def _swap(desk: Desk, line: Line, model: RosterModel, row: int, column: int) -> Way:
    """One's own shift is given, a colleague's of the department is asked for."""
    words = _("Swap this shift…") if _own(desk, line) else _("Ask {name} for this shift…")
    go = partial(desk.go, "swaps", model.place(row, column))
    return Way(words.format(name=line.person.name), "swap", go)


def _offer(
    desk: Desk, line: Line, day: date, shift: ShiftRow, kind: OfferKind = OfferKind.TAKE
) -> None:
    """Ask all who may take it, by a sheet of its own."""
    block, start = line.block, desk.ctx.time.instant(day, shift.start)
    assert block.team_id is not None
    spell = Spell(block.team, start, end_of(shift, day, desk.ctx.time))
    wanted = Wanted(kind, block.team_id, day, shift.code, desk.ctx.now())
    above = QApplication.activeWindow()
    if above is None:
        return
    if kind is OfferKind.TAKE:
        dialog = OfferDialog(above, desk, wanted, spell)
        place = Place(block.department_id, block.team_id)
        add_ways(dialog, desk, NeedAsked(place, day, shift.code), partial(keep_repair, desk))
        dialog.open()
        return
    place = Place(block.department_id, block.team_id)
    desk.tasks.query(
        lambda ctx: read_crew(ctx, place, day, shift.code),
        lambda crew: OfferDialog(above, desk, wanted, spell, crew).open(),
    )


def _own(desk: Desk, line: Line) -> bool:
    return line.person.person_id == desk.me.person_id


def _may_swap(desk: Desk, line: Line) -> bool:
    asks = desk.me.person_id is not None and desk.me.scope(May.FILE_SWAP) is not Scope.NONE
    return asks and line.block.department_id == desk.me.place.department


def _may_cover(desk: Desk, line: Line) -> bool:
    return desk.me.may(May.DRAFT_ROSTER, Place(line.block.department_id, line.block.team_id))
