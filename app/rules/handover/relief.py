"""One desk from a shift to the next: the relief of HAND-2 as a table, beside the log's own course.

A desk is released by its relief; where none is placed, at the shift's end; and where the relief
does not come, by a team leader or head of the department, with a reason. Nobody is held by
somebody who is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class DeskState(StrEnum):
    """Where somebody placed at a desk stands."""

    EXPECTED = "expected"
    AT_DESK = "at_desk"
    WAITING_RELIEF = "waiting_relief"
    """The shift is over, and the successor placed at this desk has not checked in."""
    RELEASED = "released"


class DeskAction(StrEnum):
    """What can happen to somebody's desk."""

    CHECK_IN = "check_in"
    STRIKE = "strike"
    """Never came, and is taken off the plan."""
    WAIT = "wait"
    """The shift ends while a successor is placed and has not come."""
    RELEASE = "release"
    """The shift ends and nobody is placed, or the successor has checked in already."""
    RELIEVE = "relieve"
    """The successor checks in."""
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
    (DeskState.AT_DESK, DeskAction.WAIT): DeskState.WAITING_RELIEF,
    (DeskState.AT_DESK, DeskAction.RELEASE): DeskState.RELEASED,
    (DeskState.AT_DESK, DeskAction.OVERRIDE): DeskState.RELEASED,
    (DeskState.WAITING_RELIEF, DeskAction.RELIEVE): DeskState.RELEASED,
    (DeskState.WAITING_RELIEF, DeskAction.RELEASE): DeskState.RELEASED,
    (DeskState.WAITING_RELIEF, DeskAction.OVERRIDE): DeskState.RELEASED,
}
"""State and action -> the state after it. What is not in it cannot happen."""

WHO: Mapping[DeskAction, frozenset[DeskPart]] = {
    DeskAction.CHECK_IN: frozenset({DeskPart.SITTER, DeskPart.LEADER}),
    DeskAction.STRIKE: frozenset({DeskPart.LEADER}),
    DeskAction.WAIT: frozenset({DeskPart.SITTER}),
    DeskAction.RELEASE: frozenset({DeskPart.SITTER, DeskPart.LEADER}),
    DeskAction.RELIEVE: frozenset({DeskPart.SUCCESSOR}),
    DeskAction.OVERRIDE: frozenset({DeskPart.LEADER}),
}
"""Action -> what one has to be to the desk: one of these is enough."""


@dataclass(frozen=True, slots=True)
class DeskScene:
    """What the release of a desk hangs on."""

    state: DeskState
    successor_placed: bool = False
    """Somebody else is placed at this desk for the shift that starts when this one ends."""
    successor_in: bool = False
    """They have checked in at it."""


def after(state: DeskState, action: DeskAction) -> DeskState | None:
    """The state after `action`; None where that cannot happen in `state`."""
    return RELIEF.get((state, action))


def relieved(scene: DeskScene) -> bool:
    """Whether HAND-2 lets the sitter go without anybody's word."""
    return scene.successor_in or not scene.successor_placed


def possible(scene: DeskScene, action: DeskAction) -> bool:
    """Whether `action` can happen as things stand, by whomever."""
    if after(scene.state, action) is None:
        return False
    if action is DeskAction.RELEASE:
        return relieved(scene)
    if action is DeskAction.WAIT:
        return not relieved(scene)
    return action is not DeskAction.RELIEVE or scene.successor_placed


def open_to(scene: DeskScene, parts: frozenset[DeskPart]) -> Iterator[DeskAction]:
    """All that somebody who is `parts` to the desk may do to it."""
    for action in DeskAction:
        if possible(scene, action) and not WHO[action].isdisjoint(parts):
            yield action
