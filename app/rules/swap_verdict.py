"""The verdict on a swap request: every SWAP rule, what it counted, and who has yet to say yes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.facts import Person
from app.rules.figures.figure import EmployeeNo, Figures, JobType, Month
from app.rules.figures.kept import (
    ConsentAwaited,
    Consented,
    LeastRest,
    NoHoliday,
    NoLeave,
    NoOtherRequest,
    NotDoubled,
    NothingSwappedBeside,
    Rostered,
    SwapsCounted,
    WorkOfThen,
)
from app.rules.figures.swaps import ConsentMissing
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.swap_requests import REQUEST_RULES
from app.rules.swaps import Party, SwapFacts, rests, whole_minutes
from app.rules.turn import consent_part
from app.rules.verdict import Outcome, RuleLine, Verdict, line
from app.rules.vocabulary import Level, Side


def swap_verdict(facts: SwapFacts, policy: Policy, people: Mapping[str, Person]) -> Verdict:
    """What each rule says of a request that is not yet decided.

    A consent that is not there yet is a decision that somebody has to take, not a breach.
    """
    lines = [consents(facts, policy, people)]
    for rule, judge in REQUEST_RULES.items():
        if rule != "SWAP-1":
            lines.append(line(rule, list(judge(facts, policy)), list(_kept(rule, facts, policy))))
    return Verdict(tuple(lines))


def consenters(facts: SwapFacts, side: Side, people: Mapping[str, Person]) -> list[Person]:
    """SWAP-1: who may consent for a side on the day of the moment; the team's leader comes before
    the head, who stands in for them."""
    party = facts.requester if side is Side.REQUESTER else facts.counterpart
    post, parties = party.person.post_on(facts.moment_day), [one.no for one in facts.parties]
    return list(consent_part(side, post, parties, people, facts.moment_day).who)


def consents(facts: SwapFacts, policy: Policy, people: Mapping[str, Person]) -> RuleLine:
    findings = list(REQUEST_RULES["SWAP-1"](facts, policy))
    if not all(isinstance(finding.figures, ConsentMissing) for finding in findings):
        return RuleLine("SWAP-1", Outcome.REFUSED, tuple(findings))
    waiting = [
        _note(facts, party, _awaited(facts, party, people))
        for party in facts.parties
        if party.consent is None
    ]
    if waiting:
        return RuleLine("SWAP-1", Outcome.DECISION, tuple(waiting))
    given = (
        _note(facts, party, Consented(by=EmployeeNo(party.consent.by)))
        for party in facts.parties
        if party.consent is not None
    )
    return RuleLine("SWAP-1", Outcome.ALLOWED, tuple(given))


def _awaited(facts: SwapFacts, party: Party, people: Mapping[str, Person]) -> ConsentAwaited:
    found = consenters(facts, party.side, people)
    return ConsentAwaited(who=tuple(EmployeeNo(person.no) for person in found))


def _kept(rule: str, facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """What a rule that is kept counted, for the line that says so."""
    for party in facts.parties:
        figures = _counted(rule, facts, party, policy)
        if figures is not None:
            yield _note(facts, party, figures)


_ONCE: Mapping[str, Figures] = {
    "SWAP-11": NoOtherRequest(),
    "SWAP-3": NothingSwappedBeside(), "SWAP-7": NoLeave(), "SWAP-9": NotDoubled(),
}  # fmt: skip
"""Rules that count nothing: they are said once, for both parties."""


def _counted(rule: str, facts: SwapFacts, party: Party, policy: Policy) -> Figures | None:
    match rule:
        case "SWAP-2":
            count, limit = len(party.earlier_swaps), policy.swap_monthly_limit
            month = Month(party.gives_on.replace(day=1))
            return SwapsCounted(count=count, limit=limit, month=month)
        case "SWAP-4":
            least = min((rest for _neighbour, rest in rests(party)), default=None)
            minutes = None if least is None else whole_minutes(least)
            return LeastRest(rest=minutes, limit_hours=policy.swap_rest_hours)
        case "SWAP-5":
            post = party.person.post_on(facts.moment_day)
            return WorkOfThen(job=JobType(post.job_type), skill=post.skill_level)
        case "SWAP-6":
            return NoHoliday(gives_on=party.gives_on)
        case "SWAP-8":
            return Rostered(gives_on=party.gives_on, shift=party.given or "")
        case _:
            return _ONCE[rule] if party is facts.requester else None


def _note(facts: SwapFacts, party: Party, figures: Figures) -> Finding:
    return Finding(facts.no, party.no, party.gives_on, figures, Level.NOTE)
