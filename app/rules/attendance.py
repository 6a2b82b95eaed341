"""The attendance rules, ATT-1 to ATT-4, and SWAP-10: one rostered shift against its roll call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rules.facts import Attendance, ShiftType, Swap
from app.rules.figures.attendance import (
    CameLate,
    CameTooLate,
    NeverCame,
    OffPost,
    RollCallMissed,
)
from app.rules.figures.figure import EmployeeNo, Figures, Minutes, TimeOfDay
from app.rules.figures.swaps import SwappedShiftMissed
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import Level

_MINUTE = timedelta(minutes=1)

SHEET_OPENS = timedelta(hours=2)
"""How long before a shift its roll-call sheet may be begun: nobody comes earlier for it."""


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """A shift that somebody employed and not on leave was rostered to work on a recorded date."""

    person: str
    day: date
    shift: ShiftType
    start: datetime
    row: Attendance | None
    swap: Swap | None
    """The swap through which the shift is held."""


def check_attendance(facts: DutyFacts, policy: Policy) -> list[Finding]:
    """ATT-1 to ATT-4 for one shift that has started; a missed one charges its swap's parties."""
    if facts.row is None or facts.row.arrived_at is None:
        return list(_missed(facts))
    return [*_arrival(facts, facts.row.arrived_at, policy), *_off_post(facts, policy)]


def _missed(facts: DutyFacts) -> Iterator[Finding]:
    yield _finding(facts, NeverCame(shift=facts.shift.code))
    if facts.swap is not None:
        missed = SwappedShiftMissed(absent=EmployeeNo(facts.person), shift=facts.shift.code)
        for party in (facts.swap.requester, facts.swap.counterpart):
            yield Finding(facts.swap.no, party, facts.day, missed)


def _arrival(facts: DutyFacts, arrived: datetime, policy: Policy) -> Iterator[Finding]:
    late, at = (arrived - facts.start) // _MINUTE, TimeOfDay(arrived)
    if late > 0:
        limit = policy.att_absence_minutes
        if late >= limit:
            yield _finding(facts, CameTooLate(minutes=Minutes(late), limit=limit, arrived=at))
        else:
            figures = CameLate(minutes=Minutes(late), limit=limit, arrived=at)
            yield _finding(facts, figures, Level.WARNING)
    elif -late < policy.att_roll_call_minutes:
        limit = policy.att_roll_call_minutes
        missed = RollCallMissed(minutes=Minutes(-late), limit=limit, arrived=at)
        yield _finding(facts, missed, Level.WARNING)


def _off_post(facts: DutyFacts, policy: Policy) -> Iterator[Finding]:
    minutes = facts.row.off_post_minutes if facts.row else 0
    if minutes >= policy.att_off_post_minutes:
        limit = policy.att_off_post_minutes
        yield _finding(facts, OffPost(minutes=Minutes(minutes), limit=limit))


def _finding(facts: DutyFacts, figures: Figures, level: Level = Level.BREACH) -> Finding:
    subject = f"{facts.person}@{facts.day.isoformat()}"
    return Finding(subject, facts.person, facts.day, figures, level)
