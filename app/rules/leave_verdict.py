"""The verdict on a leave request: every LEAVE rule, and whose decision is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.facts import Person
from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.figures.kept import (
    CalledInTime,
    CertificateAwaited,
    CertificatesCover,
    ChainWalked,
    FiledInTime,
    HolidaysCovered,
    LateAwaited,
    MayFile,
    NightsCovered,
    NoCallAsked,
    NoCertificateAsked,
    NoOtherLeave,
    ShiftsCovered,
    StepAwaited,
)
from app.rules.figures.leave import CertificateMissing, FiledLate, StepMissing
from app.rules.findings import Finding
from app.rules.leave import (
    LEAVE_RULES,
    LeaveFacts,
    beyond_words,
    may_decide,
    step_of,
    steps_of,
)
from app.rules.policy import Policy
from app.rules.verdict import Outcome, RuleLine, Verdict, line
from app.rules.vocabulary import LeaveKind, LeaveStatus, LeaveStepKind, Level

_AWAITED = (StepMissing, FiledLate, CertificateMissing)
"""What is no breach while a request is undecided: a step, the head's word, a certificate."""


def leave_verdict(facts: LeaveFacts, policy: Policy) -> Verdict:
    """What each rule says of a request that is not yet decided."""
    return Verdict(tuple(_line(rule, facts, policy) for rule in LEAVE_RULES))


def chain(facts: LeaveFacts, policy: Policy) -> tuple[LeaveStepKind, ...]:
    """The steps of LEAVE-1 that this leave takes, lowest first.

    An earlier leave that is given up may shorten the run of one that was on its way to the
    director; with nobody left to say the last yes, it is the director who does.
    """
    steps = steps_of(facts, policy)
    pending = facts.leave.status is LeaveStatus.PENDING
    if pending and steps and all(step_of(facts.leave, step) for step in steps):
        return (*steps, LeaveStepKind.DIRECTOR)
    return steps


def open_step(facts: LeaveFacts, policy: Policy) -> LeaveStepKind | None:
    """The step that is to be decided next; None where all are."""
    return next((step for step in chain(facts, policy) if step_of(facts.leave, step) is None), None)


def deciders(facts: LeaveFacts, step: LeaveStepKind) -> list[Person]:
    """Who may decide `step` on the day of the check, delegates among them."""
    today = facts.time.local_date(facts.as_of)
    return [
        person
        for person in facts.people.values()
        if person.no != facts.leave.person
        and person.speaks_on(today)
        and may_decide(facts, step, person.no, today)
    ]


def is_late(facts: LeaveFacts, policy: Policy) -> bool:
    """LEAVE-2: filed later than its kind allows, and not yet accepted."""
    return any(LEAVE_RULES["LEAVE-2"](facts, policy))


def _line(rule: str, facts: LeaveFacts, policy: Policy) -> RuleLine:
    found = [beyond_words(one, facts, policy) for one in LEAVE_RULES[rule](facts, policy)]
    if found and all(isinstance(finding.figures, _AWAITED) for finding in found):
        return RuleLine(rule, Outcome.DECISION, tuple(_waiting(rule, facts, policy, found)))
    return line(rule, found, [_note(facts, _kept(rule, facts, policy))])


def _waiting(
    rule: str, facts: LeaveFacts, policy: Policy, found: list[Finding]
) -> Iterator[Finding]:
    if rule == "LEAVE-1":
        steps = (step for step in chain(facts, policy) if step_of(facts.leave, step) is None)
        return (_note(facts, _step_awaited(facts, step)) for step in steps)
    return (_note(facts, _awaited(finding.figures)) for finding in found)


def _step_awaited(facts: LeaveFacts, step: LeaveStepKind) -> Figures:
    who = tuple(EmployeeNo(person.no) for person in deciders(facts, step))
    return StepAwaited(step=step, who=who)


def _awaited(figures: Figures) -> Figures:
    """What a late filing or a certificate that is not there waits for."""
    if isinstance(figures, FiledLate):
        return LateAwaited(filed=figures.filed, latest=figures.latest)
    assert isinstance(figures, CertificateMissing)
    return CertificateAwaited(due=figures.due)


def _kept(rule: str, facts: LeaveFacts, policy: Policy) -> Figures:
    """What a rule that is kept looked at."""
    match rule:
        case "LEAVE-1":
            return ChainWalked(days=Days(facts.run_days), steps=chain(facts, policy))
        case "LEAVE-4" if not facts.kind.sick:
            return NoCertificateAsked()
        case "LEAVE-5" if facts.leave.kind != LeaveKind.EMERGENCY_SICK:
            return NoCallAsked()
        case "LEAVE-6":
            return NightsCovered(nights=sum(row.shift.night for row in facts.covered))
        case "LEAVE-7":
            return HolidaysCovered(holidays=sum(row.holiday for row in facts.covered))
        case "LEAVE-8":
            return ShiftsCovered(shifts=len(facts.covered))
        case _:
            return _LOOKED_AT[rule]


_LOOKED_AT: Mapping[str, Figures] = {
    "LEAVE-2": FiledInTime(), "LEAVE-3": MayFile(), "LEAVE-4": CertificatesCover(),
    "LEAVE-5": CalledInTime(), "LEAVE-9": NoOtherLeave(),
}  # fmt: skip
"""Rules that count nothing where they are kept."""


def _note(facts: LeaveFacts, figures: Figures) -> Finding:
    leave = facts.leave
    return Finding(leave.no, leave.person, leave.first, figures, Level.NOTE)
