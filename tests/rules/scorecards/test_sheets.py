"""An inspection's sheet, by its own card or by the five columns, which are a card as well."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection
from app.rules.policy import PolicyBook, PolicyChange
from app.rules.scorecards.sheets import (
    cards_by_version,
    scores_by_revision,
    sheet_of,
    worth_of,
)
from app.rules.scorecards.standard import STANDARD, STANDARD_CARD, standard_scores
from app.rules.vocabulary import Aspect

pytestmark = pytest.mark.rule("QA-2")

AT = datetime(2026, 10, 12, 2, tzinfo=UTC)
SINCE = date(2026, 1, 1)
NONE = PolicyBook()
FIVE = (80.0, 85.0, 90.0, 95.0, 70.0)
PLAIN = Inspection("Q-1", "101", "950", AT)
CARDED = replace(PLAIN, card="K", card_version=2)
CARDS = cards_by_version(
    [
        CardItem("K", 1, SINCE, "1", "问候", Aspect.LANGUAGE, 1),
        CardItem("K", 2, SINCE, "1", "问候", Aspect.LANGUAGE, 3),
        CardItem("K", 2, SINCE, "2", "道别", None, 1, na=True, pass_mark=80),
    ]
)
BY_COLUMNS = scores_by_revision(standard_scores("Q-1", FIVE))["Q-1"]
BY_CARD = scores_by_revision(
    [
        ItemScore("Q-1", "1", 1, 59.9, "没有报工号"),
        ItemScore("Q-1", "2", 1, None),
        ItemScore("Q-1", "1", 3, 70),
        ItemScore("Q-1", "2", 3, 80),
    ]
)["Q-1"]


def test_without_a_card_the_five_columns_are_the_items_of_the_standard_card() -> None:
    sheet = sheet_of(PLAIN, CARDS, BY_COLUMNS, NONE)
    assert (sheet.card, sheet.version, sheet.standard, sheet.revision) == (STANDARD, 1, True, 1)
    assert [(row.item.aspect, row.score) for row in sheet.rows] == [*zip(Aspect, FIVE, strict=True)]
    assert {row.pass_mark for row in sheet.rows} == {60}
    assert not any(row.item.critical or row.item.na for row in sheet.rows)


def test_without_a_card_it_is_worth_the_mean_of_the_five() -> None:
    worth = worth_of(PLAIN, CARDS, BY_COLUMNS, NONE)
    assert worth is not None
    assert (worth.total, worth.failed) == (84, False)
    assert worth.aspects == dict(zip(Aspect, FIVE, strict=True))


def test_a_fatal_error_fails_it_and_leaves_its_aspects() -> None:
    worth = worth_of(replace(PLAIN, critical=True), CARDS, BY_COLUMNS, NONE)
    assert worth is not None
    assert (worth.total, worth.failed) == (0, True)
    assert worth.aspects == dict(zip(Aspect, FIVE, strict=True))


def test_a_low_column_fails_nothing() -> None:
    low = scores_by_revision(standard_scores("Q-1", (0, 0, 0, 0, 100)))["Q-1"]
    worth = worth_of(PLAIN, CARDS, low, NONE)
    assert worth is not None
    assert (worth.total, worth.failed) == (20, False)


def test_an_upheld_appeal_changes_nothing_on_the_standard_card() -> None:
    upheld = replace(PLAIN, appealed_at=AT, decided_at=AT, upheld=True)
    assert worth_of(upheld, CARDS, BY_COLUMNS, NONE) == worth_of(PLAIN, CARDS, BY_COLUMNS, NONE)


def test_a_card_of_the_centres_own_may_be_called_standard_as_well() -> None:
    own = [CardItem(STANDARD, 1, SINCE, "1", "问候", Aspect.TONE, 1)]
    cards = cards_by_version(own)
    named = replace(PLAIN, card=STANDARD, card_version=1)
    assert [row.item for row in sheet_of(named, cards, {}, NONE).rows] == own
    assert [row.item for row in sheet_of(PLAIN, cards, {}, NONE).rows] == [*STANDARD_CARD]


def test_a_sheet_shows_every_item_of_its_version_with_its_pass_mark() -> None:
    sheet = sheet_of(CARDED, CARDS, BY_CARD, NONE)
    assert (sheet.card, sheet.version, sheet.standard) == ("K", 2, False)
    assert [(row.score, row.comment, row.pass_mark, row.passed) for row in sheet.rows] == [
        (59.9, "没有报工号", 60, False),
        (None, "", 80, None),
    ]
    assert sheet.worth is not None
    assert sheet.worth.total == pytest.approx(59.9)


def test_the_pass_mark_is_that_of_the_day_on_which_it_was_inspected() -> None:
    policies = PolicyBook([PolicyChange(AT, "qa_pass_mark", 59)])
    (first, _second) = sheet_of(CARDED, CARDS, BY_CARD, policies).rows
    assert (first.pass_mark, first.passed) == (59, True)


def test_the_revision_that_counts_is_shown_and_any_other_can_be() -> None:
    upheld = replace(CARDED, appealed_at=AT, decided_at=AT, upheld=True)
    sheet = sheet_of(upheld, CARDS, BY_CARD, NONE)
    assert (sheet.revision, sheet.valid) == (3, True)
    assert sheet.worth is not None
    assert sheet.worth.total == 72.5
    before = sheet_of(upheld, CARDS, BY_CARD, NONE, revision=1)
    assert (before.revision, before.valid, before.rows[1].score) == (1, False, None)


def test_what_nobody_has_scored_is_worth_nothing_yet() -> None:
    sheet = sheet_of(CARDED, CARDS, {}, NONE)
    assert [row.score for row in sheet.rows] == [None, None]
    assert sheet.worth is None
    assert worth_of(CARDED, CARDS, {}, NONE) is None
