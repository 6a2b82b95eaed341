"""The one window: a front (sign-in and the like), a signed-in person's workspace, or the lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QToolButton, QWidget

from app.errors import AppError, Unexpected
from app.text import _, say
from app.ui.kit import icons
from app.ui.kit.look import Look
from app.ui.kit.pages import BULLETINS, FIRST, UNREAD
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import unsaved_in
from app.ui.shell.aside import DialogsAside, close_popups
from app.ui.work.outage import NOT_DONE, kept_nothing
from app.ui.work.removal import remove

if TYPE_CHECKING:  # imported when somebody sits down: the sign-in must not wait for them
    from app.ui.kit.desk import Desk
    from app.ui.shell.rail import RailButton
    from app.ui.shell.workspace import Workspace
    from app.ui.work.tasks import LongTask

FIRST_SIZE = QSize(1280, 820)
LEAST_SIZE = QSize(760, 520)
FRAME = QSize(0, 40)
"""Room for a title bar, which no screen's available size leaves out."""


class MainWindow(QMainWindow):
    """Shows what it is given and keeps its place; who signs in and how is not its business."""

    lock_asked = Signal()
    sign_out_asked = Signal()
    password_asked = Signal()
    closed = Signal()
    painted = Signal()
    """Once, when the window is first on the screen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._remembered = look.remembered
        self._front: Callable[[], QWidget] | None = None
        self._desk: Desk | None = None
        self._was_painted = False
        self._may_close = False
        self._names = ("", "")
        self._dialogs = DialogsAside(self)
        self.workspace: Workspace | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        room = self.screen().availableSize()
        self.setMinimumSize(LEAST_SIZE.boundedTo(room))
        if not self.restoreGeometry(self._remembered.geometry):
            self.resize(FIRST_SIZE.boundedTo(room - FRAME))
        look.changed.connect(self._on_look_changed)
        self._name_itself()

    def show_front(self, build: Callable[[], QWidget]) -> None:
        """Show what `build` makes in place of everything; it is asked again for a new look.

        A workspace stays as it is behind it, for after the lock, and so do its dialogs, unseen.
        """
        self._front = build
        self._drop_front()
        front = build()
        self._stack.addWidget(front)
        self._stack.setCurrentWidget(front)
        if self._desk is None:
            self._dialogs.drop()
        else:
            self._dialogs.put()
        front.setFocus()

    def show_desk(self, desk: Desk, centre: str, where: str) -> None:
        """Show the workspace of whoever signed in: at the bulletins that they have to read, or at
        Today; never where somebody else was before them."""
        self._desk = desk
        self._names = (centre, where)
        desk.tasks.failed.connect(self._on_desk_failed)
        desk.tasks.long_started.connect(self._on_long_started)
        if desk.me.unread:
            self._build_workspace(BULLETINS, UNREAD)
        else:
            self._build_workspace(FIRST, None)
        self.back_to_desk()

    def back_to_desk(self) -> None:
        """Take the front away; the workspace is as it was left."""
        self._front = None
        self._drop_front()
        if self.workspace is not None:
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.page.take_keys()
        self._dialogs.bring_back()

    def leave_desk(self) -> None:
        """Sign out: the workspace goes, with everything in it."""
        if self.workspace is not None and self._desk is not None:
            self.workspace.remember()
            self.workspace.retire()
            self._desk.actions.clear()
            remove(self.workspace)
        self.workspace, self._desk = None, None
        self._dialogs.drop()

    @property
    def is_locked(self) -> bool:
        """Whether somebody's desk is behind what is shown."""
        return self._desk is not None and self._front is not None

    def lock(self) -> None:
        """Cover the desk, and whatever is open over it, until the password is given again."""
        if self._desk is not None and self._front is None:
            close_popups()
            self.lock_asked.emit()

    def before_losing(self, verb: str, then: Callable[[], object]) -> None:
        """Call `then`; where something typed would be lost, once the person says so by `verb`."""
        from app.ui.kit.leaving import ask_before_losing

        ask_before_losing(self, verb, then, hidden=self.is_locked)

    def show_error(self, error: Exception) -> None:
        """What a person can mend as a message, anything else as a report."""
        from app.ui.kit.messages import error_dialog, report_dialog

        if isinstance(error, AppError):
            error_dialog(self, error).open()
        else:
            report_dialog(self, error).open()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and unsaved_in(self):
            event.ignore()
            self.before_losing(_("Quit"), self.close_for_good)
            return
        self._remembered.geometry = self.saveGeometry()
        if self.workspace is not None:
            self.workspace.remember()
        self._remembered.save()
        event.accept()
        self.hide()  # first: what ends now may take a moment, such as sealing a large store
        self.closed.emit()

    def close_for_good(self) -> None:
        """Close, whatever is typed."""
        self._may_close = True
        self.close()

    def _build_workspace(self, page: str, target: object) -> None:
        from app.ui.shell.window_actions import person_menu, window_actions
        from app.ui.shell.workspace import Workspace

        assert self._desk is not None
        self._desk.actions.clear()
        made = Workspace(self._desk, self._remembered, *self._names)
        self._desk.actions.add(window_actions(self, made), made)
        made.add_to_rail(self._menu_button(made))
        made.status.offer(person_menu(made, self._desk.actions))
        old, self.workspace = self.workspace, made
        self._stack.addWidget(made)
        if old is not None:
            old.retire()
            remove(old)
        made.show_page(page, target)

    def _menu_button(self, workspace: Workspace) -> RailButton:
        from app.ui.shell.rail import RailButton
        from app.ui.shell.window_actions import menu_for

        made = RailButton("menu", _("Menu"), _("Menu (F10)"))
        made.setShortcut("F10")
        made.setMenu(menu_for(made, workspace.desk.actions))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _on_look_changed(self) -> None:
        self._name_itself()
        if self.workspace is not None:
            self._build_workspace(*self.workspace.here)
        if self._front is not None:
            self.show_front(self._front)
        elif self.workspace is not None:
            self.back_to_desk()

    def _on_desk_failed(self, error: Exception) -> None:
        """Whoever waited for work with a mistake in it hands that on: its report is shown already.
        That the store is silent stands over the pages: what was not done for it is a short word."""
        if isinstance(error, Unexpected):
            return
        if kept_nothing(error):
            if self._desk is not None:
                self._desk.say(say(NOT_DONE), Tone.WARN)
            return
        self.show_error(error)
        if self._front is not None:
            self._dialogs.put()  # nothing of the desk may be seen over the lock

    def _on_long_started(self, task: LongTask) -> None:
        from app.ui.kit.progress_dialog import ProgressDialog

        ProgressDialog(task, self).open()

    def _drop_front(self) -> None:
        for at in reversed(range(self._stack.count())):
            widget = self._stack.widget(at)
            if widget is not None and widget is not self.workspace:
                remove(widget)

    def _name_itself(self) -> None:
        self.setWindowTitle(_("Dutydesk"))
        self.setWindowIcon(icons.icon("dutydesk"))
