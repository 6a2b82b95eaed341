"""A window on a store of its own: how many seconds until it shows what another desk has done.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.desks_window ADDRESS [--rounds 7]

It stands at the page of people; each round another desk adds a department. Rounds lie some seconds
apart, since what comes in a row is gathered.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QDialog

from app.address import parse_address
from app.bootstrap import create_store
from app.services.accounts.sign_in import set_up_administrator
from app.services.people.teams import add_department
from app.ui import application
from app.ui.sign_in.opening import Opening
from app.ui.sign_in.warm_up import WarmUp

PASSWORD = "correct horse"
PATIENCE, APART = 30.0, 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    address = parse_address(chosen.address)
    elsewhere = create_store(address, centre_name="Desks")
    set_up_administrator(elsewhere, "admin", PASSWORD)
    with tempfile.TemporaryDirectory() as folder:
        app = application.make_application(["dutydesk"])
        window, flow = application.make_window(
            app, Opening(address, address), Path(folder) / "window.ini", "en"
        )
        flow.start()
        window.show()
        until(lambda: flow.opened is not None and not flow.findChildren(WarmUp) and flow.work.idle)
        stack: Any = window.centralWidget()
        stack.currentWidget().asked.emit("admin", PASSWORD)
        until(lambda: flow.desk is not None and flow.desk.tasks.idle and flow.work.idle)
        assert flow.desk is not None
        assert window.workspace is not None
        tasks = flow.desk.tasks
        window.workspace.show_page("people")
        until(lambda: tasks.idle)
        heard: list[object] = []
        tasks.changed.connect(heard.append)
        for number in range(chosen.rounds):
            pause(APART)
            heard.clear()
            add_department(elsewhere, f"Desk {number}")
            began = time.perf_counter()
            until(lambda: bool(heard) and tasks.idle)
            window.grab()
            print(f"{time.perf_counter() - began:.3f}", flush=True)
        assert not [one for one in window.findChildren(QDialog) if one.isVisible()]
    os._exit(0)


def until(there: Callable[[], bool]) -> None:
    """Run the window until it is so."""
    ends = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > ends:
            sys.exit("the window did not come to rest")
        turn()


def pause(seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        turn()


def turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


if __name__ == "__main__":
    main()
