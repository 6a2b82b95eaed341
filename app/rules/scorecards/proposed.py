"""A training that a week's inspections call for: whom it is for, what became of it (QA-6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ProposalState(StrEnum):
    TO_HOLD = "to_hold"
    HELD = "held"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Trainee:
    """Whom a proposed training is for."""

    id: int
    no: str
    name: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed training. `week`: the Monday of the week it comes from; nobody in `people`: it
    is for all of the department."""

    id: int
    department_id: int
    week: date
    title: str
    why: str
    due_on: date
    proposed_at: datetime
    proposed_by: str
    training_no: str
    dropped: str
    version: int
    people: tuple[Trainee, ...] = ()

    @property
    def state(self) -> ProposalState:
        if self.dropped:
            return ProposalState.DROPPED
        return ProposalState.HELD if self.training_no else ProposalState.TO_HOLD

    @property
    def is_open(self) -> bool:
        return self.state is ProposalState.TO_HOLD
