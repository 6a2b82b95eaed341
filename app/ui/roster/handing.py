"""Drafts handed to the head, on the roster page: the strip above the grid, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.context import Context
from app.reading.roster.handing import Handed, handed_in
from app.rules.facts import Place
from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import HandingState, msg
from app.services.roster.handing import hand_back, take_back
from app.text import _, dates, ngettext
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.handed_roster import (
    HandedRoster,
    changed_since,
    handed_again,
    handed_figures,
    handed_note,
    handed_title,
)
from app.ui.kit.requests.reason import ReasonDialog
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.commands import COMMANDS
from app.ui.roster.hand_dialog import HandDialog
from app.ui.roster.publish_dialog import PublishDialog
from app.ui.roster.spans import SpanKind, span_around
from app.ui.work.removal import clear

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage

_GROUP = msg("Roster")
_SHOWN = 3


class Handing(QObject):
    """Of one roster page. `strip` stands above its grid while something was handed over."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._found: tuple[Handed, ...] = ()
        self._wanted = ""
        """The team that the page was opened at, until it is shown."""
        self.strip = QWidget()
        self._column = QVBoxLayout(self.strip)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self.strip.hide()

    # -- reading -----------------------------------------------------------------------------

    def look(self) -> None:
        """Read what was handed over of the months shown."""
        if not self._page.may_draft():
            return
        months = self._months()
        self._desk.tasks.query(lambda ctx: handed_in(ctx, months), self._show)

    def look_again(self) -> None:
        """After an edit of one's own: what waits says that it was changed since."""
        if self._waits():
            self.look()

    def takes(self, target: object) -> bool:
        """Whether the page's target is a draft that was handed over: it is shown then."""
        if not isinstance(target, HandedRoster):
            return False
        self._wanted = target.scope
        session = self._page.session
        session.draft, session.span = True, span_around(SpanKind.MONTH, target.month)
        return True

    def wanted_person(self) -> str:
        """The first person of the team that the page was opened at, once; "" for none."""
        scope, self._wanted = self._wanted, ""
        lines = (line for line in self._page.model.everybody() if line.block.scope == scope)
        first = next(lines, None) if scope else None
        return first.person.no if first is not None else ""

    def _show(self, found: Sequence[Handed]) -> None:
        if not isValid(self.strip):
            return
        self._found = tuple(
            one for one in found if one.row.state is HandingState.WAITING or not one.answers
        )
        clear(self._column)
        for one in self._found[:_SHOWN]:
            self._column.addWidget(self._banner(one))
        more = len(self._found) - _SHOWN
        if more > 0:
            words = ngettext("{n} more draft waits", "{n} more drafts wait", more).format(n=more)
            self._column.addWidget(
                button(words, lambda: self._desk.go("inbox"), kind="link", icon="inbox")
            )
        self.strip.setVisible(bool(self._found))
        self._desk.actions.refresh()

    def _banner(self, one: Handed) -> Banner:
        waits = one.row.state is HandingState.WAITING
        banner = Banner(self._words(one), Tone.INFO if waits else Tone.WARN)
        banner.setAccessibleName(banner.text())
        for step in self._steps(one, waits=waits):
            banner.add_step(step)
        return banner

    def _words(self, one: Handed) -> str:
        row, today = one.row, self._desk.ctx.today()
        if one.answers:
            words = _("{name}: {what}").format(
                name=handed_title(one, today), what=handed_note(one, today)
            )
        elif row.state is HandingState.WAITING:
            told = _("{team}, {month}: {name} handed it to the head, {moment}").format(
                team=one.team, month=dates.month(row.month, today), name=row.by,
                moment=dates.moment(row.at, today),
            )  # fmt: skip
            words = " · ".join(filter(None, (told, handed_figures(one), changed_since(one))))
            words = "\n".join((words, *handed_again(one, today)))
        else:
            assert row.answered_at is not None
            return _("{team}, {month}: {name} handed it back, {moment}: {reason}").format(
                team=one.team, month=dates.month(row.month, today), name=row.answered_by,
                moment=dates.moment(row.answered_at, today), reason=row.reason,
            )  # fmt: skip
        return f"{words}\n{row.note}" if row.note else words

    def _steps(self, one: Handed, *, waits: bool) -> list[QPushButton]:
        if one.answers:
            return [
                button(_("Publish…"), lambda: self._publish(one), kind="primary"),
                button(_("Hand back…"), lambda: self._ask_back(one)),
            ]
        if waits:
            return [button(_("Take it back"), lambda: self._take_back(one))]
        return [button(_("Hand it over again…"), self.ask)]

    # -- doing -------------------------------------------------------------------------------

    def actions(self) -> list[Action]:
        """What menus, keys and the palette offer."""
        return [
            COMMANDS["roster.hand"].does(self.ask, allowed=self.may, enabled=self._has_own_changes),
            COMMANDS["roster.hand_undo"].does(
                lambda: self._each(self._take_back), allowed=self.may, enabled=self._waits
            ),
            COMMANDS["roster.hand_back"].does(
                lambda: self._each(self._ask_back),
                allowed=self._page.may_publish,
                enabled=self._waits,
            ),
        ]

    def may(self) -> bool:
        """Whether there is a draft that the person may fill and not publish."""
        return self._page.may_draft() and self._desk.me.scope(May.PUBLISH_ROSTER) is Scope.NONE

    def _waits(self) -> bool:
        return any(one.row.state is HandingState.WAITING for one in self._found)

    def _scopes(self, action: May) -> set[str]:
        """Of the people shown, the teams whose roster the person may do that with."""
        me = self._desk.me
        places = {
            line.block.scope: Place(line.block.department_id, line.block.team_id)
            for line in self._page.model.everybody()
        }
        return {scope for scope, place in places.items() if me.may(action, place)}

    def _months(self) -> list[date]:
        return sorted({head.day.replace(day=1) for head in self._page.model.days})

    def own(self) -> set[str]:
        """The teams whose draft the person fills."""
        return self._scopes(May.DRAFT_ROSTER)

    def _has_own_changes(self) -> bool:
        return self._page.draft and self._page.model.changes_of(self.own()) > 0

    def ask(self) -> None:
        """Look at what changes and what is wrong with it, then hand it over."""
        scopes, months = self.own(), self._months()
        if scopes and months:
            HandDialog(self._desk, scopes, months, self._page).open()

    def publish(self) -> None:
        """Look at what changes, then make it what people work by."""
        scopes, months = self._scopes(May.PUBLISH_ROSTER), self._months()
        if scopes and months:
            PublishDialog(self._desk, scopes, months, self._page).open()

    def _each(self, act: Callable[[Handed], None]) -> None:
        """By a key: the first that waits."""
        one = next((one for one in self._found if one.row.state is HandingState.WAITING), None)
        if one is not None:
            act(one)

    def _publish(self, one: Handed) -> None:
        PublishDialog(self._desk, [one.row.scope], [one.row.month], self._page).open()

    def _take_back(self, one: Handed) -> None:
        row = one.row
        self._desk.tasks.command(
            lambda ctx: take_back(ctx, row.scope, row.month, row.version),
            lambda _done: self._desk.say(_("Taken back: it waits for nobody."), Tone.GOOD),
            failed=self._refused,
        )

    def _ask_back(self, one: Handed) -> None:
        dialog = ReasonDialog(
            self._page,
            _("Hand the roster of {team} back").format(team=one.team),
            _("&Hand back"),
            _("Say what is to be changed. {name} is told, and goes on with the draft.").format(
                name=one.row.by
            ),
        )
        row = one.row

        def make() -> Callable[[Context], None]:
            reason = dialog.reason.toPlainText()
            return lambda ctx: hand_back(ctx, row.scope, row.month, row.version, reason)

        dialog.sends(self._desk, make)
        dialog.open()

    def _refused(self, error: Exception) -> None:
        self._desk.tasks.failed.emit(error)
        self.look()
