"""The window with the ways to cover: five cards at most, one key makes one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import update

from app.models import WorkRule
from app.reading.roster.repairing import AbsenceAsked
from app.ui.kit.repair_card import RepairCard
from app.ui.kit.repairing import RepairDialog
from tests.factories import SmallCentre
from tests.services.requests.test_cover import DAY, away, cell
from tests.ui.leave.conftest import Shown


@pytest.fixture(autouse=True)
def long_runs(centre: SmallCentre) -> None:
    """Six days in a row are all that the rotation leaves room for: a seventh may be asked."""
    with centre.context.write() as session:
        session.add(WorkRule(person_id=None, days_in_row_most=8, nights_in_row_most=4))


def ways_of(shown: Shown) -> RepairDialog:
    """The window behind the button of the open shifts."""
    shown.tab("Open shifts")
    shown.page.cover.ways.click()
    shown.settle()
    (dialog,) = shown.page.findChildren(RepairDialog)
    return dialog


def texts(card: RepairCard) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel))


def test_a_card_says_what_changes_what_the_rules_count_and_what_comes_of_it(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    dialog = ways_of(shown_to("0002"))
    assert 1 <= len(dialog.cards) <= 5
    first = dialog.cards[0]
    said = texts(first)
    assert "1 change: " in said
    assert "takes E on" in said
    assert "– → E" in said
    assert "Hours" in said
    assert "(mean" in said
    (link,) = [one for one in first.findChildren(QPushButton) if "looked at" in one.text()]
    link.click()
    assert "Rest between two shifts: " in texts(first)
    assert dialog.reason.text() == "Person 1002 is away"


def test_a_number_leads_to_a_way_and_enter_makes_it(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    shown = shown_to("1000")
    dialog = ways_of(shown)
    QTest.keyClick(dialog.cards[0].make, Qt.Key.Key_2)
    assert dialog.focusWidget() is dialog.cards[1].make
    QTest.keyClick(dialog.cards[1].make, Qt.Key.Key_Return)
    shown.settle()
    assert cell(centre, "1002").covered_by
    assert "takes E" in shown.toasts[-1]


def test_two_ways_are_in_sight_from_the_start(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    dialog = ways_of(shown_to("0002"))
    view = dialog.area.viewport()
    for card in dialog.cards[:2]:
        seen = QRect(card.mapTo(view, card.rect().topLeft()), card.size())
        assert card.height() > 100
        assert view.rect().contains(seen)


def test_the_window_has_its_room_before_the_ways_are_there(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    shown = shown_to("0002")
    asked = AbsenceAsked(centre.people["1002"], DAY, DAY)
    dialog = RepairDialog(shown.page, shown.desk, asked)
    dialog.open()
    assert not dialog.cards
    assert dialog.area.height() > 400
    shown.settle()


def test_enter_makes_no_way_that_nobody_chose(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    shown = shown_to("1000")
    dialog = ways_of(shown)
    assert dialog.focusWidget() is dialog.area
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(dialog.area, key)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    shown.settle()
    assert dialog.isVisible()
    assert not cell(centre, "1002").covered_by


def test_a_number_chooses_from_wherever_the_list_has_the_keyboard(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    dialog = ways_of(shown_to("1000"))
    QTest.keyClick(dialog.area, Qt.Key.Key_1)
    assert dialog.focusWidget() is dialog.cards[0].make


def test_where_there_is_none_it_is_said_why(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    with centre.context.write() as session:
        session.execute(update(WorkRule).values(shifts="N"))
    dialog = ways_of(shown_to("0002"))
    assert dialog.cards == []
    said = "\n".join(one.text() for one in dialog.area.findChildren(QLabel))
    assert "Nobody can take" in said
    assert "would break “Only shifts that may be worked”" in said
    assert not dialog.reason.isVisible()


def test_what_was_taken_meanwhile_is_said_in_the_window(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    shown = shown_to("0002")
    dialog = ways_of(shown)
    with centre.context.write() as session:
        session.execute(update(WorkRule).values(shifts="N"))
    dialog.cards[0].make.click()
    shown.settle()
    assert dialog.isVisible()
    assert "would break a rule" in dialog.refusal.accessibleName()
    assert not cell(centre, "1002").covered_by


def test_of_several_shifts_one_is_picked(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    shown = shown_to("0002")
    last = DAY + timedelta(days=1)
    asked = AbsenceAsked(centre.people["1002"], DAY, last)
    dialog = RepairDialog(shown.page, shown.desk, asked)
    dialog.open()
    shown.settle()
    assert dialog.which.isVisible()
    assert dialog.which.count() >= 2
    at = dialog.which.count() - 1
    dialog.which.setCurrentIndex(at)
    dialog.which.activated.emit(at)
    shown.settle()
    assert "20 Oct" in dialog.lead.text()


def test_nothing_to_cover_is_said(shown_to: Callable[[str], Shown], centre: SmallCentre) -> None:
    shown = shown_to("0002")
    gone = date(2026, 9, 1)
    dialog = RepairDialog(shown.page, shown.desk, AbsenceAsked(centre.people["1002"], gone, gone))
    dialog.open()
    shown.settle()
    assert "no shift on these days" in dialog.refusal.accessibleName()


def test_the_three_ways_out_of_an_open_shift_say_how_they_differ(
    shown_to: Callable[[str], Shown], centre: SmallCentre
) -> None:
    away(centre)
    shown = shown_to("0002")
    shown.tab("Open shifts")
    cover = shown.page.cover
    said = [one.accessibleDescription() for one in (cover.assign, cover.ways, cover.offer)]
    assert all(said)
    lines = {one.text() for one in cover.findChildren(QLabel) if one.isVisible()}
    assert lines.issuperset(said)
