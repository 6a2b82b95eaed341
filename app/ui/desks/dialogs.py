"""The questions of the desks' page: for how long, why, which name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.desks.rows import SeatRow
from app.reading.desks.floor import Spot
from app.rules.vocabulary import Message, msg
from app.services.desks import checking, floor, plan, stopping
from app.text import _
from app.ui.desks.tile import Cell
from app.ui.desks.words import went_words
from app.ui.kit.desk import Desk
from app.ui.kit.fields import note_field, number_field, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.ruled_dialog import RuledDialog

Problems = Mapping[str, Message]


def ask_override(
    parent: QWidget, desk: Desk, seat: SeatRow, names: Mapping[str, str]
) -> FormDialog:
    """Why somebody may let their desk go before the relief, or before the shift is over."""
    form = Form(lambda: _required(reason.text(), "reason", msg("State the reason.")))
    reason = form.add("reason", _("Reason"), text_field())
    lead = _(
        "HAND-2: {name} leaves desk {desk} before the relief, or before the shift is over. The "
        "reason stays in the handover log, with your name."
    ).format(name=seat.name, desk=seat.desk)
    dialog = RuledDialog(parent, _("Approve leaving the desk"), form, _("Approve leaving"), lead)
    dialog.names = names
    key = seat.id
    dialog.sends(desk, lambda: _release(key, reason.text()))
    return dialog


def _release(seat_id: int, reason: str) -> Callable[[Context], None]:
    return lambda ctx: checking.release(ctx, seat_id, reason)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is about to leave the floor, for how long by the policy, and what they asked for."""

    person_id: int
    name: str
    minutes: int
    reason: str = ""


def ask_leave(parent: QWidget, desk: Desk, who: Leaving) -> FormDialog:
    """For how many minutes somebody may leave the floor, and what for."""
    form = Form(lambda: _required(why.text(), "reason", floor.WHAT_FOR))
    limit = form.add("minutes", _("Minutes"), number_field(who.minutes, 1, floor.LONGEST))
    why = form.add("reason", _("What for"), text_field(who.reason))
    lead = _("ATT-5: {name} may leave the floor for so long. Later than that is a warning.")
    dialog = RuledDialog(parent, _("Leave the floor"), form, _("Allow"), lead.format(name=who.name))

    def make() -> Callable[[Context], bool]:
        person, given, told = who.person_id, limit.value(), why.text()
        return lambda ctx: floor.allow(ctx, person, given, told)

    dialog.sends(desk, make, lambda went: desk.say(*went_words(who.name, went=went)))
    return dialog


def ask_to_go(parent: QWidget, desk: Desk) -> FormDialog:
    """What the person at this desk wants to leave the floor for."""
    form = Form(lambda: _required(why.text(), "reason", floor.WHAT_FOR))
    why = form.add("reason", _("What for"), text_field())
    dialog = FormDialog(
        parent, _("Ask to leave the floor"), form, _("Submit the request"),
        _("Your duty leader decides, and you are told when it is your turn."),
    )  # fmt: skip

    def make() -> Callable[[Context], None]:
        told = why.text()
        return lambda ctx: floor.ask(ctx, told)

    dialog.sends(desk, make, lambda _none: desk.say(_("Asked.")))
    return dialog


def ask_stop(parent: QWidget, desk: Desk, person_id: int, name: str) -> FormDialog:
    """Why somebody is told to stop working, and what the head should do."""
    form = Form(lambda: _required(why.toPlainText(), "reason", msg("State the reason.")))
    why = form.add("reason", _("What was seen"), note_field())
    what = form.add("proposal", _("What you propose (ESC-3)"), note_field(lines=2))
    lead = _(
        "DUTY-5: {name} stops working until the order is ended. It is recorded with your name, and "
        "the head of the department is told."
    )
    dialog = RuledDialog(
        parent, _("Order to stop working"), form, _("Order"), lead.format(name=name)
    )

    def make() -> Callable[[Context], int]:
        reason, proposal = why.toPlainText(), what.toPlainText()
        return lambda ctx: stopping.order_stop(ctx, person_id, reason, proposal)

    dialog.sends(desk, make, lambda _id: desk.say(_("Ordered, and reported to the head.")))
    return dialog


def ask_desk(parent: QWidget, desk: Desk, department_id: int, cell: Cell) -> FormDialog:
    """The name of a new desk."""
    form = Form(lambda: _required(name.text(), "name", msg("Give a short name, such as A01.")))
    name = form.add("name", _("Number of the desk"), text_field(most=12))
    dialog = FormDialog(parent, _("A new desk"), form, _("Put it here"))

    def make() -> Callable[[Context], int]:
        text, spot = name.text(), plan.Spot(*cell)
        return lambda ctx: plan.add_desk(ctx, department_id, text, spot)

    dialog.sends(desk, make)
    return dialog


def ask_row(parent: QWidget, desk: Desk, department_id: int, line: int) -> FormDialog:
    """A row of desks: the first one's name, and how many."""
    form = Form(lambda: _required(name.text(), "name", msg("Give a short name, such as A01.")))
    name = form.add("name", _("Number of the first desk"), text_field(_letter(line), most=10))
    count = form.add("count", _("How many"), number_field(6, 1, plan.PLACES))
    lead = _("The others are named on from it: A01, A02, A03 …")
    dialog = FormDialog(parent, _("A row of desks"), form, _("Add the row"), lead)

    def make() -> Callable[[Context], list[int]]:
        return partial(_add_row, department_id, name.text(), count.value(), line)

    dialog.sends(desk, make)
    return dialog


def _add_row(department_id: int, name: str, count: int, line: int, ctx: Context) -> list[int]:
    return plan.add_row(ctx, department_id, name, count, line)


def _letter(line: int) -> str:
    return f"{chr(ord('A') + line % 26)}01"


def ask_name(parent: QWidget, desk: Desk, spot: Spot) -> FormDialog:
    """Another name for a desk."""
    form = Form(lambda: _required(name.text(), "name", msg("Give a short name, such as A01.")))
    name = form.add("name", _("Number of the desk"), text_field(spot.desk.name, most=12))
    title = _("Desk {no}").format(no=spot.desk.name)
    dialog = FormDialog(parent, title, form, _("Rename"))
    key, version = spot.desk.id, spot.desk.version

    def make() -> Callable[[Context], None]:
        text = name.text()
        return lambda ctx: plan.rename_desk(ctx, key, text, version)

    dialog.sends(desk, make)
    return dialog


def _required(text: str, key: str, problem: Message) -> Problems:
    return {} if text.strip() else {key: problem}
