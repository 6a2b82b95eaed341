"""The shifts of one department around a day: who works them, who leads them, what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts, work
from app.queries.handover.rows import CrewRow, LogKey, Somebody
from app.queries.reference import Reference, reference
from app.rules.calendar import CentreTime
from app.rules.facts import Leave, Person, ShiftType
from app.rules.handover.leading import Span, duty_leader, successor
from app.rules.vocabulary import LeaveStatus, Role
from app.rules.work import RosterLedger, working, works_shifts

_REACH = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class DepartmentDays:
    """What a department works from two days before a day to two days after it."""

    department_id: int
    time: CentreTime
    shifts: Mapping[str, ShiftType]
    people: Mapping[str, Person]
    """All who ever had a post in the department, by number."""
    ledger: RosterLedger
    approved: Mapping[str, Sequence[Leave]]
    known: Reference
    first: date
    last: date

    def belongs(self, person: Person, day: date) -> bool:
        """Whether the person's post of `day` is in the department, on a shift."""
        post = person.post_on(day)
        return post.place.department == self.department_id and works_shifts(post.role)

    def works(self, person: Person, day: date) -> str | None:
        """The code of the shift that they are working on `day`."""
        if not self.belongs(person, day):
            return None
        return working(self.ledger, person, day, self.approved.get(person.no, ()))

    def crew(self, day: date, code: str) -> list[Person]:
        """Who works a shift, by number."""
        return [one for one in self.people.values() if self.works(one, day) == code]

    def span(self, day: date, code: str) -> Span:
        begin, end = self.time.interval(self.shifts[code], day)
        return Span(day, code, begin, end)

    def worked(self) -> list[Span]:
        """The shifts that somebody of the department works, by their start."""
        count = (self.last - self.first).days + 1
        days = [self.first + timedelta(days=at) for at in range(count)]
        spots = {
            (day, code)
            for person in self.people.values()
            for day in days
            if (code := self.works(person, day)) is not None
        }
        spans = (self.span(day, code) for day, code in spots)
        return sorted(spans, key=lambda one: (one.begin, one.end, one.code))

    def heads(self, day: date) -> list[str]:
        """The numbers of the department's heads on `day`."""
        return [
            one.no
            for one in self.people.values()
            if one.speaks_on(day)
            and one.post_on(day).role is Role.DEPARTMENT_HEAD
            and one.post_on(day).place.department == self.department_id
        ]

    def leaders(self, day: date, code: str) -> list[str]:
        """The numbers of the team leaders who work a shift."""
        crew = self.crew(day, code)
        return [one.no for one in crew if one.post_on(day).role is Role.TEAM_LEADER]

    def duty_leader(self, day: date, code: str, acting: str = "") -> Person | None:
        """Who runs a shift."""
        no = duty_leader(acting, self.leaders(day, code), self.heads(day))
        return self.people.get(no)

    def successor(self, day: date, code: str) -> Span | None:
        """The shift that takes this one over."""
        return successor(self.span(day, code), self.worked())


def department_days(
    session: Session, time: CentreTime, department_id: int, day: date
) -> DepartmentDays:
    """What the department works around `day`."""
    known = reference(session)
    ids = members(session, department_id)
    first, last = day - _REACH, day + _REACH
    approved: dict[str, list[Leave]] = {}
    for leave in facts.live_leaves(session, ids, first, last):
        if leave.status is LeaveStatus.APPROVED:
            approved.setdefault(leave.person, []).append(leave)
    return DepartmentDays(
        department_id=department_id,
        time=time,
        shifts=known.shifts,
        people=known.people(ids),
        ledger=work.worked(session, ids, first, last),
        approved=approved,
        known=known,
        first=first,
        last=last,
    )


def members(session: Session, department_id: int) -> list[int]:
    """The ids of all who have, or had, a post in the department."""
    return list(session.scalars(_members_query(), {"department": department_id}))


@cache
def _members_query() -> Any:
    post = m.Post
    return (
        select(post.person_id)
        .where(post.department_id == bindparam("department"))
        .distinct()
        .order_by(post.person_id)
    )


def named(person: Person) -> Somebody:
    """A person as rows name them."""
    return Somebody(person.id, person.no, person.name)


def crew_rows(days: DepartmentDays, key: LogKey) -> tuple[CrewRow, ...]:
    """Who works the shift: leaders first, then by number."""
    crew = days.crew(key.day, key.shift)
    rows = [
        CrewRow(named(one), one.post_on(key.day).role, one.post_on(key.day).team) for one in crew
    ]
    return tuple(sorted(rows, key=lambda row: (row.role is not Role.TEAM_LEADER, row.person.no)))
