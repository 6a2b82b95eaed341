"""Bulletins: what is to be known, the unread first; and who has read what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.errors import AppError
from app.reading.bulletins.page import (
    Addressees,
    BulletinsReading,
    BulletinView,
    Reader,
    read_bulletins,
    read_readers,
)
from app.services.bulletins.publishing import NewBulletin
from app.services.bulletins.reading import mark_read
from app.services.bulletins.reminding import remind
from app.text import _, ngettext, say
from app.ui.bulletins.commands import COMMANDS
from app.ui.bulletins.printing import ask_to_print
from app.ui.bulletins.publish import BulletinDialog
from app.ui.bulletins.reader import BulletinReader
from app.ui.bulletins.readers import ReadersPane
from app.ui.bulletins.words import count_words, entry_of, found
from app.ui.kit import icons
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.entries import EntriesList
from app.ui.kit.page import Page
from app.ui.kit.pages import UNREAD
from app.ui.kit.tokens import Space, Tone

_LEAST_WIDTH, _LIST_WIDTH = 200, 340
_UNREAD, _NEWS, _ALL = range(3)


class BulletinsPage(Page):
    """`open_target` takes a bulletin's number, UNREAD after signing in, or a NewBulletin that is
    begun and goes into the form."""

    key = "bulletins"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading: BulletinsReading | None = None
        self._readers: Sequence[Reader] = ()
        self._wanted = ""
        self._begun: NewBulletin | None = None
        self._signing_in = False
        self.search = self._make_search()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What the list shows"))
        for title in (_("Unread"), _("Still news"), _("All")):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(lambda _tab: self._show_list())
        self.list = EntriesList(_("Bulletins"))
        self.list.setProperty("bare", True)
        self.list.picked.connect(self._on_picked)
        self.reader = BulletinReader()
        self.readers = ReadersPane()
        self.readers.hide()
        self.publish = button(_("&Publish…"), self._on_publish, kind="primary", icon="publish")
        self.publish.hide()
        self.header.add_tool(self.search)
        self.header.add_tool(self.publish)
        self._stack = QStackedWidget()
        self._nothing: QWidget = QWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self.add_actions(self._actions())

    def _make_search(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(_("Search bulletins: two characters or more"))
        made.setAccessibleName(_("Search bulletins"))
        made.setClearButtonEnabled(True)
        made.setMinimumWidth(260)
        made.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(lambda _text: self._on_search())
        return made

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LEAST_WIDTH)
        left.setMaximumWidth(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.list, 1)
        opened = QWidget()
        sheet = QVBoxLayout(opened)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(0)
        sheet.addWidget(self.reader, 1)
        sheet.addWidget(self.readers)
        self._opened = opened
        self._stack.addWidget(opened)
        self._stack.addWidget(self._nothing)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(left, 2)
        row.addWidget(self._stack, 5)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.reader.read_asked.connect(self._on_read)
        self.reader.later_asked.connect(self._on_later)
        self.reader.opened.connect(self.open_target)
        self.reader.print_asked.connect(self._on_print)
        self.reader.replace_asked.connect(self._on_replace)
        self.readers.remind_asked.connect(self._on_remind)

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        self.desk.tasks.query(read_bulletins, self._take)

    def open_target(self, target: object) -> None:
        if target == UNREAD:
            self._signing_in = True
            self.tabs.setCurrentIndex(_UNREAD)
        elif isinstance(target, str):
            self._wanted = target
            self._pick_wanted()
        elif isinstance(target, NewBulletin):
            self._begun = target
            self._begin()

    def _take(self, reading: BulletinsReading) -> None:
        first, self._reading = self._reading is None, reading
        self.publish.setVisible(reading.to.any)
        title = _("Unread")
        self.tabs.setTabText(_UNREAD, f"{title} ({reading.unread})" if reading.unread else title)
        news = sum(view.row.is_news(reading.today) for view in reading.views)
        self.header.set_note(count_words(reading.unread, news))
        if first and not reading.unread and not self._signing_in:
            self.tabs.setCurrentIndex(_NEWS)
        if self._signing_in and not reading.unread:
            self._signing_in = False
            self.desk.say(_("Everything is read"))
            self.desk.go("today")
        self._show_list()
        self._pick_wanted()
        self._begin()
        self.desk.actions.refresh()

    def _listed(self) -> list[BulletinView]:
        if self._reading is None:
            return []
        shown, today, wanted = self.tabs.currentIndex(), self._reading.today, self.search.text()
        return [
            view
            for view in self._reading.views
            if (shown != _UNREAD or view.unread)
            and (shown != _NEWS or view.row.is_news(today))
            and found(view, wanted)
        ]

    def _on_search(self) -> None:
        """A search goes through all, also what is read or over."""
        if self.search.text().strip() and self.tabs.currentIndex() != _ALL:
            self.tabs.setCurrentIndex(_ALL)
        else:
            self._show_list()

    def _show_list(self) -> None:
        if self._reading is None:
            return
        views, now = self._listed(), self.desk.ctx.now()
        self.list.set_entries([entry_of(view, self._reading.today, now) for view in views])
        if not views:
            self._show_nothing()
        elif self.list.key() is None:
            self.list.pick_near()
        else:
            self._open(self.list.key())

    def _pick_wanted(self) -> None:
        if self._wanted and self._reading is not None:
            no = self._wanted
            if self._view(no) is None:  # published a moment ago, and not read yet
                return
            self._wanted = ""
            self.search.clear()
            if not self.list.pick(no):
                self.tabs.setCurrentIndex(_ALL)
                self.list.pick(no)

    def _on_picked(self, key: object) -> None:
        self._open(key)

    def _view(self, key: object) -> BulletinView | None:
        views = self._reading.views if self._reading is not None else ()
        return next((view for view in views if view.row.no == key), None)

    def _open(self, key: object) -> None:
        view = self._view(key)
        if view is None or self._reading is None:
            return
        fresh = self.reader.view is None or self.reader.view.row.no != view.row.no
        self._stack.setCurrentWidget(self._opened)
        self.reader.show_view(view, self._reading.today, self.desk.ctx.now())
        if fresh:
            self._readers = ()
            self.readers.hide()
        if view.unread and not self.search.hasFocus():
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._reading.follows:
            no = view.row.no
            self.desk.tasks.query(partial(read_readers, no=no), partial(self._on_readers, no))
        self.desk.actions.refresh()

    def _on_readers(self, no: str, found_: Sequence[Reader]) -> None:
        view = self.reader.view
        if view is not None and view.row.no == no and self._reading is not None:
            self._readers = found_
            self.readers.show_readers(
                found_, self._reading.today, news=view.row.is_news(self._reading.today)
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.reader.view is not None and self.reader.view.unread:
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- acting ------------------------------------------------------------------------------

    def _on_read(self, no: str) -> None:
        self.desk.tasks.command(partial(mark_read, no=no), failed=self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        self.reader.refused()
        self.desk.say(say(error.message), Tone.BAD)

    def _on_later(self) -> None:
        """Nobody is held up: what is unread waits."""
        self._signing_in = False
        self.desk.go("today")

    def _on_remind(self) -> None:
        view = self.reader.view
        if view is not None:
            self.desk.tasks.command(partial(remind, no=view.row.no), self._on_reminded)

    def _on_reminded(self, count: int) -> None:
        words = ngettext("{n} person is reminded", "{n} people are reminded", count)
        if count:
            self.desk.say(words.format(n=count))
        else:
            self.desk.say(_("All have been reminded already"), Tone.INFO)

    def _on_publish(self) -> None:
        self._ask(None, None)

    def _on_replace(self) -> None:
        if self.reader.view is not None:
            self._ask(self.reader.view, None)

    def _begin(self) -> None:
        """Open the form with what another page has begun."""
        if self._begun is not None and self._reading is not None and self._reading.to.any:
            begun, self._begun = self._begun, None
            self._ask(None, begun)

    def _ask(self, old: BulletinView | None, begun: NewBulletin | None) -> None:
        to: Addressees | None = self._reading.to if self._reading is not None else None
        if to is not None and to.any:
            row = old.row if old else None
            BulletinDialog(self, self.desk, to, row, begun, self._on_published).open()

    def _on_published(self, no: str) -> None:
        """Show the new one, and say how many it is for."""
        self._wanted = no
        self._pick_wanted()
        self.desk.tasks.query(partial(read_readers, no=no), partial(self._say_published, no))

    def _say_published(self, no: str, found_: Sequence[Reader]) -> None:
        words = ngettext(
            "{no} is published to {n} person", "{no} is published to {n} people", len(found_)
        )
        self.desk.say(words.format(no=no, n=len(found_)))

    def _on_print(self) -> None:
        if self.reader.view is not None:
            ask_to_print(self, self.desk, self.reader.view, self._readers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._signing_in:
            self._on_later()
        else:
            super().keyPressEvent(event)

    # -- nothing to show ---------------------------------------------------------------------

    def _show_nothing(self) -> None:
        old, self._nothing = self._nothing, self._empty()
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(old)
        old.deleteLater()
        self.reader.view = None

    def _empty(self) -> EmptyState:
        if self.search.text().strip():
            return EmptyState(
                "search",
                _("Nothing found"),
                _("No bulletin that you may read says this."),
                button(_("Clear the search"), self.search.clear),
            )
        may = self._reading is not None and self._reading.to.any
        if self.tabs.currentIndex() == _UNREAD:
            return EmptyState(
                "check-circle",
                _("Everything is read"),
                _("Bulletins that are for you and not read yet stand here, the oldest first."),
                button(_("See all bulletins"), lambda: self.tabs.setCurrentIndex(_ALL)),
            )
        steps = [button(_("Publish a bulletin"), self._on_publish, icon="publish")] if may else []
        return EmptyState(
            "note",
            _("No bulletins yet"),
            _("What every agent must have read before the next shift is published here."),
            *steps,
        )

    def _actions(self) -> Sequence[Action]:
        def may() -> bool:
            return self._reading is not None and self._reading.to.any

        def opened() -> bool:
            return self.reader.view is not None

        def unread() -> bool:
            return self.reader.view is not None and self.reader.view.unread

        return [
            COMMANDS["bulletins.find"].does(self.search.setFocus),
            COMMANDS["bulletins.publish"].does(self._on_publish, allowed=may),
            COMMANDS["bulletins.replace"].does(self._on_replace, allowed=may, enabled=opened),
            COMMANDS["bulletins.remind"].does(self._on_remind, allowed=may, enabled=opened),
            COMMANDS["bulletins.later"].does(self._on_later, enabled=unread),
            COMMANDS["bulletins.print"].does(self._on_print, enabled=opened),
            COMMANDS["bulletins.refresh"].does(self.populate),
        ]
