"""Asking for a swap, through what is seen and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import update

from app.models import Post
from app.queries.swaps import rows as swaps
from app.rules.vocabulary import SwapStatus
from app.ui.swaps.day_picker import DayButton
from tests.factories import SmallCentre
from tests.ui.swaps.conftest import Seat

SeatAt = Callable[[str], Seat]


def test_before_a_choice_it_says_what_to_choose(seat: SeatAt) -> None:
    agent = seat("1001")
    assert not agent.send_button().isEnabled()
    assert "Choose the shift that you give away." in agent.texts(agent.page.ask.bar)


def test_only_days_with_a_shift_can_be_given(seat: SeatAt) -> None:
    agent = seat("1001")
    assert agent.day(agent.page.ask.own, 20).isEnabled()
    assert not agent.day(agent.page.ask.own, 16).isEnabled()


def test_a_shift_that_is_given_finds_pairs_first_and_everybody_else_below(
    seat: SeatAt, centre: SmallCentre
) -> None:
    with centre.context.write() as session:
        skilled = update(Post).where(Post.person_id == centre.people["2004"])
        session.execute(skilled.values(skill_level=5))
    agent = seat("1001")
    agent.give(20)
    rows = agent.partners()
    legal = [bool(when) for _who, when, _fit in rows]
    assert legal == sorted(legal, reverse=True)
    assert legal[0]
    assert not legal[-1]
    assert rows[0][2].startswith("same week")
    assert rows[-1][2] == ("Skill levels 3 and 5 are 2 apart; at most 1 is allowed (SWAP-5)")
    assert len({who for who, _when, _fit in rows}) == 9


def test_a_pair_shows_the_verdict_and_whose_word_it_needs(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.give(20)
    agent.pick("1002", "Tue 20 October")
    assert agent.send_button().isEnabled()
    said = " ".join(agent.texts(agent.page.ask.bar))
    assert "You give Tue 20 October L to Person 1002 and take Tue 20 October E" in said
    assert "by Person 1000 (1000) or Person 0002 (0002)" in said
    panel = agent.texts(agent.panel)
    assert "Needs a decision" in panel
    assert "Broken" not in panel
    assert any("0 of 2 swaps in October 2026" in text for text in panel)


def test_what_is_refused_cannot_be_sent_and_names_the_rule(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.give(20)
    agent.pick("1002")
    agent.take(22)
    assert not agent.send_button().isEnabled()
    reason = agent.send_button().toolTip()
    assert reason.startswith("SWAP-")
    assert reason in agent.texts(agent.page.ask.bar)
    assert "Broken" in agent.texts(agent.panel)


def test_the_verdict_follows_what_is_chosen(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.give(20)
    agent.pick("1002")
    agent.take(22)
    assert not agent.send_button().isEnabled()
    agent.take(20)
    assert agent.send_button().isEnabled()


def test_sending_files_it_and_shows_it_among_ones_requests(
    seat: SeatAt, centre: SmallCentre
) -> None:
    agent = seat("1001")
    agent.give(20)
    agent.pick("1002", "Tue 20 October")
    reason = agent.page.ask.bar.findChild(type(agent.page.register.text))
    assert reason is not None
    QTest.keyClicks(reason, "A wedding")
    agent.press("&Send")
    with centre.context.read() as session:
        row = swaps.swap(session, "S-00001")
    assert row is not None
    assert (row.status, row.reason) == (SwapStatus.OFFERED, "A wedding")
    assert agent.said == ["Swap S-00001 sent to Person 1002"]
    assert "Waits for the answer of Person 1002" in agent.texts(agent.card("S-00001"))
    assert agent.panel is not None
    assert agent.panel.accessibleName() == "Swap S-00001"


def test_a_name_narrows_the_list(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.give(20)
    QTest.keyClicks(agent.page.ask.partners.name, "2003")
    agent.qtbot.waitUntil(lambda: {who[-4:] for who, _w, _f in agent.partners()} == {"2003"})


def test_ones_shift_out_of_the_roster_is_given(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.page.open_target(("1001", date(2026, 10, 20)))
    agent.settle()
    assert agent.day(agent.page.ask.own, 20).isChecked()
    assert agent.partners()


def test_a_colleagues_shift_out_of_the_roster_is_asked_for(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.page.open_target(("1002", date(2026, 10, 20)))
    agent.settle()
    agent.give(20)
    said = " ".join(agent.texts(agent.page.ask.bar))
    assert "to Person 1002 and take Tue 20 October E" in said


def test_who_has_no_shifts_has_no_asking(seat: SeatAt) -> None:
    assert seat("0002").tabs() == ["Requests", "Register"]
    assert seat("1001").tabs() == ["Ask", "Requests", "Register"]


def test_the_list_keeps_the_models_contract(seat: SeatAt) -> None:
    agent = seat("1001")
    tester = QAbstractItemModelTester(agent.page.ask.partners.table.rows_model)
    agent.give(20)
    agent.give(21)
    assert tester.model() is agent.page.ask.partners.table.rows_model


def test_tab_leads_from_the_tabs_to_ones_days_before_the_colleagues(seat: SeatAt) -> None:
    agent = seat("1001")
    agent.page.tabs.tabBar().setFocus()
    QTest.keyClick(agent.page.tabs.tabBar(), Qt.Key.Key_Tab)
    assert isinstance(agent.page.focusWidget(), DayButton)


def test_whoever_works_no_shifts_is_not_offered_to_ask(seat: SeatAt) -> None:
    head = seat("0002")
    offered = [one.text() for one in head.page.findChildren(QPushButton) if one.isVisible()]
    assert "Ask for a swap" not in offered
