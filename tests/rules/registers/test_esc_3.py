"""ESC-3: a proposal, the instruction word for word, within three days."""

import pytest

from tests.rules.centre import LEADER_A
from tests.rules.registers.books import Registers

pytestmark = pytest.mark.rule("ESC-3")


@pytest.fixture
def centre() -> Registers:
    return Registers()


def test_a_report_makes_a_proposal(centre: Registers) -> None:
    centre.report(proposal="")
    assert centre.codes("ESC-3") == ["no_proposal/breach"]
    assert centre.found("ESC-3") == [("101", "2026-10-12")]


def test_an_answer_without_words_is_none(centre: Registers) -> None:
    centre.report(answer="")
    assert centre.codes("ESC-3") == ["no_instruction/breach"]
    assert centre.found("ESC-3") == [(LEADER_A, "2026-10-12")]


@pytest.mark.parametrize(
    ("answered", "found"),
    [("2026-10-15 09:00", []), ("2026-10-15 09:01", ["late/warning"])],
)
def test_an_answer_is_in_time_up_to_and_in_the_last_minute(
    centre: Registers, answered: str, found: list[str]
) -> None:
    centre.report(answered=answered)
    assert centre.codes("ESC-3") == found


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-10-15 09:00", []), ("2026-10-15 09:01", ["unanswered/warning"])],
)
def test_a_report_waits_three_days_for_its_answer(
    centre: Registers, as_of: str, found: list[str]
) -> None:
    centre.report(answered="")
    assert centre.codes("ESC-3", as_of) == found


@pytest.mark.parametrize(
    ("raised", "answered", "found"),
    [
        ("2026-10-23 09:00", "2026-10-26 08:00", []),
        ("2026-10-23 09:00", "2026-10-26 08:01", ["late/warning"]),
        ("2026-03-27 09:00", "2026-03-30 10:00", []),
        ("2026-03-27 09:00", "2026-03-30 10:01", ["late/warning"]),
    ],
)
def test_three_days_are_72_hours_over_a_changed_clock(
    raised: str, answered: str, found: list[str]
) -> None:
    centre = Registers("Europe/Berlin")
    centre.report(raised=raised, answered=answered)
    assert centre.codes("ESC-3") == found


@pytest.mark.parametrize(
    ("answered", "found"),
    [("2028-03-02 23:59", []), ("2028-03-03 00:00", ["late/warning"])],
)
def test_29_february_is_one_of_the_days(centre: Registers, answered: str, found: list[str]) -> None:
    centre.report(raised="2028-02-28 23:59", answered=answered)
    assert centre.codes("ESC-3", "2028-06-01 09:00") == found


def test_late_and_wordless_is_one_finding_the_breach(centre: Registers) -> None:
    centre.report(answered="2026-10-20 09:00", answer="")
    assert centre.codes("ESC-3") == ["no_instruction/breach"]


def test_the_days_are_those_in_force_when_it_was_raised(centre: Registers) -> None:
    centre.value("esc_answer_days", 1, "2026-10-12 09:00")
    centre.report(answered="2026-10-13 09:01")
    assert centre.codes("ESC-3") == ["late/warning"]
    centre.report(raised="2026-10-12 08:59", answered="2026-10-13 09:01")
    assert centre.codes("ESC-3") == []


def test_a_directors_report_is_answered_like_any_other(centre: Registers) -> None:
    centre.report("999", "900", answered="")
    assert centre.codes("ESC-3") == ["unanswered/warning"]
    assert centre.codes("ESC-2") == []
