"""The What if page, by what is seen in it and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from app.context import Actor, Context
from app.services.swaps import requests as swaps
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.pages import entries
from app.ui.what_if.page import WhatIfPage
from tests.factories import SmallCentre
from tests.recorded import everything_in, record_breaches

Settled = Callable[[Desk], None]
DAY = date(2026, 10, 20)
"""A Tuesday: of team A 1001 has L, and 1000, 1002 and 1003 have E."""


class Seat:
    """One person in front of the page."""

    def __init__(self, page: WhatIfPage, desk: Desk, settled: Settled) -> None:
        self.page, self.desk, self._settled = page, desk, settled
        self.went: list[tuple[str, object]] = []
        desk.page_asked.connect(lambda key, target: self.went.append((key, target)))
        self.settle()

    def settle(self) -> None:
        self._settled(self.desk)
        self._settled(self.desk)

    def words(self) -> str:
        """Everything that can be read on the page now."""
        return "\n".join(
            label.text() for label in self.page.findChildren(QLabel) if label.isVisible()
        )

    def press(self, name: str) -> None:
        found = next(
            each
            for each in self.page.findChildren(QPushButton)
            if each.isVisible() and name in (each.text().replace("&", ""), each.accessibleName())
        )
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        self.settle()

    def tab(self, title: str) -> None:
        for bar in self.page.findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.isVisible() and bar.tabText(at) == title:
                    where = bar.tabRect(at).center()
                    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=where)
                    self.settle()
                    return
        raise LookupError(title)

    def choose(self, field: ChoiceField[int], number: str) -> None:
        field.setFocus()
        field.setCurrentIndex(
            next(at for at in range(field.count()) if f"({number})" in field.itemText(at))
        )

    def try_swap(self, one: str, other: str, day: date = DAY) -> None:
        self.tab("A swap")
        form = self.page.trying.form.swap
        self.choose(form.who, one)
        self.choose(form.partner, other)
        form.gives.setDate(day)  # type: ignore[arg-type]
        form.takes.setDate(day)  # type: ignore[arg-type]
        self.press("Add to the tries")

    def try_leave(self, no: str, day: date = DAY) -> None:
        self.tab("A leave")
        form = self.page.trying.form.leave
        self.choose(form.who, no)
        form.first.setDate(day)  # type: ignore[arg-type]
        form.last.setDate(day)  # type: ignore[arg-type]
        self.press("Add to the tries")


@pytest.fixture
def seat(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled, qtbot: QtBot
) -> Callable[[str], Seat]:
    def seat(no: str) -> Seat:
        desk = desk_of(centre.people[no], no)
        page = WhatIfPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 800)
        page.show()
        return Seat(page, desk, settled)

    return seat


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def swapped(centre: SmallCentre) -> str:
    no = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], DAY, DAY, "An exam")
    swaps.agree(acting(centre, "1002"), no, 1)
    swaps.approve(acting(centre, "1000"), no, 2)
    return no


def test_leaders_heads_and_the_director_have_the_page_and_agents_have_not(
    centre: SmallCentre, desk_of: Callable[..., Desk]
) -> None:
    def has(no: str) -> bool:
        return any(page.key == "whatif" for page in entries(desk_of(centre.people[no], no).me))

    assert [no for no in ("0001", "0002", "0003", "1000", "1001") if has(no)] == [
        "0001",
        "0002",
        "1000",
    ]


def test_the_page_says_that_nothing_is_written_and_keeps_to_it(
    centre: SmallCentre, seat: Callable[[str], Seat]
) -> None:
    before = everything_in(centre.context)
    sits = seat("1000")
    assert "Nothing is written" in sits.words()
    assert "is taken to have said yes" in sits.words()
    assert "Requests that still wait for a decision are left out." in sits.words()
    sits.try_swap("1001", "1002")
    sits.try_leave("1003")
    assert "Try 2 · A leave" in sits.words()
    assert everything_in(centre.context) == before


def test_a_leader_sees_what_a_swap_and_a_leave_on_it_come_to(seat: Callable[[str], Seat]) -> None:
    sits = seat("1000")
    sits.try_swap("1001", "1002")
    assert "Every rule is kept." in sits.words()
    assert "Person 1001, Tue 20 October: L → E" in sits.words()
    sits.try_leave("1001")
    assert "rule would be broken." in sits.words()
    sits.press("Open rule LEAVE-8")
    assert sits.went == [("rules", "LEAVE-8")]


def test_a_try_is_taken_back(seat: Callable[[str], Seat]) -> None:
    sits = seat("1000")
    sits.try_swap("1001", "1002")
    sits.try_leave("1001")
    sits.press("Remove try 1")
    assert "Every rule is kept." in sits.words()
    sits.press("Remove all")
    assert "Nothing is tried yet" in sits.words()


def test_a_swap_with_oneself_is_not_tried(seat: Callable[[str], Seat]) -> None:
    sits = seat("1000")
    sits.try_swap("1001", "1001")
    assert "A swap is with somebody else." in sits.words()
    assert "Nothing is tried yet" in sits.words()


def test_a_sick_call_shows_the_shift_it_opens(seat: Callable[[str], Seat]) -> None:
    sits = seat("1000")
    sits.tab("A sick call")
    form = sits.page.trying.form.sick
    sits.choose(form.who, "1001")
    form.first.setDate(DAY)  # type: ignore[arg-type]
    sits.press("Add to the tries")
    assert "Person 1001, Tue 20 October: L → off" in sits.words()
    assert "Emergency sick leave" in sits.words()


def test_another_limit_shows_the_findings_that_would_appear(
    centre: SmallCentre, seat: Callable[[str], Seat]
) -> None:
    swapped(centre)
    sits = seat("0002")
    sits.tab("Time machine")
    machine = sits.page.machine
    assert not machine.run.isEnabled()
    machine.last.setDate(date(2026, 10, 31))  # type: ignore[arg-type]
    machine.values.fields["swap_monthly_limit"].setValue(0)
    sits.press("Judge the period")
    shown = machine.table.rows_model
    assert [shown.index(row, 0).data() for row in range(shown.rowCount())] == ["would appear"] * 2
    assert {shown.index(row, 1).data() for row in range(shown.rowCount())} == {"SWAP-2"}
    sits.press("Values in force")
    assert not machine.run.isEnabled()


def test_a_milder_value_turns_an_absence_into_a_late_arrival(
    centre: SmallCentre, seat: Callable[[str], Seat]
) -> None:
    record_breaches(centre)
    sits = seat("0002")
    sits.tab("Time machine")
    absence = sits.page.machine.values.fields["att_absence_minutes"]
    absence.setValue(25)
    sits.press("Judge the period")
    assert "0 would appear, 0 would not be there, 4 stay" in sits.words()
    absence.setValue(26)
    sits.press("Judge the period")
    assert "1 would appear, 1 would not be there, 3 stay" in sits.words()


def test_a_past_decision_shows_who_when_and_by_which_values(
    centre: SmallCentre, seat: Callable[[str], Seat]
) -> None:
    no = swapped(centre)
    sits = seat("1000")
    sits.tab("Past decisions")
    assert [row.ref.no for row in sits.page.past.table.rows_model.rows] == [no]
    sits.page.past.table.selectRow(0)
    sits.settle()
    words = sits.words()
    assert f"Swap {no}" in words
    assert "Person 1001 (1001) · 2026-10-15 09:00" in words
    assert "Swaps a month: 2" in words
    rules = next(
        each.text()
        for each in sits.page.past.steps.findChildren(QPushButton)
        if each.text().startswith("What ")
    )
    sits.press(rules)
    assert "SWAP-4" in {each.text() for each in sits.page.findChildren(QPushButton)}
    sits.press("Hide what the rules said")


def test_a_store_without_decisions_says_what_belongs_there(seat: Callable[[str], Seat]) -> None:
    sits = seat("1000")
    sits.page.open_target("past")
    sits.settle()
    assert "Nothing was decided in this period" in sits.words()


def test_the_page_opens_at_a_request(centre: SmallCentre, seat: Callable[[str], Seat]) -> None:
    no = swapped(centre)
    sits = seat("1000")
    sits.page.open_target(no)
    sits.settle()
    assert f"Swap {no}" in sits.words()
