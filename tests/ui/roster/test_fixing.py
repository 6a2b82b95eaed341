"""Days of a draft that no solver changes: a key, a menu, a mark, and undone like any edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from app.services.roster.fixing import fix_cells
from app.ui.roster.menu import cell_menu
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import acting
from tests.ui.roster.conftest import Seat

FIXED = "Fixed: filling the month leaves it as it is"
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def fixed(seat: Seat, no: str, *days: int) -> list[bool]:
    return [FIXED in seat.hears(no, day) for day in days]


def menu_words(seat: Seat) -> list[str]:
    page, at = seat.page, seat.grid.currentIndex()
    menu = cell_menu(seat.desk, seat.model, page.editor, at.row(), at.column(), page)
    words = [one.text() for one in menu.actions()]
    menu.deleteLater()
    return words


def test_the_key_fixes_what_is_selected_and_releases_what_is_fixed(leader: Seat) -> None:
    leader.select("1001", 20, "1002", 21)
    leader.press(Qt.Key.Key_K, HELD)
    assert fixed(leader, "1001", 20, 21, 22) == [True, True, False]
    assert fixed(leader, "1002", 20, 21) == [True, True]
    leader.select("1001", 21, "1001", 22)
    leader.does("roster.fix")
    assert fixed(leader, "1001", 20, 21, 22) == [True, True, True], "the rest is fixed first"
    leader.select("1001", 20, "1001", 22)
    leader.does("roster.fix")
    assert fixed(leader, "1001", 20, 21, 22) == [False, False, False]
    assert not leader.failures


def test_the_menu_says_what_it_would_do(leader: Seat) -> None:
    leader.at("1001", 20)
    assert "Fix\tCtrl+Shift+K" in menu_words(leader)
    leader.does("roster.fix")
    assert "Release\tCtrl+Shift+K" in menu_words(leader)
    leader.at("2001", 20)
    assert not [words for words in menu_words(leader) if "Ctrl+Shift+K" in words]
    leader.does("roster.fix")
    assert leader.said[-1] == "Nothing here is yours to change."
    assert fixed(leader, "2001", 20) == [False]


def test_it_is_undone_and_redone_between_edits(leader: Seat) -> None:
    leader.at("1001", 20)
    leader.does("roster.fix")
    leader.at("1001", 20)
    leader.type("N")
    assert fixed(leader, "1001", 20) == [True], "what is typed stays fixed"
    leader.does("roster.undo")
    assert fixed(leader, "1001", 20) == [True]
    leader.does("roster.undo")
    assert fixed(leader, "1001", 20) == [False]
    leader.does("roster.redo")
    assert fixed(leader, "1001", 20) == [True]
    leader.does("roster.redo")
    assert leader.sees("1001", 20) == "N"


def test_undoing_takes_back_only_what_it_fixed(centre: SmallCentre, leader: Seat) -> None:
    """Somebody else fixed one of the days while it was not shown yet."""
    fix_cells(acting(centre, "0002"), [("1001", date(2026, 10, 21))], True)
    leader.select("1001", 20, "1001", 22)
    leader.does("roster.fix")
    leader.does("roster.undo")
    assert fixed(leader, "1001", 20, 21, 22) == [False, True, False]


def test_what_is_published_shows_no_locks(head: Seat) -> None:
    head.at("1001", 20)
    head.does("roster.fix")
    head.page.layers.chosen.emit(False)
    head.settle()
    assert fixed(head, "1001", 20) == [False]
    assert not head.desk.actions.qaction("roster.fix").isEnabled()
    assert not [words for words in menu_words(head) if "Ctrl+Shift+K" in words]
    head.page.session.undo()
    head.settle()
    head.page.layers.chosen.emit(True)
    head.settle()
    assert fixed(head, "1001", 20) == [False], "undone meanwhile"


def test_a_fixed_day_looks_other_than_one_that_is_not(leader: Seat) -> None:
    index = leader.model.find(("1001", date(2026, 10, 20)))
    before = leader.grid.pictures.of_row(index.row())[index.column()].toImage()
    leader.at("1001", 20)
    leader.does("roster.fix")
    after = leader.grid.pictures.of_row(index.row())[index.column()].toImage()
    assert before != after


def test_who_may_not_draft_is_offered_nothing(seat_of: Callable[[str], Seat]) -> None:
    agent = seat_of("1001")
    assert not agent.desk.actions.qaction("roster.fix").isVisible()
