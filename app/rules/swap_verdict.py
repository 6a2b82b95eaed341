"""The verdict on a swap request: every SWAP rule, what it counted, and who has yet to say yes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.swaps import SWAP_RULES, Party, SwapFacts, rests
from app.rules.turn import consent_part
from app.rules.verdict import Outcome, RuleLine, Verdict, line
from app.rules.vocabulary import Level, Side


def swap_verdict(facts: SwapFacts, policy: Policy, people: Mapping[str, Person]) -> Verdict:
    """What each rule says of a request that is not yet decided.

    A consent that is not there yet is a decision that somebody has to take, not a breach.
    """
    lines = [_consents(facts, policy, people)]
    for rule, judge in SWAP_RULES.items():
        if rule != "SWAP-1":
            lines.append(line(rule, list(judge(facts, policy)), list(_kept(rule, facts, policy))))
    return Verdict(tuple(lines))


def consenters(facts: SwapFacts, side: Side, people: Mapping[str, Person]) -> list[Person]:
    """SWAP-1: who may consent for a side on the day of the moment; the team's leader comes before
    the head, who stands in for them."""
    party = facts.requester if side is Side.REQUESTER else facts.counterpart
    post, parties = party.person.post_on(facts.moment_day), [one.no for one in facts.parties]
    return list(consent_part(side, post, parties, people, facts.moment_day).who)


def _consents(facts: SwapFacts, policy: Policy, people: Mapping[str, Person]) -> RuleLine:
    findings = list(SWAP_RULES["SWAP-1"](facts, policy))
    if any(finding.code != "SWAP-1.missing" for finding in findings):
        return RuleLine("SWAP-1", Outcome.REFUSED, tuple(findings))
    waiting = [
        _note(facts, party, "SWAP-1", "waiting", who=_numbers(facts, party, people))
        for party in facts.parties
        if party.consent is None
    ]
    if waiting:
        return RuleLine("SWAP-1", Outcome.DECISION, tuple(waiting))
    given = (
        _note(facts, party, "SWAP-1", "kept", by=party.consent.by if party.consent else "")
        for party in facts.parties
    )
    return RuleLine("SWAP-1", Outcome.ALLOWED, tuple(given))


def _numbers(facts: SwapFacts, party: Party, people: Mapping[str, Person]) -> list[str]:
    return [person.no for person in consenters(facts, party.side, people)]


def _kept(rule: str, facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """What a rule that is kept counted, for the line that says so."""
    for party in facts.parties:
        params = _counted(rule, facts, party, policy)
        if params is not None:
            yield _note(facts, party, rule, "kept", **params)


def _counted(rule: str, facts: SwapFacts, party: Party, policy: Policy) -> dict[str, Any] | None:
    if rule == "SWAP-2":
        counted: dict[str, Any] = {"count": len(party.earlier_swaps)}
        counted |= {"limit": policy.swap_monthly_limit, "month": party.gives_on.replace(day=1)}
        return counted
    if rule == "SWAP-4":
        least = min((rest for _neighbour, rest in rests(party)), default=None)
        minutes = None if least is None else int(least.total_seconds() // 60)
        return {"minutes": minutes, "limit_hours": policy.swap_rest_hours}
    if rule == "SWAP-5":
        post = party.person.post_on(facts.moment_day)
        return {"job": post.job_type, "skill": post.skill_level}
    if rule in ("SWAP-6", "SWAP-8"):
        return {"gives_on": party.gives_on, "shift": party.given or ""}
    return {} if party is facts.requester else None


def _note(facts: SwapFacts, party: Party, rule: str, code: str, **params: Any) -> Finding:
    return Finding(rule, facts.no, party.no, party.gives_on, f"{rule}.{code}", Level.NOTE, params)
