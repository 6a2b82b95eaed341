"""Whether an effective swap can be taken back (SWAP-11): neither shift has started, nothing rests
on it, and both sides' leaders consent to it as they did to the swap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.rules.facts import Person
from app.rules.figures.figure import Figures
from app.rules.figures.kept import CanGoBack
from app.rules.figures.swaps import BegunAlready, LaterSwap, LeaveOnReturn
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.swap_verdict import consents
from app.rules.swaps import Party, SwapFacts
from app.rules.verdict import Verdict, line
from app.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class BackFacts:
    """What the taking back of one swap is judged by.

    `undone`: the swap the other way round, each party giving what the swap brought them.
    `start`: that of the earlier shift. `later`: the number of each later swap in effect that has a
    shift or a day of this one, with the party concerned.
    """

    undone: SwapFacts
    start: datetime
    later: Sequence[tuple[str, str]]


def taking_back_verdict(facts: BackFacts, policy: Policy, people: Mapping[str, Person]) -> Verdict:
    """What the rules say of a request to take a swap back that is not yet decided.

    How many swaps a month holds, what lies beside a shift and who is like whom is not asked: each
    gets back what the roster gave them.
    """
    undone = facts.undone
    ahead = Finding(
        undone.no, undone.requester.no, undone.requester.receives_on,
        CanGoBack(start=facts.start), Level.NOTE,
    )  # fmt: skip
    return Verdict(
        (consents(undone, policy, people), line("SWAP-11", list(_against(facts)), [ahead]))
    )


def _against(facts: BackFacts) -> Iterator[Finding]:
    undone = facts.undone
    if undone.moment >= facts.start:
        begun = BegunAlready(start=facts.start, moment=undone.moment)
        yield _finding(undone, undone.requester, begun)
    by_party = {one.no: one for one in undone.parties}
    for no, whose in facts.later:
        yield _finding(undone, by_party[whose], LaterSwap(swap=no))
    for one in undone.parties:
        leave = next((leave for leave in one.leaves if leave.covers(one.receives_on)), None)
        if leave is not None:
            yield _finding(undone, one, LeaveOnReturn(leave=leave.no))


def _finding(undone: SwapFacts, one: Party, figures: Figures) -> Finding:
    """On the day of the shift that the party gets back."""
    return Finding(undone.no, one.no, one.receives_on, figures)
