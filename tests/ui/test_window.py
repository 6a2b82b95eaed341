"""The window around the pages: rail, panel, words that come and go, and what is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app import text
from app.context import Context
from app.errors import BadInput, RuleViolated
from app.rules.figures.swaps import HolidayGiven
from app.rules.findings import Finding
from app.rules.permissions import Action, Scope, scope_of
from app.rules.vocabulary import Role, msg
from app.ui.kit import pages
from app.ui.kit.desk import Desk
from app.ui.kit.files import ask_which
from app.ui.kit.look import Look
from app.ui.kit.messages import MessageDialog
from app.ui.kit.panel import ExplainingPanel
from app.ui.kit.progress_dialog import ProgressDialog
from app.ui.kit.remembered import Remembered
from app.ui.kit.tokens import Choice, Tone
from app.ui.kit.verdict import Outcome, VerdictPanel, VerdictRow
from app.ui.shell.main_window import MainWindow
from app.ui.shell.offers import of_action, ranked
from app.ui.shell.rail import NARROW, Rail, RailButton
from app.ui.shell.window_actions import build_menu
from app.ui.shell.workspace import Workspace
from app.ui.work.tasks import LongTask
from tests.factories import SmallCentre
from tests.ui.rest import until_rest

pytestmark = pytest.mark.usefixtures("dressed")

CTRL = Qt.KeyboardModifier.ControlModifier


class Seat:
    """Somebody at a desk in the window."""

    def __init__(self, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
        self.window, self.desk, self.qtbot = window, desk, qtbot

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def waits(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
        QTest.keyClick(self.window, key, modifier)
        self.waits()

    def reads(self) -> list[str]:
        return [shown.text() for shown in self.window.findChildren(QLabel) if shown.isVisible()]

    def rail(self) -> list[str]:
        buttons = self.workspace.rail.findChildren(RailButton)
        return [one.accessibleName() for one in buttons if one.isCheckable() and not one.menu()]

    def dialog(self) -> QDialog:
        (shown,) = [d for d in self.window.findChildren(QDialog) if d.isVisible()]
        return shown


@pytest.fixture
def window(look: Look, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    made = MainWindow(look)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()
    text.use("en")


@pytest.fixture
def seat(window: MainWindow, desk: Desk, qtbot: QtBot) -> Seat:
    window.show_desk(desk, "Test centre", "/somewhere/centre.dutydesk")
    made = Seat(window, desk, qtbot)
    made.waits()
    return made


# The rail and the pages


class Holder:
    """Somebody of a role, as far as the rail asks."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def scope(self, action: Action) -> Scope:
        return scope_of(self.role, action)


def test_the_rail_names_every_page_of_the_administrator(seat: Seat) -> None:
    shown = seat.rail()
    assert shown == [text.say(entry.title) for entry in pages.on_rail(seat.desk.me)]
    assert {"Today", "Roster", "Findings", "Rules", "People", "Settings"} <= set(shown)


def test_every_page_is_on_the_rail_or_under_more_pages(seat: Seat) -> None:
    here = [entry.key for entry in (*seat.workspace.entries(), *seat.workspace.more())]
    assert sorted(here) == sorted(e.key for e in pages.entries(seat.desk.me) if e.group)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_has_more_on_the_rail_than_they_use(role: Role) -> None:
    used = [entry for entry in pages.entries(Holder(role)) if role not in entry.seldom]  # type: ignore[arg-type]
    assert len([entry for entry in used if entry.group]) <= (8 if role is Role.AGENT else 17)


def test_a_page_that_is_seldom_used_is_opened_from_more_pages(seat: Seat) -> None:
    more = next(
        b
        for b in seat.workspace.rail.findChildren(RailButton)
        if b.menu() and b.text().strip() == "More pages"
    )
    more.menu().actions()[0].trigger()
    seat.waits()
    assert seat.workspace.here[0] == seat.workspace.more()[0].key
    assert more.property("here") is True, "it is marked while one of its pages is shown"


def test_a_number_leads_everybody_to_the_same_page(seat: Seat) -> None:
    seen = {entry.key for entry in pages.entries(seat.desk.me)}
    for number, entry in enumerate(pages.ALL[:9], start=1):
        seat.desk.go("rules")
        seat.presses(Qt.Key(Qt.Key.Key_0 + number))
        assert seat.workspace.here[0] == (entry.key if entry.key in seen else "rules")


def test_the_rail_tells_the_keys_of_its_pages(seat: Seat) -> None:
    buttons = seat.workspace.rail.findChildren(RailButton)
    tips = {button.accessibleName(): button.toolTip() for button in buttons}
    assert tips["Today"] == "Today (Ctrl+1)"
    assert tips["Roster"] == "Roster (Ctrl+7)"
    assert tips["People"] == "People"


def test_more_pages_is_marked_while_one_of_them_is_shown(seat: Seat) -> None:
    buttons = {b.text().strip(): b for b in seat.workspace.rail.findChildren(RailButton)}
    seat.desk.go(seat.workspace.more()[0].key)
    seat.waits()
    assert not any(button.isChecked() for button in buttons.values())
    assert buttons["More pages"].property("here") is True
    seat.desk.go("today")
    seat.waits()
    assert [name for name, button in buttons.items() if button.isChecked()] == ["Today"]
    assert buttons["More pages"].property("here") is False


ROWS = 16
"""The most pages that somebody has on the rail, of four groups."""


@pytest.mark.parametrize("percent", [100, 115, 130])
def test_the_longest_rail_fits_a_screen_of_800_lines_with_a_title_bar(
    qapp: QApplication, look: Look, qtbot: QtBot, percent: int
) -> None:
    look.remembered.text_percent = percent
    look.step_text(0)
    longest = max((pages.on_rail(Holder(role)) for role in Role), key=len)  # type: ignore[arg-type]
    rail = Rail(longest, "Test centre")
    qtbot.addWidget(rail)
    rail.add_more(pages.ALL[-2:])
    rail.add_foot(RailButton("menu", "Menu"))
    rail.resize(rail.width(), 800 - 60)
    rail.show()
    for made in rail.findChildren(RailButton):
        shown = made.visibleRegion().boundingRect()
        assert shown.size() == made.size(), f"{made.text()} is cut off at {percent} %"
    assert len(rail.findChildren(RailButton)) >= ROWS


def test_the_foot_of_the_rail_is_in_sight_on_the_lowest_window(seat: Seat) -> None:
    seat.window.resize(seat.window.minimumSize())
    seat.waits()
    menu = next(b for b in seat.workspace.rail.findChildren(RailButton) if b.menu())
    assert menu.visibleRegion().boundingRect().size() == menu.size()


def test_the_name_at_the_foot_opens_what_is_done_about_being_here(seat: Seat, qtbot: QtBot) -> None:
    person = seat.workspace.status.findChild(QToolButton)
    assert isinstance(person, QToolButton)
    titles = [action.text() for action in person.menu().actions()]
    assert titles == ["Change password…", "Lock", "Sign out"]
    with qtbot.waitSignal(seat.window.sign_out_asked):
        person.menu().actions()[-1].trigger()


def test_a_key_signs_out(seat: Seat, qtbot: QtBot) -> None:
    with qtbot.waitSignal(seat.window.sign_out_asked):
        seat.presses(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("language", list(text.LANGUAGES))
@pytest.mark.parametrize(
    ("typed", "key"),
    [("登记", "registers"), ("台账", "registers"), ("tz", "registers"), ("tg", "bulletins"),
     ("whatif", "whatif"),
     ("模拟", "whatif"), ("mncs", "whatif"), ("swaps", "swaps"), ("huanban", ""), ("hb", "swaps"),
     ("attendance", "attendance"), ("kq", "attendance"), ("考勤", "attendance")],
)  # fmt: skip
def test_the_palette_finds_every_page_in_either_language(
    seat: Seat, language: str, typed: str, key: str
) -> None:
    """Those under "More pages" too, by initials of Chinese sounds and by other words."""
    seat.window.look.choose_language(language)
    seat.waits()
    offers = [
        of_action(action, made, made.objectName) for action, made in seat.desk.actions.offered()
    ]
    found = [offer.run() for offer in ranked(typed, offers)]
    assert not key or f"go.{key}" in found[:3]


@pytest.mark.parametrize("key", ["roster", "rules", "people", "settings"])
def test_a_page_takes_the_keys_when_it_is_opened(seat: Seat, centre: SmallCentre, key: str) -> None:
    seat.desk.go(key)
    seat.waits()
    assert seat.window.focusWidget() is seat.workspace.page.focusProxy()


def has_the_keys(seat: Seat) -> bool:
    """Whether something on the page has them: neither the page itself nor its tools."""
    page, here = seat.workspace.page, seat.window.focusWidget()
    return here is not page and page.isAncestorOf(here) and here.isVisible()


@pytest.mark.parametrize("key", [entry.key for entry in pages.ALL if entry.group])
def test_something_on_every_page_has_the_keys_by_whatever_way_one_came(
    seat: Seat, centre: SmallCentre, key: str
) -> None:
    if key not in {entry.key for entry in pages.entries(seat.desk.me)}:
        return
    for way in (seat.desk.go, seat.workspace.rail.page_chosen.emit):
        seat.desk.go("rules" if key != "rules" else "people")
        seat.waits()
        way(key)
        seat.waits()
        assert has_the_keys(seat)
    seat.desk.go("rules" if key != "rules" else "people")
    seat.waits()
    seat.workspace.go_back()
    seat.waits()
    assert has_the_keys(seat)


def test_back_leads_through_what_was_shown(seat: Seat) -> None:
    for key in ("rules", "people", "settings"):
        seat.desk.go(key)
        seat.waits()
    seat.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seat.workspace.here[0] == "people"
    seat.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seat.workspace.here[0] == "rules"


def test_a_link_opens_its_rule(seat: Seat) -> None:
    seat.desk.go("rules", "SWAP-4")
    seat.waits()
    assert seat.workspace.here == ("rules", "SWAP-4")
    assert "SWAP-4" in seat.reads()


def test_a_page_nobody_knows_leads_to_the_first(seat: Seat) -> None:
    seat.desk.go("nowhere")
    seat.waits()
    assert seat.workspace.here[0] == "today"


@pytest.mark.parametrize("role", list(Role))
def test_the_rail_hides_what_a_role_may_not_do_at_all(role: Role) -> None:
    me = Holder(role)
    shown = {entry.key for entry in pages.entries(me)}  # type: ignore[arg-type]
    for entry in pages.entries(me):  # type: ignore[arg-type]
        assert entry.needs is None or me.scope(entry.needs) is not Scope.NONE
    assert {"today", "rules", "settings"} <= shown


def test_every_page_can_be_imported_and_bears_its_key() -> None:
    class Anybody:
        def scope(self, _action: Action) -> Scope:
            return Scope.CENTRE

    for entry in pages.entries(Anybody()):  # type: ignore[arg-type]
        assert entry.load().key == entry.key


def test_a_badge_counts_what_waits(seat: Seat) -> None:
    seat.desk.badge("roster", 3)
    button = next(
        b for b in seat.workspace.rail.findChildren(RailButton) if b.accessibleName() == "Roster"
    )
    assert button.accessibleDescription() == "3 things wait"
    assert "3" in seat.reads()
    seat.desk.badge("roster", 120)
    assert "99+" in seat.reads()
    seat.desk.badge("roster", 0)
    assert button.accessibleDescription() == ""


def test_the_rail_folds_and_stays_folded(seat: Seat, look: Look) -> None:
    seat.presses(Qt.Key.Key_B)
    assert seat.workspace.rail.width() == NARROW
    assert seat.rail()[0] == "Today"
    assert look.remembered.narrow_rail
    seat.presses(Qt.Key.Key_B)
    assert seat.workspace.rail.width() > NARROW


def test_the_menu_holds_every_action_under_its_heading(seat: Seat) -> None:
    seat.desk.go("rules")
    seat.waits()
    menu = QMenu(seat.window)
    build_menu(menu, seat.desk.actions)
    groups = {submenu.title(): submenu for submenu in menu.findChildren(QMenu)}
    assert {"Go to", "View", "Desk", "Help"} <= set(groups)
    offered = {made.text() for _action, made in seat.desk.actions.offered()}
    held = {made.text() for group in groups.values() for made in group.actions()}
    assert held == offered
    assert {"Lock", "Sign out", "Quit"} <= {made.text() for made in groups["Desk"].actions()}


# The look


def test_another_language_rebuilds_the_page_that_is_shown(seat: Seat, look: Look) -> None:
    seat.desk.go("rules", "SWAP-4")
    seat.waits()
    old = seat.workspace
    look.choose_language("zh_CN")
    seat.waits()
    assert seat.workspace is not old
    assert seat.workspace.here == ("rules", "SWAP-4")
    assert "规章" in seat.reads()
    assert seat.rail()[0] == "今日"


def test_qt_speaks_the_language_too(seat: Seat, look: Look) -> None:
    look.choose_language("zh_CN")
    assert QApplication.translate("QWidgetTextControl", "&Copy") == "复制(&C)"
    look.choose_language("en")
    assert QApplication.translate("QWidgetTextControl", "&Copy") == "&Copy"


def test_rebuilding_many_times_keeps_one_workspace(seat: Seat, look: Look, qtbot: QtBot) -> None:
    for choice in (Choice.DARK, Choice.LIGHT) * 3:
        look.choose_theme(choice)
        seat.waits()
    qtbot.waitUntil(lambda: len(seat.window.findChildren(Workspace)) == 1)
    said: list[str] = []
    seat.desk.said.connect(lambda words, _tone: said.append(words))
    seat.desk.say("Once")
    assert seat.reads().count("Once") == 1
    assert said == ["Once"]


def test_text_grows_step_by_step_and_not_without_end(seat: Seat, look: Look) -> None:
    for _ in range(6):
        seat.presses(Qt.Key.Key_Equal)
    assert look.text_percent == 150
    for _ in range(9):
        seat.presses(Qt.Key.Key_Minus)
    assert look.text_percent == 90


def test_a_closed_window_is_off_the_screen_before_the_store_is_sealed(seat: Seat) -> None:
    seen: list[bool] = []
    seat.window.closed.connect(lambda: seen.append(seat.window.isVisible()))
    seat.window.close()
    assert seen == [False]


def test_the_window_remembers_its_place(seat: Seat, tmp_path: Path, qtbot: QtBot) -> None:
    seat.window.resize(QSize(790, 600))
    seat.waits()
    seat.window.close()
    again = MainWindow(Look(Remembered(tmp_path / "window.ini"), "en"))
    qtbot.addWidget(again)
    assert again.size() == QSize(790, 600)


@pytest.mark.parametrize(
    ("key", "value"),
    [("text_percent", "7"), ("lock_minutes", "x"), ("theme", "pink"), ("panel_width", "99999")],
)
def test_nonsense_that_is_remembered_is_forgotten(tmp_path: Path, key: str, value: str) -> None:
    file = tmp_path / "window.ini"
    file.write_text(f"[General]\n{key}={value}\ngeometry=nonsense\n")
    remembered = Remembered(file)
    assert remembered.text_percent == 100
    assert remembered.lock_minutes(15) == 10
    assert remembered.theme is Choice.SYSTEM
    assert remembered.panel_width == 340
    assert remembered.geometry.isEmpty()


# Panel, words, errors


def verdict() -> VerdictPanel:
    rows = [
        VerdictRow("SWAP-2", Outcome.REFUSED, "2 of 2 swaps in October.", "After 1 November."),
        VerdictRow("SWAP-4", Outcome.PASSED, "12 hours of rest."),
        VerdictRow("LEAVE-1", Outcome.DECISION, "Li Wei decides."),
        VerdictRow("SWAP-5", Outcome.WARNING, "Job types are blank."),
    ]
    return VerdictPanel("Swap S-0042", rows, "Anna gives the 3rd to Ben.")


def test_the_verdict_has_a_word_a_sentence_and_a_way_out_for_each_rule(seat: Seat) -> None:
    seat.desk.explain(verdict())
    words = seat.reads()
    assert {"Swap S-0042", "Broken", "Kept", "Needs a decision", "Warning"} <= set(words)
    assert {"2 of 2 swaps in October.", "After 1 November."} <= set(words)


def test_a_rule_in_the_verdict_is_a_link(seat: Seat, qtbot: QtBot) -> None:
    panel = verdict()
    seat.desk.explain(panel)
    link = next(b for b in panel.findChildren(QPushButton) if b.text() == "SWAP-4")
    assert link.accessibleName() == "Open rule SWAP-4"
    with qtbot.waitSignal(panel.rule_asked) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == ["SWAP-4"]


def test_the_panel_closes_by_escape_and_with_its_page(seat: Seat, qtbot: QtBot) -> None:
    seat.desk.explain(verdict())
    qtbot.keyClick(seat.workspace.panel, Qt.Key.Key_Escape)
    assert not seat.workspace.panel.isVisible()
    seat.desk.explain(verdict())
    seat.desk.go("rules")
    seat.waits()
    assert not seat.workspace.panel.isVisible()


def test_the_panel_makes_way_for_the_roster_where_both_have_no_room(seat: Seat) -> None:
    panel = explained_beside_the_roster(seat, 1280)
    assert panel.folded
    assert "Swap S-0042" not in seat.reads()
    panel.unfold.click()
    assert "Swap S-0042" in seat.reads()
    assert not panel.folded


def test_escape_folds_the_rosters_panel_and_one_press_opens_it(seat: Seat, qtbot: QtBot) -> None:
    panel = explained_beside_the_roster(seat, 1280)
    panel.unfold.click()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.folded
    assert panel.isVisible(), "one thing at a time: the strip stays"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isVisible()
    seat.desk.actions.qaction("look.panel").trigger()
    assert not panel.folded
    assert "Swap S-0042" in seat.reads()


def test_what_a_folded_panel_gives_up_is_the_pages(seat: Seat) -> None:
    panel = explained_beside_the_roster(seat, 1600)
    beside = seat.workspace.width() - seat.workspace.rail.width()
    seat.presses(Qt.Key.Key_I)
    assert panel.folded
    page = seat.workspace.page.width()
    assert abs(beside - page - panel.width()) <= 2, "nothing is left empty beside the strip"


def test_where_there_is_room_the_panel_stands_beside_the_roster(seat: Seat) -> None:
    assert not explained_beside_the_roster(seat, 1600).folded


def test_what_the_person_chose_holds_at_any_width(seat: Seat) -> None:
    panel = explained_beside_the_roster(seat, 1600)
    seat.presses(Qt.Key.Key_I)
    assert panel.folded
    assert seat.window.look.remembered.panel_folded is True
    seat.presses(Qt.Key.Key_I)
    seat.window.resize(1280, 800)
    seat.waits()
    assert not panel.folded


def test_what_a_folded_panel_had_is_the_pages(seat: Seat) -> None:
    """Folded by itself or by hand, at any width: nothing stands empty between the two."""
    for width in (1280, 1600):
        panel = explained_beside_the_roster(seat, width)
        if not panel.folded:
            panel.fold.click()
        seat.waits()
        page = seat.workspace.page
        gap = panel.mapTo(seat.workspace, QPoint()).x()
        gap -= page.mapTo(seat.workspace, QPoint()).x() + page.width()
        assert 0 <= gap <= 2, f"{gap} pixels at {width}"


@pytest.mark.parametrize("width", [1280, 1920])
def test_the_strip_keeps_to_its_width_on_every_page_that_is_come_back_to(
    seat: Seat, width: int
) -> None:
    """Roster, Today, roster, a cell: what is explained anew comes into the strip alone."""
    seat.window.resize(width, 900)
    folding = [entry.key for entry in pages.entries(seat.desk.me) if entry.load().panel_folds]
    assert {"roster", "attendance", "findings"} <= set(folding)
    for key in ("roster", *folding):
        seat.desk.go(key)
        seat.waits()
        seat.desk.explain(verdict())
        if not seat.workspace.panel.folded:
            seat.workspace.panel.fold.click()
        for back in ("today", key):
            seat.desk.go(back)
            seat.waits()
        assert left_empty(seat.workspace) <= 2, f"{key}, come back to"
        for _twice in range(2):
            seat.desk.explain(verdict())
            seat.waits()
            assert seat.workspace.panel.folded
            assert left_empty(seat.workspace) <= 2, f"{key}, explained again"
        seat.desk.explain(None)
        seat.waits()
        assert left_empty(seat.workspace) <= 2, f"{key}, explained no more"


def left_empty(workspace: Workspace) -> int:
    """The pixels between the page and the panel, or the window's edge."""
    page, panel = workspace.page, workspace.panel
    end = panel.mapTo(workspace, QPoint()).x() if panel.isVisible() else workspace.width()
    return end - page.mapTo(workspace, QPoint()).x() - page.width()


def test_a_page_that_is_come_back_to_has_the_cursor_where_it_was(seat: Seat) -> None:
    """Keys would go to the rail otherwise."""
    seat.workspace.show_page("people")
    seat.waits()
    field = next(one for one in seat.workspace.page.findChildren(QLineEdit) if one.isVisible())
    field.setFocus()
    seat.workspace.show_page("roster")
    seat.waits()
    assert not field.hasFocus()
    seat.workspace.rail.page_chosen.emit("people")
    seat.waits()
    assert field.hasFocus()


def test_where_things_are_done_in_it_the_panel_never_folds(seat: Seat) -> None:
    panel = explained_beside_the_roster(seat, 1280)
    seat.desk.go("rules")
    seat.waits()
    seat.desk.explain(verdict())
    assert not panel.folded
    assert not panel.fold.isVisible()


def explained_beside_the_roster(seat: Seat, width: int) -> ExplainingPanel:
    seat.window.resize(width, 800)
    seat.desk.go("roster")
    seat.waits()
    seat.desk.explain(verdict())
    seat.waits()
    return seat.workspace.panel


def test_a_word_needs_no_answer_and_takes_no_keys(seat: Seat) -> None:
    focused = seat.window.focusWidget()
    seat.desk.say("Roster published", Tone.GOOD)
    assert "Roster published" in seat.reads()
    assert seat.window.focusWidget() is focused


def test_an_error_says_what_and_how_to_mend_it(seat: Seat) -> None:
    def refuse(_ctx: Context) -> None:
        raise BadInput(msg("Sheet missing"), msg("Add the sheet {name}.", name="Shifts"))

    seat.desk.tasks.command(refuse)
    seat.waits()
    shown = [label.text() for label in seat.dialog().findChildren(QLabel)]
    assert {"Sheet missing", "Add the sheet Shifts."} <= set(shown)


def test_a_refusal_lists_every_finding(seat: Seat, centre: SmallCentre) -> None:
    day = centre.month
    found = [Finding("S-1", "1001", day, HolidayGiven())]
    error = RuleViolated(msg("Swap refused"), msg("It breaks a rule."), found)
    seat.window.show_error(error)
    assert "SWAP-6" in [label.text() for label in seat.dialog().findChildren(QLabel)]


def test_a_bug_is_reported_with_details_to_copy(seat: Seat, qtbot: QtBot) -> None:
    seat.desk.tasks.query(lambda _: 1 // 0, lambda _: None)
    seat.waits()
    dialog = seat.dialog()
    (details,) = dialog.findChildren(QPlainTextEdit)
    assert "ZeroDivisionError" in details.toPlainText()
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError" in QApplication.clipboard().text()


def press(dialog: MessageDialog, text: str, qtbot: QtBot) -> None:
    wanted = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


# Long work


def test_long_work_shows_how_far_it_is_and_goes_when_it_has_ended(seat: Seat, qtbot: QtBot) -> None:
    half, on = Event(), Event()

    def op(_ctx: Context, task: LongTask) -> str:
        task.progress(msg("Reading the roster"), 0.5)
        half.set()
        on.wait(5)
        return "read"

    seat.desk.tasks.long("Import", op)
    qtbot.waitUntil(half.is_set)
    dialog = seat.dialog()
    assert isinstance(dialog, ProgressDialog)
    (bar,) = dialog.findChildren(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() == 500)
    assert "Reading the roster" in [label.text() for label in dialog.findChildren(QLabel)]
    on.set()
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def test_long_work_is_stopped_by_escape(seat: Seat, qtbot: QtBot) -> None:
    heard: list[object] = []

    def op(_ctx: Context, task: LongTask) -> None:
        while True:
            task.progress(msg("Counting"), 0.1)

    seat.desk.tasks.long("Count", op, heard.append)
    qtbot.keyClick(seat.dialog(), Qt.Key.Key_Escape)
    seat.waits()
    assert heard == []
    qtbot.waitUntil(lambda: not any(d.isVisible() for d in seat.window.findChildren(QDialog)))


# For every page


class Flashes(QObject):
    """Notes each widget that is shown as a window of its own."""

    def __init__(self, qapp: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        qapp.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_no_page_flashes_a_window_while_it_is_built(seat: Seat, qapp: QApplication) -> None:
    flashes = Flashes(qapp)
    for entry in (*seat.workspace.entries(), *seat.workspace.more()):
        seat.desk.go(entry.key)
        seat.waits()
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []


@pytest.mark.parametrize("percent", [100, 150])
def test_no_page_asks_for_more_room_than_a_small_screen_has(
    seat: Seat, look: Look, percent: int
) -> None:
    look.choose_text_percent(percent)
    for entry in (*seat.workspace.entries(), *seat.workspace.more()):
        seat.desk.go(entry.key)
        seat.waits()
        least = seat.workspace.minimumSizeHint()
        assert least.width() <= 1280 * percent // 100, entry.key
        assert least.height() <= 760, entry.key


def test_every_control_of_the_window_has_a_name(
    seat: Seat, centre: SmallCentre, settled: Callable[[Desk], None]
) -> None:
    nameless = [
        (entry.key, button.parent())
        for entry in (*seat.workspace.entries(), *seat.workspace.more())
        for button in _buttons_of(seat, entry.key)
        if not (button.text() or button.accessibleName() or button.toolTip())
    ]
    assert nameless == []


def _buttons_of(seat: Seat, key: str) -> list[QPushButton]:
    seat.desk.go(key)
    seat.waits()
    page: QWidget = seat.workspace.page
    return page.findChildren(QPushButton)


def test_the_window_gives_way_to_a_screen_that_is_too_small_for_a_page(seat: Seat) -> None:
    for entry in (*seat.workspace.entries(), *seat.workspace.more()):
        seat.desk.go(entry.key)
        seat.waits()
    seat.window.setMinimumSize(0, 0)
    least = seat.window.minimumSizeHint()
    assert least.width() <= 720
    assert least.height() <= 450


def test_the_dialog_for_files_speaks_the_language_in_use(look: Look, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    look.choose_language("zh_CN")
    ask_which(parent, "选择", "Excel (*.xlsx)", lambda _path: None)
    (dialog,) = parent.findChildren(QFileDialog)
    labels = [shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisible()]
    assert labels == ["文件夹：", "文件名称(&N)：", "文件类型："]
    buttons = [made for made in dialog.findChildren(QAbstractButton) if made.isVisible()]
    english = [made.text() for made in buttons if re.search("[A-Za-z]{3}", made.text())]
    assert not english
    dialog.reject()
