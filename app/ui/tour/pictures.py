"""Pictures of the demo centre, drawn offscreen: each page, in both languages and both themes,
requests played to their end, and two desks side by side. The demo is made for one fixed moment, so
that the same pages give the same pictures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app import text
from app.address import FileAddress
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.kit.remembered import Remembered
from app.ui.kit.tokens import Choice
from app.ui.shell.main_window import MainWindow
from app.ui.sign_in.flow import Flow
from app.ui.sign_in.idle import IdleWatch
from app.ui.sign_in.opening import Opening
from app.ui.tour.two_desks import TwoDesks, side_by_side
from app.ui.tour.walks import Scenery, WallClock, walk

if TYPE_CHECKING:
    from app.context import Clock, Context
    from app.ui.kit.page import Page

WINDOW_SIZE = QSize(1280, 800)
MOMENT = datetime(2026, 11, 18, 2, 12, tzinfo=UTC)
"""Wednesday, 10:12 at the demo centre: an early shift is at work."""
_CALM_MS = 500
_BETWEEN = 12
"""Pixels between two windows in one picture."""
PATIENCE = 60.0
"""Seconds that work may take before a picture is taken all the same."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: whose desk (the demo's login), which page, opened at what.

    `targets` is for what only the demo of the day can tell: one is opened after the other.
    """

    name: str
    login: str
    page: str
    target: object = None
    targets: Callable[[Desk], Iterable[object]] | None = None


def _a_legal_swap(desk: Desk) -> Iterable[object]:
    """A shift of one's own in the coming weeks, and the best shift that may be had for it."""
    from app.reading.swaps.partners import partners

    me = desk.me.account.actor.name
    for offset in range(3, 21):
        day = desk.ctx.today() + timedelta(days=offset)
        found = partners(desk.ctx, day).pairs
        if found:
            return (me, day), (found[0].person.no, found[0].takes)
    return ()


def _own_inspection(desk: Desk) -> Iterable[object]:
    """The latest of one's own."""
    from app.reading.quality.inspections import read_inspections

    return [line.no for line in read_inspections(desk.ctx).lines[:1]]


def _an_appeal(desk: Desk) -> Iterable[object]:
    """One that waits for its decision, answered by who scored it."""
    from app.reading.quality.inspections import read_inspections
    from app.rules.scorecards.course import InspectionState

    lines = read_inspections(desk.ctx).lines
    return [line.no for line in lines if line.state is InspectionState.ANSWERED][:1]


STOPS = (
    Stop("today-leader", "1101", "today"),
    Stop("inbox", "1101", "inbox"),
    Stop("roster", "1101", "roster"),
    Stop("handover", "1101", "handover"),
    Stop("attendance", "1101", "attendance"),
    Stop("desks", "1101", "desks"),
    Stop("duties", "1101", "duties"),
    Stop("person", "1101", "person", "1102"),
    Stop("today-agent", "1102", "today"),
    Stop("scoring", "1011", "scoring"),
    Stop("inspections", "1102", "inspections", targets=_own_inspection),
    Stop("bulletins", "1102", "bulletins"),
    Stop("swaps", "1102", "swaps", targets=_a_legal_swap),
    Stop("leave", "1102", "leave", "ask"),
    Stop("today", "1002", "today"),
    Stop("need", "1002", "need"),
    Stop("need-shifts", "1002", "need", "shift"),
    Stop("appeal", "1002", "inspections", targets=_an_appeal),
    Stop("analysis-week", "1011", "analysis", "week"),
    Stop("analysis", "1011", "analysis", "month"),
    Stop("scorecards", "1011", "scorecards"),
    Stop("registers", "1002", "registers", ("report", "E-00012")),
    Stop("findings", "1002", "findings"),
    Stop("what-if", "1002", "whatif"),
    Stop("rules", "1002", "rules", "SWAP-4"),
    Stop("sampling", "1011", "sampling"),
    Stop("calibration", "1002", "calibration", "C-00001"),
    Stop("audit", "1001", "audit"),
    Stop("people", "1009", "people"),
    Stop("settings", "1009", "settings"),
    Stop("store", "1009", "settings", "store"),
)


def run(directory: Path) -> int:
    """Draw the tour of a demo made for it into `directory`; the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        store = Path(folder) / "demo.dutydesk"
        clock = WallClock(MOMENT)
        window, flow = set_out(app, store, clock)
        for language in text.LANGUAGES:
            for choice in (Choice.LIGHT, Choice.DARK):
                _draw(window, flow, directory, language, choice)
        walk(scenery(window, flow, clock, directory))
        second = set_out(app, store, clock)
        side_by_side(two_desks((window, flow), second, clock, directory))
        for each in (window, second[0]):
            each.close()
    return 0


def set_out(app: QApplication, store: Path, clock: Clock) -> tuple[MainWindow, Flow]:
    """The window at the sign-in of a fresh demo."""
    look = Look(Remembered(store.with_name("window.ini")), "en")
    window, address = MainWindow(look), FileAddress(store)
    flow = Flow(window, Opening(address, address, demo=True, clock=clock), IdleWatch(app))
    window.resize(WINDOW_SIZE)
    window.show()
    flow.start()
    wait_until(lambda: flow.opened is not None)
    return window, flow


def _draw(window: MainWindow, flow: Flow, directory: Path, language: str, choice: Choice) -> None:
    from app.demo.accounts import PASSWORD

    window.look.choose_language(language)
    window.look.choose_theme(choice)

    def keep(name: str) -> None:
        _grab(window).save(str(directory / f"{name}.{language}.{choice}.png"))

    keep("sign-in")
    login = ""
    for stop in STOPS:
        if stop.login != login:
            _sit_down(flow, stop.login, PASSWORD)
            login = stop.login
        _show(window, flow, stop)
        keep(stop.name)
    flow.sign_out()


def scenery(window: MainWindow, flow: Flow, clock: WallClock, directory: Path) -> Scenery:
    """The window as the walks use it."""
    from app.demo.accounts import PASSWORD

    def sit(login: str) -> Context:
        _sit_down(flow, login, PASSWORD)
        assert flow.desk is not None
        return flow.desk.ctx

    def look(language: str, choice: Choice) -> None:
        if flow.desk is not None:
            flow.sign_out()
        window.look.choose_language(language)
        window.look.choose_theme(choice)

    def keep(name: str) -> None:
        language = text.language()
        picture = directory / f"{name}.{language}.{window.look.theme}.png"
        _with_dialog(_grab(window), window).save(str(picture))

    return Scenery(clock, sit, partial(_open, window, flow), look, keep)


_Window = tuple[MainWindow, Flow]


def two_desks(one: _Window, other: _Window, clock: WallClock, directory: Path) -> TwoDesks:
    """Two windows on one store, and pictures of both."""

    def until(done: Callable[[], bool]) -> None:
        wait_until(done)
        for window, flow in (one, other):
            assert flow.desk is not None
            settle(flow.desk)
            wait_until(partial(_calm, window))

    def keep(name: str) -> None:
        here, there = (_grab(window) for window, _flow in (one, other))
        picture = QPixmap(here.width() + there.width() + _BETWEEN, here.height())
        picture.fill(QColor(0, 0, 0))
        with QPainter(picture) as painter:
            painter.drawPixmap(0, 0, here)
            painter.drawPixmap(here.width() + _BETWEEN, 0, there)
        picture.save(str(directory / f"{name}.{text.language()}.{one[0].look.theme}.png"))

    left, right = (scenery(*window, clock, directory) for window in (one, other))
    return TwoDesks(left, right, until, keep)


def _calm(window: QWidget) -> bool:
    """Whether no page is about to look closer at what was typed or chosen."""
    return not any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= _CALM_MS
        for timer in window.findChildren(QTimer)
    )


def _sit_down(flow: Flow, login: str, password: str) -> None:
    if flow.desk is not None:
        flow.sign_out()
    flow.check(login, password, flow.sit_down, flow.window.show_error)
    wait_until(lambda: flow.desk is not None)


def _show(window: MainWindow, flow: Flow, stop: Stop) -> None:
    assert flow.desk is not None
    _open(window, flow, stop.page, [stop.target])
    if stop.targets:
        _open(window, flow, stop.page, stop.targets(flow.desk))


def _open(window: MainWindow, flow: Flow, page: str, targets: Iterable[object]) -> Page:
    """Show a page at each of `targets` in turn, until it has come to rest."""
    assert window.workspace is not None
    assert flow.desk is not None
    for target in targets:
        window.workspace.show_page(page, target)
        settle(flow.desk)
    wait_until(partial(_calm, window))
    settle(flow.desk)
    return window.workspace.page


def _grab(window: QWidget) -> QPixmap:
    """The window as it is once everything posted has been painted."""
    for _ in range(3):  # a layout that settles may ask for another
        _breathe()
    return window.grab()


def _with_dialog(picture: QPixmap, window: QWidget) -> QPixmap:
    """The picture with the dialog over the window, where one is open, as large as it wants to be:
    a screen that is none is smaller than the window."""
    dialog = QApplication.activeModalWidget()
    if dialog is None or dialog is window:
        return picture
    most = window.size() - QSize(80, 80)
    dialog.setMaximumSize(most)
    dialog.resize(QSize(1180, 720).boundedTo(most))
    shown = _grab(dialog)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
    left = (window.width() - dialog.width()) // 2
    painter.drawPixmap(left, (window.height() - dialog.height()) // 2, shown)
    painter.end()
    return picture


def settle(desk: Desk) -> None:
    """Wait until the desk's work is done and shown."""
    wait_until(lambda: desk.tasks.idle)
    wait_until(lambda: desk.tasks.idle)  # what was shown may have asked for more


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window live until `done`; TimeoutError where that takes too long."""
    end = monotonic() + PATIENCE
    _breathe()
    while not done():
        if monotonic() > end:
            raise TimeoutError("the window did not get ready")
        _breathe()


def _breathe() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
