"""Who goes from which shift and who comes to it, by a swap as it was judged."""

from __future__ import annotations

from app.queries.requests.cover_effect import Move
from app.rules.swaps import SwapFacts


def moves(facts: SwapFacts) -> list[Move]:
    """What the swap makes of the cover of its two days."""
    found = []
    one, two = facts.parties
    for giver, taker in ((one, two), (two, one)):
        if giver.given:
            found.append(Move(giver.person.id, giver.gives_on, giver.given, -1))
            found.append(Move(taker.person.id, giver.gives_on, giver.given, 1))
    return found
