"""What contradicts in somebody's month, and what would free it: the fewest rules, each needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.contradiction import contradictions
from app.planning.coring import grouped, smallest
from app.planning.one_month import Bearing, MonthModel, one_month
from app.rules.rostering.contradictions import Clash, Contradiction, Freeing
from app.rules.rostering.hard import HardRule
from app.rules.rostering.scene import RosterScene
from app.text.contradictions import contradiction_words
from tests.planning.scenes import a_scene, a_worker, built, day, holding, ruled
from tests.store.writers import TIMES


def found(scene: RosterScene) -> list[Contradiction]:
    return list(contradictions(scene, built(scene), scene.people))


def only(scene: RosterScene) -> Contradiction:
    (one,) = found(scene)
    return one


def test_an_empty_month_contradicts_nothing() -> None:
    assert found(a_scene()) == []


def test_an_early_shift_fixed_after_a_night_leaves_no_rest() -> None:
    one = only(holding(a_scene(), {3: "N", 4: "E", 12: "E", 13: "E"}))
    assert one.clashes == (
        Clash(None, (day(3),), "N"),
        Clash(None, (day(4),), "E"),
        Clash(HardRule.REST, (day(3), day(4)), limit=8),
    )
    assert one.frees == (Freeing(None, day(3), "N"), Freeing(None, day(4), "E"))


def test_a_rest_of_exactly_the_limit_is_enough() -> None:
    assert found(holding(a_scene(), {3: "E", 4: "E"})) == []
    assert found(holding(a_scene(), {3: "L", 4: "E"})) == []
    assert len(found(holding(a_scene(), {3: "N", 4: "E"}))) == 1


def test_two_contradictions_of_one_person_are_both_told() -> None:
    first, second = found(holding(a_scene(), {3: "N", 4: "E", 12: "N", 13: "E"}))
    days = {clash.days for one in (first, second) for clash in one.clashes}
    assert {(day(3),), (day(12),)} <= days
    assert first.frees == second.frees == ()
    assert first.together == second.together
    assert len(first.together) == 2  # one of each pair


def test_more_hours_than_the_days_in_a_row_leave() -> None:
    """26 days of 8 hours: 6 of 7 days of November's 30."""
    assert found(ruled(a_scene(), month_hours_least=208)) == []
    one = only(ruled(a_scene(), month_hours_least=209))
    assert one.clashes == (
        Clash(HardRule.DAYS_IN_ROW, limit=6),
        Clash(HardRule.HOURS_LEAST, limit=209),
    )
    assert one.frees == (
        Freeing(HardRule.DAYS_IN_ROW, limit=7),
        Freeing(HardRule.HOURS_LEAST, limit=208),
    )


def test_hours_that_no_month_holds_are_told_with_what_bounds_them() -> None:
    """241 hours are more than 30 days of eight; 208 are what six days in a row leave."""
    one = only(ruled(a_scene(), month_hours_least=241))
    assert [clash.rule for clash in one.clashes] == [HardRule.HOURS_LEAST]
    (frees,) = one.frees
    assert (frees.rule, frees.limit) == (HardRule.HOURS_LEAST, 208)
    assert [(clash.rule, clash.limit) for clash in one.beside] == [(HardRule.DAYS_IN_ROW, 6)]
    assert contradiction_words(one).endswith(
        "no month can hold this: hours of the month: 241 at least; "
        "that is so by: days of work in a row: 6 at most."
    )


def test_least_above_most() -> None:
    one = only(ruled(a_scene(), month_hours_least=176, month_hours_most=160))
    assert {clash.rule for clash in one.clashes} == {HardRule.HOURS_LEAST, HardRule.HOURS_MOST}
    assert set(one.frees) == {
        Freeing(HardRule.HOURS_LEAST, limit=160), Freeing(HardRule.HOURS_MOST, limit=176),
    }  # fmt: skip


def test_days_of_leave_count_towards_the_least() -> None:
    away = {"1001": frozenset(map(day, range(1, 16)))}
    assert found(ruled(a_scene(leaves=away), month_hours_least=120 + 13 * 8)) == []
    one = only(ruled(a_scene(leaves=away), month_hours_least=120 + 13 * 8 + 1))
    assert Freeing(HardRule.HOURS_LEAST, limit=120 + 13 * 8) in one.frees


def test_a_shift_fixed_on_a_day_of_leave() -> None:
    scene = holding(a_scene(leaves={"1001": frozenset({day(3)})}), {3: "E"})
    one = only(scene)
    assert one.clashes == (Clash(None, (day(3),), "E"), Clash(HardRule.LEAVE, (day(3),)))
    assert one.frees == (Freeing(None, day(3), "E"),)


def test_a_shift_fixed_after_the_last_day() -> None:
    one = only(holding(a_scene([a_worker(left_on=day(10))]), {11: "E"}))
    assert one.clashes == (Clash(None, (day(11),), "E"), Clash(HardRule.EMPLOYED, (day(11),)))
    assert found(holding(a_scene([a_worker(left_on=day(11))]), {11: "E"})) == []


def test_a_fixed_shift_that_may_not_be_worked() -> None:
    one = only(holding(ruled(a_scene(), shifts=frozenset("L")), {3: "E"}))
    assert one.clashes[1].rule is HardRule.SHIFT_ALLOWED
    assert one.frees == (Freeing(None, day(3), "E"), Freeing(HardRule.SHIFT_ALLOWED))


def test_what_may_not_come_after() -> None:
    rules = {"not_after": {"L": frozenset("E")}}
    one = only(holding(ruled(a_scene(), **rules), {3: "L", 4: "E"}))
    assert one.clashes[2] == Clash(HardRule.NOT_AFTER, (day(3), day(4)))
    assert Freeing(HardRule.NOT_AFTER) in one.frees


@pytest.mark.parametrize(
    ("rules", "fixed", "rule", "limit", "free"),
    [
        ({"days_in_row_most": 2}, {1: "E", 2: "E", 3: "E"}, HardRule.DAYS_IN_ROW, 2, 3),
        ({"nights_in_row_most": 2}, {1: "N", 2: "N", 3: "N"}, HardRule.NIGHTS_IN_ROW, 2, 3),
        ({"days_off_in_row_least": 2}, {1: "E", 2: "", 3: "E"}, HardRule.DAYS_OFF, 2, 1),
        ({"days_in_row_least": 2}, {1: "", 2: "E", 3: ""}, HardRule.DAYS_IN_ROW_LEAST, 2, 1),
        ({"weekends_most": 1}, {7: "E", 15: "E"}, HardRule.WEEKENDS, 1, 2),
    ],
)
def test_numbers_that_fixed_days_break(
    rules: dict[str, Any], fixed: Mapping[int, str], rule: HardRule, limit: int, free: int
) -> None:
    one = only(holding(ruled(a_scene(), **rules), fixed))
    assert len(one.clashes) == len(fixed) + 1
    assert (one.clashes[-1].rule, one.clashes[-1].limit) == (rule, limit)
    assert Freeing(rule, limit=free) in one.frees
    assert len(one.frees) == len(fixed) + 1


def test_what_stood_before_the_month_takes_part() -> None:
    """A night on 31 October, and an early shift fixed on the 1st: one fix is all that can go."""
    before = a_scene(known_from=day(0), roster={"1001": {day(0): "N"}})
    one = only(holding(before, {1: "E"}))
    assert one.clashes == (
        Clash(None, (day(1),), "E"),
        Clash(HardRule.REST, (day(0), day(1)), limit=8),
        Clash(None, (day(0),), "N", stands=True),
    )
    assert one.frees == (Freeing(None, day(1), "E"),)


def test_days_gone_by_are_told_where_they_are_part_of_the_cause() -> None:
    """On the 28th, after 27 free days, three days of work are all that can still come."""
    gone = {("1001", day(number)): "" for number in range(1, 28)}
    assert found(ruled(a_scene(fixed=gone), month_hours_least=24)) == []
    one = only(ruled(a_scene(fixed=gone), month_hours_least=32))
    rule, stands = one.clashes
    assert rule == Clash(HardRule.HOURS_LEAST, limit=32)
    assert stands.stands
    assert (stands.rule, stands.shift, len(stands.days)) == (None, "", 27)
    assert one.frees == (Freeing(HardRule.HOURS_LEAST, limit=24),)


def test_where_the_whole_month_asks_for_more_changes_all_are_told_together() -> None:
    """Too many hours, and two fixes without rest between them: no one change frees the month."""
    scene = holding(ruled(a_scene(), month_hours_least=232), {3: "N", 4: "E"})
    first, *others = found(scene)
    assert all(one.frees == () for one in (first, *others))
    assert all(one.together == first.together for one in others)
    assert len(first.together) == 2
    assert_frees(scene, first.together)
    for left_out in first.together:
        rest = [way for way in first.together if way is not left_out]
        assert found(changed(scene, rest)) != []


def test_what_would_free_one_contradiction_frees_the_month() -> None:
    """Seen alone the hours could be reached by longer rows; by a weekend rule they cannot."""
    scene = ruled(
        a_scene(), month_hours_least=209, days_in_row_most=6, weekends_most=0, shifts=frozenset("E")
    )
    for one in found(scene):
        for way in one.frees:
            assert_frees(scene, [way])
        if not one.frees:
            assert_frees(scene, one.together)


NAMES = {
    HardRule.HOURS_LEAST: "month_hours_least", HardRule.HOURS_MOST: "month_hours_most",
    HardRule.DAYS_IN_ROW: "days_in_row_most", HardRule.NIGHTS_IN_ROW: "nights_in_row_most",
    HardRule.DAYS_OFF: "days_off_in_row_least", HardRule.WEEKENDS: "weekends_most",
    HardRule.DAYS_IN_ROW_LEAST: "days_in_row_least",
}  # fmt: skip


def changed(scene: RosterScene, ways: Iterable[Freeing]) -> RosterScene:
    """The scene after somebody has done all of it."""
    rules = scene.work_rules.of("1001")
    for way in ways:
        if way.rule is None:
            cell = ("1001", way.day)
            fixed = {one: code for one, code in scene.fixed.items() if one != cell}
            scene = replace(scene, held=scene.held - {cell}, fixed=fixed)
        elif way.rule is HardRule.SHIFT_ALLOWED:
            rules = replace(rules, shifts=frozenset())
        elif way.rule is HardRule.NOT_AFTER:
            rules = replace(rules, not_after={})
        else:
            limit: Any = {NAMES[way.rule]: way.limit}
            rules = replace(rules, **limit)
    return replace(scene, work_rules=replace(scene.work_rules, everybody=rules))


def assert_frees(scene: RosterScene, ways: Iterable[Freeing]) -> None:
    assert found(changed(scene, ways)) == []


def test_what_is_settled_is_no_contradiction_by_itself() -> None:
    """Nobody can change what has gone by, so nobody is told to."""
    past = {("1001", day(number)): code for number, code in ((3, "N"), (4, "E"))}
    row = {day(3): "N", day(4): "E"}
    assert found(a_scene(fixed=past, roster={"1001": row})) == []


def test_everybody_has_their_own() -> None:
    scene = a_scene([a_worker("1001"), a_worker("1002")])
    scene = holding(holding(scene, {3: "N", 4: "E"}), {5: "N", 6: "L"}, "1002")
    assert [one.person for one in found(scene)] == ["1001"]


codes = st.sampled_from(["E", "L", "N", ""])
fixes = st.dictionaries(st.integers(1, 8), codes, max_size=5)
limits = st.fixed_dictionaries(
    {
        "days_in_row_most": st.integers(1, 3),
        "nights_in_row_most": st.integers(1, 2),
        "days_off_in_row_least": st.integers(1, 3),
        "days_in_row_least": st.integers(1, 3),
    }
)


@settings(max_examples=4 * TIMES)
@given(fixes, limits)
def test_each_part_is_needed_and_none_smaller_is_enough(
    fixed: Mapping[int, str], rules: dict[str, Any]
) -> None:
    scene = holding(ruled(a_scene(), **rules), fixed)
    month = one_month(scene, built(scene), "1001")
    groups = grouped(month.parts())

    def possible(parts: frozenset[Bearing]) -> bool:
        return MonthModel(month, parts).is_possible()

    if possible(month.parts()):
        assert found(scene) == []
        return
    core = smallest(groups, possible)
    assert not possible(frozenset().union(*core))
    for group in core:
        assert possible(frozenset().union(*(one for one in core if one is not group)))
    for one in found(scene):
        assert one.clashes


@settings(max_examples=4 * TIMES)
@given(fixes, limits, st.sampled_from([None, 100, 180]), st.booleans())
def test_whatever_is_said_to_free_it_does(
    fixed: Mapping[int, str], rules: dict[str, Any], hours: int | None, barred: bool
) -> None:
    """Each single change alone, or else all that are told together."""
    more = {"not_after": {"N": frozenset("NEL")}, "shifts": frozenset("N")} if barred else {}
    scene = holding(ruled(a_scene(), **rules, **more, month_hours_least=hours), fixed)
    for one in found(scene):
        for way in one.frees:
            assert_frees(scene, [way])
        if one.together:
            assert one.frees == ()
            assert_frees(scene, one.together)
