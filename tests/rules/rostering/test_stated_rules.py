"""Work rules as somebody types them: what is read, what is refused, what is said of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rostering.stated_rules import (
    FIELDS,
    read_rules,
    rule_problems,
    rule_sentences,
    shown_rules,
)
from app.rules.rostering.work_rules import USUAL, WorkRules
from app.text import say

CODES = ("E", "L", "N")


def problems(**typed: str) -> dict[str, str]:
    return {name: say(told) for name, told in read_rules(typed, CODES).problems.items()}


def rules(**typed: str) -> WorkRules:
    found = read_rules(typed, CODES)
    assert not found.problems
    return found.rules


def test_blanks_are_what_is_usual_or_no_limit() -> None:
    assert rules() == USUAL
    assert rules(**dict.fromkeys(FIELDS, " ")) == USUAL


def test_everything_typed_is_read_full_width_too() -> None:
    assert rules(
        month_hours_most="１７６", month_hours_least="120.5", days_in_row_most="5",
        nights_in_row_most="0", days_off_in_row_least="2", days_in_row_least="2",
        weekends_most="3", shifts="E、L", not_after="N：E L；L：E",
    ) == WorkRules(
        176, 120.5, 5, 0, 2, 2, 3, frozenset("EL"),
        {"N": frozenset("EL"), "L": frozenset("E")},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("month_hours_most", ["0", "744"], ["-1", "744.5", "many", "nan", "inf"]),
        ("month_hours_least", ["0", "744"], ["-0.5", "745", "1e9"]),
        ("days_in_row_most", ["1", "31"], ["0", "32", "2.5", "x"]),
        ("nights_in_row_most", ["0", "31"], ["-1", "32"]),
        ("days_off_in_row_least", ["1", "31"], ["0", "32"]),
        ("days_in_row_least", ["1", "6"], ["0"]),
        ("weekends_most", ["0", "6"], ["-1", "7"]),
        ("shifts", ["E", "E, L, N"], ["Q", "N:"]),
        ("not_after", ["N:E"], ["N", "N:Q", "Q:E", ":E"]),
    ],
)
def test_each_field_has_its_limits(name: str, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert problems(**{name: text}) == {}
    for text in bad:
        assert set(problems(**{name: text})) == {name}, text


def test_the_least_is_not_above_the_most() -> None:
    assert problems(month_hours_most="100", month_hours_least="100") == {}
    assert set(problems(month_hours_most="100", month_hours_least="100.5")) == {"month_hours_least"}
    assert problems(days_in_row_most="3", days_in_row_least="3") == {}
    assert set(problems(days_in_row_most="3", days_in_row_least="4")) == {"days_in_row_least"}


def test_what_is_wrong_says_how_it_is_written() -> None:
    assert "N:E L" in problems(not_after="E L")["not_after"]
    assert "Known are: E, L, N" in problems(shifts="Q")["shifts"]
    assert "blank for 6" in problems(days_in_row_most="x")["days_in_row_most"]


def test_the_sentences_say_every_limit() -> None:
    told = [say(one) for one in rule_sentences(USUAL)]
    assert told == [
        "Days at work in a row: 1 to 6", "Nights in a row: at most 3",
        "Days off in a row: at least 1",
    ]  # fmt: skip
    full = WorkRules(176, 120, weekends_most=2, shifts=frozenset("LE"), not_after={"N": {"E"}})  # type: ignore[dict-item]
    told = [say(one) for one in rule_sentences(full)]
    assert told[0] == "Hours a month: 120 to 176"
    assert told[-3:] == [
        "Weekends a month: at most 2", "Shifts: only E, L", "The day after N: no E",
    ]  # fmt: skip
    assert say(next(rule_sentences(WorkRules(176)))) == "Hours a month: at most 176"
    assert say(next(rule_sentences(WorkRules(None, 8.5)))) == "Hours a month: at least 8.5"


SOME = st.frozensets(st.sampled_from(CODES))
RULES = st.builds(
    WorkRules,
    st.none() | st.integers(0, 744).map(float), st.none(), st.integers(1, 31),
    st.integers(0, 31), st.integers(1, 31), st.just(1), st.none() | st.integers(0, 6), SOME,
    st.dictionaries(st.sampled_from(CODES), SOME.filter(bool)),
)  # fmt: skip


@given(RULES)
def test_what_is_shown_is_read_as_the_same(kept: WorkRules) -> None:
    assert read_rules(shown_rules(kept), CODES).rules == kept
    assert not rule_problems(kept, CODES)
