"""The list of one's own leaves says how far each is: whose decision is next, in a few words."""

from __future__ import annotations

from app.reading.leave.view import ChainStep, StepState
from app.rules.vocabulary import LeaveStepKind
from app.ui.leave.lists import next_words


def chain(*states: StepState) -> list[ChainStep]:
    steps = (LeaveStepKind.LEADER, LeaveStepKind.HEAD)
    return [ChainStep(step, state, ()) for step, state in zip(steps, states, strict=True)]


def test_the_next_decision_is_named_and_no_other() -> None:
    assert next_words(chain(StepState.OPEN, StepState.LATER)) == "waits for: Team leader"
    assert next_words(chain(StepState.DONE, StepState.OPEN)) == "waits for: Department head"
    assert next_words(chain(StepState.DONE, StepState.DONE)) == ""
