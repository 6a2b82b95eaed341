"""While somebody types their password: import what the desk will need, a little at a time.

In the GUI thread, between events: modules that define widgets are not imported from others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from app.text.pinyin import initials
from app.ui.kit.pages import FIRST, entry

_DESK = (
    "app.ui.kit.desk",
    "app.ui.shell.command_palette",
    "app.ui.shell.workspace",
    "app.ui.shell.window_actions",
    "app.ui.sign_in.keys",
    "app.ui.kit.expiring",
)

_ON_THE_TELEPHONE = "leave"
"""A sick call comes when it comes."""


class WarmUp(QObject):
    """Imports one module each time that the event loop has nothing else to do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        steps: list[Callable[[], object]] = [partial(import_module, name) for name in _DESK]
        steps += [entry(key).load for key in (FIRST, _ON_THE_TELEPHONE)]
        steps.append(partial(initials, "音"))  # what says how names sound
        self._left: Iterator[Callable[[], object]] = iter(steps)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_free)
        self._timer.start(0)

    def _on_free(self) -> None:
        step = next(self._left, None)
        if step is None:
            self.deleteLater()
        else:
            step()
