"""The legs of effective swaps against leave and roll call: what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.known import ids
from app.queries.swaps.rows import PartyRow, SwapRow
from app.queries.work import worked
from app.rules.attendance import RollCallSheet, absent_from, kept_sheets
from app.rules.calendar import CentreTime
from app.rules.debt import Debt, LegFacts, debt_of
from app.rules.facts import Attendance, Leave, Person, ShiftType
from app.rules.kinds import is_sick
from app.rules.vocabulary import LeaveStatus, SwapStatus


def debts(
    session: Session, rows: Iterable[SwapRow], time: CentreTime, now: datetime
) -> dict[str, Debt]:
    """Swap number -> how its debt stands; effective swaps whose shifts are known, and no others."""
    effective = [row for row in rows if row.status is SwapStatus.EFFECTIVE and _known(row)]
    if not effective:
        return {}
    reading = _Reading(session, effective, time)
    return {row.no: debt_of(reading.legs(row), now) for row in effective}


def _known(row: SwapRow) -> bool:
    return bool(row.requester.shift and row.counterpart.shift)


class _Reading:
    """What leave and roll call say of the parties on the days of the swaps."""

    def __init__(self, session: Session, rows: Sequence[SwapRow], time: CentreTime) -> None:
        parties = {party.person_id for row in rows for party in (row.requester, row.counterpart)}
        days = {party.gives_on for row in rows for party in (row.requester, row.counterpart)}
        self._session, self._time = session, time
        self._shifts: Mapping[str, ShiftType] = facts.shift_types(session)
        self._people: Mapping[str, Person] = facts.persons(session)
        self._leaves: dict[str, list[Leave]] = defaultdict(list)
        for leave in facts.leaves(session, parties):
            if _stands(leave):
                self._leaves[leave.person].append(leave)
        self._policies = facts.policies(session)
        self._calls = _calls(session, days)
        self._kept: dict[tuple[date, tuple[str, str]], frozenset[RollCallSheet]] = {}

    def legs(self, row: SwapRow) -> list[LegFacts]:
        """Each works what the other gave away."""
        return [
            self._leg(row.requester, row.counterpart.no),
            self._leg(row.counterpart, row.requester.no),
        ]

    def _leg(self, given: PartyRow, worker: str) -> LegFacts:
        day = given.gives_on
        start, end = self._time.interval(self._shifts[given.shift], day)
        call = self._calls.get((worker, day))
        return LegFacts(
            worker=worker,
            day=day,
            start=start,
            end=end,
            absent_from=absent_from(start, self._policies.at(start)),
            on_leave=any(leave.covers(day) for leave in self._leaves[worker]),
            held=call is not None or self._is_kept(worker, day, given.shift),
            call=call,
        )

    def _is_kept(self, worker: str, day: date, shift: str) -> bool:
        """Whether the roll call of the worker's team was kept for the shift, by others' rows."""
        team = self._people[worker].post_on(day).team_key
        if (day, team) not in self._kept:
            self._kept[day, team] = self._sheets(day, team)
        return (day, shift, team) in self._kept[day, team]

    def _sheets(self, day: date, team: tuple[str, str]) -> frozenset[RollCallSheet]:
        recorded = [
            (no, at)
            for no, at in self._calls
            if at == day and self._people[no].post_on(day).team_key == team
        ]
        members = ids(self._session, numbers=[no for no, _day in recorded]).values()
        shift_on = worked(self._session, members, day, day).shift_on
        return kept_sheets(recorded, self._people, shift_on) if recorded else frozenset()


def _stands(leave: Leave) -> bool:
    """Approved, or a sickness that is still to be decided: nobody waits for them meanwhile."""
    pending = leave.status is LeaveStatus.PENDING and is_sick(leave.kind)
    return pending or leave.status is LeaveStatus.APPROVED


def _calls(session: Session, days: Iterable[date]) -> dict[tuple[str, date], Attendance]:
    row, person = m.Attendance, m.Person
    query = (
        select(person.employee_no, row.day, row.arrived_at, row.off_post_minutes)
        .join(person, person.id == row.person_id)
        .where(row.day.in_(days))
    )
    return {
        (no, day): Attendance(no, day, arrived_at, minutes)
        for no, day, arrived_at, minutes in session.execute(query)
    }
