"""A rotation goes on from the days before it, with the centre's own codes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QTableView

from app.ui.roster.pattern_dialog import PatternDialog, example
from tests.ui.roster.conftest import Seat

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def november(head: Seat) -> Seat:
    """The head before team A's November; its October is published: E E L L N N – –."""
    head.page.open_target(("1001", NOVEMBER))
    head.settle()
    return head


def asked(seat: Seat, no: str = "1001") -> PatternDialog:
    seat.grid.put_cursor(seat.model.find((no, seat.page.span.first)))
    seat.does("roster.fill")
    seat.settle()
    return seat.page.findChildren(PatternDialog)[-1]


def filled(seat: Seat, no: str, first: date, days: int) -> list[str]:
    at = (seat.model.find((no, first + timedelta(days=n))) for n in range(days))
    return [str(seat.model.data(index)) for index in at]


def test_each_person_goes_on_where_last_month_ended(november: Seat) -> None:
    seat = november
    seat.page.open_target(("1001", date(2026, 10, 1)))
    seat.settle()
    people = [f"100{n}" for n in range(1, 5)]
    october = {no: seat.row(no, 24, 31) for no in people}
    seat.page.open_target(("1001", NOVEMBER))
    seat.settle()
    dialog = asked(seat)
    assert dialog.pattern.text() == "E E L L N N – –"
    assert dialog.going_on.isEnabled()
    assert dialog._sum.text() == "5 people · 4 go on at their own places", "not the leader"
    dialog.fill_button.click()
    seat.settle()
    assert {no: filled(seat, no, NOVEMBER, 8) for no in people} == october


def test_who_would_begin_anew_says_so(november: Seat) -> None:
    dialog = asked(november)
    dialog.going_on.setChecked(False)
    dialog.fill_button.click()
    november.settle()
    assert filled(november, "1000", NOVEMBER, 4) == ["E", "E", "L", "L"]
    assert filled(november, "1001", NOVEMBER, 4) == ["E", "L", "L", "N"]


def test_what_was_filled_last_is_there_again(november: Seat) -> None:
    dialog = asked(november)
    dialog.pattern.setText("N N –")
    dialog.pattern.textEdited.emit("N N –")
    dialog.step.setValue(2)
    dialog.fill_button.click()
    november.settle()
    november.does("roster.undo")
    again = asked(november)
    assert again.pattern.text() == "N N –"
    assert again.step.value() == 2
    assert not again.unsaved(), "nobody has typed it here"


def test_what_is_typed_stays_while_the_days_before_are_read(november: Seat) -> None:
    november.grid.put_cursor(november.model.find(("1001", NOVEMBER)))
    november.desk.actions.qaction("roster.fill").trigger()
    dialog = november.page.findChildren(PatternDialog)[-1]
    dialog.pattern.setText("L –")
    dialog.pattern.textEdited.emit("L –")
    november.settle()
    assert dialog.pattern.text() == "L –"
    assert [one.text for one in dialog.unsaved()] == ["L –"]


def test_before_the_first_roster_the_centres_own_codes_are_an_example(head: Seat) -> None:
    head.page.open_target(("1001", date(2027, 6, 1)))
    head.settle()
    dialog = asked(head)
    assert dialog.pattern.text() == "E E L L N N – –"
    assert not dialog.going_on.isEnabled()
    assert dialog.fill_button.isEnabled()
    assert example(["早", "中", "夜", "常"]) == "早 早 中 中 夜 夜 – –"
    assert example(["D"]) == "D D – –"


def test_a_month_is_seen_without_scrolling(november: Seat) -> None:
    dialog = asked(november)
    dialog.setMaximumSize(2000, 2000)
    dialog.resize(1180, 720)
    table = dialog.findChild(QTableView)
    assert isinstance(table, QTableView)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.verticalScrollBar().maximum() == 0
