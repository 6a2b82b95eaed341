"""What only a request is judged by, beside the rules of the register: SWAP-11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.figures.swaps import InAnotherRequest, NothingChanges
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.swaps import SWAP_RULES, SwapFacts, SwapRule


def swap_11(facts: SwapFacts, policy: Policy) -> Iterator[Finding]:
    """A swap changes something, and a shift is in one live request of a person at most."""
    one, two = facts.requester, facts.counterpart
    if one.given and (one.gives_on, one.given) == (two.gives_on, two.given):
        yield Finding(facts.no, one.no, one.gives_on, NothingChanges(shift=one.given))
    for party in (one, two):
        for other in facts.live.get((party.no, party.gives_on), ()):
            if not other.whose.isdisjoint((one.no, two.no)):
                figures = InAnotherRequest(request=other.no)
                yield Finding(facts.no, party.no, party.gives_on, figures)


REQUEST_RULES: Mapping[str, SwapRule] = {**SWAP_RULES, "SWAP-11": swap_11}
"""What a request is judged by, when it is filed and at every step."""
