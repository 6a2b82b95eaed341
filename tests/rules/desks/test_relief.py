"""Whatever becomes of a desk, somebody who is there can end it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from app.rules.desks.relief import (
    RELIEF,
    WHO,
    DeskAction,
    DeskPart,
    DeskScene,
    DeskState,
    after,
    open_to,
    possible,
    stands,
)

pytestmark = pytest.mark.rule("HAND-2")

THERE = (DeskPart.SITTER, DeskPart.LEADER)
"""Whoever sits at the desk, and somebody who leads the department: one of each shift is there."""


def steps(scene: DeskScene) -> Iterator[DeskScene]:
    """All that can become of a scene in one step: by people, by time, by the plan."""
    for action in DeskAction:
        state = after(scene.state, action)
        if state is not None and possible(scene, action):
            came = action is DeskAction.RELIEVE
            yield replace(scene, state=state, successor_in=scene.successor_in or came)
    yield replace(scene, over=True)
    yield replace(scene, successor_placed=True)
    if scene.successor_placed:
        yield replace(scene, successor_in=True)
        yield replace(scene, successor_placed=scene.successor_in)


def reachable() -> set[DeskScene]:
    found, ahead = set(), [DeskScene(DeskState.EXPECTED)]
    while ahead:
        scene = ahead.pop()
        if scene not in found:
            found.add(scene)
            ahead += steps(scene)
    return found


def ends(scene: DeskScene, *parts: DeskPart) -> bool:
    """Whether these people alone can bring it to an end, nobody else coming."""
    found, ahead = set(), [scene]
    while ahead:
        one = ahead.pop()
        if one.state is DeskState.RELEASED:
            return True
        if one not in found:
            found.add(one)
            for action in open_to(one, *parts):
                state = after(one.state, action)
                assert state is not None
                ahead.append(replace(one, state=state))
    return False


def test_every_state_can_be_reached() -> None:
    assert {scene.state for scene in reachable()} == set(DeskState)


def test_from_every_scene_the_desk_can_be_let_go_by_who_is_there() -> None:
    stuck = [scene for scene in reachable() if not ends(scene, *THERE)]
    assert stuck == []


def test_a_leader_alone_can_end_it_when_the_relief_does_not_come() -> None:
    scene = DeskScene(DeskState.WAITING_RELIEF, over=True, successor_placed=True)
    assert not ends(scene, DeskPart.SITTER)
    assert ends(scene, DeskPart.LEADER)


def test_without_a_successor_one_is_free_to_go_at_the_end() -> None:
    scene = DeskScene(DeskState.AT_DESK)
    assert DeskAction.RELEASE not in set(open_to(scene, DeskPart.SITTER))
    assert DeskAction.RELEASE in set(open_to(replace(scene, over=True), DeskPart.SITTER))


def test_the_relief_that_has_come_frees_the_one_before() -> None:
    waiting = DeskScene(DeskState.WAITING_RELIEF, over=True, successor_placed=True)
    assert set(open_to(waiting, DeskPart.SUCCESSOR)) == {DeskAction.RELIEVE}
    came = replace(waiting, successor_in=True)
    assert DeskAction.RELEASE in set(open_to(came, DeskPart.SITTER))


def test_nobody_is_checked_in_after_the_shift() -> None:
    assert not possible(DeskScene(DeskState.EXPECTED, over=True), DeskAction.CHECK_IN)
    assert possible(DeskScene(DeskState.EXPECTED), DeskAction.CHECK_IN)


def test_what_is_over_stays_over() -> None:
    assert [state for state, _action in RELIEF if state is DeskState.RELEASED] == []


def test_of_every_action_it_is_said_who_may_do_it() -> None:
    assert set(WHO) == set(DeskAction)


@pytest.mark.parametrize(("came", "gone", "away"), [*product((False, True), repeat=3)])
def test_a_row_that_is_let_go_stands_so_whatever_else_is_true(
    came: bool, gone: bool, away: bool
) -> None:
    scene = stands(came=came, gone=gone, away=away, over=True, placed=True, relief_in=False)
    if gone:
        assert scene.state is DeskState.RELEASED
    elif not came:
        assert scene.state is DeskState.EXPECTED
    elif away:
        assert scene.state is DeskState.OFF_POST
    else:
        assert scene.state is DeskState.WAITING_RELIEF


def test_before_the_end_nobody_waits_for_relief() -> None:
    scene = stands(came=True, gone=False, away=False, over=False, placed=True, relief_in=False)
    assert scene.state is DeskState.AT_DESK
