"""An agent's own desk: checked in at, left for a while, let go."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.services.desks import checking
from app.services.desks import floor as leaving
from app.services.keeping import policy
from tests.services.desks.floor import DAY, Floor
from tests.ui.desks.conftest import SitterOf


def test_an_agent_without_a_desk_is_told_so(floor: Floor, sitter_of: SitterOf) -> None:
    agent = sitter_of("1004")
    assert agent.own()[0] == "No desk yet"
    assert not agent.page.side.isVisible()


def test_an_agent_checks_in_and_sees_nobody_else_by_name(floor: Floor, sitter_of: SitterOf) -> None:
    floor.seat("1004", "A1", "E")
    floor.seat("2004", "A2", "E")
    agent = sitter_of("1004")
    assert agent.shown("A2") == ("", "taken", "")
    agent.push("Check in")
    assert floor.row("A1", "E").checked_in_at == floor.clock.now
    assert agent.shown("A1") == ("Person 1004", "at the desk", "since 07:15")
    assert agent.menu("A2") == []


def test_one_asks_is_told_the_turn_goes_and_comes_back(floor: Floor, sitter_of: SitterOf) -> None:
    policy.set_value(floor.at("0002"), "off_post_at_once", 1, "short of people")
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    leaving.allow(floor.at("1000"), floor.centre.people["1001"])
    agent = sitter_of("1004")
    agent.step("Ask to leave the floor…").setFocus()
    agent.push("Ask to leave the floor…")
    agent.push("Submit the request", agent.dialog())
    assert agent.dialog().form.problem("reason") == "Say what for."
    line = agent.dialog().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("water")
    agent.push("Submit the request", agent.dialog())
    assert "You have asked to leave the floor; you are next." in agent.own()
    assert agent.page.focusWidget() is agent.step("No longer wanted"), "it stays with the own desk"
    leaving.allow(floor.at("1000"), floor.centre.people["1004"])
    floor.clock.now += timedelta(minutes=2)
    leaving.come_back(floor.at("1000"), floor.centre.people["1001"])
    agent.hear()
    assert "It is your turn: you may go for 10 minutes." in agent.own()
    agent.push("I go now")
    assert floor.off() == ["1004"]
    assert "Off the floor: 10:00 left" in agent.own()
    agent.push("I am back")
    assert floor.off() == []


def test_off_duty_one_is_told_of_the_next_shift_and_missing_nothing(
    floor: Floor, sitter_of: SitterOf
) -> None:
    floor.time("16:00", DAY - timedelta(days=1))
    agent = sitter_of("1004")
    assert agent.own() == [
        "Off duty",
        "Your next shift is E, 14 October, 07:30. Your desk for it shows here.",
    ]
    floor.time("19:30", DAY - timedelta(days=1))
    agent.page.populate()
    agent.settle()
    assert agent.own()[0] == "No desk yet"


def test_that_the_relief_is_not_here_is_told_once_it_could_be(
    floor: Floor, sitter_of: SitterOf
) -> None:
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    floor.seat("1002", "A1", "L")
    agent = sitter_of("1004")
    assert agent.own()[-1] == "Person 1002 follows you at this desk at 15:30."
    floor.time("13:30")
    agent.page.populate()
    agent.settle()
    assert agent.own()[-1] == "Person 1002 follows you at this desk and has not checked in yet."


def test_one_waits_for_the_relief_and_is_free_once_it_has_come(
    floor: Floor, sitter_of: SitterOf
) -> None:
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    late = floor.seat("1002", "A1", "L")
    floor.time("15:32")
    agent = sitter_of("1004")
    assert agent.own()[-1] == (
        "HAND-2: stay until Person 1002 has checked in here, or ask your duty leader."
    )
    assert agent.page.own.steps() == []
    checking.check_in(floor.at("1002"), late)
    agent.hear()
    assert floor.row("A1", "E").released_at == floor.clock.now


def test_without_a_successor_one_lets_the_desk_go_at_the_end(
    floor: Floor, sitter_of: SitterOf
) -> None:
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    agent = sitter_of("1004")
    assert agent.page.own.steps() == ["ask"]
    floor.time("15:30")
    agent.page.populate()
    agent.settle()
    agent.push("Let the desk go")
    assert floor.row("A1", "E").released_at == floor.clock.now


def test_too_early_one_is_told_when_to_check_in(floor: Floor, sitter_of: SitterOf) -> None:
    floor.time("05:00")
    floor.seat("1004", "A1", "E")
    agent = sitter_of("1004")
    assert "You can check in from 05:30 on." in agent.own()
    assert agent.page.own.steps() == []


def test_tab_goes_from_the_own_desk_to_one_place_of_the_plan(
    floor: Floor, sitter_of: SitterOf
) -> None:
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    agent = sitter_of("1004")
    step = agent.step("Ask to leave the floor…")
    step.setFocus()
    agent.tab()
    assert agent.here() == "A1"
    agent.press(Qt.Key.Key_Right)
    assert agent.here() == "A2"
    agent.tab(back=True)
    assert step.hasFocus()
    agent.tab()
    assert agent.here() == "A2"
