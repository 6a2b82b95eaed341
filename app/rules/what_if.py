"""What if: the registers with requests that nobody has filed, and what they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.rules.facts import CentreFacts, Leave, Swap
from app.rules.findings import Finding
from app.rules.work import Cell, RosterLedger, working

CONSENTS = frozenset({"SWAP-1", "LEAVE-1"})
"""Who must sign: of what is only tried, everybody who decides is taken to have said yes."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """What somebody is working on a day, before and after; None: nothing."""

    person: str
    day: date
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two lists of findings side by side, each in the order of the report."""

    appear: tuple[Finding, ...]
    disappear: tuple[Finding, ...]
    stay: tuple[Finding, ...]


def with_requests(
    facts: CentreFacts, swaps: Iterable[Swap], leaves: Iterable[Leave]
) -> CentreFacts:
    """The same centre with further swaps and leaves in its registers; `facts` stays as it is."""
    return replace(facts, swaps=(*facts.swaps, *swaps), leaves=(*facts.leaves, *leaves))


def compare(before: Sequence[Finding], after: Sequence[Finding]) -> Compared:
    """What `after` has more, has no longer, and has still.

    A finding that turns into another one (an absence into a late arrival) is gone, and is new.
    """
    old, new = {_what(one) for one in before}, {_what(one) for one in after}
    return Compared(
        tuple(one for one in after if _what(one) not in old),
        tuple(one for one in before if _what(one) not in new),
        tuple(one for one in after if _what(one) in old),
    )


def _what(finding: Finding) -> tuple[object, ...]:
    return (*finding.key, finding.code, finding.level)


def shifted(before: CentreFacts, after: CentreFacts, cells: Collection[Cell]) -> list[Shifted]:
    """Who of `cells` (number, date) works something else afterwards, in the order of the cells."""
    old, new = _Work(before), _Work(after)
    told = (Shifted(no, day, old.on(no, day), new.on(no, day)) for no, day in sorted(set(cells)))
    return [one for one in told if one.before != one.after]


class _Work:
    """Who is working what, as the registers of one centre have it."""

    def __init__(self, facts: CentreFacts) -> None:
        self._people = facts.people
        self._ledger = RosterLedger.of(facts.roster, facts.swaps)
        self._leaves: dict[str, list[Leave]] = defaultdict(list)
        for leave in facts.leaves:
            self._leaves[leave.person].append(leave)

    def on(self, no: str, day: date) -> str | None:
        return working(self._ledger, self._people[no], day, self._leaves[no])
