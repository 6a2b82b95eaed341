"""Each limit as a sentence, with both sides of it; model and valuing say the same."""

from __future__ import annotations

from typing import Any

import pytest

from app.planning.solver.problem import OFF, Bar, Problem
from app.planning.solver.solving import solve
from app.planning.solver.valuing import Limit, broken
from tests.planning.solver.lining import E, L, N, alone, line, one, replaced, text_of, wanting


def verdict(problem: Problem, text: str) -> set[Limit]:
    """What the line breaks; the model must take it exactly where nothing is broken that could be
    mended."""
    rows = (line(text),)
    mended = broken(problem, rows, given=False)
    solution = solve(wanting(problem, text), seconds=60)
    assert solution.rows is not None or mended
    assert (solution.rows == rows) is not bool(mended), text
    return {found.limit for found in broken(problem, rows)}


@pytest.mark.parametrize(
    ("limits", "kept", "beyond", "limit"),
    [
        ({"days_in_row_most": 3}, "EEE-E", "EEEE-", Limit.DAYS_MOST),
        ({"days_in_row_most": 2, "before": line("E")}, "E-E-E", "EE-E-", Limit.DAYS_MOST),
        ({"days_in_row_most": 2, "after": line("E")}, "E-E-E", "E--EE", Limit.DAYS_MOST),
        ({"days_in_row_most": 2, "before": line("-EE")}, "-EE-E", "E----", Limit.DAYS_MOST),
        ({"days_in_row_least": 2}, "-EE--", "-E---", Limit.DAYS_LEAST),
        ({"days_in_row_least": 3}, "-EEE-", "-EE--", Limit.DAYS_LEAST),
        ({"days_in_row_least": 3, "before": line("-E")}, "EE---", "E----", Limit.DAYS_LEAST),
        ({"days_in_row_least": 3, "after": line("E-")}, "---EE", "----E", Limit.DAYS_LEAST),
        ({"days_off_least": 2}, "E--EE", "E-EEE", Limit.OFF_LEAST),
        ({"days_off_least": 3}, "E---E", "E--EE", Limit.OFF_LEAST),
        ({"days_off_least": 2, "before": line("E-")}, "-EEEE", "EEEEE", Limit.OFF_LEAST),
        ({"days_off_least": 2, "after": line("-E")}, "EEEE-", "EEEEE", Limit.OFF_LEAST),
        ({"nights_in_row_most": 2}, "NNEN-", "NNN--", Limit.NIGHTS_MOST),
        ({"nights_in_row_most": 1, "before": line("N")}, "EN-N-", "N----", Limit.NIGHTS_MOST),
        ({"nights_in_row_most": 1, "after": line("N")}, "---NE", "----N", Limit.NIGHTS_MOST),
        ({"shift_most": {N: 2}}, "N-N--", "N-NN-", Limit.SHIFT_MOST),
        ({"minutes_most": 930}, "E-L--", "E-E--", Limit.MINUTES_MOST),
        ({"minutes_least": 930}, "E-L--", "L-L--", Limit.MINUTES_LEAST),
        ({"bars": frozenset({Bar(N, E)})}, "N-E--", "NE---", Limit.BAR),
        ({"bars": frozenset({Bar(N, E, 2)})}, "N-LE-", "NLE--", Limit.BAR),
        ({"bars": frozenset({Bar(N, E)}), "before": line("N")}, "LE---", "E----", Limit.BAR),
        ({"bars": frozenset({Bar(N, E)}), "after": line("E")}, "----L", "----N", Limit.BAR),
        ({"bars": frozenset({Bar(N, E, 2)}), "before": line("N-")}, "LE---", "E----", Limit.BAR),
        ({"fixed": {1: E}}, "-E---", "-----", Limit.FIXED),
        ({"shifts": "EN"}, "EN---", "L----", Limit.MAY),
    ],
)
def test_a_limit_holds_up_to_itself_and_no_further(
    limits: dict[str, Any], kept: str, beyond: str, limit: Limit
) -> None:
    problem = alone(one(5, **limits))
    assert verdict(problem, kept) == set()
    assert verdict(problem, beyond) == {limit}


@pytest.mark.parametrize("kept", ["E---E", "-E--E", "E--E-", "EE---"])
def test_at_the_edge_of_what_is_known_no_run_is_too_short(kept: str) -> None:
    problem = alone(one(5, days_in_row_least=1, days_off_least=2))
    assert verdict(problem, kept) == set()
    problem = alone(one(5, days_in_row_least=2))
    assert verdict(problem, "E---E") == set()


def test_before_the_horizon_the_run_counts_as_far_as_it_is_known() -> None:
    held: dict[str, Any] = {"days_in_row_least": 3, "before": line("E")}
    assert verdict(alone(one(3, **held)), "---") == set()  # the run may have begun long ago
    held["before"] = line("-E")
    assert verdict(alone(one(3, **held)), "---") == {Limit.DAYS_LEAST}


def test_weekends_are_counted_by_either_day_of_them() -> None:
    weekends = ((0, 1), (3, 4), (5,))
    problem = alone(one(6, weekends_most=1), weekends=weekends)
    assert verdict(problem, "EEE---") == set()
    assert verdict(problem, "-EE-E-") == {Limit.WEEKENDS}
    assert verdict(problem, "--EE-E") == {Limit.WEEKENDS}


def test_a_bar_of_one_day_holds_on_that_day_alone() -> None:
    problem = alone(one(4), short_rests={1: frozenset({Bar(N, L)})})
    assert verdict(problem, "NLNL") == set()
    assert verdict(problem, "-NL-") == {Limit.BAR}


@pytest.mark.parametrize(
    ("limits", "broken_line", "kept"),
    [
        ({"days_in_row_least": 3, "before": line("-E")}, "E----", ["-----", "EE---"]),
        ({"days_off_least": 3, "before": line("E-")}, "-EEEE", ["EEEEE", "--EEE"]),
        ({"days_in_row_least": 3, "after": line("E-")}, "----E", ["-----", "---EE"]),
        ({"days_off_least": 3, "after": line("-E")}, "EEEE-", ["EEEEE", "EEE--"]),
    ],
)
def test_a_run_of_another_month_may_end_at_the_border(
    limits: dict[str, Any], broken_line: str, kept: list[str]
) -> None:
    """It is judged there; one with a day in this month is held to its whole length."""
    problem = alone(one(5, "E", cut_before=True, cut_after=True, **limits))
    assert len(verdict(problem, broken_line)) == 1
    for text in kept:
        assert verdict(problem, text) == set()
    strict = replaced(problem, cut_before=False, cut_after=False)
    assert len(verdict(strict, kept[0])) == 1


def test_a_bar_of_the_day_before_the_horizon_holds() -> None:
    problem = alone(one(3, before=line("N")), short_rests={-1: frozenset({Bar(N, L)})})
    assert verdict(problem, "E--") == set()
    assert verdict(problem, "L--") == {Limit.BAR}


def test_days_outside_the_employment_are_not_worked_and_end_no_run_too_soon() -> None:
    held: dict[str, Any] = {
        "outside": frozenset({0, 4}),
        "days_in_row_least": 2,
        "days_off_least": 2,
    }
    may = (frozenset(), *[frozenset({E})] * 3, frozenset())
    problem = alone(one(5, **held, may=may))
    assert verdict(problem, "-E---") == set()
    assert verdict(problem, "--E--") == {Limit.DAYS_LEAST}  # free on both sides, employed
    assert verdict(problem, "-E-E-") == {Limit.OFF_LEAST}
    assert verdict(problem, "E----") == {Limit.MAY}


def test_what_settled_cells_break_alone_stays_and_hinders_nothing() -> None:
    held: dict[str, Any] = {"fixed": {0: N, 1: E}, "bars": frozenset({Bar(N, E)})}
    problem = alone(one(3, **held))
    assert broken(problem, (line("NEL"),), given=False) == []
    assert verdict(problem, "NEL") == {Limit.BAR}


def test_a_most_that_settled_cells_exceed_is_exceeded_no_further() -> None:
    held: dict[str, Any] = {"fixed": {0: E, 1: E, 2: E}, "days_in_row_most": 2, "minutes_most": 960}
    problem = alone(one(5, **held, shift_most={E: 1}))
    assert verdict(problem, "EEE--") == {Limit.DAYS_MOST, Limit.MINUTES_MOST, Limit.SHIFT_MOST}
    solution = solve(wanting(problem, "???EE"), seconds=60)
    assert solution.rows is not None
    assert text_of(solution.rows[0]) == "EEE--"


def test_a_least_that_free_cells_could_mend_is_hard() -> None:
    problem = alone(one(3, fixed={0: OFF, 1: E}, days_in_row_least=2, after=line("-")))
    assert verdict(problem, "-EE") == set()
    assert verdict(problem, "-E-") == {Limit.DAYS_LEAST}


def test_without_anything_free_no_least_is_held() -> None:
    problem = alone(one(2, fixed={0: E, 1: OFF}, minutes_least=900))
    assert verdict(problem, "E-") == {Limit.MINUTES_LEAST}
