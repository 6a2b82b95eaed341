"""Setting by what the people are computed that a department's contacts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import Department, ServiceGoal
from app.planning.erlang import agents_needed
from app.queries.planning.goals import goal_set
from app.reading import permission
from app.reading.planning.expected import goal_by
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.plaintext import plain
from app.rules.rostering.goals import GoalFigures
from app.rules.vocabulary import Message, msg
from app.services.seen import Seen, refuse_stale


def set_goal(
    ctx: Context,
    department_id: int,
    job_type: str,
    goal: GoalFigures,
    seen: Seen[GoalFigures | None] | None = None,
) -> None:
    """Set the goal of a department's job type ("": of any without one of its own).

    BadInput for figures that mean nothing; Stale where it is no longer what was `seen`.
    """
    agents_needed([], goal_by(goal))
    job_type = plain(job_type)
    with ctx.write() as session:
        subject = _subject(ctx, session, department_id, job_type)
        before = goal_set(session, department_id, job_type)
        refuse_stale(session, seen, before, goal, _said, subject)
        if before == goal:
            return
        if before is None:
            named = {"department_id": department_id, "job_type": job_type}
            session.execute(insert(ServiceGoal).values(**named, **_values(goal)))
        else:
            session.execute(
                update(ServiceGoal)
                .where(*_is(department_id, job_type))
                .values(version=ServiceGoal.version + 1, **_values(goal))
            )
        ctx.audit(
            session,
            Deed.GOAL_SET,
            subject,
            None if before is None else _values(before),
            _values(goal),
        )


def drop_goal(
    ctx: Context, department_id: int, job_type: str, seen: Seen[GoalFigures | None] | None = None
) -> None:
    """Remove a goal: that of the whole department, or the usual one, counts again."""
    with ctx.write() as session:
        subject = _subject(ctx, session, department_id, job_type)
        before = goal_set(session, department_id, job_type)
        refuse_stale(session, seen, before, None, _said, subject)
        if before is not None:
            session.execute(delete(ServiceGoal).where(*_is(department_id, job_type)))
            ctx.audit(session, Deed.GOAL_DROP, subject, _values(before))


def department_named(session: Session, department_id: int) -> str:
    """What a department is called; NotFound where there is none."""
    found = session.get(Department, department_id)
    if found is None:
        raise NotFound(msg("No such department"), msg("It is no longer in the store."))
    return found.name


def named_kind(session: Session, department_id: int, job_type: str) -> str:
    """A department and job type as the audit trail has them: "Service/phone"."""
    name = department_named(session, department_id)
    return f"{name}/{job_type}" if job_type else name


def _subject(ctx: Context, session: Session, department_id: int, job_type: str) -> str:
    """How the audit trail calls it; NotAllowed for whom it is not to set."""
    permission.require(ctx, session, Action.EDIT_NEEDS, Place(department_id))
    return f"goal:{named_kind(session, department_id, job_type)}"


def _is(department_id: int, job_type: str) -> tuple[Any, ...]:
    return (ServiceGoal.department_id == department_id, ServiceGoal.job_type == job_type)


def _values(goal: GoalFigures) -> Mapping[str, Any]:
    return asdict(goal)


def _said(goal: GoalFigures | None) -> Message:
    if goal is None:
        return msg("no goal")
    return msg(
        "{target}% within {seconds} s, shrinkage {shrinkage}%",
        target=f"{goal.target * 100:g}",
        seconds=f"{goal.within_seconds:g}",
        shrinkage=f"{goal.shrinkage * 100:g}",
    )
