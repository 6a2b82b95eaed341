"""What every page is: a header, a body, and rows that it loads and reloads through the tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.text import say
from app.ui.kit.actions import Action
from app.ui.kit.header import PageHeader
from app.ui.kit.tokens import Space
from app.ui.shell.desk import Desk
from app.ui.shell.pages import entry


class Page(QWidget):
    """One place of the window. A subclass names its `key` (title and icon: `app/ui/shell/pages.py`).

    Build the widgets in `__init__`, into `self.body`, with the text of the moment: a change of
    language or theme builds the page anew, so keep nothing in it that is not saved. Load in
    `populate`, through `self.desk.tasks`; it runs at the first showing and whenever one of
    `refreshes_on` changed. `self.header` takes the page's tools; `self.add_actions` its actions.
    """

    key: ClassVar[str]
    refreshes_on: ClassVar[frozenset[str]] = frozenset()
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
        whole.addLayout(self.body, 1)
        self._stale = True
        desk.tasks.changed.connect(self._on_changed)

    def populate(self) -> None:
        """Load what the page shows; called again whenever that may have changed."""

    def open_target(self, target: object) -> None:
        """Show `target`, whatever the page takes it to be; called after the page is shown."""

    def add_actions(self, actions: Iterable[Action]) -> None:
        """Offer the page's actions, in the palette and by their shortcuts, while it is shown."""
        self.desk.actions.add(actions, self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _on_changed(self, topics: frozenset[str]) -> None:
        self._stale = self._stale or bool(topics & self.refreshes_on)
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._stale:
            self._stale = False
            self.populate()
