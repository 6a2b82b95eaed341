"""Who worked as an agent in some days, as QA-1 means it, and how often they were inspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models import Inspection, Person, Post
from app.queries import facts, work
from app.queries.reference import Reference, reference
from app.queries.roster.rows import EVERYBODY, RosterFilter
from app.rules import facts as f
from app.rules.calendar import CentreTime
from app.rules.quality import agent_shifts, check_inspector
from app.rules.vocabulary import LeaveStatus, Role


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who works as an agent on some days: `shifts`, day and code, in the order of days.

    Who moves in between belongs where the last of these days finds them.
    """

    person: f.Person
    shifts: tuple[tuple[date, str], ...]

    @property
    def post(self) -> f.Post:
        """The one of the last day that they work."""
        return self.person.post_on(self.shifts[-1][0])

    @property
    def place(self) -> f.Place:
        return self.post.place


def agents(
    session: Session, first: date, last: date, wanted: RosterFilter = EVERYBODY
) -> tuple[Agent, ...]:
    """Those of `wanted` who are rostered, employed and not on leave on a day from `first` to
    `last`, by number; swaps applied."""
    known = reference(session)
    people = known.people(_ever_agents(session, wanted))
    ids = [one.id for one in people.values()]
    ledger = work.worked(session, ids, first, last)
    away = _approved(session, ids, first, last)
    found = (
        Agent(one, tuple(agent_shifts(ledger, one, first, last, away.get(no, ()))))
        for no, one in people.items()
    )
    return tuple(one for one in found if one.shifts and _wanted(one.place, wanted))


def inspected(
    session: Session, first: date, last: date, time: CentreTime
) -> Mapping[str, Sequence[str]]:
    """Employee number -> the numbers of the inspections from `first` to `last` that count for
    QA-1: they keep QA-3, and are no calibration's."""
    found = inspected_at(session, first, last, time)
    return {agent: [no for no, _at in rows] for agent, rows in found.items()}


def inspected_at(
    session: Session, first: date, last: date, time: CentreTime
) -> Mapping[str, Sequence[tuple[str, datetime]]]:
    """As `inspected`, with the time of each."""
    known = reference(session)
    counted: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for row in session.execute(_inspected_query(time, first, last)):
        one = f.Inspection(row.no, row.agent, row.inspector, row.at)
        if _keeps_qa3(known, one, row.inspector_id, time):
            counted[one.agent].append((one.no, one.inspected_at))
    return counted


def _keeps_qa3(known: Reference, one: f.Inspection, inspector: int, time: CentreTime) -> bool:
    day, who = time.local_date(one.inspected_at), known.person(inspector)
    return check_inspector(one, who.post_on(day) if who else None, day) is None


def _inspected_query(time: CentreTime, first: date, last: date) -> Any:
    row, agent, inspector = Inspection, aliased(Person), aliased(Person)
    return (
        select(row.inspection_no.label("no"), agent.employee_no.label("agent"))
        .add_columns(inspector.employee_no.label("inspector"), row.inspected_at.label("at"))
        .add_columns(row.inspector_id)
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .where(row.inspected_at >= time.instant(first), row.inspected_at < time.day_end(last))
        .where(row.calibration_no == "")
        .order_by(row.inspected_at, row.id)
    )


def _ever_agents(session: Session, wanted: RosterFilter) -> list[int]:
    query = select(Post.person_id).where(Post.role == Role.AGENT).distinct()
    if wanted.departments:
        query = query.where(Post.department_id.in_(wanted.departments))
    if wanted.teams:
        query = query.where(Post.team_id.in_(wanted.teams))
    return list(session.scalars(query))


def _approved(
    session: Session, people: Sequence[int], first: date, last: date
) -> Mapping[str, Sequence[f.Leave]]:
    found: dict[str, list[f.Leave]] = defaultdict(list)
    for leave in facts.live_leaves(session, people, first, last):
        if leave.status is LeaveStatus.APPROVED:
            found[leave.person].append(leave)
    return found


def _wanted(place: f.Place, wanted: RosterFilter) -> bool:
    return (not wanted.departments or place.department in wanted.departments) and (
        not wanted.teams or place.team in wanted.teams
    )
