"""By what people are computed from contacts, as it is kept of a department's job type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """`target` (of all contacts answered within `within_seconds`), `occupancy_most` and
    `shrinkage` are shares from 0 to 1; `patience_seconds` None: nobody gives up."""

    target: float = 0.8
    within_seconds: float = 20.0
    patience_seconds: float | None = None
    occupancy_most: float | None = None
    shrinkage: float = 0.0


USUAL_GOAL = GoalFigures()
"""Where nothing was set: four of five within 20 seconds, as most centres promise."""
