"""What a scorecard must be before it is kept (QA-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.books import ItemScore
from app.rules.scorecards.editing import CardDraft, ItemDraft, card_problems, shares, with_codes
from app.rules.scorecards.worth import scored, worth_by_card
from app.rules.vocabulary import Aspect
from app.text import say

FIVE = tuple(ItemDraft(title=str(aspect), aspect=aspect, weight=20) for aspect in Aspect)
CARD = CardDraft("Calls", date(2026, 11, 1), FIVE)


def said(card: CardDraft) -> list[tuple[int | None, str]]:
    return [(one.at, one.field) for one in card_problems(card)]


def with_item(**changed: object) -> CardDraft:
    return replace(CARD, items=(replace(FIVE[0], **changed), *FIVE[1:]))  # type: ignore[arg-type]


def test_a_card_with_the_five_aspects_is_complete() -> None:
    assert card_problems(CARD) == []


def test_a_card_without_an_aspect_says_which_one_is_missing() -> None:
    (problem,) = card_problems(replace(CARD, items=FIVE[:-1]))
    assert problem.at is None
    assert say(problem.message) == (
        "There is no item for adaptability: add one, or say of an item that it is one (QA-2)."
    )


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf"), 1_000_001.0])
def test_a_weight_is_above_nothing(weight: float) -> None:
    assert said(with_item(weight=weight)) == [(0, "weight")]


@pytest.mark.parametrize("weight", [0.000001, 1.0, 1_000_000.0])
def test_any_weight_above_nothing_will_do(weight: float) -> None:
    assert card_problems(with_item(weight=weight)) == []


@pytest.mark.parametrize(("mark", "wrong"), [(0, False), (100, False), (-0.1, True), (100.1, True)])
def test_a_pass_mark_lies_between_0_and_100(mark: float, wrong: bool) -> None:
    assert bool(card_problems(with_item(pass_mark=mark))) is wrong


def test_an_item_has_a_title_and_a_code_of_its_own() -> None:
    assert said(with_item(title=" ")) == [(0, "title")]
    assert said(replace(CARD, items=tuple(replace(one, item="1") for one in FIVE)))[0] == (
        1, "item",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", "a/b", "x" * 61])
def test_a_card_has_a_name_that_its_subject_can_carry(name: str) -> None:
    assert said(replace(CARD, card=name)) == [(None, "card")]


def test_codes_that_are_left_blank_take_the_next_free_numbers() -> None:
    items = [replace(FIVE[0], item="2"), *FIVE[1:3]]
    assert [one.item for one in with_codes(items)] == ["2", "1", "3"]


WEIGHTS = st.lists(st.floats(0.01, 1000), min_size=5, max_size=12)


@given(WEIGHTS, st.data())
def test_shares_are_of_100_and_say_what_the_total_counts(
    weights: list[float], data: st.DataObject
) -> None:
    items = with_codes(ItemDraft(title="x", weight=weight) for weight in weights)
    scores = data.draw(st.lists(st.integers(0, 100), min_size=len(items), max_size=len(items)))
    card = replace(CARD, items=items)
    rows = [
        ItemScore("", item.item, 1, float(score)) for item, score in zip(items, scores, strict=True)
    ]
    total = worth_by_card(scored(card.rows(1), rows, 60), critical=False).total
    by_share = sum(share * score / 100 for share, score in zip(shares(items), scores, strict=True))
    assert sum(shares(items)) == pytest.approx(100)
    assert total == pytest.approx(by_share)
