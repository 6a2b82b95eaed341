"""Qt objects in cyclic garbage end in the GUI thread, whoever makes garbage meanwhile."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from threading import Thread, current_thread, main_thread

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.shell.desk import Desk


class Cycle(QObject):
    """Refers to itself, so that only a collection ends it."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def make_garbage() -> None:
    for _ in range(20_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_garbage_of_the_gui_is_not_collected_by_a_worker(desk: Desk, qtbot: QtBot) -> None:
    ended_in: list[object] = []
    cycle = Cycle()
    weakref.finalize(cycle, lambda: ended_in.append(current_thread()))
    del cycle
    worker = Thread(target=make_garbage)
    worker.start()
    worker.join()
    assert ended_in == []
    qtbot.waitUntil(lambda: bool(ended_in), timeout=30_000)
    assert ended_in == [main_thread()]


def test_python_collects_by_itself_again_when_the_desk_is_left(
    desk_of: Callable[..., Desk], desk: Desk
) -> None:
    other = desk_of()
    assert not gc.isenabled()
    other.close()
    assert not gc.isenabled()
    desk.close()
    assert gc.isenabled()
