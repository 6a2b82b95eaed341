"""What a month's draw of a department is drawn from, as things stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Post
from app.queries import facts, work
from app.queries.quality.contacts import (
    ContactRow,
    contacts_of,
    last_contact_id,
    list_of_month,
    taken_refs,
)
from app.queries.quality.plan import PlannedRow, planned_of_month
from app.queries.quality.worked import Agent, agents, inspected_at
from app.queries.reference import Reference, reference
from app.queries.roster.load import month_range
from app.queries.roster.rows import RosterFilter
from app.rules.calendar import CentreTime
from app.rules.facts import Leave, Person
from app.rules.scorecards.sampling import Inspector, Task, ToDraw, monday, weeks
from app.rules.vocabulary import LeaveStatus, Role

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Drawable:
    """A task, with what else a draw is kept with and shown by."""

    task: Task
    agents: Mapping[str, Agent]
    """All who work in the month, by number; those who have all they need too."""
    inspectors: Mapping[str, Person]
    contacts: Mapping[str, ContactRow]
    taken: frozenset[str]
    last_contact_id: int


def drawable(
    session: Session, department_id: int, month: date, per_agent: int, now: datetime,
    time: CentreTime,
) -> Drawable:  # fmt: skip
    """What there is to draw for `month`, so that each agent has `per_agent`."""
    first, last = month_range(month)
    wanted = RosterFilter(departments=frozenset({department_id}))
    there = {one.person.no: one for one in agents(session, first, last, wanted)}
    ids = [one.person.id for one in there.values()]
    plan = planned_of_month(session, month, time)
    needs = tuple(_needs(session, there, plan, per_agent, (first, last), time))
    ids = [there[one.no].person.id for one in needs]
    taken = taken_refs(session, ids)
    listed = contacts_of(session, ids, first, last, time)
    begin = max(first, time.local_date(now))
    inspectors = inspectors_of(session, department_id, begin, last)
    load = Counter(row.inspector_no for row in plan if not row.dropped)
    contacts = [one for one in listed if one.ref not in taken]
    task = Task(
        weeks=weeks(begin, last) if begin <= last else (),
        agents=needs,
        inspectors=tuple(
            Inspector(no, found, load[no]) for no, (_person, found) in inspectors.items()
        ),
        contacts=tuple(one.listed(time) for one in contacts),
        listed=_is_listed(session, there, first, last, time),
    )
    return Drawable(
        task,
        there,
        {no: person for no, (person, _weeks) in inspectors.items()},
        {one.ref: one for one in contacts},
        frozenset(one.ref for one in listed if one.ref in taken),
        last_contact_id(session),
    )


def _is_listed(
    session: Session, there: Mapping[str, Agent], first: date, last: date, time: CentreTime
) -> bool:
    """Whether a list brought anything of the month."""
    ids = [one.person.id for one in there.values()]
    return list_of_month(session, ids, first, last, time).contacts > 0


def inspectors_of(
    session: Session, department_id: int, first: date, last: date
) -> dict[str, tuple[Person, tuple[date, ...]]]:
    """Who inspects in a department, and in which weeks from `first` to `last` they are there: on a
    day at least they are employed, no leave of theirs was approved, and it is an office day or one
    on which they stand on the roster. Each week once for each such day. By number; who is there in
    none is left out."""
    known = reference(session)
    query = select(Post.person_id).where(
        Post.role == Role.QA_INSPECTOR, Post.department_id == department_id
    )
    people = known.people(list(session.scalars(query.distinct())))
    ids = [one.id for one in people.values()]
    ledger = work.worked(session, ids, first, last)
    away: dict[str, list[Leave]] = defaultdict(list)
    for leave in facts.live_leaves(session, ids, first, last):
        if leave.status is LeaveStatus.APPROVED:
            away[leave.person].append(leave)
    found = {}
    for no, one in people.items():
        held = ledger.shifts(no)
        there = [
            monday(day)
            for day in _days(first, last)
            if _inspects(one, department_id, day)
            and (day in held or _office_day(known, day))
            and not any(leave.covers(day) for leave in away.get(no, ()))
        ]
        if there:
            found[no] = (one, tuple(there))
    return found


def _inspects(one: Person, department_id: int, day: date) -> bool:
    post = one.post_on(day)
    return (
        one.speaks_on(day)
        and post.role is Role.QA_INSPECTOR
        and post.place.department == department_id
    )


def _office_day(known: Reference, day: date) -> bool:
    return day in known.workdays or (day.weekday() < 5 and day not in known.holidays)


def _needs(
    session: Session, there: Mapping[str, Agent], plan: Sequence[PlannedRow], per_agent: int,
    span: tuple[date, date], time: CentreTime,
) -> list[ToDraw]:  # fmt: skip
    """The agents who have fewer than `per_agent`: done, or planned and still to be done."""
    done = inspected_at(session, *span, time)
    live: dict[str, list[PlannedRow]] = defaultdict(list)
    for row in plan:
        if row.is_live:
            live[row.agent_no].append(row)
    plans = {row.inspection_no: row for row in plan if row.inspection_no}
    found = []
    for no, agent in there.items():
        had, waiting = done.get(no, ()), live.get(no, ())
        needed = per_agent - len(had) - len(waiting)
        if needed > 0:
            behind = [plans[one] for one, _at in had if one in plans] + [*waiting]
            alone = [monday(time.local_date(at)) for one, at in had if one not in plans]
            taken = [*alone, *(_week(row, time) for row in behind)]
            shifts = [row.shift for row in behind if row.shift]
            works = {monday(day) for day, _code in agent.shifts}
            found.append(
                ToDraw(
                    no, needed, tuple(sorted(taken)), tuple(sorted(shifts)), tuple(sorted(works))
                )
            )
    return found


def _week(row: PlannedRow, time: CentreTime) -> date:
    """The one of its contact, or where that is to be chosen, the one to inspect in."""
    return monday(time.local_date(row.contact_at)) if row.contact_at else row.week


def _days(first: date, last: date) -> list[date]:
    return [first + at * _DAY for at in range((last - first).days + 1)]
