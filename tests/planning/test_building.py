"""A month becomes a problem, and whatever is made of it holds every hard rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.building import build
from app.planning.contradiction import contradictions
from app.planning.solver.problem import OFF, Bar, Cover
from app.planning.solver.solving import solve
from app.rules.calendar import CentreTime
from app.rules.policy import DEFAULTS
from app.rules.rostering.certificate.judging import certify
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.scene import Burden, RosterScene
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import WorkRuleBook, WorkRules
from tests.planning.scenes import TIME, a_scene, a_worker, built, day, holding, ruled
from tests.store.writers import TIMES

ALL = Needing("")


def test_rest_bars_what_leaves_less_than_the_limit() -> None:
    bars = built(a_scene()).problem.workers[0].bars
    assert bars == {Bar(2, 0), Bar(2, 1)} - {Bar(2, 1)}


def test_where_the_clock_changes_a_rest_is_as_long_as_it_was_lived() -> None:
    """On 29 March 2026 a night in Berlin is an hour shorter: L to E keeps 7 hours of 8."""
    scene = a_scene(
        first=date(2026, 3, 1), last=date(2026, 3, 31), known_from=date(2026, 3, 1),
        open_from=date(2026, 4, 1),
    )  # fmt: skip
    problem = build(scene, CentreTime("Europe/Berlin")).problem
    assert problem.short_rests == {27: {Bar(1, 0)}}
    assert Bar(1, 0) not in problem.workers[0].bars


def test_what_a_person_may_not_work() -> None:
    scene = a_scene([a_worker(left_on=day(20))], leaves={"1001": frozenset({day(5)})})
    worker = built(ruled(scene, shifts=frozenset("EL"))).problem.workers[0]
    assert worker.may[3] == {0, 1}
    assert worker.may[4] == frozenset()
    assert worker.outside == set(range(20, 30))


def test_hours_become_minutes_and_leave_counts_towards_the_least() -> None:
    scene = a_scene(leaves={"1001": frozenset({day(5), day(6)})})
    worker = built(ruled(scene, month_hours_least=160, month_hours_most=176.5)).problem.workers[0]
    assert worker.minutes_least == (160 - 16) * 60
    assert worker.minutes_most == 10590


def test_a_day_of_leave_without_a_job_counts_for_nothing() -> None:
    """As in the certificate: who has left is on no leave."""
    leaves = {"1001": frozenset(map(day, range(16, 31)))}
    for left_on, counted in ((None, 15), (day(17), 2), (day(16), 1), (day(15), 0)):
        scene = ruled(a_scene([a_worker(left_on=left_on)], leaves=leaves), month_hours_least=160)
        assert built(scene).problem.workers[0].minutes_least == (160 - 8 * counted) * 60


def test_what_is_known_beside_the_month() -> None:
    scene = a_scene(
        known_from=day(-2), open_from=day(33), roster={"1001": {day(0): "N", day(31): "E"}},
        unknown={"1001": frozenset({day(32)})},
    )  # fmt: skip
    worker = built(scene).problem.workers[0]
    assert worker.before == (OFF, OFF, 2)
    assert worker.after == (0,)


def test_today_a_shift_that_has_begun_is_given_out_no_more() -> None:
    now = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
    may = built(a_scene(now=now)).problem.workers[0].may
    assert [*may[1:4]] == [frozenset(), frozenset({1, 2}), frozenset({0, 1, 2})]


def test_a_need_counts_those_of_the_post_of_the_day() -> None:
    needs = (Need(Needing("Service", "A"), "E", 2, 3, 4, day=day(2)),)
    scene = a_scene([a_worker("1001", "A"), a_worker("2001", "B")], needs=needs)
    (cover,) = built(scene).problem.covers
    assert cover == Cover(1, 0, ((2, 10_000), (3, 3_000)), ((4, 1_500),), frozenset({0}))


def test_a_holiday_may_be_staffed_as_another_day() -> None:
    needs = (Need(ALL, "E", 2, weekday=1), Need(ALL, "E", 5, weekday=7))
    scene = a_scene(needs=needs, holidays=frozenset({day(2)}))
    as_sunday = replace(scene, policy=replace(DEFAULTS, need_holiday_weekday=7))
    assert [cover.under for cover in built(scene).problem.covers if cover.day == 1] == [
        ((2, 10_000),)
    ]
    assert [cover.under for cover in built(as_sunday).problem.covers if cover.day == 1] == [
        ((5, 10_000),)
    ]


@settings(max_examples=5 * TIMES)
@given(st.integers(1, 100), st.sampled_from(["least", "want", "most"]))
def test_no_single_wish_outweighs_a_need(weight: int, level: str) -> None:
    """By the weights as they come: people under least, under want, over most; then wishes."""
    told = {"least": (1, None, None), "want": (0, 1, None), "most": (0, None, 0)}[level]
    wish = Wish("1001", day(5), "E" if level == "most" else "", on=True, weight=weight)
    scene = a_scene(needs=(Need(ALL, "E", *told, day=day(5)),), wishes=(wish,))
    rows = solve(built(scene).problem, 5, seed=1, workers=1).rows
    assert rows is not None
    assert (rows[0][4] == 0) is (level != "most")


def test_the_weights_as_they_come_keep_their_order() -> None:
    weighed = DEFAULTS
    assert weighed.plan_least > weighed.plan_want > weighed.plan_most
    assert weighed.plan_most > 100 * weighed.plan_wish
    order = (weighed.plan_wish, weighed.plan_fair, weighed.plan_rotation, weighed.plan_change)
    assert list(order) == sorted(order, reverse=True)


def test_wishes_rotation_and_what_is_there_cost_in_that_order() -> None:
    scene = a_scene(
        roster={"1001": {day(1): "E", day(2): "E"}},
        rotation={"1001": {day(2): "L"}},
        wishes=(Wish("1001", day(1), "N", on=False, weight=3), Wish("1001", day(2), "", on=True)),
    )
    costs = built(scene).problem.workers[0].costs
    assert (costs.get((0, 0), 0), costs[0, 1], costs[0, 2]) == (0, 1, 31)
    assert (costs[1, 0], costs[1, 1], costs[1, OFF]) == (12, 11, 3)


def test_an_empty_month_has_nothing_to_be_changed() -> None:
    assert built(a_scene()).problem.workers[0].costs == {}


def test_who_carried_more_nights_pays_more_for_the_next() -> None:
    people = [a_worker("1001"), a_worker("1002")]
    past = {"1001": Burden(nights=10), "1002": Burden(nights=2)}
    needs = (Need(ALL, "N", 1),)
    one, two = built(a_scene(people, past=past, needs=needs)).problem.workers
    assert one.burdens[0].steps[11] > two.burdens[0].steps[11]
    assert two.burdens[0].steps[11] == 0
    assert max(one.burdens[0].steps) < DEFAULTS.plan_most


def test_who_is_new_is_no_worse_off_than_the_others() -> None:
    people = [a_worker("1001"), a_worker("1002", hired_on=date(2026, 10, 31))]
    past = {"1001": Burden(nights=10), "1002": Burden()}
    one, two = built(a_scene(people, past=past)).problem.workers
    assert one.burdens[0].steps == two.burdens[0].steps


# ------------------------------------------------------------------------- whatever is made of it
numbers = st.integers(1, 30)
codes = st.sampled_from(["E", "L", "N"])
rules = st.builds(
    WorkRules,
    month_hours_most=st.sampled_from([None, 120.0, 160.0]),
    month_hours_least=st.sampled_from([None, 80.0]),
    days_in_row_most=st.integers(2, 6),
    nights_in_row_most=st.integers(1, 3),
    days_off_in_row_least=st.integers(1, 2),
    days_in_row_least=st.integers(1, 2),
    weekends_most=st.sampled_from([None, 2]),
    shifts=st.sampled_from([frozenset(), frozenset("EL"), frozenset("LN")]),
    not_after=st.sampled_from([{}, {"L": frozenset("E")}]),
)
needs = st.lists(
    st.builds(Need, who=st.just(ALL), shift=codes, least=st.integers(0, 3), weekday=st.none()),
    max_size=3,
)
fixes = st.dictionaries(numbers, st.sampled_from(["E", "L", "N", ""]), max_size=3)
leaves = st.frozensets(numbers.map(day), max_size=6)
before = st.dictionaries(st.integers(-5, 0).map(day), codes, max_size=6)


@settings(max_examples=6 * TIMES)
@given(st.lists(rules, min_size=3, max_size=3), needs, fixes, leaves, before, st.none() | numbers)
def test_every_hard_rule_holds_in_whatever_is_made(
    rows: list[WorkRules],
    needed: list[Need],
    fixed: Mapping[int, str],
    away: frozenset[date],
    past: Mapping[date, str],
    last: int | None,
) -> None:
    scene = random_scene(rows, needed, away, past, None if last is None else day(last))
    scene = holding(scene, fixed)
    made = build(scene, TIME)
    why = list(contradictions(scene, made, scene.people))
    solution = solve(made.problem, 1, seed=1, workers=1)
    if why:
        return  # what is fixed may contradict by itself, which a solver leaves as it is
    assert solution.rows is not None
    roster: dict[str, dict[date, str]] = {}
    for (no, on), code in made.cells(solution.rows).items():
        roster.setdefault(no, {day: code for day, code in scene.roster.get(no, {}).items()
                               if day < scene.first})  # fmt: skip
        if code:
            roster[no][on] = code
    found = certify(replace(scene, roster=roster), TIME)
    settled = {one for one in found.hard if one.day < scene.first}
    assert set(found.hard) - settled == set()
    assert tuple(made.short(solution.rows)) == found.short
    for number, code in fixed.items():
        assert roster["1001"].get(day(number), "") == code


def random_scene(
    rows: list[WorkRules],
    needed: list[Need],
    away: frozenset[date],
    past: Mapping[date, str],
    left_on: date | None,
) -> RosterScene:
    """`left_on`: the last day of who has the leaves."""
    people = [a_worker(str(1001 + place)) for place in range(len(rows))]
    people[1] = replace(people[1], left_on=left_on)
    told: dict[str, Any] = {"needs": tuple(needed), "leaves": {"1002": away}}
    book = WorkRuleBook(own={str(1001 + place): row for place, row in enumerate(rows)})
    return a_scene(people, known_from=day(-6), roster={"1003": dict(past)}, work_rules=book, **told)
