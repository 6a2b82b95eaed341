"""What every page is: a header, a body, and rows that it loads and reloads through the tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.rules.deeds import ONLY_NOTED, Deeds
from app.text import _, say
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.first_place import first_place
from app.ui.kit.header import PageHeader
from app.ui.kit.pages import entry
from app.ui.kit.table_view import PUT_HERE
from app.ui.kit.tokens import Space
from app.ui.work.tasks import Change

_PATIENCE_MS = 500
"""How often a page whose input is not to be lost is asked whether it still holds any."""


class Page(QWidget):
    """One place of the window. A subclass names its `key` (title and icon: `kit/pages.py`).

    Build the widgets in `__init__`, into `self.body`, with the text of the moment: a change of
    language or theme builds the page anew, so keep nothing in it that is not saved. Load in
    `populate`, through `self.desk.tasks`; it runs at the first showing and after each change of
    the store, whoever made it: nothing needs to be registered for that. A page that nobody sees
    loads when it is shown again. `self.header` takes the page's tools; `self.add_actions` its
    actions. The keys go to
    the page's focus proxy, or else to the first list or field that it shows.
    """

    key: ClassVar[str]
    deaf_to: ClassVar[Deeds] = ONLY_NOTED
    """Deeds after which the page need not be read anew; say why where there are more."""
    panel_folds: ClassVar[bool] = False
    """Whether the panel may make way for the page: it explains, and nothing is done in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("page", True)
        self.setAccessibleName(say(entry(self.key).title))
        self.header = PageHeader(say(entry(self.key).title))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self.body.setSpacing(Space.M)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._make_meanwhile())
        whole.addLayout(self.body, 1)
        self._cursor: QWidget | None = None
        """What had the cursor as the page was left."""
        self._stale, self._behind = True, False
        self._proxy: QWidget | None = None
        """The focus proxy, while it is not shown."""
        self._soon = self._single_shot(0, self._refresh)
        self._patience = self._single_shot(_PATIENCE_MS, self._refresh)
        desk.tasks.changed.connect(self._on_changed)
        desk.tasks.busy_changed.connect(self._on_busy)
        self._rested = self._single_shot(0, self._pass_keys_on)

    def populate(self) -> None:
        """Load what the page shows; called again whenever that may have changed."""

    def hears(self, change: Change) -> bool:
        """Whether the page must be read anew after `change`."""
        return change.touches(self.deaf_to)

    def holds_input(self) -> bool:
        """Whether something is typed or open here that would be lost if the page were read anew.

        What others change is then shown afterwards; what is done at this desk at once.
        """
        return False

    def typing_place(self) -> QWidget | None:
        """Where one types, or works with the keys, once the page is shown; None: it says so itself
        when it has read what it shows."""
        return None

    def open_target(self, target: object) -> None:
        """Show `target`, whatever the page takes it to be; called after the page is shown."""

    def take_keys(self) -> None:
        """The page is shown, or come back to: give it the keyboard. It goes where it was, or where
        one types; to the focus proxy, or to what the page has to work with once that is there."""
        last = self._cursor
        held = last is not None and isValid(last) and last.isVisible() and last.isEnabled()
        if (place := last if held else self.typing_place()) is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if (proxy := self.focusProxy()) is not None and not proxy.isVisible():
            self._proxy = proxy
            self.setFocusProxy(None)  # type: ignore[arg-type]
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pass_keys_on()

    def rest_keys(self) -> None:
        """What had the keys is gone: they go to what one works with here next."""
        self._cursor = None
        self.take_keys()

    def _on_busy(self, busy: bool) -> None:
        if not busy:
            self._rested.start()  # what was just made shows itself first

    def _pass_keys_on(self) -> None:
        """Once what the page shows is there, and unless the person has gone elsewhere."""
        here = self.focusProxy() is None and self.hasFocus()
        if not here or not self.desk.tasks.idle:
            return
        proxy = self._proxy
        shown = proxy is not None and proxy.isVisible()
        first = proxy if shown else first_place(self, self.header)
        if first is not None:
            other = Qt.FocusReason.OtherFocusReason
            first.setFocus(PUT_HERE if isinstance(first, QAbstractItemView) else other)
        if shown:
            self.setFocusProxy(proxy)  # type: ignore[arg-type]

    def add_actions(self, actions: Iterable[Action]) -> None:
        """Offer the page's actions, in the palette and by their shortcuts, while it is shown."""
        self.desk.actions.add(actions, self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cursor = self.focusWidget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _on_changed(self, change: Change) -> None:
        if not self.hears(change):
            return
        if change.own:
            self._stale = True
        else:
            self._behind = True
        if self.isVisible():
            self._soon.start()  # several changes in one go are one reading

    def _refresh(self) -> None:
        if self._stale or (self._behind and not self.holds_input()):
            self._stale, self._behind = False, False
            self._meanwhile.set_text("")
            self.populate()
        elif self._behind and self.isVisible():
            self._meanwhile.set_text(
                _("Somebody has changed something meanwhile. It shows once you are done here.")
            )
            self._patience.start()

    def _make_meanwhile(self) -> Banner:
        self._meanwhile = Banner("")
        self._meanwhile.add_step(button(_("Show it now"), self._show_now, kind="link"))
        return self._meanwhile

    def _show_now(self) -> None:
        self._stale = True
        self._refresh()

    def _single_shot(self, after_ms: int, then: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after_ms)
        made.timeout.connect(then)
        return made
