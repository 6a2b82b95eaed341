"""What one leave is judged by, gathered from the registers of its moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.rules.approvers import has_leader
from app.rules.calendar import CentreTime
from app.rules.facts import CentreFacts, Leave, Person, Swap
from app.rules.kinds import rules_of
from app.rules.leave import CoveredShift, LeaveFacts, run_length
from app.rules.work import RosterLedger

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LeaveScene:
    """The state against which leaves are judged: every effective swap is in the ledger."""

    facts: CentreFacts
    ledger: RosterLedger
    swaps: Mapping[str, Swap]
    time: CentreTime
    as_of: datetime
    leaders: tuple[Person, ...]
    """Everybody who leads a team of the applicants' departments, now or once."""


def beside(leaves: Sequence[Leave], leave: Leave, replaces: str = "") -> tuple[Leave, ...]:
    """The same person's other live leaves, save the one that `leave` replaces."""
    return tuple(
        other
        for other in leaves
        if other.person == leave.person and other.no not in (leave.no, replaces)
    )


def filed_before(leaves: Sequence[Leave], leave: Leave, replaces: str = "") -> tuple[Leave, ...]:
    """Those `beside` it that were filed before `leave`: they lengthen its run (LEAVE-1)."""
    mine = (leave.filed_at, leave.no or "~")
    others = beside(leaves, leave, replaces)
    return tuple(other for other in others if (other.filed_at, other.no) < mine)


def leave_facts(
    scene: LeaveScene, leave: Leave, run: Sequence[Leave], standing: Sequence[Leave]
) -> LeaveFacts:
    """The facts of `leave`.

    `run`: the person's leaves filed no later that lengthen its run; `standing`: those that it
    must not overlap, in a register's check filed no later as well, for a live request all.
    """
    filed_day = scene.time.local_date(leave.filed_at)
    applicant = scene.facts.people[leave.person].post_on(filed_day)
    return LeaveFacts(
        leave=leave,
        people=scene.facts.people,
        time=scene.time,
        filed_day=filed_day,
        applicant=applicant,
        team_led=has_leader(applicant, scene.leaders, filed_day),
        covered=tuple(_covered(scene, leave)),
        run_days=run_length(leave, run),
        overlaps=tuple(
            other for other in standing if other.first <= leave.last and leave.first <= other.last
        ),
        as_of=scene.as_of,
        kind=rules_of(leave.kind, scene.facts.kinds),
        delegations=scene.facts.delegations,
    )


def _covered(scene: LeaveScene, leave: Leave) -> Iterator[CoveredShift]:
    for offset in range((leave.last - leave.first).days + 1):
        day = leave.first + offset * _DAY
        code = scene.ledger.shift_on(leave.person, day)
        if code is None:
            continue
        shift = scene.facts.shifts[code]
        origin = scene.ledger.origin(leave.person, day)
        yield CoveredShift(
            day,
            shift,
            scene.time.interval(shift, day)[0],
            day in scene.facts.holidays,
            origin,
            scene.swaps[origin].took_effect if origin else None,
        )
