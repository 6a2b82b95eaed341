"""The roll-call sheet of a team's day: who is rostered for which shift, who came, who is away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attendance, Post
from app.queries import facts, work
from app.queries.attendance.returns import leaves_on, returns_of
from app.queries.known import known
from app.rules.attendance import (
    DutyFacts,
    absent_from,
    check_attendance,
    kept_sheets,
)
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance as AttendanceFact
from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One person's line for a shift that they are rostered for.

    `roll_call`: when one is to be at the post (ATT-1). `leave`: the approved leave that covers
    the day, "" for none. `recorded`: whether the sheet has a line for them; with `arrived_at`
    None they have not come, which is an absence from `absent_from` on (ATT-4). `left_at`: when
    they went home, where that was written down. `back_from`: the approved leave from which they
    report back on this line, by the start of this first shift after it or earlier (LEAVE-11), and
    `back_at` when they did. `findings`: ATT-1 to ATT-4, ATT-6 and SWAP-10
    as the sheet stands, of everybody on a shift of which something is recorded.
    """

    person_id: int
    no: str
    name: str
    shift: str
    start: datetime
    end: datetime
    roll_call: datetime
    absent_from: datetime
    swap: str
    leave: str
    leave_kind: str
    recorded: bool
    arrived_at: datetime | None
    off_post_minutes: int
    left_at: datetime | None
    back_from: str
    back_at: datetime | None
    findings: tuple[Finding, ...]


def roll_call(
    session: Session, time: CentreTime, team_id: int, day: date, now: datetime
) -> list[RollCallRow]:
    """The team's sheets of `day` as they stand at `now`, by shift and number; who has no shift is
    on none."""
    sheet = _Sheet(session, time, _members(session, team_id, day), day, now)
    return sorted(sheet.rows(), key=lambda row: (row.start, row.shift, row.no))


def _members(session: Session, team_id: int, day: date) -> dict[int, Person]:
    """Whose post of `day` is in the team, by id."""
    ever = select(Post.person_id).where(Post.team_id == team_id)
    return {
        one.id: one
        for one in known(session, session.scalars(ever).all())
        if one.place_on(day).team == team_id
    }


class _Sheet:
    """What the lines of one day are made of."""

    def __init__(
        self,
        session: Session,
        time: CentreTime,
        members: Mapping[int, Person],
        day: date,
        now: datetime,
    ) -> None:
        self.time, self.day, self.members, self.now = time, day, members, now
        ids = tuple(members)
        self.shifts = facts.shift_types(session)
        found = work.sources(session, ids, day, day)
        self.ledger = found.ledger()
        self.swaps = {swap.no: swap for swap in found.swaps}
        self.leaves = leaves_on(session, ids, day)
        self.returns = returns_of(session, members.values(), day)
        self.policies = facts.policies(session)
        self.recorded = _recorded(session, ids, day)
        people = {person.no: person for person in members.values()}
        recorded = ((members[key].no, day) for key in self.recorded)
        self.kept = kept_sheets(recorded, people, self.ledger.shift_on)

    def rows(self) -> Iterator[RollCallRow]:
        for person_id, person in self.members.items():
            code = self.ledger.shift_on(person.no, self.day)
            if code is not None and person.employed_on(self.day):
                yield self._row(person_id, person, code)

    def _row(self, person_id: int, person: Person, code: str) -> RollCallRow:
        start, end = self.time.interval(self.shifts[code], self.day)
        policy = self.policies.at(start)
        leave, line = self.leaves.get(person.no), self.recorded.get(person_id)
        back = self.returns.get(person.no) or leave
        return RollCallRow(
            person_id=person_id,
            no=person.no,
            name=person.name,
            shift=code,
            start=start,
            end=end,
            roll_call=start - timedelta(minutes=policy.att_roll_call_minutes),
            absent_from=absent_from(start, policy),
            swap=self.ledger.origin(person.no, self.day) or "",
            leave=leave.no if leave else "",
            leave_kind=leave.kind if leave else "",
            recorded=line is not None,
            arrived_at=line.arrived_at if line else None,
            off_post_minutes=line.off_post_minutes if line else 0,
            left_at=line.left_at if line else None,
            back_from=back.no if back else "",
            back_at=back.back_at if back else None,
            findings=() if leave else tuple(self._findings(person, code, line, policy)),
        )

    def _findings(
        self,
        person: Person,
        code: str,
        line: AttendanceFact | None,
        policy: Policy,
    ) -> list[Finding]:
        """None where the shift's sheet was not kept."""
        if (self.day, code, person.post_on(self.day).team_key) not in self.kept:
            return []
        origin = self.ledger.origin(person.no, self.day)
        swap = self.swaps[origin] if origin else None
        shift = self.shifts[code]
        start, end = self.time.interval(shift, self.day)
        duty = DutyFacts(
            person=person.no, day=self.day, shift=shift, start=start, end=end, row=line,
            swap=swap, as_of=self.now,
        )  # fmt: skip
        return check_attendance(duty, policy)


def _recorded(session: Session, ids: Collection[int], day: date) -> dict[int, AttendanceFact]:
    row = Attendance
    query = select(row.person_id, row.arrived_at, row.off_post_minutes, row.left_at).where(
        row.day == day, row.person_id.in_(ids)
    )
    return {
        person_id: AttendanceFact("", day, arrived_at, off_post, left_at)
        for person_id, arrived_at, off_post, left_at in session.execute(query)
    }
