"""By what the need of a department's contacts is computed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ServiceGoal
from app.rules.rostering.goals import USUAL_GOAL, GoalFigures


def goal_set(session: Session, department_id: int, job_type: str) -> GoalFigures | None:
    """The goal of exactly this job type; None where none was set."""
    row = ServiceGoal
    found = session.execute(
        select(
            row.target,
            row.within_seconds,
            row.patience_seconds,
            row.occupancy_most,
            row.shrinkage,
        ).where(row.department_id == department_id, row.job_type == job_type)
    ).first()
    return GoalFigures(**found._asdict()) if found else None


def goal_in_force(session: Session, department_id: int, job_type: str) -> GoalFigures:
    """The job type's goal, else the department's, else the usual one."""
    of_it = goal_set(session, department_id, job_type)
    return of_it or goal_set(session, department_id, "") or USUAL_GOAL
