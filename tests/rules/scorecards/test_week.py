"""The week's common problems: how many of how many, where, and whether more than chance (QA-6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.books import CardItem
from app.rules.scorecards.sheets import SheetRow
from app.rules.scorecards.week import (
    ItemProblem,
    Under,
    WeekChange,
    WeekInspection,
    WeekQuality,
    fisher,
    week_quality,
)

pytestmark = pytest.mark.rule("QA-6")

MONDAY = date(2026, 10, 12)


def row(item: str, score: float | None, version: int = 1) -> SheetRow:
    made = CardItem("C", version, date(2026, 1, 1), item, f"{item} v{version}", None, 1.0)
    return SheetRow(made, score, "", 60.0)


def seen(
    agent: str, *rows: SheetRow, team: str = "A", shift: str = "E", failed: bool = False
) -> WeekInspection:
    return WeekInspection(agent, "D", team, shift, MONDAY, failed, rows)


def many(under: int, of: int, item: str = "1", agent: str = "9") -> list[WeekInspection]:
    return [seen(agent, row(item, 50 if at < under else 90)) for at in range(of)]


def week(now: Sequence[WeekInspection], before: Sequence[WeekInspection] = ()) -> WeekQuality:
    return week_quality(MONDAY, now, before)


def problem(found: WeekQuality, item: str = "1") -> ItemProblem:
    (one,) = (each for each in found.items if each.item.item == item)
    return one


def test_a_week_is_counted_by_item_shift_team_and_person() -> None:
    found = week(
        [
            seen("1", row("1", 59), row("2", 80), failed=True),
            seen("2", row("1", 59), row("2", 59), team="B", shift="L"),
            seen("2", row("1", 60), team="B", shift="L"),
            seen("3", row("1", None), shift=""),
        ],
        [seen("1", row("1", 10)), seen("2", row("1", 90))],
    )
    assert (found.inspections, found.people, found.failed, found.inspections_before) == (4, 3, 1, 2)
    one = problem(found)
    assert (one.week, one.before) == (Under("", 2, 3), Under("", 1, 2))
    assert one.shifts == (Under("E", 1, 1), Under("L", 1, 2))
    assert one.teams == (Under("A", 1, 1), Under("B", 1, 2))
    assert one.people == (Under("1", 1, 1), Under("2", 1, 2))
    assert [each.item.item for each in found.items] == ["1", "2"]
    assert [each.item.item for each in found.common] == ["1"]


def test_an_item_at_its_pass_mark_is_no_problem() -> None:
    assert week([seen("1", row("1", 60.0))]).items == ()


def test_versions_of_a_card_are_one_item_called_as_last() -> None:
    found = week([seen("1", row("1", 50, 1)), seen("1", row("1", 50, 2))])
    assert problem(found).item.title == "1 v2"
    assert problem(found).week == Under("", 2, 2)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        ((5, 10), (10, 100), WeekChange.HIGHER),  # p = 0.0038
        ((3, 10), (10, 100), WeekChange.NOT_TOLD),  # p = 0.098
        ((4, 4), (0, 4), WeekChange.HIGHER),  # p = 2 / 70
        ((3, 3), (0, 3), WeekChange.NOT_TOLD),  # p = 2 / 20
        ((1, 30), (40, 100), WeekChange.LOWER),
        ((2, 2), (0, 0), WeekChange.NOT_TOLD),
    ],
)
def test_a_change_is_one_where_chance_does_not_explain_it(
    now: tuple[int, int], before: tuple[int, int], change: WeekChange
) -> None:
    found = week(many(*now), many(*before))
    assert problem(found).change is change


def test_among_two_items_each_must_be_half_as_likely_by_chance() -> None:
    """4 of 4 after 0 of 4 has p = 0.029: under 5 %, and over 2.5 %."""
    other = many(0, 4, "2")
    found = week([*many(4, 4), *other], [*many(0, 4), *other])
    assert problem(found).change is WeekChange.NOT_TOLD


def test_who_was_under_the_same_mark_twice_is_to_be_trained() -> None:
    """Twice in the five weeks, and once of it in the week itself."""
    found = week(
        [seen("1", row("1", 50)), seen("2", row("1", 50)), seen("3", row("1", 90))],
        [seen("1", row("1", 50)), seen("3", row("1", 50)), seen("3", row("1", 50))],
    )
    assert problem(found).often == (Under("1", 2, 2),)


def test_who_sees_one_team_reads_the_departments_whole_and_their_own_people() -> None:
    found = week(
        [seen("1", row("1", 50)), seen("2", row("1", 50), team="B"), seen("2", row("1", 50))]
    ).seen_by({"1"}, {"A"})
    one = problem(found)
    assert one.week == Under("", 3, 3)
    assert [each.name for each in one.people] == ["1"]
    assert [each.name for each in one.teams] == ["A"]
    assert one.often == ()


COUNTS = st.integers(0, 12)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_fishers_p_is_the_share_of_what_is_no_likelier(a: int, b: int, c: int, d: int) -> None:
    scored, before, together = a + b, c + d, a + c
    p = fisher(a, scored, c, before)
    ways = {
        n: comb(scored, n) * comb(before, together - n)
        for n in range(scored + 1)
        if 0 <= together - n <= before
    }
    assert p == pytest.approx(
        sum(way for way in ways.values() if way <= ways[a]) / comb(scored + before, together)
    )
    assert p == pytest.approx(fisher(c, before, a, scored))
