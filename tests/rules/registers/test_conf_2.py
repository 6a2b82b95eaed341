"""CONF-2: outsiders enter with a leader's, head's or director's word, and go within 12 hours."""

import pytest

from app.rules.vocabulary import Role
from tests.rules.centre import DIRECTOR, HEAD, INSPECTOR, LEADER_A, OTHER_HEAD
from tests.rules.registers.books import Registers

pytestmark = pytest.mark.rule("CONF-2")

OUT = "2026-10-12 10:00"


@pytest.fixture
def centre() -> Registers:
    return Registers()


@pytest.mark.parametrize(
    ("by", "found"),
    [
        (LEADER_A, []), (HEAD, []), (OTHER_HEAD, []), (DIRECTOR, []),
        ("101", ["not_entitled/breach"]),
        (INSPECTOR, ["not_entitled/breach"]),
        ("", ["not_approved/breach"]),
    ],
)  # fmt: skip
def test_who_lets_an_outsider_in(centre: Registers, by: str, found: list[str]) -> None:
    centre.visitor(went=OUT, by=by)
    assert centre.codes("CONF-2") == found
    assert centre.found("CONF-2") == [(by, "2026-10-12")] * len(found)


def test_an_administrator_lets_nobody_in(centre: Registers) -> None:
    centre.person("980", role=Role.ADMINISTRATOR)
    centre.visitor(went=OUT, by="980")
    assert centre.codes("CONF-2") == ["not_entitled/breach"]


def test_the_post_is_that_of_the_day_of_entering(centre: Registers) -> None:
    centre.moves("101", "2026-10-13", role=Role.TEAM_LEADER)
    centre.visitor("2026-10-12 23:59", "2026-10-13 01:00", "101")
    assert centre.codes("CONF-2") == ["not_entitled/breach"]
    centre.visitor("2026-10-13 00:00", "2026-10-13 01:00", "101")
    assert centre.codes("CONF-2") == []


@pytest.mark.parametrize(
    ("went", "found"),
    [
        ("2026-10-12 08:59", ["out_before_in/warning"]),
        ("2026-10-12 09:00", []),
        ("2026-10-12 21:00", []),
        ("2026-10-12 21:01", ["left_late/warning"]),
    ],
)
def test_a_visitor_goes_on_the_same_visit(centre: Registers, went: str, found: list[str]) -> None:
    centre.visitor(went=went)
    assert centre.codes("CONF-2") == found


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-10-12 21:00", []), ("2026-10-12 21:01", ["still_inside/warning"])],
)
def test_who_is_still_inside_after_12_hours_is_told(
    centre: Registers, as_of: str, found: list[str]
) -> None:
    centre.visitor()
    assert centre.codes("CONF-2", as_of) == found


@pytest.mark.parametrize(
    ("went", "found"),
    [("2026-10-25 08:00", []), ("2026-10-25 08:01", ["left_late/warning"])],
)
def test_12_hours_are_elapsed_time_in_the_night_of_a_changed_clock(
    went: str, found: list[str]
) -> None:
    centre = Registers("Europe/Berlin")
    centre.visitor("2026-10-24 21:00", went)
    assert centre.codes("CONF-2") == found


def test_unapproved_and_still_inside_is_one_finding_the_breach(centre: Registers) -> None:
    centre.visitor(by="")
    assert centre.codes("CONF-2") == ["not_approved/breach"]


def test_the_hours_are_those_in_force_at_the_entering(centre: Registers) -> None:
    centre.value("conf_visit_hours", 1, "2026-10-12 09:00")
    centre.visitor(went="2026-10-12 10:01")
    assert centre.codes("CONF-2") == ["left_late/warning"]
    centre.visitor("2026-10-12 08:59", "2026-10-12 10:01")
    assert centre.codes("CONF-2") == []
