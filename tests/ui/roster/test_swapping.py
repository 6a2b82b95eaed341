"""From a cell of the roster to asking for a swap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from app.ui.roster.menu import cell_menu
from tests.ui.roster.conftest import Seat

SeatAt = Callable[[str], Seat]


def offers(seat: Seat, no: str, day: int) -> dict[str, Callable[[], object]]:
    """The words of the context menu of a person's day, and what each does."""
    index = seat.model.find((no, date(2026, 10, day)))
    page = seat.page
    menu = cell_menu(seat.desk, seat.model, page.editor, index.row(), index.column(), page)
    return {one.text(): one.trigger for one in menu.actions() if one.isVisible()}


def test_ones_own_shift_can_be_swapped(seat_of: SeatAt) -> None:
    seat = seat_of("1001")
    offers(seat, "1001", 20)["Swap this shift…"]()
    assert seat.went == [("swaps", ("1001", date(2026, 10, 20)))]


def test_a_colleagues_shift_can_be_asked_for(seat_of: SeatAt) -> None:
    seat = seat_of("1001")
    offers(seat, "1002", 20)["Ask Person 1002 for this shift…"]()
    assert seat.went == [("swaps", ("1002", date(2026, 10, 20)))]


@pytest.mark.parametrize(
    ("who", "whose", "words", "leads"),
    [
        ("1001", "1001", "Swap this shift…", ("swaps", ("1001", date(2026, 10, 20)))),
        (
            "1001",
            "1002",
            "Ask Person 1002 for this shift…",
            ("swaps", ("1002", date(2026, 10, 20))),
        ),
        ("1001", "1001", "Ask for leave…", ("leave", date(2026, 10, 20))),
        ("0002", "1001", "Open Person 1001", ("person", ("1001", date(2026, 10, 20)))),
    ],
)
def test_the_panel_of_a_shift_leads_on(
    seat_of: SeatAt, who: str, whose: str, words: str, leads: tuple[str, object]
) -> None:
    seat = seat_of(who)
    seat.explained.clear()  # of the cell at which the page opened
    seat.at(whose, 20)
    seat.explained.clear()  # what was explained of the cell before
    seat.qtbot.waitUntil(lambda: bool(seat.explained))
    buttons = seat.explained[-1].findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()
    assert seat.went == [leads]


@pytest.mark.parametrize("day", [14, 16])
def test_what_is_past_or_free_is_not_swapped(seat_of: SeatAt, day: int) -> None:
    assert not [words for words in offers(seat_of("1001"), "1001", day) if "swap" in words.lower()]


def test_whoever_works_no_shifts_swaps_none(seat_of: SeatAt) -> None:
    assert not [
        words for words in offers(seat_of("0002"), "1001", 20) if words.startswith(("Swap", "Ask"))
    ]
