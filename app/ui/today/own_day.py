"""What can be done with a day of one's own, in a menu at the day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.queries.roster.rows import PersonDay
from app.rules.permissions import Action, Scope
from app.text import _
from app.ui.kit import icons
from app.ui.kit.desk import Desk
from app.ui.kit.wish_for import WishFor


def day_menu(parent: QWidget, desk: Desk, no: str, day: PersonDay) -> QMenu:
    """Swap it, ask for leave, wish for it, see it in the roster or in one's month."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    date, cell = day.head.day, day.cell
    if date >= desk.ctx.today() and cell.leave is None:
        if cell.code and not cell.away and desk.me.scope(Action.FILE_SWAP) is not Scope.NONE:
            swap = partial(desk.go, "swaps", (no, date))
            menu.addAction(icons.icon("swap"), _("Swap this shift…"), swap)
        ask = partial(desk.go, "leave", date)
        menu.addAction(icons.icon("leave"), _("Ask for leave…"), ask)
    if date >= desk.ctx.today() and desk.me.scope(Action.WISH) is not Scope.NONE:
        wish = partial(desk.go, "person", WishFor(date))
        menu.addAction(icons.icon("heart"), _("Enter a wish…"), wish)
    show = partial(desk.go, "roster", (no, date))
    menu.addAction(icons.icon("roster"), _("Show in the roster"), show)
    month = partial(desk.go, "person", (no, date))
    menu.addAction(icons.icon("calendar"), _("My month"), month)
    menu.setActiveAction(menu.actions()[0])
    return menu
