"""The handover page: the log of a shift, written by all who work it and signed at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.context import Context
from app.errors import AppError
from app.queries.handover.rows import DraftRow, ItemRow, LogKey, LogPage
from app.reading.handover.drafts import drafts
from app.reading.handover.page import log_page
from app.rules.vocabulary import Section
from app.text import _, ngettext
from app.ui.handover.actions import page_actions
from app.ui.handover.dialogs import VerifyDialog
from app.ui.handover.lines import LogLine
from app.ui.handover.log_view import LogView
from app.ui.handover.logs_view import LogsView
from app.ui.handover.panel import ItemPanel, NewPanel, News
from app.ui.handover.paper import ShownRows
from app.ui.handover.words import is_news, log_title, page_note, section_name, who
from app.ui.handover.work import LogWork
from app.ui.kit.clock import CentreClock
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space, Tone


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """What one reading brought: the log, and what the person had typed and not kept."""

    page: LogPage | None
    drafts: tuple[DraftRow, ...]


def read(ctx: Context, key: LogKey | None, department_id: int | None) -> OpenedLog:
    return OpenedLog(log_page(ctx, key, department_id), drafts(ctx))


class HandoverPage(Page):
    """`open_target` takes the key of a log, or that and an item's id.

    Others' notes come while one writes: the entry lines, and what is typed in a line, outlive each
    reading, so that nothing here has to wait.
    """

    key = "handover"
    panel_folds = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._key: LogKey | None = None
        self._department: int | None = None
        self._follows = True
        """What is shown is the present shift, and not one that was asked for."""
        self._item_wanted: int | None = None
        self._explained: int | None = None
        self.view = LogView(desk.ctx.today, desk.ctx.now)
        self.work = LogWork(desk, self.view)
        self._logs: LogsView | None = None
        self.clock = CentreClock(desk.ctx.now, desk.ctx.time, desk.minutes)
        self._nothing = self._make_nothing()
        self._stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self.add_actions(page_actions(self))

    def _lay_out(self) -> None:
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        for widget in (QWidget(), self.view, self._nothing):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.header.add_tool(self.clock)
        self.header.add_tool(button(_("&All logs"), self.show_logs, icon="search"))
        name = _("Print what is shown…")
        self.header.add_tool(button("", self.print, kind="quiet", icon="print", name=name))
        self.view.waiting.add_step(button(_("Open it"), self._open_before, kind="primary"))

    def _make_nothing(self) -> EmptyState:
        return EmptyState(
            "handover",
            _("No shift, no log"),
            _("A log opens by itself when a shift of a department starts. None has started yet "
              "that you may read."),
            button(_("Open the roster"), lambda: self.desk.go("roster")),
        )  # fmt: skip

    def _listen(self) -> None:
        view, bar = self.view, self.view.bar
        bar.moved.connect(self.move_on)
        bar.present_asked.connect(self.go_present)
        bar.department_chosen.connect(self._choose_department)
        view.line_made.connect(lambda line: line.picked.connect(self._on_picked))
        view.sign.jump_asked.connect(self.write_under)
        view.sign.new_asked.connect(self.show_new)
        self.work.overtaken.connect(self.populate)
        self.clock.minute_passed.connect(self._on_minute)

    def _on_minute(self) -> None:
        """What is due may be overdue by now; at the shift's end the log may be signed."""
        self.view.show_time()
        log = self.log
        if log is not None and log.may.sign_out_later and self.desk.ctx.now() >= log.end:
            self.populate()

    @property
    def log(self) -> LogPage | None:
        """The log that is shown."""
        return self.view.log

    @property
    def logs(self) -> LogsView:
        """The list of logs, made when it is first wanted."""
        if self._logs is None:
            self._logs = LogsView(self.desk)
            self._logs.opened.connect(self._open_found)
            self._logs.left.connect(self._back_to_log)
            self._logs.verify_asked.connect(self.verify)
            self._stack.addWidget(self._logs)
        return self._logs

    @property
    def lists_logs(self) -> bool:
        """Whether the list is shown in place of a log."""
        return self._logs is not None and self._stack.currentWidget() is self._logs

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        key, department = self._key, self._department
        self.desk.tasks.query(
            lambda ctx: read(ctx, key, department), self._take, failed=self._on_unreadable
        )
        if self.lists_logs:
            self.logs.populate()

    def _on_unreadable(self, error: AppError) -> None:
        self._key = None
        if self.log is None:
            self._stack.setCurrentWidget(self._nothing)
        self.desk.tasks.failed.emit(error)

    def _take(self, opened: OpenedLog) -> None:
        page = opened.page
        if page is None:
            self._on_no_shift()
            return
        self.work.keeper.flush()
        self._key, self._department = page.key, page.key.department_id
        same = self.view.show_page(page)
        self.header.set_note(page_note(page))
        self.desk.actions.refresh()
        if not same:
            self.work.take_up(opened.drafts)
        if not self.lists_logs:
            self._stack.setCurrentWidget(self.view)
        self._explain_anew()
        self._go_to_work(same=same)
        self._look_before(page)

    def _on_no_shift(self) -> None:
        """Nothing has started there: the log that was shown stays."""
        if self.log is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        self._key, self._department = self.log.key, self.log.key.department_id
        self.view.bar.offer(self.log.departments, self._department)
        self.desk.say(_("No shift of that department has started yet."), Tone.INFO)

    def _go_to_work(self, *, same: bool) -> None:
        if self._item_wanted is not None:
            wanted, self._item_wanted = self._item_wanted, None
            self.view.show_item(wanted)
        elif self.view.isVisible() and not (same and self._has_cursor()):
            self.view.begin_work()

    def _has_cursor(self) -> bool:
        """Whether the cursor is in the page, and not merely on it."""
        here = QApplication.focusWidget()
        return here is not None and here is not self

    def typing_place(self) -> QWidget | None:
        if self.lists_logs:
            return self.logs.search
        return self.view.working_place() if self.log is not None else None

    def _look_before(self, page: LogPage) -> None:
        """Whether the log of the shift before waits for this very person."""
        if page.previous is None or page.next is not None:
            self.view.waiting.set_text("")
            return
        key = page.previous
        self.desk.tasks.query(lambda ctx: log_page(ctx, key), self._on_looked_before)

    def _on_looked_before(self, before: LogPage | None) -> None:
        if before is None or self.log is None or self.log.previous != before.key:
            return
        me, now = self.desk.me.person_id, self.desk.ctx.now()
        self.view.waiting.set_text(waiting_words(before, me, now))

    # -- moving about ------------------------------------------------------------------------

    def open_target(self, target: object) -> None:
        if isinstance(target, LogKey):
            self.open_log(target)
        elif isinstance(target, tuple):
            self._open_found(*target)

    def open_log(self, key: LogKey | None) -> None:
        """Show the log of that shift; None: of the present one."""
        self._key, self._follows = key, key is None
        if self.lists_logs:
            self._stack.setCurrentWidget(self.view)
        self.populate()

    def go_present(self) -> None:
        self.open_log(None)

    def move_on(self, by: int) -> None:
        """The log of the shift before, or after."""
        if self.log is not None:
            key = self.log.previous if by < 0 else self.log.next
            if key is not None:
                self.open_log(key)

    def _open_before(self) -> None:
        self.move_on(-1)

    def _choose_department(self, department_id: int) -> None:
        """Its present shift."""
        self._department = department_id
        self.go_present()

    def show_logs(self) -> None:
        """All logs, and the search through them."""
        if self.log is not None:
            people = [(one.id, who(one)) for one in self.log.candidates]
            self.logs.offer(people, self.log.key.department_id)
        self._stack.setCurrentWidget(self.logs)
        self.logs.begin()

    def _back_to_log(self) -> None:
        self._stack.setCurrentWidget(self.view if self.log else self._nothing)
        self.view.begin_work()

    def _open_found(self, key: LogKey, item: int | None) -> None:
        self._item_wanted = item
        self.open_log(key)

    def write_under(self, section: Section) -> None:
        """Put the cursor where one writes under that section."""
        if self.lists_logs:
            self._stack.setCurrentWidget(self.view)
        self.view.write_under(section)

    # -- explaining --------------------------------------------------------------------------

    def _on_picked(self, line: LogLine) -> None:
        self.view.bring_up(line)
        row = self.view.row_of(line)
        if isinstance(row, ItemRow):
            self._explain(row)

    def _explain(self, item: ItemRow) -> None:
        self._explained = item.id
        self.desk.explain(
            ItemPanel(
                item, self.desk.ctx.today(), lambda: self._open_found(item.key, item.id),
                lambda: self.desk.go("rules", "HAND-3"),
            )
        )  # fmt: skip

    def _explain_anew(self) -> None:
        """The item in the panel has been read anew."""
        wanted, self._explained = self._explained, None
        item = next((item for item in self.view.items() if item.id == wanted), None)
        if item is not None and self.isVisible():
            self._explain(item)

    def show_new(self) -> None:
        """In the panel: what has come since one's own last shift."""
        if self.log is not None:
            self._explained = None
            self.desk.explain(NewPanel(self.log, self._news()))

    def _news(self) -> list[News]:
        found: list[News] = []
        for section, view in self.view.sections.items():
            for line in view.lines:
                row = self.view.row_of(line)
                if row is not None and is_news(row):
                    found.append((section_name(section), line.shown.text, _to(line)))
        return found

    # -- signing, paper ----------------------------------------------------------------------

    def press_sign(self) -> None:
        """What comes next on the way to the signature."""
        if self._stack.currentWidget() is self.view:
            self.view.sign.press()

    def print(self) -> None:
        """Ask where to, then write what is shown as a PDF: the log, or the list."""
        if self.lists_logs:
            if (rows := self.logs.shown()) is not None:
                title = _("Handover logs")
                ask_where(
                    self, _("Print the list"), title, Ending.PDF,
                    lambda path: self.print_rows_to(rows, path),
                )  # fmt: skip
        elif self.log is not None:
            name = f"{_('Handover log')} {self.log.no or self.log.key.day.isoformat()}"
            ask_where(self, _("Print the log"), name, Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the log that is shown to `path`."""
        assert self.log is not None
        page = self.log

        def write(ctx: Context) -> None:
            from app.ui.handover.paper import print_log

            print_log(page, ctx.now(), path)

        name = _("Log {no}").format(no=page.no)
        self.desk.tasks.query(write, lambda _none: tell_written(self.desk, name, path))

    def print_rows_to(self, rows: ShownRows, path: Path) -> None:
        """Write the list that is shown to `path`."""
        title = _("Handover logs")

        def write(ctx: Context) -> None:
            from app.ui.handover.paper import print_rows

            print_rows(title, rows, ctx.now(), path)

        self.desk.tasks.query(write, lambda _none: tell_written(self.desk, rows.counted, path))

    def verify(self) -> None:
        """Ask for number and code of a sheet of paper."""
        VerifyDialog(self, self.desk, self.log.no if self.log else "").open()

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to after the shift: the present one is shown, unless one is writing."""
        log = self.log
        is_over = log is not None and self.desk.ctx.now() >= log.end
        if self._follows and is_over and not self.view.holds_text():
            self._key, self._stale = None, True
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.work.keeper.flush()


def _to(line: LogLine) -> Callable[[], object]:
    return partial(line.setFocus, Qt.FocusReason.OtherFocusReason)


def waiting_words(before: LogPage, me: int | None, now: datetime) -> str:
    """That a log waits for one's signature, and for what; for another's only once it is overdue."""
    may = before.may
    signer = before.leader if may.sign_out else before.successor_leader
    due = before.sign_out_by if may.sign_out else before.sign_in_by
    if not may.sign_out and not may.sign_in:
        return ""
    if signer is None or signer.id == me:
        words = _("The log of the shift before waits for your signature: {log}.")
    elif due is not None and now > due:
        words = _("The log of the shift before is overdue and waits for a signature: {log}.")
    else:
        return ""
    words = words.format(log=log_title(before))
    if not before.unread:
        return words
    count = len(before.unread)
    urgent = ngettext(
        "{n} urgent item is to be read back.", "{n} urgent items are to be read back.", count
    )
    return f"{words} {urgent.format(n=count)}"
