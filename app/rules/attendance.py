"""ATT-1 to ATT-4, ATT-6 and SWAP-10: one rostered shift against its roll call.

They are asked only where attendance was kept: of everybody who works a shift of which
`kept_sheets` knows the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rules.facts import Attendance, Person, ShiftType, Swap
from app.rules.figures.attendance import (
    CameLate,
    CameTooLate,
    DateInDoubt,
    NeverCame,
    OffPost,
    RollCallMissed,
    WentEarly,
    WentTooEarly,
)
from app.rules.figures.figure import EmployeeNo, Figures, Minutes, TimeOfDay
from app.rules.figures.swaps import SwappedShiftMissed
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import Level

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)

SHEET_OPENS = timedelta(hours=2)
"""How long before a shift its roll-call sheet may be begun: nobody comes earlier for it."""


RollCallSheet = tuple[date, str, tuple[str, str]]
"""What one roll call is of: a date, a shift's code, and a team as department and name.

People without a team are one team of their department.
"""


def kept_sheets(
    recorded: Iterable[tuple[str, date]],
    people: Mapping[str, Person],
    shift_on: Callable[[str, date], str | None],
) -> frozenset[RollCallSheet]:
    """The sheets that were kept: each has a row of somebody of the team, by the post of that day,
    who works that shift that day, on leave or not.

    `recorded`: number and date of each row; `shift_on`: what somebody works, swaps applied.
    """
    return frozenset(
        (day, code, people[no].post_on(day).team_key)
        for no, day in recorded
        if (code := shift_on(no, day)) is not None
    )


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """A shift that somebody employed and not on leave works, and whose sheet was kept."""

    person: str
    day: date
    shift: ShiftType
    start: datetime
    end: datetime
    row: Attendance | None
    swap: Swap | None
    """The swap through which the shift is held."""
    as_of: datetime
    """Up to when somebody who has not come may still come."""


def absent_from(start: datetime, policy: Policy) -> datetime:
    """ATT-4: from when on somebody who has not come to a shift is absent (ATT-2's limit)."""
    return start + policy.att_absence_minutes * _MINUTE


def check_attendance(facts: DutyFacts, policy: Policy) -> list[Finding]:
    """ATT-1 to ATT-4 and ATT-6 for one shift; a missed one charges its swap's parties (SWAP-10)."""
    if facts.row is None or facts.row.arrived_at is None:
        missed = facts.as_of >= absent_from(facts.start, policy)
        return list(_missed(facts)) if missed else []
    return [
        *_arrival(facts, facts.row.arrived_at, policy),
        *_off_post(facts, policy),
        *_leaving(facts, facts.row.left_at, policy),
    ]


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
    else:
        yield from _roll_call(facts, arrived, policy)


def _roll_call(facts: DutyFacts, arrived: datetime, policy: Policy) -> Iterator[Finding]:
    early = Minutes((facts.start - arrived) // _MINUTE)
    limit, doubt = policy.att_roll_call_minutes, policy.att_early_hours
    if early < limit:
        missed = RollCallMissed(minutes=early, limit=limit, arrived=TimeOfDay(arrived))
        yield _finding(facts, missed, Level.WARNING)
    elif facts.start - arrived > doubt * _HOUR:
        doubted = DateInDoubt(minutes=early, limit=doubt, moment=arrived)
        yield _finding(facts, doubted, Level.WARNING)


def _off_post(facts: DutyFacts, policy: Policy) -> Iterator[Finding]:
    minutes = facts.row.off_post_minutes if facts.row else 0
    if minutes >= policy.att_off_post_minutes:
        limit = policy.att_off_post_minutes
        yield _finding(facts, OffPost(minutes=Minutes(minutes), limit=limit))


def _leaving(facts: DutyFacts, left: datetime | None, policy: Policy) -> Iterator[Finding]:
    """ATT-6: nobody goes before the end; the limit is that of ATT-3."""
    early = (facts.end - left) // _MINUTE if left is not None else 0
    if left is None or early <= 0:
        return
    limit, at = policy.att_off_post_minutes, TimeOfDay(left)
    if early >= limit:
        yield _finding(facts, WentTooEarly(minutes=Minutes(early), limit=limit, left=at))
    else:
        figures = WentEarly(minutes=Minutes(early), limit=limit, left=at)
        yield _finding(facts, figures, Level.WARNING)


def _finding(facts: DutyFacts, figures: Figures, level: Level = Level.BREACH) -> Finding:
    subject = f"{facts.person}@{facts.day.isoformat()}"
    return Finding(subject, facts.person, facts.day, figures, level)
