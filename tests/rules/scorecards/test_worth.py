"""What an inspection is worth, by the valid revision of its scores."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection
from app.rules.scorecards.worth import (
    Worth,
    scored,
    valid_revision,
    worth_by_card,
)
from app.rules.vocabulary import Aspect

pytestmark = pytest.mark.rule("QA-2")

AT = datetime(2026, 10, 12, 2, tzinfo=UTC)
PLAIN = Inspection("Q-1", "101", "950", AT, card="K", card_version=1)
UPHELD = replace(PLAIN, appealed_at=AT, decided_at=AT, upheld=True)
SINCE = date(2026, 1, 1)
CARD = (
    CardItem("K", 1, SINCE, "1", "问候", Aspect.LANGUAGE, 2),
    CardItem("K", 1, SINCE, "2", "道别", Aspect.LANGUAGE, 1, na=True),
    CardItem("K", 1, SINCE, "3", "核实身份", None, 1, critical=True, pass_mark=80),
)


def worth(critical: bool = False, **numbers: float | None) -> Worth:
    rows = [ItemScore("Q-1", key[1:], 1, number) for key, number in numbers.items()]
    return worth_by_card(scored(CARD, rows, 60), critical=critical)


def test_the_total_is_weighted() -> None:
    assert worth(_1=90, _2=60, _3=80).total == (2 * 90 + 60 + 80) / 4


def test_the_weight_of_what_does_not_apply_is_shared() -> None:
    found = worth(_1=90, _2=None, _3=81)
    assert (found.total, found.aspects) == ((2 * 90 + 81) / 3, {Aspect.LANGUAGE: 90})


@pytest.mark.parametrize(("number", "failed"), [(79.9, True), (80, False)])
def test_a_critical_item_under_its_own_pass_mark_fails_it(number: float, failed: bool) -> None:
    found = worth(_1=90, _2=60, _3=number)
    assert (found.failed, found.total == 0) == (failed, failed)


def test_failing_leaves_the_aspects() -> None:
    found = worth(critical=True, _1=90, _2=60, _3=90)
    assert (found.failed, found.total, found.aspects) == (True, 0, {Aspect.LANGUAGE: 80})


def test_any_other_item_under_its_pass_mark_fails_nothing() -> None:
    assert not worth(_1=10, _2=60, _3=90).failed


def test_an_aspect_that_nothing_was_scored_of_has_no_value() -> None:
    assert worth(_1=None, _2=None, _3=90).aspects == {}


def test_an_upheld_appeal_makes_the_highest_revision_valid() -> None:
    assert valid_revision(UPHELD, [1, 4, 2]) == 4
    assert valid_revision(UPHELD, [1]) == 1


@pytest.mark.parametrize("lacking", ["appealed_at", "decided_at", "upheld"])
def test_without_one_the_first_revision_is_valid(lacking: str) -> None:
    columns: dict[str, Any] = {lacking: None}
    assert valid_revision(replace(UPHELD, **columns), [1, 4, 2]) == 1
