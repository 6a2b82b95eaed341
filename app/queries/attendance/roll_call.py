"""The roll-call sheet of a team's day: who is rostered for which shift, who came, who is away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attendance, Person, Post
from app.queries import facts, work
from app.rules.attendance import DutyFacts, check_attendance
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance as AttendanceFact
from app.rules.facts import Leave
from app.rules.findings import Finding
from app.rules.vocabulary import LeaveStatus


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One person's line for a shift that they are rostered for.

    `roll_call`: when one is to be at the post (ATT-1). `leave`: the approved leave that covers
    the day, "" for none. `recorded`: whether the sheet has
    a line for them; with `arrived_at` None they never came. `findings`: ATT-1 to ATT-4 (and
    SWAP-10) as the sheet stands, once it is recorded.
    """

    person_id: int
    no: str
    name: str
    shift: str
    start: datetime
    end: datetime
    roll_call: datetime
    swap: str
    leave: str
    leave_kind: str
    recorded: bool
    arrived_at: datetime | None
    off_post_minutes: int
    findings: tuple[Finding, ...]


def roll_call(session: Session, time: CentreTime, team_id: int, day: date) -> list[RollCallRow]:
    """The team's sheet of `day`, by shift and number; who has no shift is not on it."""
    members = _members(session, team_id, day)
    sheet = _Sheet(session, time, members, day)
    rows = [row for person_id in members if (row := sheet.row(person_id)) is not None]
    return sorted(rows, key=lambda row: (row.start, row.shift, row.no))


def _members(session: Session, team_id: int, day: date) -> dict[int, str]:
    """Who is employed and in the team on `day`, by id; before a first post, that one holds."""
    ever = select(Post.person_id).where(Post.team_id == team_id)
    posts = (
        select(Post.person_id, Person.name, Post.since, Post.team_id)
        .join(Person, Person.id == Post.person_id)
        .where(
            Post.person_id.in_(ever),
            Person.hired_on <= day,
            Person.left_on.is_(None) | (Person.left_on >= day),
        )
        .order_by(Post.person_id, Post.since)
    )
    found: dict[int, str] = {}
    for person_id, held in groupby(session.execute(posts), key=itemgetter(0)):
        first, *later = held
        post = next((row for row in reversed(later) if row.since <= day), first)
        if post.team_id == team_id:
            found[person_id] = post.name
    return found


class _Sheet:
    """What the lines of one day are made of."""

    def __init__(
        self, session: Session, time: CentreTime, members: dict[int, str], day: date
    ) -> None:
        self.time, self.day, self.names = time, day, members
        ids = tuple(members)
        self.numbers = _numbers(session, ids)
        self.shifts = facts.shift_types(session)
        found = work.sources(session, ids, day, day)
        self.ledger = found.ledger()
        self.swaps = {swap.no: swap for swap in found.swaps}
        self.leaves = _leaves(facts.leaves(session, ids), day)
        self.policies = facts.policies(session)
        self.recorded = _recorded(session, ids, day)

    def row(self, person_id: int) -> RollCallRow | None:
        no = self.numbers[person_id]
        code = self.ledger.shift_on(no, self.day)
        if code is None:
            return None
        start, end = self.time.interval(self.shifts[code], self.day)
        origin = self.ledger.origin(no, self.day)
        leave = self.leaves.get(no)
        line = self.recorded.get(person_id)
        duty = DutyFacts(
            no, self.day, self.shifts[code], start, line, self.swaps[origin] if origin else None
        )
        judged = line is not None and leave is None
        policy = self.policies.at(start)
        return RollCallRow(
            person_id,
            no,
            self.names[person_id],
            code,
            start,
            end,
            start - timedelta(minutes=policy.att_roll_call_minutes),
            origin or "",
            leave.no if leave else "",
            leave.kind if leave else "",
            line is not None,
            line.arrived_at if line else None,
            line.off_post_minutes if line else 0,
            tuple(check_attendance(duty, policy)) if judged else (),
        )


def _numbers(session: Session, ids: Collection[int]) -> dict[int, str]:
    query = select(Person.id, Person.employee_no).where(Person.id.in_(ids))
    return {row.id: row.employee_no for row in session.execute(query)}


def _leaves(leaves: Collection[Leave], day: date) -> dict[str, Leave]:
    return {
        leave.person: leave
        for leave in leaves
        if leave.status is LeaveStatus.APPROVED and leave.covers(day)
    }


def _recorded(session: Session, ids: Collection[int], day: date) -> dict[int, AttendanceFact]:
    row = Attendance
    query = select(row.person_id, row.arrived_at, row.off_post_minutes).where(
        row.day == day, row.person_id.in_(ids)
    )
    return {
        person_id: AttendanceFact("", day, arrived_at, off_post)
        for person_id, arrived_at, off_post in session.execute(query)
    }
