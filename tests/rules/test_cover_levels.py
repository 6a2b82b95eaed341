"""Who takes an open shift is measured by its level; one that nobody recorded is not fit."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.rules.calendar import CentreTime
from app.rules.cover import CoverChoice, OpenShift, cover_choice
from app.rules.facts import Person, Post, ShiftType
from app.rules.policy import Policy
from app.rules.roster import RosterFacts
from app.rules.vocabulary import Level, Role

DAY = date(2026, 10, 19)
EARLY = ShiftType("E", "Early", time(7, 30), time(15, 30), night=False)


def person(no: str, level: int | None, team: str = "A") -> Person:
    post = Post(date(2026, 1, 1), "Centre", team, Role.AGENT, "inbound", level)
    return Person(no, f"Person {no}", date(2026, 1, 1), None, (post,))


def choice(absent: int | None, *people: Person) -> CoverChoice:
    """Who may take the shift of somebody of the level `absent`; nobody works that month."""
    shift = OpenShift(person("0", absent), DAY, "E")
    return cover_choice(
        RosterFacts({"E": EARLY}, {}), shift, people, Policy(), CentreTime("Asia/Shanghai")
    )


def order(found: CoverChoice) -> list[str]:
    return [one.person.no for one in found.candidates]


def warned(found: CoverChoice) -> dict[str, list[str]]:
    return {one.person.no: [row.code for row in one.warnings] for one in found.candidates}


def test_no_level_is_a_warning_as_a_level_too_low_is_and_comes_after_those_who_fit() -> None:
    found = choice(5, person("1", None), person("2", 3), person("3", 4, team="B"))
    assert order(found)[0] == "3", "whoever fits comes first, though of another team"
    assert warned(found) == {"1": ["SWAP-5.no_level"], "2": ["SWAP-5.skill"], "3": []}
    assert {row.level for one in found.candidates for row in one.warnings} == {Level.WARNING}


@pytest.mark.parametrize(("absent", "warns"), [(5, True), (3, True), (2, False), (1, False)])
def test_where_the_lowest_level_would_do_nobody_asks_for_one(absent: int, warns: bool) -> None:
    assert bool(warned(choice(absent, person("1", None)))["1"]) is warns
    assert bool(warned(choice(absent, person("1", 1)))["1"]) is warns


def test_where_the_absent_ones_level_is_not_recorded_there_is_nothing_to_measure_by() -> None:
    assert warned(choice(None, person("1", None), person("2", 1))) == {"1": [], "2": []}
