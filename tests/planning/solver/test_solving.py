"""The solver against trying everything, on problems so small that this can be done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.solver import budget, solving
from app.planning.solver.budget import Budget
from app.planning.solver.model import build
from app.planning.solver.problem import (
    OFF,
    Bar,
    Burden,
    Cover,
    Problem,
    Progress,
    Rows,
    ShiftKind,
    Worker,
)
from app.planning.solver.searching import search
from app.planning.solver.solving import solve
from app.planning.solver.valuing import broken, value_of
from app.progress import never
from tests.planning.solver.lining import E, L, best_by_trying, every_line, one, wants
from tests.store.writers import TIMES

KINDS = (ShiftKind("E", 480), ShiftKind("N", 600, night=True))
DAYS = 4
choice = st.integers(OFF, 1)
small = st.integers(0, 3)


@st.composite
def bars(draw: st.DrawFn) -> frozenset[Bar]:
    found = st.builds(Bar, st.integers(0, 1), st.integers(0, 1), st.integers(1, 2))
    return draw(st.frozensets(found, max_size=2))


@st.composite
def workers(draw: st.DrawFn, place: int) -> Worker:
    shifts = st.frozensets(st.integers(0, 1))
    day = st.integers(0, DAYS - 1)
    fixed = draw(st.dictionaries(day, choice, max_size=2))
    outside = draw(st.sampled_from([frozenset(), frozenset(), frozenset({0}), frozenset({2, 3})]))
    may = tuple(frozenset() if d in outside else draw(shifts) for d in range(DAYS))
    some = st.none() | st.integers(1, 3)
    steps = st.lists(small, max_size=3).map(lambda found: tuple(sorted(found)))
    cells = st.frozensets(st.tuples(day, choice), max_size=4)
    return Worker(
        str(place),
        may,
        {d: shift for d, shift in fixed.items() if d not in outside},
        outside,
        minutes_least=draw(st.sampled_from([0, 0, 480, 1000, 1600])),
        minutes_most=draw(st.sampled_from([None, 480, 1080, 1700])),
        shift_most=draw(st.dictionaries(st.integers(0, 1), small, max_size=1)),
        days_in_row_most=draw(some),
        days_in_row_least=draw(st.integers(1, 3)),
        days_off_least=draw(st.integers(1, 3)),
        nights_in_row_most=draw(some),
        weekends_most=draw(st.none() | small),
        bars=draw(bars()),
        before=tuple(draw(st.lists(choice, max_size=2))),
        after=tuple(draw(st.lists(choice, max_size=2))),
        cut_before=draw(st.booleans()),
        cut_after=draw(st.booleans()),
        costs=draw(st.dictionaries(st.tuples(day, choice), st.integers(-4, 4), max_size=4)),
        burdens=tuple(draw(st.lists(st.builds(Burden, steps, st.none() | cells), max_size=2))),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    levels = st.lists(st.tuples(small, small), max_size=2).map(tuple)
    who = st.none() | st.frozensets(st.integers(0, 1))
    covers = st.builds(Cover, st.integers(0, DAYS - 1), st.integers(0, 1), levels, levels, who)
    return Problem(
        DAYS,
        KINDS,
        (draw(workers(0)), draw(workers(1))),
        tuple(draw(st.lists(covers, max_size=4))),
        draw(st.sampled_from([(), ((1, 2),), ((0,), (3,))])),
        draw(st.dictionaries(st.integers(-1, DAYS - 1), bars(), max_size=1)),
    )


@settings(max_examples=15 * TIMES, deadline=None)
@given(problems())
def test_the_best_of_all_rosters_is_found_and_where_there_is_none_it_is_said(
    problem: Problem,
) -> None:
    best = best_by_trying(problem)
    solution = solve(problem, seconds=60)
    assert solution.value == best
    assert solution.impossible is (best is None)
    if solution.rows is not None:
        assert solution.bound == best
        assert value_of(problem, solution.rows) == best
        assert broken(problem, solution.rows, given=False) == []


@settings(max_examples=8 * TIMES, deadline=None)
@given(problems(), st.data())
def test_a_part_is_made_better_and_the_rest_stays(problem: Problem, data: st.DataObject) -> None:
    if best_by_trying(problem) is None:
        return
    rows = _some_roster(problem)
    days = data.draw(st.frozensets(st.integers(0, DAYS - 1)))
    part = build(problem, rows, {0: days})
    found = search(part, Budget(60, 2), 0, lambda *_heard: None, never)
    assert found.rows is not None
    assert found.rows[1] == rows[1]
    assert all(found.rows[0][d] == rows[0][d] for d in range(DAYS) if d not in days)
    assert broken(problem, found.rows, given=False) == []
    others = (
        (line, rows[1])
        for line in every_line(problem, problem.workers[0])
        if all(line[d] == rows[0][d] for d in range(DAYS) if d not in days)
    )
    kept = [value_of(problem, r) for r in others if not broken(problem, r, given=False)]
    assert value_of(problem, found.rows) == found.value == found.bound == min(kept)


def _some_roster(problem: Problem) -> Rows:
    """The first that breaks nothing."""
    first, second = problem.workers
    return next(
        (a, b)
        for a in every_line(problem, first)
        for b in every_line(problem, second)
        if not broken(problem, (a, b), given=False)
    )


def _shared(people: int) -> Problem:
    days = 7
    workers = tuple(one(days, "EL", days_in_row_most=4, minutes_most=2000) for _ in range(people))
    covers = tuple(wants(day, shift, 2) for day in range(days) for shift in (E, L))
    return Problem(days, (ShiftKind("E", 480), ShiftKind("L", 480)), workers, covers)


@pytest.mark.parametrize("people", [5, 80])
def test_on_one_worker_a_seed_says_which_roster_comes(
    people: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it ends before anything is proved, and where it goes by blocks alone."""
    monkeypatch.setattr(budget, "PATIENCE", 1000)  # however slow this machine is
    monkeypatch.setattr(solving, "WHOLE_MOST", 100)
    problem = _shared(people)
    first = solve(problem, seconds=1, seed=3, workers=1)
    again = solve(problem, seconds=1, seed=3, workers=1)
    assert first.rows is not None
    assert (first.rows, first.value, first.bound) == (again.rows, again.value, again.bound)


def test_what_is_told_only_gets_better_and_ends_with_the_answer() -> None:
    heard: list[Progress] = []
    problem = _shared(5)
    solution = solve(problem, seconds=60, told=heard.append)
    values = [progress.value for progress in heard if progress.rows is not None]
    assert values == sorted(set(values), key=lambda value: -(value or 0))
    assert [progress.bound for progress in heard] == sorted(progress.bound for progress in heard)
    assert (heard[-1].value, heard[-1].bound) == (solution.value, solution.bound)
    for progress in heard:
        assert progress.rows is None or value_of(problem, progress.rows) == progress.value


def test_stopped_it_answers_with_the_best_so_far() -> None:
    heard: list[Any] = []
    solution = solve(
        _shared(40), seconds=600, told=heard.append, stop=lambda: any(p.rows for p in heard)
    )
    assert solution.rows is not None
    assert broken(_shared(40), solution.rows) == []


def test_a_roster_to_begin_with_is_never_made_worse() -> None:
    problem = _shared(5)
    start = solve(problem, seconds=60).rows
    again = solve(problem, seconds=60, start=start)
    assert start is not None
    assert again.value == value_of(problem, start)


def test_nobody_and_no_day_is_a_roster() -> None:
    assert solve(Problem(3, KINDS, (), ()), seconds=5).rows == ()
    empty = Worker("A", ())
    assert solve(Problem(0, KINDS, (empty,), ()), seconds=5).rows == ((),)


def test_a_roster_to_begin_with_may_break_limits_and_is_then_no_answer() -> None:
    problem = _shared(2)
    start = ((E,) * 7, (E,) * 7)  # more days in a row than they may
    solution = solve(problem, seconds=60, start=start)
    assert solution.rows is not None
    assert broken(problem, solution.rows) == []


def test_without_any_time_there_is_no_roster_and_nothing_is_said_to_be_impossible() -> None:
    solution = solve(_shared(2), seconds=0)
    assert (solution.rows, solution.value, solution.impossible) == (None, None, False)
