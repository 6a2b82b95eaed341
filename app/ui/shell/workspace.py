"""The desk in the window: rail, page, explaining panel, status line. Built anew for a new look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.text import words
from app.ui.kit import theme
from app.ui.kit.current_stack import CurrentStack
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.kit.pages import PageEntry, aside, entries, on_rail
from app.ui.kit.panel import ExplainingPanel
from app.ui.kit.remembered import Remembered
from app.ui.kit.scrolled import yielding
from app.ui.kit.toast import Toast
from app.ui.shell import dropped
from app.ui.shell.calendar_keeper import CalendarKeeper
from app.ui.shell.command_palette import CommandPalette
from app.ui.shell.finder import Finder
from app.ui.shell.focus_keeper import FocusKeeper
from app.ui.shell.inbox_watch import InboxWatch
from app.ui.shell.outage_banner import OutageBanner
from app.ui.shell.rail import Rail, RailButton
from app.ui.shell.status import StatusLine

ROOMY = 1440
"""Pixels at the usual text size from which a page and the panel have room beside each other."""


class Workspace(QWidget):
    """Shows the desk's pages and does what the desk asks for."""

    def __init__(self, desk: Desk, remembered: Remembered, centre: str, where: str) -> None:
        super().__init__()
        self.desk = desk
        self._remembered = remembered
        self._pages: dict[str, Page] = {}
        self._past: list[tuple[str, object]] = []
        self._here: tuple[str, object] = ("", None)
        self.rail = Rail(self.entries(), centre)
        self.rail.add_more(self.more())
        self.panel = ExplainingPanel()
        self.outage = OutageBanner(desk)
        self._stack = CurrentStack()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self.status = StatusLine(
            centre or where, where, self._who(), lambda: desk.ctx.time.to_wall(desk.ctx.now())
        )
        self._lay_out()
        self.palette_over = CommandPalette(self, desk.actions, Finder(desk, self))
        self._toast = Toast(self)
        self._keys = FocusKeeper(desk, self)
        self._listen()
        self.set_narrow(remembered.narrow_rail)
        self.setAcceptDrops(True)
        self._inbox = InboxWatch(desk, self)
        self._calendars = CalendarKeeper(desk, self)
        desk.watch.start()

    def entries(self) -> Sequence[PageEntry]:
        """The pages on the rail for whoever sits here."""
        return on_rail(self.desk.me)

    def more(self) -> Sequence[PageEntry]:
        """The pages beside it."""
        return aside(self.desk.me)

    def show_page(self, key: str, target: object = None) -> None:
        """Show a page, made at its first showing; "" or a stranger's shows the first."""
        known = {page.key: page for page in entries(self.desk.me)}
        key = key if key in known else self.entries()[0].key
        if self._here[0] and self._here != (key, target):
            self._past.append(self._here)
        self._open(key, target, known[key])

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._past:
            key, target = self._past.pop()
            self._open(key, target, {page.key: page for page in entries(self.desk.me)}[key])

    @property
    def here(self) -> tuple[str, object]:
        """Key and target of the page that is shown."""
        return self._here

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self._here[0]]

    def toggle_rail(self) -> None:
        self._remembered.narrow_rail = not self._remembered.narrow_rail
        self.set_narrow(self._remembered.narrow_rail)

    def set_narrow(self, narrow: bool) -> None:
        self.rail.set_narrow(narrow)

    def toggle_panel(self) -> None:
        """Fold the panel, or open it, and keep to that from now on; one that is not there yet is
        open when it comes."""
        self._choose_fold(self.panel.isVisible() and not self.panel.folded)

    def can_fold(self) -> bool:
        """Whether the page's panel may be folded."""
        return bool(self._here[0]) and self.page.panel_folds

    def _choose_fold(self, folded: bool) -> None:
        self._remembered.panel_folded = folded
        here = self.window().focusWidget()
        within = here is not None and self.panel.isAncestorOf(here)
        self._fold()
        if folded and within:
            self.page.setFocus()  # what had the keys is out of sight

    def _fold(self) -> None:
        """As the person chose; until then, out of the way of what needs the whole width."""
        foldable = bool(self._here[0]) and self.page.panel_folds
        chosen = self._remembered.panel_folded
        narrow = self.width() < theme.scaled(ROOMY)
        folded = foldable and (narrow if chosen is None else chosen)
        opening = self.panel.folded and not folded
        self.panel.set_folded(folded=folded, foldable=foldable)
        if opening:
            self._give_panel_its_width()
        elif folded:
            self._give_page_the_rest()

    def _give_panel_its_width(self) -> None:
        width = self._remembered.panel_width
        self._splitter.setSizes([self._splitter.width() - width, width])

    def _give_page_the_rest(self) -> None:
        """The strip keeps to its width; a splitter would leave what the panel had to nobody."""
        strip = self.panel.maximumWidth()
        self._splitter.setSizes([max(self._splitter.width() - strip, 0), strip])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped.sheet_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped.sheet_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            dropped.take(self.desk, self, path)

    def add_to_rail(self, made: RailButton) -> None:
        self.rail.add_foot(made)
        self.set_narrow(self._remembered.narrow_rail)

    def remember(self) -> None:
        """Keep what the next start should find."""
        if self.panel.isVisible() and not self.panel.folded:
            self._remembered.panel_width = self.panel.width()

    def _open(self, key: str, target: object, entry: PageEntry) -> None:
        self.panel.show_widget(None)
        self._make(entry)
        self._here = (key, target)
        self._fold()
        if self._stack.currentWidget() is not self._pages[key]:
            self._stack.setCurrentWidget(self._pages[key])
        self._pages[key].take_keys()
        self.rail.show_page(key)
        self.desk.actions.refresh()
        if target is not None:
            self._pages[key].open_target(target)

    def _make(self, entry: PageEntry) -> None:
        if entry.key not in self._pages:
            self._pages[entry.key] = entry.load()(self.desk)
            self._stack.addWidget(self._pages[entry.key])

    def _who(self) -> str:
        me = self.desk.me
        place = me.team or me.department
        return " · ".join(filter(None, (me.name, words.word(me.role), place)))

    def _lay_out(self) -> None:
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(yielding(self._stack))
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.outage)
        right.addWidget(self._splitter, 1)
        right.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)

    def retire(self) -> None:
        """Another workspace takes the desk over: hear it no more, even before being deleted."""
        for signal, slot in self._heard():
            signal.disconnect(slot)
        self.outage.stop()
        self._inbox.stop()
        self._keys.stop()
        self._calendars.stop()

    def _listen(self) -> None:
        self.rail.page_chosen.connect(self._on_chosen)
        self.panel.fold_asked.connect(self._choose_fold)
        for signal, slot in self._heard():
            signal.connect(slot)

    def _heard(self) -> Sequence[tuple[SignalInstance, Callable[..., object]]]:
        desk = self.desk
        return (
            (desk.page_asked, self.show_page),
            (desk.explanation_asked, self._on_explanation_asked),
            (desk.badge_changed, self.rail.set_badge),
            (desk.said, self._toast.show_text),
            (desk.tasks.busy_changed, self.status.set_busy),
        )

    def _on_chosen(self, key: str) -> None:
        self.show_page(key)

    def _on_explanation_asked(self, widget: QWidget | None) -> None:
        opening = widget is not None and not self.panel.isVisible()
        self.panel.show_widget(widget)
        if opening and not self.panel.folded:
            self._give_panel_its_width()
        self.desk.actions.refresh()
