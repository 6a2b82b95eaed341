"""The state against which one person's leave is judged now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.swap_scene import approvers, effective_of, worked
from app.rules.calendar import CentreTime
from app.rules.facts import CentreFacts
from app.rules.leave_scene import LeaveScene
from app.rules.vocabulary import Role


def leave_scene(session: Session, time: CentreTime, person_id: int, now: datetime) -> LeaveScene:
    """What the leaves of `person_id` are judged by at `now`: their work, leaves and approvers."""
    people = {person_id, *_deciders(session, person_id)}
    return LeaveScene(
        CentreFacts(
            people=facts.persons(session, people),
            shifts=facts.shift_types(session),
            holidays=facts.holidays(session),
            roster={},
            months=frozenset(),
            leaves=facts.leaves(session, [person_id]),
            delegations=facts.delegations(session),
            kinds=facts.own_kinds(session),
        ),
        worked(session, [person_id]),
        effective_of(session, [person_id]),
        time,
        now,
    )


def _deciders(session: Session, person_id: int) -> set[int]:
    """Leaders and heads of the person's departments, directors, and whoever stands in for some."""
    found = approvers(session, (person_id,))
    directors = select(m.Post.person_id).where(m.Post.role == Role.CENTRE_DIRECTOR)
    return found | {*session.scalars(directors), *session.scalars(select(m.Delegation.to_id))}
