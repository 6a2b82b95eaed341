"""One desk of one shift as a table: from being expected at it to being let go (HAND-2).

A desk is let go by its relief; where none is placed, at the shift's end; and where the relief does
not come, by a team leader or head of the department, with a reason. So nobody is held by somebody
who is not there: `tests/rules/desks/test_relief.py` walks all that can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class DeskState(StrEnum):
    """Where somebody placed at a desk stands."""

    EXPECTED = "expected"
    AT_DESK = "at_desk"
    OFF_POST = "off_post"
    """Left the floor, and is not back."""
    WAITING_RELIEF = "waiting_relief"
    """The shift is over, and whoever is placed here next has not checked in."""
    RELEASED = "released"


class DeskAction(StrEnum):
    """What can happen to somebody's desk."""

    CHECK_IN = "check_in"
    STRIKE = "strike"
    """Is taken off the plan, or moved to another desk, before they came."""
    LEAVE_FLOOR = "leave_floor"
    COME_BACK = "come_back"
    WAIT = "wait"
    """The shift ends while somebody is placed here next and has not come."""
    RELEASE = "release"
    """The shift is over, and nobody is to come or somebody has come."""
    RELIEVE = "relieve"
    """Whoever is placed here next checks in after the shift's end."""
    OVERRIDE = "override"


class DeskPart(StrEnum):
    """What somebody is to a desk."""

    SITTER = "sitter"
    SUCCESSOR = "successor"
    LEADER = "leader"
    """A team leader or head of the department, other than the one who sits there."""


RELIEF: Mapping[tuple[DeskState, DeskAction], DeskState] = {
    (DeskState.EXPECTED, DeskAction.CHECK_IN): DeskState.AT_DESK,
    (DeskState.EXPECTED, DeskAction.STRIKE): DeskState.RELEASED,
    (DeskState.AT_DESK, DeskAction.LEAVE_FLOOR): DeskState.OFF_POST,
    (DeskState.AT_DESK, DeskAction.WAIT): DeskState.WAITING_RELIEF,
    (DeskState.AT_DESK, DeskAction.RELEASE): DeskState.RELEASED,
    (DeskState.AT_DESK, DeskAction.RELIEVE): DeskState.RELEASED,
    (DeskState.AT_DESK, DeskAction.OVERRIDE): DeskState.RELEASED,
    (DeskState.OFF_POST, DeskAction.COME_BACK): DeskState.AT_DESK,
    (DeskState.WAITING_RELIEF, DeskAction.RELEASE): DeskState.RELEASED,
    (DeskState.WAITING_RELIEF, DeskAction.RELIEVE): DeskState.RELEASED,
    (DeskState.WAITING_RELIEF, DeskAction.OVERRIDE): DeskState.RELEASED,
}
"""State and action -> the state after it. What is not in it cannot happen."""

WHO: Mapping[DeskAction, frozenset[DeskPart]] = {
    DeskAction.CHECK_IN: frozenset({DeskPart.SITTER, DeskPart.LEADER}),
    DeskAction.STRIKE: frozenset({DeskPart.LEADER}),
    DeskAction.LEAVE_FLOOR: frozenset({DeskPart.LEADER}),
    DeskAction.COME_BACK: frozenset({DeskPart.SITTER, DeskPart.LEADER}),
    DeskAction.WAIT: frozenset(),
    DeskAction.RELEASE: frozenset({DeskPart.SITTER, DeskPart.LEADER}),
    DeskAction.RELIEVE: frozenset({DeskPart.SUCCESSOR}),
    DeskAction.OVERRIDE: frozenset({DeskPart.LEADER}),
}
"""Action -> what one has to be to the desk: one of these is enough. For `WAIT` time goes by; the
leader's word lets people leave the floor (ATT-5)."""


@dataclass(frozen=True, slots=True)
class DeskScene:
    """What a desk's next action hangs on."""

    state: DeskState
    over: bool = False
    """The shift has ended."""
    successor_placed: bool = False
    """Somebody is placed at this desk for the shift that starts when this one ends."""
    successor_in: bool = False
    """They have checked in at it."""


def after(state: DeskState, action: DeskAction) -> DeskState | None:
    """The state after `action`; None where that cannot happen in `state`."""
    return RELIEF.get((state, action))


def is_relieved(scene: DeskScene) -> bool:
    """Whether HAND-2 lets the sitter go without anybody's word, once the shift is over."""
    return scene.successor_in or not scene.successor_placed


def possible(scene: DeskScene, action: DeskAction) -> bool:
    """Whether `action` can happen as things stand, by whomever."""
    if after(scene.state, action) is None:
        return False
    match action:
        case DeskAction.RELEASE:
            return scene.over and is_relieved(scene)
        case DeskAction.WAIT:
            return scene.over and not is_relieved(scene)
        case DeskAction.RELIEVE:
            return scene.over and scene.successor_placed and not scene.successor_in
        case DeskAction.CHECK_IN:
            return not scene.over
        case _:
            return True


def open_to(scene: DeskScene, *parts: DeskPart) -> Iterator[DeskAction]:
    """All that somebody who is one of `parts` to the desk may do to it."""
    for action in DeskAction:
        if possible(scene, action) and not WHO[action].isdisjoint(parts):
            yield action


def stands(
    *, came: bool, gone: bool, away: bool, over: bool, placed: bool, relief_in: bool
) -> DeskScene:
    """Where a desk stands by its row, the register of who left the floor, and the clock."""
    scene = DeskScene(_kept(came, gone, away), over, placed, relief_in)
    if possible(scene, DeskAction.WAIT):
        return DeskScene(DeskState.WAITING_RELIEF, over, placed, relief_in)
    return scene


def _kept(came: bool, gone: bool, away: bool) -> DeskState:
    if gone:
        return DeskState.RELEASED
    if not came:
        return DeskState.EXPECTED
    return DeskState.OFF_POST if away else DeskState.AT_DESK
