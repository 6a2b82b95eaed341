"""When a window has come to rest: what was asked for is read, shown, and what it replaced gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot


def until_rest(qtbot: QtBot, calm: Callable[[], bool]) -> None:
    """Wait until `calm` holds and still does when Qt has done what it had put off.

    A widget that is laid out while its window is open shows at the loop's next turn, and one
    that is taken out is destroyed then: a count of either before that is a matter of luck.
    """
    resting = False
    while not resting:
        qtbot.waitUntil(calm, timeout=20_000)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        resting = calm()
