"""One bulletin, opened: its text, and "read" once it was seen to its end."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.reading.bulletins.page import BulletinView
from app.text import _
from app.ui.bulletins.words import due_words, origin
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space, Tone


class BulletinText(QPlainTextEdit):
    """The text, which only is read. Space goes a page on, and past the end asks for `done`."""

    done = Signal()
    end_seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setAccessibleName(_("Text of the bulletin"))
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)

    @property
    def at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return self.isVisible() and bar.value() >= bar.maximum()

    def _look(self) -> None:
        if self.at_end:
            self.end_seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.at_end:
            self.done.emit()
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep())


class BulletinReader(QWidget):
    """`read_asked` brings the number of what was read; `opened` that of another one."""

    read_asked = Signal(str)
    later_asked = Signal()
    opened = Signal(str)
    print_asked = Signal()
    replace_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view: BulletinView | None = None
        self._seen = False
        self._sending = False
        self.title = label("", "title", wrap=True)
        self.origin = label("", "soft", wrap=True)
        self.due = Banner("", Tone.INFO)
        self.due_late = Banner("", Tone.BAD)
        self.due_done = Banner("", Tone.GOOD)
        self.replaced, self.replaces = Banner("", Tone.WARN), Banner("", Tone.INFO)
        self._newer = button(
            "",
            lambda: self._go_to("replaced_by"),
            kind="link",
            name=_("The bulletin that replaces it"),
        )
        self._older = button(
            "",
            lambda: self._go_to("replaces"),
            kind="link",
            name=_("The bulletin that it replaces"),
        )
        self.replaced.add_step(self._newer)
        self.replaces.add_step(self._older)
        self.text = BulletinText()
        self.text.done.connect(self._on_read)
        self.text.end_seen.connect(self._on_end)
        self.read = button(_("&Read"), self._on_read, kind="primary", icon="check")
        self.later = button(_("Later (Esc)"), self.later_asked.emit)
        self.hint = label("", "caption")
        self.print = button(_("Print…"), self.print_asked.emit, icon="print")
        self.replace = button(_("Replace…"), self.replace_asked.emit, icon="edit")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.title)
        column.addWidget(self.origin)
        for banner in (self.due, self.due_late, self.due_done, self.replaced, self.replaces):
            column.addWidget(banner)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for part in (self.read, self.later, self.hint):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.replace)
        foot.addWidget(self.print)
        column.addLayout(foot)
        self.setFocusProxy(self.text)

    def show_view(self, view: BulletinView, today: date, now: datetime) -> None:
        """Show it; one that is open already keeps its place."""
        fresh = self.view is None or self.view.row.no != view.row.no
        self.view = view
        self._sending = False
        fact = view.row.fact
        self.setAccessibleName(fact.title)
        self.title.setText(fact.title)
        self.origin.setText(origin(view.row, today))
        self._say_due(view, today, now)
        self._say_other(view)
        self.replace.setVisible(view.replaceable)
        if fresh:
            self._seen = False
            self.text.setPlainText(fact.text)
            self.text.verticalScrollBar().setValue(0)
        self._show_state()
        self.text._look()

    def _say_due(self, view: BulletinView, today: date, now: datetime) -> None:
        words, tone = due_words(view, today, now)
        for banner, its in (
            (self.due, Tone.INFO),
            (self.due_late, Tone.BAD),
            (self.due_done, Tone.GOOD),
        ):
            banner.set_text(words if tone is its else "")

    def _say_other(self, view: BulletinView) -> None:
        new, old = view.row.replaced_by, view.row.replaces
        gone = _("{no} took the place of this bulletin: it is asked of nobody any more.")
        self.replaced.set_text(gone.format(no=new) if new else "")
        self.replaces.set_text(_("It takes the place of {no}.").format(no=old) if old else "")
        for link, no in ((self._newer, new), (self._older, old)):
            link.setText(_("Open {no}").format(no=no))

    def _show_state(self) -> None:
        asked = self.view is not None and self.view.unread
        self.read.setVisible(asked)
        self.later.setVisible(asked)
        self.read.setEnabled(self._seen and not self._sending)
        self.hint.setText(
            "" if not asked else _("Space") if self._seen else _("First to its end: Space")
        )

    def _on_end(self) -> None:
        if not self._seen:
            self._seen = True
            self._show_state()

    def _on_read(self) -> None:
        if self.view is not None and self.view.unread and self._seen and not self._sending:
            self._sending = True
            self._show_state()
            self.read_asked.emit(self.view.row.no)

    def refused(self) -> None:
        """It was not recorded: it may be tried again."""
        self._sending = False
        self._show_state()

    def _go_to(self, which: str) -> None:
        if self.view is not None:
            self.opened.emit(getattr(self.view.row, which))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.later.isVisible():
            self.later_asked.emit()
        else:
            super().keyPressEvent(event)
