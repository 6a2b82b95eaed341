"""The chain of a report upwards: one table, walked from where a report begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pytest

from app.rules.registers.course import FINAL, NEXT, after, is_open, offered, state_of
from app.rules.vocabulary import ReportAction, ReportState

pytestmark = pytest.mark.rule("ESC-3")

S, A = ReportState, ReportAction


@dataclass(frozen=True)
class Row:
    answered: bool = False
    dissent: str = ""
    upheld: bool = False
    changed: bool = False
    carried_out: bool = False
    taken_up: bool = False


WRITES = {
    A.ANSWER: {"answered": True}, A.DISSENT: {"dissent": "不同意"}, A.UPHOLD: {"upheld": True},
    A.CHANGE: {"changed": True}, A.CARRY_OUT: {"carried_out": True},
    A.TAKE_UP: {"taken_up": True}, A.TELL: {},
}  # fmt: skip
"""What each step leaves on record."""


def walk() -> dict[ReportState, Row]:
    """Every state that can be reached from a report that was raised, with a row that is there."""
    reached = {S.RAISED: Row()}
    queue = [Row()]
    while queue:
        row = queue.pop()
        for action in ReportAction:
            state = after(state_of(row), action)
            if state is None:
                continue
            moved = replace(row, **WRITES[action])
            assert state_of(moved) is state, (row, action)
            if state not in reached:
                reached[state] = moved
                queue.append(moved)
    return reached


def test_what_is_on_record_after_each_step_tells_the_state_of_the_table() -> None:
    assert set(walk()) == set(ReportState)


def test_every_state_that_is_not_final_has_a_way_out_for_the_reporter_or_a_superior() -> None:
    for state in ReportState:
        ways = [
            action
            for reporter, over in ((True, False), (False, True))
            for action in offered(
                state, owes_telling=False, reporter=reporter, over=over, above=True
            )
        ]
        assert bool(ways) is (state not in FINAL or state is S.OBEYED)


def test_from_every_state_a_final_one_is_reached() -> None:
    for start in ReportState:
        seen = {start}
        while more := {end for (state, _a), end in NEXT.items() if state in seen} - seen:
            seen |= more
        assert seen & FINAL


def test_a_superior_answers_and_decides_and_the_reporter_dissents() -> None:
    def ways(state: ReportState, **who: bool) -> list[ReportAction]:
        told = {"owes_telling": False, "reporter": False, "over": False, "above": True} | who
        return list(offered(state, **told))

    assert ways(S.RAISED, over=True) == [A.ANSWER]
    assert ways(S.RAISED, reporter=True) == []
    assert ways(S.ANSWERED, reporter=True) == [A.DISSENT, A.CARRY_OUT]
    assert ways(S.ANSWERED, over=True) == [A.CARRY_OUT]
    assert ways(S.DISSENTED, over=True) == [A.UPHOLD, A.CHANGE]
    assert ways(S.DISSENTED, reporter=True) == []
    assert ways(S.OBEYED, over=True) == [A.TAKE_UP]
    assert ways(S.OBEYED, over=True, above=False) == []
    assert ways(S.RAISED) == []


@pytest.mark.parametrize("state", list(ReportState))
def test_whoever_has_a_part_records_that_a_skipped_superior_was_told(state: ReportState) -> None:
    for reporter, over, owes in product((True, False), repeat=3):
        ways = offered(state, owes_telling=owes, reporter=reporter, over=over, above=True)
        assert (A.TELL in ways) is (owes and (reporter or over))


def test_a_report_stays_open_until_the_skipped_superior_is_told() -> None:
    assert is_open(S.CARRIED_OUT, owes_telling=True)
    assert not is_open(S.CARRIED_OUT, owes_telling=False)
    assert is_open(S.ANSWERED, owes_telling=False)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (Row(dissent="不同意", upheld=True), S.RAISED),
        (Row(answered=True, dissent="不同意"), S.DISSENTED),
        (Row(answered=True, upheld=True), S.UPHELD),
        (Row(answered=True, upheld=True, changed=True), S.CHANGED),
        (Row(answered=True, carried_out=True), S.CARRIED_OUT),
        (Row(answered=True, upheld=True, changed=True, carried_out=True), S.CARRIED_OUT),
    ],
)
def test_a_report_out_of_a_workbook_stands_where_it_says(row: Row, state: ReportState) -> None:
    assert state_of(row) is state
