"""Whom to ask: every legal pair of colleague and shift in return, best first, and why not others.

The very rules of `swaps.py` judge each pair. What they say of one party depends on that party's
leg alone: each leg is judged by itself, and the requester's, which many pairs share, only once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.swap_requests import swap_11
from app.rules.swaps import SWAP_RULES, Party, SwapFacts, SwapScene, party, swap_5
from app.rules.vocabulary import Side

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A colleague, the shift taken in return, and how little it disturbs (less is better)."""

    person: Person
    takes: date
    code: str
    disturbance: tuple[int, int, int, int]
    """Weeks apart, swaps of theirs this month, how unlike the two shifts are, days apart."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why no pair with this colleague is legal: each rule, and how many of their shifts it bars."""

    person: Person
    rules: tuple[tuple[str, int], ...]
    example: Finding | None
    """What the rule that bars most says of one of them; None: they have no shift to give."""


@dataclass(frozen=True, slots=True)
class Partners:
    """All of the colleagues asked about, each in one of the two lists."""

    pairs: tuple[Pair, ...]
    obstacles: tuple[Obstacle, ...]


def find_partners(
    scene: SwapScene,
    requester: Person,
    gives: date,
    colleagues: Iterable[Person],
    days: Sequence[date],
    policy: Policy,
    moment: datetime,
) -> Partners:
    """Every legal swap of `requester`'s shift on `gives` for one of the colleagues' on `days`."""
    search = _Search(scene, requester, gives, policy, moment)
    pairs: list[Pair] = []
    obstacles: list[Obstacle] = []
    for colleague in colleagues:
        legal, barred = search.of(colleague, days)
        pairs.extend(legal)
        if not legal:
            obstacles.append(_obstacle(colleague, barred))
    pairs.sort(key=lambda pair: (pair.disturbance, pair.takes, pair.person.no))
    return Partners(tuple(pairs), tuple(obstacles))


@dataclass(frozen=True, slots=True)
class _OneLeg(SwapFacts):
    """A swap of which only the leg of one party is judged."""

    @property
    def parties(self) -> tuple[Party, ...]:  # type: ignore[override]
        return (self.requester,)


class _Search:
    """One shift to give away, and what is known so far of taking one in return."""

    def __init__(
        self, scene: SwapScene, requester: Person, gives: date, policy: Policy, moment: datetime
    ) -> None:
        self.scene, self.requester, self.gives = scene, requester, gives
        self.policy, self.moment = policy, moment
        self.day = scene.time.local_date(moment)
        self._own_legs: dict[tuple[date, str], tuple[Party, list[Finding]]] = {}

    def of(self, colleague: Person, days: Sequence[date]) -> tuple[list[Pair], list[Finding]]:
        """The legal pairs with one colleague, and what bars the others."""
        legal: list[Pair] = []
        barred: list[Finding] = []
        shifts = self.scene.ledger.shifts(colleague.no)
        for takes in days:
            code = shifts.get(takes)
            if code is None:
                continue
            own, findings = self._own_leg(colleague, takes, code)
            if not findings:
                facts = self._facts(own, self._party(colleague, takes))
                unlike = list(swap_5(facts, self.policy))
                if unlike:
                    return [], unlike
                findings = self._judge(replace(facts, requester=facts.counterpart))
                findings.extend(swap_11(facts, self.policy))
                if not findings:
                    legal.append(self._pair(facts, code))
            barred.extend(findings)
        return legal, barred

    def _own_leg(self, colleague: Person, takes: date, code: str) -> tuple[Party, list[Finding]]:
        """The requester's leg and what the rules say of it: the same for everybody's such shift."""
        found = self._own_legs.get((takes, code))
        if found is None:
            mine = (Side.REQUESTER, self.requester.no, self.gives)
            own = party(self.scene, self.moment, *mine, None, colleague.no, takes)
            found = (own, self._judge(self._facts(own, own)))
            self._own_legs[takes, code] = found
        return found

    def _party(self, colleague: Person, takes: date) -> Party:
        theirs = (Side.COUNTERPART, colleague.no, takes)
        return party(self.scene, self.moment, *theirs, None, self.requester.no, self.gives)

    def _facts(self, requester: Party, counterpart: Party) -> _OneLeg:
        holidays = self.scene.holidays
        return _OneLeg("", self.moment, self.day, requester, counterpart, holidays, self.scene.live)

    def _judge(self, facts: _OneLeg) -> list[Finding]:
        return [
            finding
            for rule, judge in SWAP_RULES.items()
            if rule != "SWAP-1"
            for finding in judge(facts, self.policy)
        ]

    def _pair(self, facts: SwapFacts, code: str) -> Pair:
        takes = facts.counterpart.gives_on
        apart = abs((takes - self.gives).days)
        given = facts.requester.given or ""
        kinds = (self.scene.shifts[code].night, takes.weekday() >= _SATURDAY)
        mine = (self.scene.shifts[given].night, self.gives.weekday() >= _SATURDAY)
        unlike = sum(one != two for one, two in zip(kinds, mine, strict=True))
        weeks = abs((_monday(takes) - _monday(self.gives)).days) // 7
        disturbance = (weeks, len(facts.counterpart.earlier_swaps), unlike, apart)
        return Pair(facts.counterpart.person, takes, code, disturbance)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _obstacle(colleague: Person, barred: Sequence[Finding]) -> Obstacle:
    counts = Counter(finding.rule for finding in barred)
    rules = tuple(counts.most_common())
    example = next((row for row in barred if rules and row.rule == rules[0][0]), None)
    return Obstacle(colleague, rules, example)
