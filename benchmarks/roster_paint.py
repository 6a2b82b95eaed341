"""The roster page to the hand: repaint, paging, and a typed code, in a month of 1,000 people.

    python -m benchmarks.roster_paint

A full repaint of 1,000 visible cells is to take no more than 8 ms, a page of scrolling no more
than a frame at 60 a second (16.7 ms), a typed code no more than 50 ms until its findings show.
Everything is painted for real, into the offscreen platform's buffer; a repaint of the same cells
by an ordinary QTableView, which asks its model for each of them, is the yardstick beside it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from app.services.accounts.sign_in import SignedIn
from app.ui.roster.page import RosterPage
from app.ui.roster.spans import SpanKind, span_around
from app.ui.shell import me
from app.ui.shell.desk import Desk
from app.ui.shell.look import Look
from app.ui.shell.remembered import Remembered
from benchmarks import roster_store

VISIBLE, REPAINTS, TYPED = 1000, 60, 60
REPAINT_GOAL, FRAME, TYPED_GOAL = 8.0, 1000 / 60, 50.0


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        look = Look(Remembered(Path(folder) / "window.ini"), "en")
        ctx = roster_store.build(Path(folder) / "centre.dutydesk", years=1, departments=1)
        account = SignedIn(ctx.actor, "Head", "head")
        desk = Desk(ctx, me.load(ctx, account), look)
        page = RosterPage(desk)
        page.resize(1400, 1400)
        page.show()
        settle(app, desk)
        page.show_span(span_around(SpanKind.MONTH, roster_store.DRAFT_MONTH))
        settle(app, desk)
        report_repaint(page)
        report_paging(app, page)
        report_typing(app, desk, page)
        desk.close()
        ctx.store.close()


def report_repaint(page: RosterPage) -> None:
    """The cells alone, as they are shown again and again."""
    grid = page.grid
    rows = grid.viewport().height() // grid.row_height()
    cells = rows * page.model.columnCount()
    assert cells >= VISIBLE, f"only {cells} cells are visible"
    spent = sorted(milliseconds(grid.viewport().repaint) for _ in range(REPAINTS))
    whole = sorted(milliseconds(page.view.repaint) for _ in range(REPAINTS))
    plain = plain_repaints(page)
    print(
        f"repaint of {cells} cells: median {median(spent):.1f} ms, slowest {spent[-1]:.1f} ms "
        f"(goal {REPAINT_GOAL:.0f}); with headers and totals {median(whole):.1f} ms; "
        f"an ordinary table {median(plain):.0f} ms"
    )


def plain_repaints(page: RosterPage) -> list[float]:
    """The same of an ordinary table over the same model, of the same size and measures."""
    table = QTableView()
    table.setModel(page.model)
    table.resize(page.grid.size())
    table.verticalHeader().setDefaultSectionSize(page.grid.row_height())
    table.horizontalHeader().setMinimumSectionSize(8)
    table.horizontalHeader().setDefaultSectionSize(page.grid.columnWidth(0))
    table.show()
    QApplication.processEvents()
    spent = [milliseconds(table.viewport().repaint) for _ in range(5)]
    table.close()
    table.setModel(None)
    return spent


def report_paging(app: QApplication, page: RosterPage) -> None:
    """Through all 1,000 people, a page a frame: once for the first time, then steadily."""
    first = frames(app, page.grid)
    again = frames(app, page.grid)
    late = sum(spent > FRAME for spent in again)
    print(
        f"paging, first time: median {median(first):.1f} ms, slowest {max(first):.1f} ms; "
        f"steady: median {median(again):.1f} ms, slowest {max(again):.1f} ms, "
        f"{late} of {len(again)} frames over {FRAME:.1f} ms"
    )


def frames(app: QApplication, grid: QTableView) -> list[float]:
    """The milliseconds of each page from the first row to the last."""
    bar = grid.verticalScrollBar()
    bar.setValue(0)
    app.processEvents()
    spent = []
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        spent.append(milliseconds(app.processEvents))
    return spent


def report_typing(app: QApplication, desk: Desk, page: RosterPage) -> None:
    """From the key to the store's answer with the findings, painted."""
    spent = []
    for number in range(TYPED):
        place = page.model.index(3 + number * 7, number % 28)
        if page.model.line(place.row()) is None:
            continue
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        page.grid.selectionModel().setCurrentIndex(place, flag)
        settle(app, desk)
        start = time.perf_counter()
        QTest.keyClick(page.grid, Qt.Key(ord("ELN"[number % 3])))
        while not desk.tasks.idle:
            app.processEvents()
        spent.append((time.perf_counter() - start) * 1000)
    print(
        f"a typed code until its findings show: median {median(spent):.1f} ms, "
        f"slowest {max(spent):.1f} ms (goal {TYPED_GOAL:.0f})"
    )


def settle(app: QApplication, desk: Desk) -> None:
    """Let everything that runs end, and be painted."""
    app.processEvents()
    while not desk.tasks.idle:
        app.processEvents()
    app.processEvents()


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
