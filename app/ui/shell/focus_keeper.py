"""The keys stay with the work: what had them may go, but they never fall to the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.kit.desk import Desk
from app.ui.kit.first_place import takes_away
from app.ui.work.tasks import Change

if TYPE_CHECKING:
    from app.ui.shell.workspace import Workspace


class FocusKeeper(QObject):
    """Sees what has the keys go from sight, be disabled or be made anew, which sends Qt to
    whatever Tab comes to next, and gives the keys to what the page works with instead.

    Where a page has put them itself by then, it has said where they belong.
    """

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace
        self._at: QWidget | None = None
        """Where the person is, or the page has put them."""
        self._fell_on: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._pick_up)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        desk.tasks.changed.connect(self._on_changed)

    def stop(self) -> None:
        """Another workspace takes over."""
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
        self._desk.tasks.changed.disconnect(self._on_changed)
        self._soon.stop()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._workspace):
            return  # it goes, and what had the keys in it
        if before is not None and self._workspace.isAncestorOf(before):
            self._leave(before, put=now is not None)
        if now is not None and not self._workspace.isAncestorOf(now):
            return
        if self._at is None or _usable(self._at):
            # From what is deleted with the keys they fall on nothing, while the window has them:
            # whoever has them next was given them.
            gone = now is None and self._workspace.isActiveWindow()
            self._at = None if gone else now or self._at
        else:
            self._fell_on = now
            self._soon.start()

    def _leave(self, before: QWidget, *, put: bool) -> None:
        """They were on `before`, where a page may have put them without a word. Off from what they
        fell on they go because somebody puts them elsewhere; not with the whole window."""
        if before is not self._fell_on:
            self._at = before
        elif put and _usable(before):
            self._at, self._fell_on = before, None
            self._soon.stop()

    def _on_changed(self, change: Change) -> None:
        """One's own deed is done: nobody is left standing on what would take something away."""
        at = self._at
        if change.own and at is not None and _usable(at) and at.hasFocus() and takes_away(at):
            self._fell_on = at
            self._soon.start()

    def _pick_up(self) -> None:
        if not self._workspace.isVisible() or not self._workspace.isActiveWindow():
            return  # a dialog is open: they fall anew when it closes
        now, fell_on = QApplication.focusWidget(), self._fell_on
        self._at, self._fell_on = now, None
        if now is fell_on:
            self._workspace.page.rest_keys()


def _usable(place: QWidget) -> bool:
    return isValid(place) and place.isVisible() and place.isEnabled()
