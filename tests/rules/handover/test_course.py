"""The course of a log: nothing waits for somebody who may not come. A desk's: desks/test_relief."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from app.rules.handover import course
from app.rules.handover.course import FINAL, Hand, LogAction, LogPart, LogState
from app.rules.handover.leading import Span

pytestmark = pytest.mark.rule("HAND-4")

Log = tuple[LogState, str, bool]
"""The state; who signed it out: "" nobody, "outgoing" the duty leader, "leader" in stead; and
whether the leader named themselves acting duty leader."""


def hands(state: Log, *, outgoing: bool, incoming: bool) -> Iterator[tuple[str, Hand]]:
    """Who can be reached: always somebody who leads in the department, no more than that; the two
    duty leaders where they are there. The head is not needed for anything."""
    signed, acts = state[1:]
    parts = {LogPart.LEADER, *([LogPart.OUTGOING] if acts else [])}
    yield "leader", Hand(frozenset(parts), signed == "leader")
    if outgoing:
        yield "outgoing", Hand(frozenset({LogPart.OUTGOING}), signed == "outgoing")
    if incoming:
        yield "incoming", Hand(frozenset({LogPart.INCOMING}))


def moves(state: Log, *, outgoing: bool, incoming: bool) -> Iterator[tuple[LogAction, Log]]:
    """All that those who are there can do, and where it leads."""
    for who, hand in hands(state, outgoing=outgoing, incoming=incoming):
        for action in course.open_to(state[0], hand):
            after = course.after(state[0], action)
            assert after is not None
            acts = state[2] or (who == "leader" and action is LogAction.NAME_ACTING)
            yield action, (after, who if action is LogAction.SIGN_OUT else state[1], acts)


THERE = list(product((False, True), repeat=2))


def reachable() -> set[Log]:
    """Every state that a log can come to, whoever is there at each step."""
    found: set[Log] = set()
    left: list[Log] = [(LogState.OPEN, "", False)]
    while left:
        state = left.pop()
        if state not in found:
            found.add(state)
            for outgoing, incoming in THERE:
                left += [to for _, to in moves(state, outgoing=outgoing, incoming=incoming)]
    return found


def test_every_state_is_reached() -> None:
    assert {state for state, *_who in reachable()} == set(LogState)


@pytest.mark.parametrize(("outgoing", "incoming"), THERE)
def test_a_log_that_is_not_at_its_end_has_a_way_on_for_somebody_who_is_there(
    outgoing: bool, incoming: bool
) -> None:
    """The outgoing duty leader absent, the successor absent, no successor at all, in any mix."""
    for state in reachable():
        ways = [to for _, to in moves(state, outgoing=outgoing, incoming=incoming) if to != state]
        assert bool(ways) == (state[0] not in FINAL), (state, outgoing, incoming)


@pytest.mark.parametrize(("outgoing", "incoming"), THERE)
def test_from_everywhere_the_end_is_reached_by_those_who_are_there(
    outgoing: bool, incoming: bool
) -> None:
    for start in reachable():
        seen, left = set(), [start]
        while left:
            state = left.pop()
            if state not in seen:
                seen.add(state)
                left += [to for _, to in moves(state, outgoing=outgoing, incoming=incoming)]
        assert any(state in FINAL for state, *_who in seen), start


def test_where_no_leader_is_there_the_duty_leaders_do_without() -> None:
    """And where a duty leader is not there either, the next one who comes is: nobody's word is
    needed for a log to wait until then."""
    outgoing = Hand(frozenset({LogPart.OUTGOING}))
    incoming = Hand(frozenset({LogPart.INCOMING}))
    assert course.may(LogState.OPEN, LogAction.SIGN_OUT, outgoing)
    assert course.may(LogState.SIGNED_OUT, LogAction.SIGN_IN, incoming)
    assert course.may(LogState.SIGNED_OUT, LogAction.SIGN_IN_WITH_REMARK, incoming)


def test_the_outgoing_signature_is_the_duty_leaders_or_the_heads() -> None:
    """Another leader has an acting duty leader named first, who may be themselves."""
    leader, head = (Hand(frozenset({part})) for part in (LogPart.LEADER, LogPart.HEAD))
    incoming = Hand(frozenset({LogPart.INCOMING, LogPart.LEADER}))
    assert course.may(LogState.OPEN, LogAction.SIGN_OUT, head)
    for other in (leader, incoming):
        assert not course.may(LogState.OPEN, LogAction.SIGN_OUT, other)
    assert course.may(LogState.OPEN, LogAction.NAME_ACTING, leader)


@pytest.mark.parametrize("action", LogAction)
def test_nothing_is_signed_before_the_shift_ends(action: LogAction) -> None:
    begin = datetime(2026, 10, 15, 7, 30, tzinfo=UTC)
    shift = Span(begin.date(), "E", begin, begin + timedelta(hours=8))
    opens = course.opens(action, shift)
    assert opens == (None if action is LogAction.NAME_ACTING else shift.end)


def test_a_final_state_has_no_way_on() -> None:
    everybody = Hand(frozenset(LogPart))
    for state in FINAL:
        assert list(course.open_to(state, everybody)) == []


def test_nobody_signs_both_sides() -> None:
    both = Hand(frozenset(LogPart), signed_out=True)
    assert list(course.open_to(LogState.SIGNED_OUT, both)) == [
        LogAction.NAME_ACTING,
        LogAction.CLOSE,
    ]


@pytest.mark.parametrize("state", LogState)
def test_who_has_no_part_does_nothing(state: LogState) -> None:
    assert list(course.open_to(state, Hand(frozenset()))) == []


@pytest.mark.parametrize(
    ("out", "in_", "remark", "alone", "state"),
    [
        (False, False, False, False, LogState.OPEN),
        (False, True, False, False, LogState.OPEN),
        (True, False, False, False, LogState.SIGNED_OUT),
        (True, False, True, False, LogState.SIGNED_OUT),
        (True, True, False, False, LogState.TAKEN_OVER),
        (True, True, True, False, LogState.WITH_REMARK),
        (True, True, True, True, LogState.CLOSED),
        (True, False, True, True, LogState.CLOSED),
    ],
)
def test_what_stands_in_a_log_says_its_state(
    out: bool, in_: bool, remark: bool, alone: bool, state: LogState
) -> None:
    found = course.state_of(signed_out=out, signed_in=in_, remark=remark, without_successor=alone)
    assert found is state
