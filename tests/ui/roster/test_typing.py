"""Typing into the grid: codes, days off, many cells at once, undo, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from tests.factories import SmallCentre, a_shift
from tests.ui.roster.conftest import Seat, seat_at

# 1001 starts a day after the cycle's beginning: 1 October is its last day off.


def test_a_typed_code_is_in_the_draft_and_the_cursor_moves_on(head: Seat) -> None:
    head.at("1001", 5)
    assert head.row("1001", 5, 6) == ["L", "N"]
    head.type("en")
    assert head.row("1001", 5, 6) == ["E", "N"]
    assert "published is: L" in head.hears("1001", 5)
    assert head.model.place(head.grid.currentIndex().row(), 0) is not None
    assert head.grid.currentIndex().column() == 6


def test_a_code_that_others_begin_with_waits_for_enter(head: Seat, centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_shift(session, "E2", "10:00", "18:00")
    head.page.populate()
    head.settle()
    head.at("1001", 5)
    head.type("e")
    assert head.sees("1001", 5) == "L"
    head.press(Qt.Key.Key_Return)
    assert head.sees("1001", 5) == "E"
    head.at("1001", 5)
    head.type("e2")
    assert head.sees("1001", 5) == "E2"


def test_an_arrow_takes_what_is_typed_and_moves(head: Seat, centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_shift(session, "E2", "10:00", "18:00")
    head.page.populate()
    head.settle()
    head.at("1001", 5)
    head.type("e")
    head.press(Qt.Key.Key_Down)
    assert head.sees("1001", 5) == "E"
    assert head.model.place(head.grid.currentIndex().row(), 4) == ("1002", head.model.days[4].day)


def test_escape_and_backspace_drop_what_is_typed(head: Seat, centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_shift(session, "E2", "10:00", "18:00")
    head.page.populate()
    head.settle()
    head.at("1001", 5)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
        head.type("e")
        head.press(key)
        head.press(Qt.Key.Key_Return)
    assert head.sees("1001", 5) == "L"


def test_letters_that_begin_no_code_say_so_and_change_nothing(head: Seat) -> None:
    head.at("1001", 5)
    head.type("x")
    assert head.sees("1001", 5) == "L"
    assert "“x”" in head.said[-1]


def test_delete_and_a_dash_make_a_day_off(head: Seat) -> None:
    head.at("1001", 5)
    head.press(Qt.Key.Key_Delete)
    assert head.sees("1001", 5) == ""
    head.at("1001", 6)
    head.type("-")
    assert head.sees("1001", 6) == ""
    assert "Day off" in head.hears("1001", 6)


def test_a_code_fills_every_selected_cell(head: Seat) -> None:
    head.select("1001", 5, "1002", 7)
    head.type("e")
    assert head.row("1001", 5, 7) == ["E"] * 3
    assert head.row("1002", 5, 7) == ["E"] * 3
    assert head.row("1003", 5, 7) != ["E"] * 3


def test_undo_takes_back_a_whole_edit_and_redo_does_it_again(head: Seat) -> None:
    before = head.row("1001", 5, 7)
    head.select("1001", 5, "1001", 7)
    head.type("n")
    head.does("roster.undo")
    assert head.row("1001", 5, 7) == before
    head.does("roster.redo")
    assert head.row("1001", 5, 7) == ["N"] * 3


def test_undo_outlives_the_page(head: Seat) -> None:
    head.at("1001", 5)
    head.type("e")
    head.page.hide()
    head.page.deleteLater()
    head.qtbot.waitUntil(lambda: not _alive(head), timeout=5_000)
    again = seat_at(head.desk, head.qtbot)
    again.does("roster.undo")
    assert again.sees("1001", 5) == "L"


def _alive(seat: Seat) -> bool:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return isValid(seat.page)


def test_a_short_rest_shows_in_the_cell_and_its_rule_opens(head: Seat) -> None:
    head.at("1001", 7)
    assert head.row("1001", 6, 7) == ["N", "N"]
    head.type("e")
    assert "SWAP-4" in head.hears("1001", 7)
    head.at("1001", 7)
    head.qtbot.waitUntil(lambda: bool(_rule_links(head)), timeout=5_000)
    _rule_links(head)[0].click()
    assert ("rules", "SWAP-4") in head.went


def _rule_links(seat: Seat) -> list[QPushButton]:
    """The links to SWAP-4 in the panel that is shown."""
    links = seat.explained[-1].findChildren(QPushButton) if seat.explained else []
    return [link for link in links if link.text() == "SWAP-4"]


def test_what_others_changed_meanwhile_is_refused_and_read_anew(
    head: Seat, seat_of: Callable[[str], Seat]
) -> None:
    leader = seat_of("1000")
    leader.at("1001", 5)
    leader.type("n")
    head.at("1001", 5)
    head.type("e")
    assert head.failures
    assert head.sees("1001", 5) == "N"
    head.does("roster.undo")
    assert head.sees("1001", 5) == "N"


def test_a_leader_types_for_the_own_team_only(leader: Seat) -> None:
    leader.page.filter.clear()  # a leader begins with the own team
    leader.settle()
    leader.at("2001", 5)
    before = leader.sees("2001", 5)
    leader.type("e")
    assert leader.sees("2001", 5) == before
    assert leader.said == ["Nothing here is yours to change."]
    leader.at("1001", 5)
    leader.type("e")
    assert leader.sees("1001", 5) == "E"


def test_an_agent_reads_the_own_team_and_changes_nothing(seat_of: Callable[[str], Seat]) -> None:
    agent = seat_of("1001")
    assert {line.person.no for line in agent.model.everybody()} >= {"1000", "1001", "1004"}
    assert not any(line.person.no.startswith("2") for line in agent.model.everybody())
    here = agent.grid.currentIndex()
    assert agent.model.place(here.row(), here.column()) == ("1001", date(2026, 10, 15))
    agent.at("1001", 5)
    agent.type("e")
    assert agent.sees("1001", 5) == "L"
    assert not agent.desk.actions.qaction("roster.publish").isVisible()
    assert not agent.page.layers.isVisible()


def test_a_phrase_of_an_input_method_fills_one_cell_a_sign(head: Seat) -> None:
    head.at("1001", 5)
    commit = QInputMethodEvent()
    commit.setCommitString("ee休ｎ")
    QCoreApplication.sendEvent(head.grid, commit)
    head.settle()
    assert head.row("1001", 5, 8) == ["E", "E", "", "N"]


def test_off_is_typed_where_no_code_begins_so(head: Seat) -> None:
    head.at("1001", 5)
    head.type("ofF")
    assert head.sees("1001", 5) == ""
    head.type("wo")
    assert head.row("1001", 5, 6) == ["", ""]
