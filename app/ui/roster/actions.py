"""What can be done on the roster page, for its shortcuts, buttons, menu and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.kit.actions import Action
from app.ui.roster.bringing.way_in import WayIn
from app.ui.roster.certificate.asking import ask_for_certificate
from app.ui.roster.commands import COMMANDS
from app.ui.roster.filling.way_in import MonthFilling
from app.ui.roster.fixing import Fixing
from app.ui.roster.offering import Offering
from app.ui.roster.spans import SpanKind
from app.ui.roster.wishing import Wishing

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage


def page_actions(page: RosterPage) -> list[Action]:
    """The page's actions; those that change the roster are hidden from who may not."""
    return [*_edits(page), *_ways(page)]


def _edits(page: RosterPage) -> list[Action]:
    stack = page.session.stack
    return [
        COMMANDS["roster.undo"].does(
            page.session.undo, allowed=page.may_edit_something, enabled=stack.canUndo
        ),
        COMMANDS["roster.redo"].does(
            page.session.redo, allowed=page.may_edit_something, enabled=stack.canRedo
        ),
        COMMANDS["roster.fill"].does(page.fill, allowed=page.may_draft, enabled=lambda: page.draft),
        MonthFilling.of(page).action(),
        WayIn.of(page).action(),
        WayIn.of(page).blank(),
        WayIn.of(page).leaves(),
        COMMANDS["roster.publish"].does(
            page.handing.publish, allowed=page.may_publish, enabled=page.has_changes
        ),
        *page.handing.actions(),
        Fixing.of(page).action(),
    ]


def _ways(page: RosterPage) -> list[Action]:
    return [
        COMMANDS["roster.jump"].does(page.jump),
        COMMANDS["roster.offer"].does(Offering.of(page).ask_at_cursor, allowed=page.may_draft),
        Wishing.of(page).action(),
        COMMANDS["roster.print"].does(page.print_out),
        COMMANDS["roster.certify"].does(
            lambda: ask_for_certificate(page),
            allowed=lambda: COMMANDS["roster.certify"].may(page.desk.me),
        ),
        COMMANDS["roster.filter"].does(page.focus_filter),
        COMMANDS["roster.today"].does(page.go_today),
        COMMANDS["roster.earlier"].does(lambda: page.move_on(-1)),
        COMMANDS["roster.later"].does(lambda: page.move_on(1)),
        COMMANDS["roster.month"].does(lambda: page.show_kind(SpanKind.MONTH)),
        COMMANDS["roster.fortnight"].does(lambda: page.show_kind(SpanKind.FORTNIGHT)),
        COMMANDS["roster.week"].does(lambda: page.show_kind(SpanKind.WEEK)),
    ]
