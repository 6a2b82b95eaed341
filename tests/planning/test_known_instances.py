"""The yardstick reads instance files as they are meant, and judges by the file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.solver.solving import solve
from app.planning.solver.valuing import broken, value_of
from benchmarks.rostering_files import (
    Instance,
    judged,
    problem_of,
    read,
    roster_of,
)

TEXT = """# A comment
SECTION_HORIZON
# days
14

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow
E,480,
L,450,E   # a late one
N,600,E|L

SECTION_STAFF
# ID, MaxShifts, …
A,E=14|L=14|N=2,4800,1500,3,2,2,1
B,E=5|L=14|N=0,4800,0,5,1,1,2

SECTION_DAYS_OFF
# EmployeeID, DayIndexes
A,0,3

SECTION_SHIFT_ON_REQUESTS
A,1,E,2
B,6,L,3

SECTION_SHIFT_OFF_REQUESTS
A,2,E,4

SECTION_COVER
# Day, ShiftID, Requirement, Weight for under, Weight for over
0,E,1,100,1
1,E,2,100,1
5,L,0,100,7
"""
A = "-EE--EEN--EE--"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    path = tmp_path_factory.mktemp("nrp") / "Instance99.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read(path)


def faults(instance: Instance, a: str, b: str = "-" * 14) -> list[str]:
    return judged(instance, {"A": list(a), "B": list(b)})[1]


def test_a_file_is_read_as_it_stands(instance: Instance) -> None:
    assert instance.days == 14
    assert instance.minutes == {"E": 480, "L": 450, "N": 600}
    assert instance.barred == {"E": [], "L": ["E"], "N": ["E", "L"]}
    assert instance.hands[1].shift_most == {"E": 5, "L": 14, "N": 0}
    assert instance.days_off == {"A": {0, 3}}
    assert instance.covers[-1] == (5, "L", 0, 100, 7)


def test_requests_and_covers_are_what_a_roster_costs(instance: Instance) -> None:
    # E is missing once on day 0 and once on day 1; B does not get the L; A works the unwanted E.
    assert judged(instance, {"A": list(A), "B": ["-"] * 14})[0] == 100 + 100 + 3 + 4
    b = "-----L--------"
    assert judged(instance, {"A": list(A), "B": list(b)})[0] == 100 + 100 + 7 + 3 + 4


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (A, None),
        ("EEE--EEN--EE--", "works on day off 0"),
        ("-EE--LEN--EE--", "E after L on 5"),
        ("-EE--EEN--NNN-", "4 of N"),
        ("-EE-----------", "960 minutes"),
        ("-EE--EEN---EE-", "2 weekends"),
        ("-EE-EEEE------", "4 days in a row from 4"),
        ("-EE--EEN---E--", "1 days in a row from 11"),
        ("-EE-EE-----EE-", "1 days off in a row from 3"),
    ],
)
def test_each_hard_rule_of_the_file_is_judged(
    instance: Instance, line: str, fault: str | None
) -> None:
    found = faults(instance, line)
    assert any(fault in said for said in found) if fault else found == []


def test_at_either_end_a_run_may_be_short(instance: Instance) -> None:
    hand = instance.hands[0]
    assert (hand.row_least, hand.off_least) == (2, 2)
    assert faults(instance, "-EE--EE------E") == ["A: 2 weekends"]
    assert faults(instance, "-EE-----EE---E") == []


lines = st.lists(st.integers(-1, 2), min_size=14, max_size=14).map(tuple)


@given(lines, lines)
def test_the_problem_says_of_any_roster_what_the_file_says(
    instance: Instance, a: tuple[int, ...], b: tuple[int, ...]
) -> None:
    problem = problem_of(instance)
    value, said = judged(instance, roster_of(instance, (a, b)))
    assert value_of(problem, (a, b)) == value
    assert bool(broken(problem, (a, b))) is bool(said)


def test_what_is_solved_holds_to_the_file(instance: Instance) -> None:
    problem = problem_of(instance)
    solution = solve(problem, seconds=60)
    assert solution.rows is not None
    assert judged(instance, roster_of(instance, solution.rows)) == (solution.value, [])
    assert solution.proved


def test_a_longer_horizon_ends_within_a_weekend_at_worst(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text(TEXT.replace("\n14\n", "\n6\n", 1), encoding="utf-8")
    assert problem_of(read(path)).weekends == ((5,),)
