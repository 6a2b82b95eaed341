"""The state against which one person's leave is judged now."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries import facts, work
from app.queries.reference import Reference
from app.rules.approvers import leaders_among
from app.rules.calendar import CentreTime
from app.rules.facts import CentreFacts
from app.rules.leave_scene import LeaveScene


def leave_scene(
    session: Session,
    time: CentreTime,
    known: Reference,
    person_id: int,
    first: date,
    last: date,
    now: datetime,
) -> LeaveScene:
    """What a leave of `person_id` from `first` to `last` is judged by at `now`: their work on
    these days, their live leaves, and their approvers."""
    found = work.sources(session, [person_id], first, last)
    people = known.people({person_id, *deciders_of(known, person_id)})
    return LeaveScene(
        CentreFacts(
            people=people,
            shifts=known.shifts,
            holidays=known.holidays,
            roster={},
            months=frozenset(),
            leaves=tuple(facts.live_leaves(session, [person_id])),
            delegations=known.delegations,
            kinds=known.own_kinds,
        ),
        found.ledger(),
        {swap.no: swap for swap in found.swaps},
        time,
        now,
        leaders_among(people),
    )


def deciders_of(known: Reference, person_id: int) -> set[int]:
    """The ids of all who may have a word in the leaves of `person_id`: leaders and heads of the
    person's departments, directors, and whoever stands in for some."""
    return known.approvers([person_id]) | known.directors() | known.delegates()
