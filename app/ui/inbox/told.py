"""What is only told: a notice that is about no request, or something that is done elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reading.requests.inbox import InboxView
from app.reading.roster.offers import OffersRead
from app.text import _, say
from app.ui.inbox.words import task_due
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.handed_roster import HandedRoster, handed_note, handed_title
from app.ui.kit.offer_cards import OffersCard
from app.ui.kit.pages import entry
from app.ui.kit.tokens import Space


@dataclass(frozen=True, slots=True)
class WayThere:
    """Where the thing itself is: a page, what that is opened at, and the button's words."""

    page: str
    target: object
    words: str


def way_to(subject: str, me: str = "") -> WayThere | None:
    """The page on which a notice's subject is found; None where it is about nothing to open.

    `me`: the reader's employee number, whose row of the roster "roster:DAY" means.
    """
    kind, _colon, no = subject.partition(":")
    match kind:
        case "report" | "complaint" | "visitor":
            return WayThere("registers", (kind, no), _("&Open in the register"))
        case "calibration":
            return WayThere("calibration", no, _("&Open the calibration"))
        case "bulletin":
            return WayThere("bulletins", no, _("&Open the bulletin"))
        case "inspection":
            return WayThere("inspections", no, _("&Open the inspection"))
        case "offer":
            return WayThere("today", None, _("&Go to Today"))
        case "roster":
            whose, _at, day = no.rpartition("@")
            target = (whose or me, date.fromisoformat(day))
            return WayThere("roster", target, _("&Open the roster"))
        case "desks" | "floor":
            return WayThere("desks", None, _("&Go to the desks"))
        case "delegation":
            return WayThere("leave", None, _("&Go to leave"))
        case _:
            return None


def elsewhere(
    desk: Desk, view: InboxView, key: HandedRoster | tuple[str, str], offered: Collection[str]
) -> QWidget:
    """What waits here and is no request: an open shift, or what is done on another page.
    `offered`: the pages that this person has."""
    if not isinstance(key, HandedRoster) and key[0] == "offer":
        return _offer_sheet(desk, view, key[1])
    title, text, way = _words_of(view, key)
    goes = way is not None and way.page in offered
    return told_sheet(desk, title, text, way if goes else None)


def _words_of(
    view: InboxView, key: HandedRoster | tuple[str, str]
) -> tuple[str, str, WayThere | None]:
    if isinstance(key, HandedRoster):
        return handed_words(view, key)
    task = next(one for one in view.tasks if one.target == key)
    return say(task.title, view.today), task_due(task, view.today), way_to(":".join(key))


def handed_words(view: InboxView, key: HandedRoster) -> tuple[str, str, WayThere]:
    """A draft that a leader handed over: title, words and the way to it."""
    one = next(one for one in view.handed if HandedRoster.of(one) == key)
    parts = [handed_note(one, view.today)]
    if one.row.note:
        parts.append(_("{name}: {what}").format(name=one.row.by, what=one.row.note))
    parts.append(_("Open the roster to look at it; there you publish it or hand it back."))
    way = WayThere("roster", key, _("&Open the roster"))
    return handed_title(one, view.today), "\n\n".join(parts), way


def _offer_sheet(desk: Desk, view: InboxView, no: str) -> QWidget:
    """An open shift that one may take, with the button that takes it."""
    one = next(one for one in view.offers if one.row.no == no)
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
    column.addWidget(OffersCard(desk, OffersRead((one,)), {}))
    column.addStretch(1)
    return sheet


def told_sheet(desk: Desk, title: str, text: str, way: WayThere | None) -> QWidget:
    """The words; with a `way`, a button that leads there."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
    column.addWidget(label(title, "heading", wrap=True))
    column.addWidget(label(text, "soft", wrap=True))
    if way is not None:
        there = button(
            way.words, lambda: desk.go(way.page, way.target), kind="primary",
            icon=entry(way.page).icon,
        )  # fmt: skip
        column.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return sheet
