"""The verdict on a leave request: every LEAVE rule, and whose decision is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.leave import LEAVE_RULES, LeaveFacts, may_decide, required_steps, step_of
from app.rules.policy import Policy
from app.rules.verdict import Outcome, RuleLine, Verdict, line
from app.rules.vocabulary import LeaveKind, LeaveStatus, LeaveStepKind, Level

_AWAITED = {"LEAVE-1": "missing", "LEAVE-2": "late", "LEAVE-4": "missing"}
"""What is no breach while a request is undecided: a step, the head's word, a certificate."""


def leave_verdict(facts: LeaveFacts, policy: Policy) -> Verdict:
    """What each rule says of a request that is not yet decided."""
    return Verdict(tuple(_line(rule, facts, policy) for rule in LEAVE_RULES))


def chain(facts: LeaveFacts, policy: Policy) -> tuple[LeaveStepKind, ...]:
    """The steps of LEAVE-1 that this leave takes, lowest first.

    An earlier leave that is given up may shorten the run of one that was on its way to the
    director; with nobody left to say the last yes, it is the director who does.
    """
    steps = required_steps(facts.applicant, facts.kind, facts.run_days, policy)
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
    found = list(LEAVE_RULES[rule](facts, policy))
    awaited = _AWAITED.get(rule)
    if found and all(finding.code == f"{rule}.{awaited}" for finding in found):
        return RuleLine(rule, Outcome.DECISION, tuple(_waiting(rule, facts, policy, found)))
    return line(rule, found, list(_kept(rule, facts, policy)))


def _waiting(
    rule: str, facts: LeaveFacts, policy: Policy, found: list[Finding]
) -> Iterator[Finding]:
    if rule != "LEAVE-1":
        for finding in found:
            yield _note(facts, rule, "waiting", **finding.params)
        return
    for step in chain(facts, policy):
        if step_of(facts.leave, step) is None:
            who = [person.no for person in deciders(facts, step)]
            yield _note(facts, rule, "waiting", step=step, who=who, days=facts.run_days)


def _kept(rule: str, facts: LeaveFacts, policy: Policy) -> Iterator[Finding]:
    """What a rule that is kept looked at."""
    if rule == "LEAVE-1":
        yield _note(facts, rule, "kept", days=facts.run_days, steps=list(chain(facts, policy)))
    elif rule == "LEAVE-6":
        yield _note(facts, rule, "kept", nights=sum(row.shift.night for row in facts.covered))
    elif rule == "LEAVE-7":
        yield _note(facts, rule, "kept", holidays=sum(row.holiday for row in facts.covered))
    elif rule == "LEAVE-8":
        yield _note(facts, rule, "kept", shifts=len(facts.covered))
    elif _not_asked(rule, facts):
        yield _note(facts, rule, "not_asked")
    else:
        yield _note(facts, rule, "kept")


def _not_asked(rule: str, facts: LeaveFacts) -> bool:
    """LEAVE-4 is for the sick, LEAVE-5 for emergencies."""
    if rule == "LEAVE-5":
        return facts.leave.kind != LeaveKind.EMERGENCY_SICK
    return rule == "LEAVE-4" and not facts.kind.sick


def _note(facts: LeaveFacts, rule: str, code: str, **params: object) -> Finding:
    leave = facts.leave
    words = {"kind": leave.kind, **params}
    return Finding(rule, leave.no, leave.person, leave.first, f"{rule}.{code}", Level.NOTE, words)
