"""Goals of service: whose they are, which counts, and what somebody else changed meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, Stale
from app.queries.planning.goals import goal_in_force, goal_set
from app.rules.rostering.goals import USUAL_GOAL, GoalFigures
from app.services.planning.goals import drop_goal, set_goal
from app.services.seen import Seen
from app.text import say
from tests.factories import SmallCentre

GOAL = GoalFigures(0.9, 15, 300, 0.85, 0.3)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def in_force(centre: SmallCentre, job_type: str) -> GoalFigures:
    with centre.context.read() as session:
        return goal_in_force(session, centre.department, job_type)


def test_a_job_types_own_goal_goes_before_the_departments_and_that_before_the_usual_one(
    centre: SmallCentre,
) -> None:
    assert in_force(centre, "phone") == USUAL_GOAL
    set_goal(centre.context, centre.department, "", GOAL)
    assert in_force(centre, "phone") == GOAL
    own = replace(GOAL, target=0.7)
    set_goal(centre.context, centre.department, "phone", own)
    assert (in_force(centre, "phone"), in_force(centre, "chat")) == (own, GOAL)
    drop_goal(centre.context, centre.department, "phone")
    assert in_force(centre, "phone") == GOAL


@pytest.mark.parametrize(
    "changed",
    [
        {"target": 1.01}, {"target": 1.0}, {"target": -0.1}, {"within_seconds": -1},
        {"patience_seconds": 0}, {"occupancy_most": 0}, {"occupancy_most": 1.1},
        {"shrinkage": 1.0}, {"shrinkage": -0.1},
    ],
)  # fmt: skip
def test_figures_that_mean_nothing_are_refused(
    centre: SmallCentre, changed: dict[str, float]
) -> None:
    with pytest.raises(BadInput):
        set_goal(centre.context, centre.department, "", replace(GOAL, **changed))
    assert in_force(centre, "") == USUAL_GOAL


@pytest.mark.parametrize(
    "changed",
    [
        {"target": 0.99}, {"target": 0.0}, {"within_seconds": 0}, {"patience_seconds": None},
        {"occupancy_most": None}, {"occupancy_most": 1.0}, {"shrinkage": 0.0},
    ],
)  # fmt: skip
def test_figures_at_their_limits_are_taken(centre: SmallCentre, changed: dict[str, float]) -> None:
    goal = replace(GOAL, **changed)
    set_goal(centre.context, centre.department, "", goal)
    assert in_force(centre, "") == goal


def test_the_head_sets_it_and_a_leader_does_not(centre: SmallCentre) -> None:
    set_goal(acting(centre, "0002"), centre.department, "", GOAL)
    with pytest.raises(NotAllowed):
        set_goal(acting(centre, "1000"), centre.department, "", USUAL_GOAL)
    with pytest.raises(NotAllowed):
        drop_goal(acting(centre, "1000"), centre.department, "")
    assert in_force(centre, "") == GOAL


def test_what_somebody_else_set_meanwhile_is_not_overwritten(centre: SmallCentre) -> None:
    set_goal(acting(centre, "0002"), centre.department, "", GOAL, Seen(None))
    with pytest.raises(Stale) as error:
        set_goal(centre.context, centre.department, "", USUAL_GOAL, Seen(None))
    assert "90% within 15 s" in say(error.value.message)
    with pytest.raises(Stale):
        drop_goal(centre.context, centre.department, "", Seen(USUAL_GOAL))
    set_goal(centre.context, centre.department, "", USUAL_GOAL, Seen(GOAL))
    drop_goal(centre.context, centre.department, "", Seen(USUAL_GOAL))
    with centre.context.read() as session:
        assert goal_set(session, centre.department, "") is None
