"""The Inbox: what waits for me, with its verdict and the decision; and what was decided on mine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import AppError, Conflict, NotAllowed, NotFound
from app.queries.requests.notices import NoticeRow
from app.reading.requests.clean import Candidate, candidates
from app.reading.requests.inbox import InboxView, read_inbox
from app.reading.requests.opening import open_request
from app.reading.requests.view import RequestView
from app.rules.requests import RequestRef
from app.rules.turn import Word
from app.services.requests import notices
from app.services.requests.kinds import decide
from app.text import _, dates, say
from app.text.notices import notice_sentence
from app.text.requests.kinds import outcome
from app.ui.inbox.actions import inbox_actions
from app.ui.inbox.away import Away, unread_words
from app.ui.inbox.clean import CleanDialog
from app.ui.inbox.decide import DecisionStrip, decided_words, reply_to
from app.ui.inbox.empty import empty_inbox
from app.ui.inbox.held_bar import HeldBar, list_column
from app.ui.inbox.padded import Padded, ToldAbove
from app.ui.inbox.sheet import RequestSheet
from app.ui.inbox.told import WayThere, elsewhere, told_sheet, way_to
from app.ui.inbox.words import (
    counted,
    early_words,
    inbox_note,
    notice_entry,
    overtaken_words,
    waiting_entries,
)
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.entries import EntriesList, Entry
from app.ui.kit.expiring import end_overdue
from app.ui.kit.handed_roster import HandedRoster
from app.ui.kit.holding import SECONDS, Held
from app.ui.kit.page import Page
from app.ui.kit.pages import entries
from app.ui.kit.scrolled import yielding
from app.ui.kit.tokens import Tone
from app.ui.work.removal import remove

_WAITING, _NOTICES = 0, 1


class InboxPage(Page):
    """`open_target` takes the reference of a request."""

    key = "inbox"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._inbox: InboxView | None = None
        self._open: RequestView | None = None
        self._wanted: RequestRef | None = None
        self._overtaken: RequestView | None = None
        self._stays = False
        """What is on the sheet stays there, though it is not in the list."""
        self._told: tuple[str, str] | None = None
        self.away = Away(desk, self)
        self._offered = {page.key for page in entries(desk.me)}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What the list shows"))
        self.tabs.addTab(_("Waiting"))
        self.tabs.addTab(_("Notices"))
        self.tabs.currentChanged.connect(self._on_tab)
        self.list = EntriesList(_("Requests and notices"))
        self.list.picked.connect(self._on_picked)
        self.clean = button(_("Approve all &clean…"), self.ask_clean, icon="check")
        self.clean.hide()
        self.header.add_tool(self.clean)
        self.held_bar = HeldBar(desk.holding)
        self.held_bar.back.clicked.connect(self.take_back)
        desk.holding.changed.connect(self._on_held)
        desk.tasks.outage.began.connect(self._on_silent)
        desk.tasks.outage.ended.connect(self._on_answered)
        self.read_all = button(_("&Mark all as read"), self.read_all_notices, icon="check")
        self.header.add_tool(self.read_all)
        self.conflict = ToldAbove()
        self.strip: DecisionStrip | None = None
        self.between = False  # one was decided on, and the next is being read
        self._stack = QStackedWidget()
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._parts: list[QWidget] = []
        self._nothing = QWidget()
        for widget in (self._nothing, self._sheet):
            self._stack.addWidget(widget)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.add_actions(inbox_actions(self))

    def holds_input(self) -> bool:
        return self.strip is not None and self.strip.holds_input()

    def populate(self) -> None:
        """End what is due first, so that nothing that can no longer be decided is offered."""
        end_overdue(self.desk, self._read)

    def _read(self) -> None:
        if isValid(self):
            self.desk.tasks.query(read_inbox, self._on_read)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_target(self, target: object) -> None:
        if isinstance(target, RequestRef):
            self._wanted = target.file
            self._pick_wanted()
        elif isinstance(target, tuple):
            self.tabs.setCurrentIndex(_WAITING)
            self.list.pick(target)

    def _lay_out(self) -> None:
        self._column.addWidget(self.conflict)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(list_column(self.tabs, self.list, self.held_bar), 2)
        row.addWidget(self._stack, 5)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)

    def _on_read(self, view: InboxView) -> None:
        first = self._inbox is None
        self._inbox = view
        self.tabs.setTabText(_WAITING, counted(_("Waiting"), view.waits))
        self.tabs.setTabText(_NOTICES, counted(_("Notices"), view.unread))
        self.header.set_note(inbox_note(view))
        self.read_all.setEnabled(view.unread > 0)
        self.clean.setVisible(self.has_to_approve())
        if first and not view.waits and not view.in_stead and view.notices:
            self.tabs.setCurrentIndex(_NOTICES)
        self._show_list()
        self._pick_wanted()

    @property
    def _shows_waiting(self) -> bool:
        return self.tabs.currentIndex() == _WAITING

    def _on_tab(self, _tab: int) -> None:
        self._let_go()
        self._show_list()

    def _show_lines(self) -> list[Entry]:
        """Fill the list; what was picked stays so where it is still there."""
        view, now = self._inbox, self.desk.ctx.now()
        if view is None:
            return []
        lines = (
            waiting_entries(view, now, self.desk.holding.keys)
            if self._shows_waiting
            else [notice_entry(notice, view.today, now) for notice in view.notices]
        )
        self.list.set_entries(lines)
        return lines

    def _show_list(self) -> None:
        """Fill the list; what was picked is shown, or else the first."""
        if self._inbox is None:
            return
        lines, waiting = self._show_lines(), self._shows_waiting
        if self._stays:
            return
        if not lines:
            self._show_nothing()
        elif self.list.key() is None:
            self.list.pick_near() if waiting else self._choose_one()
        elif waiting and isinstance(key := self.list.key(), RequestRef):
            self._load(key)

    def _pick_wanted(self) -> None:
        """Show the request that was asked for, wherever it is."""
        if self._wanted is None or self._inbox is None:
            return
        ref, self._wanted = self._wanted, None
        self.tabs.setCurrentIndex(_WAITING)
        if self.list.key() == ref:
            self._load(ref)
        elif not self.list.pick(ref):
            self._stays = True
            self.list.drop()
            self._load(ref)

    def _let_go(self) -> None:
        """Something else is shown now."""
        self._stays, self._overtaken, self._told = False, None, None
        self.conflict.tell("")

    def _on_picked(self, key: object) -> None:
        self._let_go()
        if isinstance(key, RequestRef):
            self._load(key)
        elif isinstance(key, HandedRoster | tuple) and self._inbox is not None:
            self._open, self.strip = None, None
            self._show_parts([elsewhere(self.desk, self._inbox, key, self._offered)])
        elif isinstance(key, int) and self._inbox is not None:
            notice = next(one for one in self._inbox.notices if one.id == key)
            self._show_notice(notice)

    def _show_notice(self, notice: NoticeRow) -> None:
        title = notice_sentence(notice.code, notice.params, self.desk.ctx.today())
        self._told = (title, dates.moment(notice.at))
        ref = RequestRef.parse(notice.subject)
        if ref is not None:
            self._load(ref)
        else:
            me = self.desk.me.account.actor.name
            self._show_words(*self._told, way_to(notice.subject, me))
        if not notice.read:
            self._mark([notice.id], unasked=True)

    def _mark(self, ids: Sequence[int] | None, *, unasked: bool = False) -> None:
        self.desk.tasks.command(lambda ctx: notices.mark_read(ctx, ids), unasked=unasked)

    def read_all_notices(self) -> None:
        """Nothing is unread."""
        self._mark(None)

    def _load(self, ref: RequestRef) -> None:
        seen = self._open
        if self.desk.tasks.outage.lasts and (seen is None or seen.ref.file != ref.file):
            if seen is not None and self.strip is not None:
                self.away.keep(seen.ref.file, self.strip.reason.text())
            self._show_words(*unread_words())  # never another's request beside this entry
        self.desk.tasks.query(
            lambda ctx: open_request(ctx, ref), self._on_opened, failed=self._on_closed_to_me
        )

    def _on_closed_to_me(self, error: AppError) -> None:
        """Not theirs to see, or no longer: the notice is all there is, or the sheet says why."""
        if not isinstance(error, NotFound | NotAllowed):
            self.desk.tasks.failed.emit(error)
            return
        self._show_words(*(self._told or (say(error.title), say(error.message))))

    def _on_opened(self, view: RequestView) -> None:
        typed = self.strip.reason.text() if self.strip and self._is_open(view) else ""
        kept = self.away.take(view.ref.file)
        typed = typed if kept is None else kept
        self._open = view
        self._tell_overtaken(view)
        sheet = RequestSheet(view, self._offered)
        sheet.rule_asked.connect(lambda rule: self.desk.go("rules", rule))
        sheet.roster_asked.connect(lambda target: self.desk.go("roster", target))
        sheet.register_asked.connect(self.desk.go)
        parts: list[QWidget] = [yielding(sheet)]
        self.strip = None
        if view.asked is not None and view.ref.file not in self.desk.holding.keys:
            self.strip = self._make_strip(view, typed)
            parts.append(Padded(self.strip))
        self._show_parts(parts)

    def _on_silent(self) -> None:
        """What is picked and was being read does not come now."""
        if isinstance(key := self.list.key(), RequestRef):
            self._load(key)
        elif key is not None:
            self._on_picked(key)

    def _on_answered(self) -> None:
        if self.strip is not None:
            self.strip.tell("")

    def _is_open(self, view: RequestView) -> bool:
        """Whether this very state is shown already, with what was typed so far."""
        seen = self._open
        return seen is not None and (seen.ref, seen.version) == (view.ref, view.version)

    def _make_strip(self, view: RequestView, typed: str) -> DecisionStrip:
        strip = DecisionStrip(view)
        strip.reason.setText(typed)
        strip.approved.connect(lambda reason: self._decide(view, yes=True, reason=reason))
        strip.declined.connect(lambda reason: self._decide(view, yes=False, reason=reason))
        strip.pressed_early.connect(self.say_early)
        return strip

    def _decide(self, view: RequestView, *, yes: bool, reason: str) -> None:
        """Hold the decision: it is sent in a moment, or taken back."""
        assert self.strip is not None
        if self.away.bars(self.strip):
            return
        self.strip.close_down()
        self.strip, self._open, self._stays, self.between = None, None, False, True
        op = partial(decide, ref=view.ref, reply=reply_to(view, yes=yes, reason=reason))
        words = decided_words(view, yes=yes)
        self.desk.holding.hold(
            Held(
                view.ref.file, words, reason, op, self,
                lambda state: self.desk.say(
                    outcome(view.ref, state, yes=yes, opens=view.cover.opens)
                ),
                lambda error: self._on_refused(view, error),
                undone=lambda: self.away.put_back(view.ref.file, words, reason),
            )
        )  # fmt: skip
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.pick_next(self.desk.holding.keys):
            self._load(view.ref)  # the last: it stays in sight, with nothing to press

    def say_early(self) -> None:
        """Keys are faster than the next request: what nobody has seen is not decided on."""
        self.desk.say(early_words(), Tone.WARN)

    def take_back(self) -> None:
        """Nothing was decided: the request waits as before, with the reason that was typed."""
        if (held := self.desk.holding.take_back()) is None:
            return
        assert isinstance(held.key, RequestRef)
        self.away.keep(held.key, held.typed)
        self._wanted = held.key
        self._pick_wanted()
        self.desk.say(_("Taken back: {what}").format(what=held.words), Tone.INFO)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_held(self) -> None:
        self.held_bar.tell()
        if self.desk.holding.left in (0, SECONDS) or self.desk.holding.held is None:
            self._show_lines()
        self.desk.actions.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the page, locks, signs out or quits has decided."""
        super().hideEvent(event)
        self.desk.holding.send()

    def _on_refused(self, view: RequestView, error: AppError) -> None:
        if isinstance(error, Conflict) and self.isVisible() and not self.holds_input():
            self._overtaken, self._stays = view, True
            self._load(view.ref)
        else:
            self.desk.tasks.failed.emit(error)
        self.populate()

    def has_to_approve(self) -> bool:
        """Whether others' requests wait for this person's yes."""
        mine = self._inbox.mine if self._inbox is not None else ()
        return any(one.word is not Word.ANSWER for one in mine)

    def ask_clean(self) -> None:
        """Look which of them nothing stands against, and ask."""
        if self.away.bars():
            return
        self.desk.holding.send()
        self.clean.setEnabled(False)
        self.desk.tasks.query(candidates, self._on_candidates)

    def _on_candidates(self, found: tuple[Candidate, ...]) -> None:
        self.clean.setEnabled(True)
        CleanDialog(self, self.desk, found).open()

    def _tell_overtaken(self, now: RequestView) -> None:
        seen = self._overtaken
        known = seen is not None and seen.ref.file == now.ref.file
        self.conflict.tell(overtaken_words(seen, now) if seen is not None and known else "")

    def _show_parts(self, parts: Sequence[QWidget]) -> None:
        self.between = False
        self.desk.tasks.forget(self._on_opened)  # what was asked for before is old when it comes
        while self._parts:
            remove(self._parts.pop())
        for part in parts:
            self._column.addWidget(part, 0 if isinstance(part, Padded) else 1)
        self._parts = list(parts)
        self.desk.actions.refresh()  # what can be decided by the keys is another thing now
        self._stack.setCurrentWidget(self._sheet)

    def _show_words(self, title: str, text: str, way: WayThere | None = None) -> None:
        self._open, self.strip = None, None
        goes = way is not None and way.page in self._offered
        self._show_parts([told_sheet(self.desk, title, text, way if goes else None)])

    def _choose_one(self) -> None:
        self._show_words(
            _("Pick a notice"), _("The request that it tells of is shown here as it stands now.")
        )

    def _show_nothing(self) -> None:
        self._open, self.strip = None, None
        self._show_parts([])  # what was typed about the last one went with its decision
        old, self._nothing = self._nothing, empty_inbox(self.desk, waiting=self._shows_waiting)
        remove(old)
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
