"""Sheets worked out by hand: the running total, how it is counted, and what QA-3 and QA-4 say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from app.rules.books import CardItem
from app.rules.facts import Inspection, Post
from app.rules.links import recording_link
from app.rules.scorecards.scoring import (
    Before,
    Given,
    Scoring,
    Total,
    check_scoring,
    check_twice,
    total_of,
)
from app.rules.vocabulary import Aspect, Level, Role

pytestmark = [pytest.mark.rule(rule) for rule in ("QA-2", "QA-3", "QA-4")]
DAY = date(2026, 10, 15)


def item(
    code: str, weight: float, *, critical: bool = False, na: bool = False, mark: float | None = None
) -> CardItem:
    return CardItem(
        "通话",
        1,
        date(2026, 1, 1),
        code,
        f"项目{code}",
        Aspect.LANGUAGE,
        weight,
        critical,
        na,
        mark,
    )


CARD = (
    item("1", 20),
    item("2", 30, critical=True, mark=70),
    item("3", 40, na=True),
    item("4", 10),
)


def sheet(*scores: float | str | None, critical: bool = False) -> Total:
    """`scores` in the order of the card; "NA": not applicable, None: nothing yet."""
    return total_of(CARD, answers(*scores), 60, critical=critical)


def answers(*scores: float | str | None) -> dict[str, Given]:
    return {
        one.item: Given(one.item, na=True) if score == "NA" else Given(one.item, score)  # type: ignore[arg-type]
        for one, score in zip(CARD, scores, strict=True)
    }


@pytest.mark.parametrize(
    ("scores", "total"),
    [
        ((90, 80, 70, 100), 0.2 * 90 + 0.3 * 80 + 0.4 * 70 + 0.1 * 100),
        ((90, 80, "NA", 100), (20 * 90 + 30 * 80 + 10 * 100) / 60),
        ((90, None, None, None), 90),
        ((90, 70, 70, 100), 0.2 * 90 + 0.3 * 70 + 0.4 * 70 + 0.1 * 100),
        ((90, 69, 70, 100), 0),
        ((59, 80, 70, 100), 0.2 * 59 + 0.3 * 80 + 0.4 * 70 + 0.1 * 100),
    ],
)
def test_a_sheet_worked_by_hand(scores: tuple[float | str | None, ...], total: float) -> None:
    worth = sheet(*scores).worth
    assert worth is not None
    assert worth.total == pytest.approx(total)


def test_what_failed_says_what_it_would_have_been() -> None:
    failed = sheet(90, 69, 70, 100)
    assert failed.worth is not None
    assert (failed.worth.failed, failed.worth.total) == (True, 0)
    assert failed.weighted == pytest.approx(0.2 * 90 + 0.3 * 69 + 0.4 * 70 + 0.1 * 100)
    assert [row.item.item for row in failed.rows if row.fails_all] == ["2"]
    fatal = sheet(90, 80, 70, 100, critical=True)
    assert fatal.worth is not None
    assert fatal.worth.total == 0
    assert not any(row.fails_all for row in fatal.rows)


def test_a_share_that_is_not_applicable_goes_to_the_rest() -> None:
    rows = sheet(90, 80, "NA", 100).rows
    assert [row.of_card for row in rows] == pytest.approx([20, 30, 40, 10])
    assert [row.share for row in rows] == [
        pytest.approx(100 / 3), pytest.approx(50), None, pytest.approx(100 / 6),
    ]  # fmt: skip


def test_nothing_is_counted_before_there_is_a_number() -> None:
    empty = sheet(None, None, "NA", None)
    assert (empty.worth, empty.weighted, empty.missing) == (None, None, 3)


@for_all(
    some.lists(some.sampled_from([0, 35, 59, 60, 69, 70, 88, 100]), min_size=4, max_size=4),
    some.floats(0.01, 100),
)
def test_the_points_add_up_to_the_total_whatever_the_weights_are_scaled_by(
    scores: list[float], factor: float
) -> None:
    told = sheet(*scores)
    scaled = tuple(replace(one, weight=one.weight * factor) for one in CARD)
    other = total_of(scaled, answers(*scores), 60, critical=False)
    points = sum((row.share or 0) * (row.given.score or 0) / 100 for row in told.rows)
    assert told.weighted == pytest.approx(points)
    assert other.weighted == pytest.approx(told.weighted)


def scoring(
    *scores: float | str | None, by: str = "0003", comment: str = "", card: str = "通话",
    contact: str = "c-1", has_time: bool = True,
) -> Scoring:  # fmt: skip
    now = datetime(2026, 10, 15, 2, tzinfo=UTC)
    return Scoring(
        Inspection(contact, "1001", by, now, card, 1 if card else None), CARD, answers(*scores),
        60, contact, has_time, comment,
    )  # fmt: skip


def found(one: Scoring, role: Role = Role.QA_INSPECTOR) -> list[str]:
    post = Post(date(2020, 1, 1), "客服部", "", role)
    return [finding.code for finding in check_scoring(one, post, DAY)]


@pytest.mark.parametrize(
    ("one", "codes"),
    [
        (scoring(60, 70, 60, 60), []),
        (scoring(59.9, 70, 60, 60), ["QA-4.no_comment"]),
        (scoring(60, 69.9, 60, 60), ["QA-4.no_comment"]),
        (scoring(60, 70, "NA", 60), []),
        (scoring(60, 70, None, 60), ["QA-4.unscored"]),
        (scoring("NA", "NA", "NA", "NA"), ["QA-4.no_number"]),
        (scoring(60, 70, 60, 60, contact=""), ["QA-4.no_contact"]),
        (scoring(60, 70, 60, 60, has_time=False), ["QA-4.no_contact"]),
        (scoring(60, 70, 60, 60, by="1001"), ["QA-3.self"]),
        (scoring(59, 70, 60, 60, card=""), ["QA-4.no_comment"]),
        (scoring(59, 70, 60, 60, card="", comment="语速偏快"), []),
    ],
)
def test_what_stands_in_the_way(one: Scoring, codes: list[str]) -> None:
    assert found(one) == codes


def test_a_leader_does_not_score() -> None:
    assert found(scoring(60, 70, 60, 60), Role.TEAM_LEADER) == ["QA-3.not_inspector"]


def test_a_contact_twice_is_a_warning() -> None:
    before = Before("Q-00007", date(2026, 10, 2))
    assert [one.level for one in check_twice("c-1", "0003", before, DAY)] == [Level.WARNING]
    assert check_twice("c-1", "0003", None, DAY) == []


@pytest.mark.parametrize(
    "link",
    [
        "https://rec.example/1.wav", "http://10.0.0.5:8080/play?id=3&x=%20", "https://[::1]/a",
        "file:///C:/rec/1.wav", "file:///rec/a%20b.MP3",
    ],
)  # fmt: skip
def test_a_plain_link_is_opened(link: str) -> None:
    assert recording_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "", "rec/1.wav", "javascript:alert(1)", "ftp://rec.example/1.wav", "data:audio/wav,x",
        "https://", "https://user:word@rec.example/1.wav", "https://rec.example\\@other/1.wav",
        "https://rec.example/\u202egpj.exe", "file://share/rec/1.wav", "file:////share/1.wav",
        "file:///rec/1.exe", "file:///rec/1.wav.lnk", "file:///rec/", "\\\\share\\1.wav",
        "https://rec.example:x/", "smb://share/1.wav", "file:///%2f%2fshare/1.wav",
    ],
)  # fmt: skip
def test_any_other_link_is_not(link: str) -> None:
    assert recording_link(link) is None
