"""What can be done on the roster page, for its shortcuts, buttons, menu and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.vocabulary import msg
from app.ui.kit.actions import Action
from app.ui.roster.bringing.way_in import WayIn
from app.ui.roster.spans import SpanKind

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage

_GROUP = msg("Roster")


def page_actions(page: RosterPage) -> list[Action]:
    """The page's actions; those that change the roster are hidden from who may not."""
    return [*_edits(page), *_ways(page)]


def _edits(page: RosterPage) -> list[Action]:
    stack = page.session.stack
    return [
        Action(
            "roster.undo", msg("Undo"), page.session.undo, _GROUP, "Ctrl+Z", "undo",
            allowed=page.may_edit_something, enabled=stack.canUndo,
        ),
        Action(
            "roster.redo", msg("Redo"), page.session.redo, _GROUP, "Ctrl+Shift+Z; Ctrl+Y", "redo",
            allowed=page.may_edit_something, enabled=stack.canRedo,
        ),
        Action(
            "roster.fill", msg("Fill a rotation…"), page.fill, _GROUP, "Ctrl+R", "fill",
            allowed=page.may_draft, enabled=lambda: page.draft,
            words="pattern rotate 轮班 循环 排班",
        ),
        WayIn.of(page).action(),
        WayIn.of(page).blank(),
        Action(
            "roster.publish", msg("Publish…"), page.handing.publish, _GROUP, "Ctrl+Shift+P",
            "publish", allowed=page.may_publish, enabled=page.has_changes, words="fabu 发布",
        ),
        *page.handing.actions(),
    ]  # fmt: skip


def _ways(page: RosterPage) -> list[Action]:
    return [
        Action(
            "roster.jump", msg("Jump to a person…"), page.jump, _GROUP, "Ctrl+J", "person",
            words="find search 查找 人员",
        ),
        Action("roster.print", msg("Print the month…"), page.print_out, _GROUP, "Ctrl+P",
               "print", words="pdf paper 打印 纸"),
        Action("roster.filter", msg("Filter by name"), page.focus_filter, _GROUP, "Ctrl+F",
               "filter"),
        Action("roster.today", msg("Go to today"), page.go_today, _GROUP, "Ctrl+T", "today"),
        Action("roster.earlier", msg("Earlier days"), lambda: page.move_on(-1), _GROUP,
               "Ctrl+PgUp", "left"),
        Action("roster.later", msg("Later days"), lambda: page.move_on(1), _GROUP,
               "Ctrl+PgDown", "right"),
        Action("roster.month", msg("Show a month"), lambda: page.show_kind(SpanKind.MONTH),
               _GROUP, "Ctrl+Alt+M", "calendar"),
        Action("roster.fortnight", msg("Show two weeks"),
               lambda: page.show_kind(SpanKind.FORTNIGHT), _GROUP, "Ctrl+Alt+F", "calendar"),
        Action("roster.week", msg("Show a week"), lambda: page.show_kind(SpanKind.WEEK),
               _GROUP, "Ctrl+Alt+W", "calendar"),
    ]  # fmt: skip
