"""How many agents an interval needs, and what callers meet: the figures that are known."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.planning.erlang import Answer, Goal, agents_needed, answer, rostered
from app.planning.needed import AGENTS_MOST

CLOSE = 1e-9


def near(figure: float, relative: float = CLOSE) -> object:
    return pytest.approx(figure, rel=relative, abs=0)


def test_a_hundred_contacts_in_half_an_hour() -> None:
    found = answer(100, 30, 180, Goal(0.8, 20), 14)
    assert found.load == 10
    assert found.wait_probability == near(0.174131933595)
    assert found.service_level == near(0.888350019179)
    assert found.mean_wait == near(7.835937012)
    assert found.occupancy == near(10 / 14)
    assert found.abandoned == 0


def test_contacts_of_four_minutes() -> None:
    found = answer(360, 30, 240, Goal(0.8, 15), 55)
    assert found.wait_probability == near(0.238700936, 2e-9)
    assert found.service_level == near(0.845883092, 2e-9)
    assert found.mean_wait == near(8.184032, 1e-7)


def test_callers_who_give_up_after_five_minutes() -> None:
    found = answer(100, 30, 180, Goal(0.8, 20, patience=300), 14)
    assert found.wait_probability == near(0.1452601, 1e-6)
    assert found.abandoned == near(0.0139837, 4e-6)
    assert found.occupancy == near(0.7042973, 1e-7)
    assert found.mean_wait == near(4.195123, 1e-6)
    assert found.service_level == near(0.9167921, 1e-7)


def test_half_as_many_again_as_can_be_served_and_a_third_gives_up() -> None:
    found = answer(1500, 30, 180, Goal(0.8, 20, patience=180), 100)
    assert found.load == 150
    assert found.abandoned == near(1 / 3, 1e-6)


def test_the_least_number_is_sought_where_none_is_asked_about() -> None:
    assert answer(100, 30, 180, Goal(0.8, 20)).agents == 14
    assert answer(100, 30, 180, Goal(0.8, 20), 13).service_level < 0.8
    assert answer(100, 30, 180, Goal(0.8, 20, patience=300)).agents == 13


@pytest.mark.parametrize(
    ("agents", "shrinkage", "heads"),
    [(7, 0.3, 10), (10, 0.3, 15), (0, 0.3, 0), (9, 0.1, 10), (14, 0.0, 14), (1, 0.999, 1000)],
)
def test_rostered_heads_are_rounded_up_once(agents: int, shrinkage: float, heads: int) -> None:
    assert rostered(agents, shrinkage) == heads


def test_nobody_is_needed_where_nobody_calls() -> None:
    for goal in (Goal(0.8, 20), Goal(0.8, 20, patience=60)):
        assert answer(0, 30, 180, goal) == Answer(0, 0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)
        assert answer(0, 30, 180, goal, 5).service_level == 1


def test_one_is_needed_where_contacts_take_no_time() -> None:
    for goal in (Goal(0.8, 20), Goal(0.8, 20, patience=60), Goal(0.8, 0, occupancy=0.5)):
        assert answer(3, 30, 0, goal) == Answer(1, 1, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)
    assert answer(0.001, 30, 180, Goal(0.1, 20)).agents == 1


def test_a_queue_without_end_is_said_as_such() -> None:
    for agents in (0, 9, 10):
        found = answer(100, 30, 180, Goal(0.8, 20), agents)
        assert (found.wait_probability, found.service_level, found.mean_wait) == (1, 0, inf)
    assert answer(100, 30, 180, Goal(0.8, 20), 11).mean_wait < inf


def test_with_nobody_there_all_who_can_give_up_do() -> None:
    found = answer(100, 30, 180, Goal(0.8, 20, patience=300), 0)
    assert (found.abandoned, found.service_level, found.mean_wait) == (1, 0, 300)


def test_nobody_is_busier_than_the_goal_says() -> None:
    assert answer(100, 30, 180, Goal(0.1, 20, occupancy=0.5)).agents == 20
    assert answer(85, 30, 180, Goal(0.1, 20, occupancy=0.85)).agents == 10
    assert answer(85.01, 30, 180, Goal(0.1, 20, occupancy=0.85)).agents == 11
    found = answer(100, 30, 180, Goal(0.1, 20, patience=300, occupancy=0.5))
    assert found.occupancy <= 0.5
    fewer = answer(100, 30, 180, Goal(0.1, 20, patience=300), found.agents - 1)
    assert fewer.occupancy > 0.5


@given(
    intervals=st.lists(
        st.tuples(
            st.floats(0, 3000),
            st.sampled_from((15.0, 30.0, 60.0)),
            st.one_of(st.just(0.0), st.floats(0.001, 900)),
        ),
        max_size=5,
    ),
    target=st.floats(0, 0.999),
    within=st.one_of(st.just(0.0), st.floats(0, 300)),
    patience=st.one_of(st.none(), st.floats(0.1, 5000)),
    occupancy=st.one_of(st.none(), st.floats(0.2, 1)),
)  # fmt: skip
def test_no_number_less_would_do(
    intervals: list[tuple[float, float, float]],
    target: float,
    within: float,
    patience: float | None,
    occupancy: float | None,
) -> None:
    goal = Goal(target, within, patience, occupancy)

    def meets(interval: tuple[float, float, float], agents: int) -> bool:
        found = answer(*interval, goal, agents)
        if found.mean_wait == inf:
            return False
        busy = occupancy is None or found.occupancy <= occupancy
        return busy and found.service_level >= target

    for interval, agents in zip(intervals, agents_needed(intervals, goal), strict=True):
        if interval[0] == 0:
            assert agents == 0
        else:
            assert agents >= 1
            assert meets(interval, agents)
            assert agents == 1 or not meets(interval, agents - 1)


GOOD = {"contacts": 100.0, "minutes": 30.0, "aht": 180.0, "target": 0.8, "within": 20.0}


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        ("contacts", -0.1),
        ("minutes", 0.0),
        ("aht", -1.0),
        ("target", 1.01),
        ("target", 1.0),
        ("target", -0.01),
        ("within", -1.0),
        ("patience", 0.0),
        ("occupancy", 0.0),
        ("occupancy", 1.01),
        ("shrinkage", 1.0),
        ("shrinkage", -0.1),
        ("agents", -1),
        ("agents", AGENTS_MOST + 1),
        ("contacts", 1e9),
        *((figure, odd) for figure in (*GOOD, "patience", "shrinkage") for odd in (nan, inf)),
    ],
)
def test_what_means_nothing_is_refused_in_a_sentence(figure: str, wrong: float) -> None:
    given: dict[str, float] = GOOD | {figure: wrong}
    asked = [given.pop(name) for name in ("contacts", "minutes", "aht")]
    agents = given.pop("agents", None)
    with pytest.raises(BadInput):
        answer(*asked, Goal(**given), agents)  # type: ignore[call-arg, arg-type]


def test_a_number_asked_about_needs_no_target_that_can_be_met() -> None:
    assert answer(100, 30, 180, Goal(1, 20), 14).agents == 14


@pytest.mark.parametrize("patience", [None, 300.0])
def test_more_people_than_any_centre_has_are_not_sought(patience: float | None) -> None:
    for contacts, occupancy in ((1e9, None), (1e6, 0.5), (1000, 1e-5)):
        with pytest.raises(BadInput, match="cannot be worked out"):
            answer(contacts, 30, 180, Goal(0.8, 20, patience, occupancy))
    assert answer(1e9, 30, 180, Goal(0, 20, patience=300)).agents == 1


@given(
    contacts=st.floats(1e-12, 1e8),
    aht=st.floats(1e-6, 1e8),
    patience=st.one_of(st.none(), st.floats(1e-6, 1e9)),
    within=st.floats(0, 1e9),
    agents=st.integers(0, 3000),
)
def test_whatever_is_asked_the_figures_are_shares(
    contacts: float, aht: float, patience: float | None, within: float, agents: int
) -> None:
    found = answer(contacts, 30, aht, Goal(0.8, within, patience), agents)
    shares = (found.wait_probability, found.service_level, found.occupancy, found.abandoned)
    assert all(0 <= share <= 1 + 1e-12 for share in shares)
    assert found.mean_wait >= 0
    assert found.service_level <= 1 - found.abandoned + 1e-12
    assert found.service_level >= 1 - found.wait_probability - 1e-12
