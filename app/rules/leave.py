"""The leave rules, LEAVE-1 to LEAVE-9: pure judgements of one leave over frozen facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.rules.approvers import is_step_approver, may_stand_in
from app.rules.calendar import CentreTime
from app.rules.facts import Delegation, Leave, Person, Post, ShiftType, Signature
from app.rules.figures.figure import Days, EmployeeNo, Figures, KindOfLeave, Minutes
from app.rules.figures.leave import (
    CertificateGap,
    CertificateLate,
    CertificateMissing,
    CertificateUndated,
    FiledLate,
    HolidayFiledLate,
    HolidayUnexplained,
    LateCall,
    LateNotAccepted,
    LeavesOverlap,
    NightFiledLate,
    NightUnexplained,
    NoCall,
    NotInPerson,
    OwnStep,
    StepMissing,
    StepOutOfOrder,
    StrangersStep,
    SwappedShiftCovered,
)
from app.rules.findings import Finding
from app.rules.kinds import KindRules
from app.rules.policy import Policy
from app.rules.vocabulary import LeaveKind, LeaveStepKind, Level, Role, Upwards

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_NOON = time(12)
_ABOVE_LEADERS = (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR)
"""Whose own leave no team leader decides on."""


@dataclass(frozen=True, slots=True)
class CoveredShift:
    """A shift on which the person is rostered on a date of the leave, swaps applied."""

    day: date
    shift: ShiftType
    start: datetime
    holiday: bool
    swap: str | None
    """The number of the swap through which it is held."""
    swap_effective_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """One leave with everything that its rules count."""

    leave: Leave
    people: Mapping[str, Person]
    time: CentreTime
    filed_day: date
    applicant: Post
    """The post of the day on which it was filed."""
    team_led: bool
    """Whether the applicant's team had a leader that day."""
    covered: tuple[CoveredShift, ...]
    run_days: int
    """Calendar days of the unbroken run that judges the chain (see `run_length`)."""
    overlaps: tuple[Leave, ...]
    """The person's other leaves that overlap this one: in a register those filed earlier, beside a
    live request whichever stand."""
    as_of: datetime
    kind: KindRules
    delegations: tuple[Delegation, ...] = ()


def run_length(leave: Leave, others: Sequence[Leave]) -> int:
    """Days of the unbroken run of calendar days that `leave` is part of.

    `others` are the same person's leaves filed no later that are not declined or withdrawn:
    splitting a leave does not lower its chain.
    """
    first, last = leave.first, leave.last
    grown = True
    while grown:
        grown = False
        for other in others:
            touches = other.first <= last + _DAY and other.last >= first - _DAY
            if touches and (other.first < first or other.last > last):
                first, last = min(first, other.first), max(last, other.last)
                grown = True
    return (last - first).days + 1


def required_steps(
    applicant: Post, kind: KindRules, run_days: int, policy: Policy, *, team_led: bool
) -> tuple[LeaveStepKind, ...]:
    """LEAVE-1's chain for a leave, lowest first; empty for the director's own.

    `team_led`: whether the applicant's team has a leader; without one it begins at the head.
    """
    if applicant.role is Role.CENTRE_DIRECTOR:
        return ()
    steps = []
    if applicant.team and team_led and applicant.role not in _ABOVE_LEADERS:
        steps.append(LeaveStepKind.LEADER)
    if applicant.role is not Role.DEPARTMENT_HEAD:
        steps.append(LeaveStepKind.HEAD)
    long = run_days > policy.leave_director_days and kind.director is Upwards.LONG
    if applicant.role is Role.DEPARTMENT_HEAD or kind.director is Upwards.ALWAYS or long:
        steps.append(LeaveStepKind.DIRECTOR)
    return tuple(steps)


def steps_of(facts: LeaveFacts, policy: Policy) -> tuple[LeaveStepKind, ...]:
    """LEAVE-1's chain for the leave of `facts`."""
    return required_steps(
        facts.applicant, facts.kind, facts.run_days, policy, team_led=facts.team_led
    )


def step_of(leave: Leave, step: LeaveStepKind) -> Signature | None:
    """Who decided `step` and when; None where the number or the time is blank."""
    if step is LeaveStepKind.LEADER:
        return leave.leader
    return leave.head if step is LeaveStepKind.HEAD else leave.director


def _finding(facts: LeaveFacts, day: date, told: Figures, level: Level = Level.BREACH) -> Finding:
    return Finding(facts.leave.no, facts.leave.person, day, told, level)


def leave_1(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """Level by level, no skipping, no crossing."""
    leave = facts.leave
    previous: Signature | None = None
    for step in steps_of(facts, policy):
        signature = step_of(leave, step)
        fault = _step_fault(facts, step, signature, previous)
        if fault is not None:
            yield _finding(facts, leave.first, fault)
        previous = signature or previous


def _step_fault(
    facts: LeaveFacts,
    step: LeaveStepKind,
    signature: Signature | None,
    previous: Signature | None,
) -> Figures | None:
    if signature is None:
        return StepMissing(step=step, days=Days(facts.run_days))
    by = EmployeeNo(signature.by)
    if by == facts.leave.person:
        return OwnStep(step=step, by=by)
    if not may_decide(facts, step, by, facts.time.local_date(signature.at)):
        return StrangersStep(step=step, by=by)
    return StepOutOfOrder(step=step, by=by) if previous and signature.at < previous.at else None


def may_decide(facts: LeaveFacts, step: LeaveStepKind, by: str, day: date) -> bool:
    """LEAVE-1: whether `by` is the step's approver on `day`, or delegated by who is."""
    return _approves(facts, step, by, day) or bool(stood_for(facts, step, by, day))


def stood_for(facts: LeaveFacts, step: LeaveStepKind, by: str, day: date) -> list[Person]:
    """LEAVE-1: the step's approvers who delegated to `by` on `day`; a delegate is still of the
    same or a higher level. Nobody, where `by` is an approver of the step themselves."""
    if _approves(facts, step, by, day):
        return []
    mine = facts.people.get(by)
    role = mine.post_on(day).role if mine is not None else None
    return [
        facts.people[row.by]
        for row in facts.delegations
        if row.to == by
        and row.first <= day <= row.last
        and _approves(facts, step, row.by, day)
        and may_stand_in(role, facts.people[row.by].post_on(day).role)
    ]


def _approves(facts: LeaveFacts, step: LeaveStepKind, no: str, day: date) -> bool:
    one = facts.people.get(no)
    return (
        one is not None
        and no != facts.leave.person
        and is_step_approver(step, one.post_on(day), facts.applicant)
    )


def latest_filing(facts: LeaveFacts, policy: Policy) -> tuple[datetime, bool] | None:
    """Up to when a leave of this kind may be filed (UTC), and whether that very minute still will.

    None for emergency sick leave, which LEAVE-5 judges.
    """
    leave, time_ = facts.leave, facts.time
    first = next((shift for shift in facts.covered if shift.day == leave.first), None)
    if leave.kind == LeaveKind.EMERGENCY_SICK:
        return None
    if leave.kind == LeaveKind.SICK:
        return (first.start if first else time_.day_end(leave.first)), False
    if leave.kind == LeaveKind.URGENT_PERSONAL and first:
        return first.start - timedelta(minutes=policy.leave_urgent_minutes), True
    return time_.instant(leave.first - (facts.kind.notice_days - 1) * _DAY), False


def leave_2(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """In advance, or accepted as late by the head (for a head, by the director)."""
    limit = latest_filing(facts, policy)
    if limit is None:
        return
    latest, inclusive = limit
    filed_at = facts.leave.filed_at
    in_time = filed_at < (latest + _MINUTE if inclusive else latest)
    if in_time or _accepted_as_late(facts):
        return
    if facts.leave.late_approved:
        unaccepted = LateNotAccepted(filed=filed_at, latest=latest, step=late_step(facts))
        yield _finding(facts, facts.leave.first, unaccepted)
    else:
        late = FiledLate(
            filed=filed_at,
            latest=latest,
            minutes=Minutes(policy.leave_urgent_minutes),
            kind=KindOfLeave(facts.leave.kind),
        )
        yield _finding(facts, facts.leave.first, late)


def late_step(facts: LeaveFacts) -> LeaveStepKind:
    """LEAVE-2: whose word takes a late filing as in time: the head's, of a head the director's."""
    of_head = facts.applicant.role is Role.DEPARTMENT_HEAD
    return LeaveStepKind.DIRECTOR if of_head else LeaveStepKind.HEAD


def _accepted_as_late(facts: LeaveFacts) -> bool:
    needs_nobody = facts.applicant.role is Role.CENTRE_DIRECTOR
    accepted = needs_nobody or step_of(facts.leave, late_step(facts)) is not None
    return facts.leave.late_approved and accepted


def leave_3(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """In person, save sick and emergency sick leave."""
    leave = facts.leave
    if leave.filed_by != leave.person and not facts.kind.sick:
        by, kind = EmployeeNo(leave.filed_by), KindOfLeave(leave.kind)
        yield _finding(facts, leave.first, NotInPerson(by=by, kind=kind))


def certificate_due(leave: Leave, time_: CentreTime) -> datetime:
    """The end of the day after an emergency's last date (UTC): the certificate is in before."""
    return time_.day_end(leave.last + _DAY)


def leave_4(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """Sick leave has a certificate: before the last approval, or, of an emergency, in time."""
    leave = facts.leave
    due = certificate_due(leave, facts.time)
    if leave.kind == LeaveKind.SICK:
        approved_at = leave.approved_at
        if leave.certificate and approved_at is None:
            fault: Figures | None = CertificateUndated()
        else:
            fault = _certificate_fault(
                leave, due, lambda at: bool(approved_at and at <= approved_at)
            )
    elif leave.kind == LeaveKind.EMERGENCY_SICK and facts.as_of >= due:
        fault = _certificate_fault(leave, due, lambda at: at < due)
    else:
        return
    if fault is not None:
        yield _finding(facts, leave.first, fault)


def _certificate_fault(
    leave: Leave, due: datetime, in_time: Callable[[datetime], bool]
) -> Figures | None:
    certificate, kind = leave.certificate, KindOfLeave(leave.kind)
    if certificate is None:
        return CertificateMissing(kind=kind, due=due)
    if not in_time(certificate.handed_in):
        return CertificateLate(kind=kind, due=due)
    first, last = certificate.first, certificate.last
    if first <= leave.first and leave.last <= last:
        return None
    return CertificateGap(kind=kind, due=due, first=first, last=last, until=leave.last)


def leave_5(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """An emergency is telephoned before the shift starts."""
    leave = facts.leave
    if leave.kind != LeaveKind.EMERGENCY_SICK:
        return
    if leave.phoned_at is None:
        yield _finding(facts, leave.first, NoCall())
    elif facts.covered and leave.phoned_at >= facts.covered[0].start:
        late = LateCall(phoned=leave.phoned_at, start=facts.covered[0].start)
        yield _finding(facts, leave.first, late)


def leave_6(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """No leave on a night shift without special circumstances, filed before noon of its date."""
    night = next((shift for shift in facts.covered if shift.shift.night), None)
    if night is None or facts.kind.sick:
        return
    if not facts.leave.special.strip():
        yield _finding(facts, night.day, NightUnexplained(shift=night.shift.code))
    elif (late := _night_late(facts, night)) is not None:
        yield _finding(facts, night.day, late)


def _night_late(facts: LeaveFacts, night: CoveredShift) -> NightFiledLate | None:
    latest = facts.time.instant(night.day, _NOON)
    filed = facts.leave.filed_at
    return NightFiledLate(filed=filed, latest=latest) if filed >= latest else None


def leave_7(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """No leave on a holiday's shift without exceptional circumstances, filed days before."""
    duty = next((shift for shift in facts.covered if shift.holiday), None)
    if duty is None or facts.kind.sick:
        return
    if not facts.leave.special.strip():
        yield _finding(facts, duty.day, HolidayUnexplained())
    elif (late := _holiday_late(facts, duty, policy)) is not None:
        yield _finding(facts, duty.day, late)


def _holiday_late(facts: LeaveFacts, duty: CoveredShift, policy: Policy) -> HolidayFiledLate | None:
    limit = policy.leave_holiday_days
    latest = duty.day - timedelta(days=limit)
    if facts.filed_day <= latest:
        return None
    return HolidayFiledLate(filed_on=facts.filed_day, latest_on=latest, limit=limit)


def asks_circumstances(facts: LeaveFacts) -> bool:
    """LEAVE-6, LEAVE-7: whether the leave covers a night or a holiday for which special
    circumstances are stated."""
    return not facts.kind.sick and any(one.shift.night or one.holiday for one in facts.covered)


def beyond_words(finding: Finding, facts: LeaveFacts, policy: Policy) -> Finding:
    """Of a leave without circumstances that was filed too late for any: that it was too late.
    Nobody is asked for words that change nothing any more."""
    late: Figures | None = None
    if isinstance(finding.figures, NightUnexplained):
        nights = (one for one in facts.covered if one.shift.night)
        late = _night_late(facts, next(nights))
    elif isinstance(finding.figures, HolidayUnexplained):
        late = _holiday_late(facts, next(one for one in facts.covered if one.holiday), policy)
    return replace(finding, figures=late) if late is not None else finding


def leave_8(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """No leave on a shift that came from a swap; of sick leave only a warning is given."""
    leave = facts.leave
    level = Level.WARNING if facts.kind.sick else Level.BREACH
    for shift in facts.covered:
        at = shift.swap_effective_at
        if shift.swap and at and leave.approved_at is not None and at <= leave.approved_at:
            figures = SwappedShiftCovered(swap=shift.swap, shift=shift.shift.code)
            yield _finding(facts, shift.day, figures, level)


def leave_9(facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """One leave at a time."""
    leave = facts.leave
    for other in facts.overlaps:
        first = max(leave.first, other.first)
        last = min(leave.last, other.last)
        overlap = LeavesOverlap(other_leave=other.no, first=first, last=last)
        yield _finding(facts, first, overlap)


LeaveRule = Callable[[LeaveFacts, Policy], Iterator[Finding]]

LEAVE_RULES: Mapping[str, LeaveRule] = {
    "LEAVE-1": leave_1,
    "LEAVE-2": leave_2,
    "LEAVE-3": leave_3,
    "LEAVE-4": leave_4,
    "LEAVE-5": leave_5,
    "LEAVE-6": leave_6,
    "LEAVE-7": leave_7,
    "LEAVE-8": leave_8,
    "LEAVE-9": leave_9,
}


def check_leave(facts: LeaveFacts, policy: Policy) -> list[Finding]:
    """Every finding of every leave rule; an empty list allows the leave as it stands."""
    return [finding for rule in LEAVE_RULES.values() for finding in rule(facts, policy)]
