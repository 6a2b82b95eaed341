"""Rosters that are constructed and made better: sound, never worse, stopped when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.solver import rolling
from app.planning.solver.blocks import improve
from app.planning.solver.budget import Budget
from app.planning.solver.columns import Columns
from app.planning.solver.constructing import construct
from app.planning.solver.lines import TABLE_MOST, LineFinder
from app.planning.solver.parts import part, put, whole_weeks
from app.planning.solver.problem import Burden, Problem, Rows, ShiftKind
from app.planning.solver.rolling import rolled_line
from app.planning.solver.tracks import PricedLine
from app.planning.solver.valuing import broken, broken_by, value_of
from app.progress import never
from tests.planning.solver.lining import E, L, best_by_trying, one, wants
from tests.planning.solver.test_solving import problems
from tests.store.writers import TIMES


def _built(problem: Problem) -> Rows | None:
    return construct(problem, Budget(60, 2), 0, never)


def _silent(_rows: Rows | None, _value: int | None, _bound: int | None) -> None:
    pass


@settings(max_examples=15 * TIMES, deadline=None)
@given(problems())
def test_a_roster_is_constructed_wherever_there_is_one(problem: Problem) -> None:
    rows = _built(problem)
    assert (rows is None) == (best_by_trying(problem) is None)
    if rows is not None:
        assert broken(problem, rows, given=False) == []


@settings(max_examples=8 * TIMES, deadline=None)
@given(problems())
def test_what_is_improved_is_sound_and_never_worse(problem: Problem) -> None:
    rows = _built(problem)
    if rows is None:
        return
    heard: list[int] = []

    def told(found: Rows | None, value: int | None, bound: int | None) -> None:
        if found is not None and value is not None:
            assert value == value_of(problem, found)
            heard.append(value)
        best = best_by_trying(problem)
        assert bound is None or (best is not None and bound <= best)

    better = improve(problem, rows, Budget(0.3, 1), 0, told, never)
    assert broken(problem, better, given=False) == []
    assert value_of(problem, better) <= value_of(problem, rows)
    assert heard == sorted(set(heard), reverse=True)


@settings(max_examples=15 * TIMES, deadline=None)
@given(problems())
def test_a_mixture_of_lines_costs_no_more_than_any_roster(problem: Problem) -> None:
    rows = _built(problem)
    if rows is None:
        return
    columns = Columns(problem, rows, Budget(60, 2), never, LineFinder(problem))
    columns.generate(lambda _bound: None)
    best = best_by_trying(problem)
    assert best is not None
    assert columns.bound is None or columns.bound <= best
    dived = columns.dive()
    assert dived is not None
    assert broken(problem, dived, given=False) == []


@settings(max_examples=15 * TIMES, deadline=None)
@given(problems(), st.integers(0, 3), st.integers(1, 4), st.sampled_from([(0,), (1,), (0, 1)]))
def test_a_part_costs_and_breaks_what_the_whole_does(
    problem: Problem, first: int, stop: int, places: tuple[int, ...]
) -> None:
    rows = _built(problem)
    if rows is None or stop <= first:
        return
    span = whole_weeks(problem, first, stop)
    small = part(problem, rows, places, span)
    other = _built(small)
    if other is None:
        return
    now = tuple(rows[place][span.first : span.stop] for place in places)
    whole = put(rows, places, span, other)
    gain = value_of(small, other) - value_of(small, now)
    assert value_of(problem, whole) - value_of(problem, rows) == gain
    if broken(problem, rows) == [] and broken(small, other) == []:
        assert broken(problem, whole) == []


def test_a_long_line_is_found_in_pieces() -> None:
    days = 70
    worker = one(
        days,
        "EL",
        minutes_least=18_000,
        minutes_most=24_000,
        days_in_row_most=5,
        days_in_row_least=2,
        days_off_least=2,
        weekends_most=6,
        shift_most={L: 20},
    )
    weekends = tuple((day, day + 1) for day in range(5, days, 7))
    shifts = (ShiftKind("E", 480), ShiftKind("L", 450))
    problem = Problem(days, shifts, (worker,), (), weekends)
    line = rolled_line(problem, 0, np.zeros((days, 3)))
    assert line is not None
    assert list(broken_by(problem, 0, worker, line)) == []


def test_a_piece_with_burdens_is_looked_through_in_a_table_of_modest_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Hours of shifts of 12, 8¼ and 8 hours, by weekends, nights and holidays: gigabytes."""
    days = 31
    sizes: list[int] = []

    class Watched(LineFinder):
        def find(self, places: Sequence[int], prices: Any) -> list[PricedLine | None]:
            sizes.extend(map(self.states, places))
            return super().find(places, prices)

    monkeypatch.setattr(rolling, "LineFinder", Watched)
    cells = frozenset((day, L) for day in range(days))
    burdens = tuple(Burden((0, 5, 10), counted) for counted in (cells, cells - {(0, L)}, None))
    worker = one(days, "ELN", minutes_least=9000, days_in_row_least=3, burdens=burdens)
    shifts = (ShiftKind("D", 720), ShiftKind("M", 495), ShiftKind("N", 480, night=True))
    weekends = tuple((day, day + 1) for day in range(1, days - 1, 7))
    problem = Problem(days, shifts, (worker,), (), weekends)
    line = rolled_line(problem, 0, np.zeros((days, 4)))
    assert line is not None
    assert list(broken_by(problem, 0, worker, line)) == []
    assert sizes
    assert max(sizes) <= TABLE_MOST


def _wide(people: int, days: int = 14) -> Problem:
    worker = one(days, "EL", days_in_row_most=5, days_off_least=2, minutes_most=4800)
    covers = [wants(day, shift, people // 3) for day in range(days) for shift in (E, L)]
    shifts = (ShiftKind("E", 480), ShiftKind("L", 480))
    return Problem(days, shifts, (worker,) * people, tuple(covers), ((5, 6), (12, 13)))


def test_on_one_worker_a_seed_says_what_blocks_come_to() -> None:
    problem = _wide(9)
    rows = _built(problem)
    assert rows is not None
    found = []
    for _time in range(2):
        budget = Budget(120, 1)
        budget.use(budget.work_left() - 0.2)
        found.append(improve(problem, rows, budget, 7, _silent, never))
    assert found[0] == found[1]


def test_it_stops_when_it_is_asked() -> None:
    problem = _wide(30)
    rows = _built(problem)
    assert rows is not None
    asked = iter([False] * 40)
    better = improve(problem, rows, Budget(600, 2), 0, _silent, lambda: next(asked, True))
    assert value_of(problem, better) <= value_of(problem, rows)


def test_stopped_before_everybody_has_a_line_there_is_no_roster() -> None:
    assert construct(_wide(3), Budget(60, 2), 0, lambda: True) is None


def test_somebody_without_a_line_is_found_out() -> None:
    problem = _wide(2)
    none = replace(problem.workers[0], minutes_least=100_000)
    assert _built(replace(problem, workers=(problem.workers[1], none))) is None
