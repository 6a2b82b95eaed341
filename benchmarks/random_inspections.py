"""Made-up months of inspections and calibrations, the same for the same seed.

What is degenerate is favoured: one person, one inspection each, totals that are all alike or differ
by rounding alone, contacts that nobody else scored, items that do not apply, people without a post.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.rules.books import CardItem, ItemScore
from app.rules.calendar import CentreTime
from app.rules.facts import Inspection, Person, Post
from app.rules.policy import PolicyBook
from app.rules.scorecards.counting import Inspected
from app.rules.scorecards.sheets import cards_by_version, scores_by_revision
from app.rules.scorecards.standard import standard_scores
from app.rules.vocabulary import Aspect, Role

CLOCK = CentreTime()
MONTH = date(2026, 10, 1)
SINCE = date(2026, 1, 1)
CALIBRATIONS = ("C-1", "C-2")
_EDGES = (
    datetime(2026, 9, 30, 23, 59),
    datetime(2026, 10, 1),
    datetime(2026, 10, 31, 23, 59),
    datetime(2026, 11, 1),
)


@dataclass(frozen=True)
class Made:
    """The facts of one seed as rules take them, and the same as dictionaries."""

    inspected: Inspected
    people: dict[str, Person]
    plain: dict[str, Any]


class RandomInspections:
    """`made()`: the inspections of one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.numbers = [str(1000 + at) for at in range(self.rng.choice((1, 2, 2, 3, 4, 7)))]
        self.inspectors = [f"9{at}" for at in range(self.rng.choice((1, 2, 3, 4)))]
        self.values = self._values()
        self.share = self.rng.random()
        self.cards = [
            item for card in ("K", "L") for version in (1, 2) for item in self._card(card, version)
        ]
        self.people = {no: self._person(no) for no in (*self.numbers, *self.inspectors)}
        self.inspections: list[tuple[Inspection, tuple[float, ...]]] = []
        self.scores: list[ItemScore] = []
        for at in range(self.rng.choice((0, 1, 2, 3, 5, 8, 12, 20))):
            self._inspection(f"Q-{at}")

    def _values(self) -> tuple[float, ...]:
        """What scores are drawn from."""
        kind = self.rng.random()
        if kind < 0.25:
            return (self.rng.choice((0.0, 60.0, 83.9, 100.0)),)
        if kind < 0.4:
            return (83.9, 83.9 + 1e-12)  # rounding, no difference
        if kind < 0.6:
            return (59.9, 60.0, 85.0)
        return tuple(
            self.rng.choice((0.0, 100.0, round(100 * self.rng.random(), 1))) for _ in range(9)
        )

    def _card(self, card: str, version: int) -> list[CardItem]:
        aspects = [*Aspect, None]
        return [
            CardItem(
                card=card,
                version=version,
                since=SINCE,
                item=f"{at}",
                title="项目",
                aspect=self.rng.choice(aspects),
                weight=self.rng.choice((1.0, 1.0, 0.1, 3.0, 7.5)),
                critical=self.rng.random() < 0.15,
                na=True,
                pass_mark=self.rng.choice((None, None, 0.0, 85.0, 83.9)),
            )
            for at in range(self.rng.choice((1, 2, 5, 7)))
        ]

    def _person(self, no: str) -> Person:
        inspects = no in self.inspectors
        posts = []
        for since in (SINCE, date(2026, 10, self.rng.randrange(2, 30)))[
            : self.rng.choice((1, 1, 2))
        ]:
            role = Role.QA_INSPECTOR if inspects == (self.rng.random() < 0.9) else Role.AGENT
            posts.append(Post(since, self.rng.choice(("客服部", "客服部", "B", "")), "", role))
        if not inspects and self.rng.random() < 0.05:
            posts = []
        return Person(no, no, SINCE, None, tuple(posts))

    def _at(self) -> datetime:
        if self.rng.random() < 0.1:
            return self.rng.choice(_EDGES)
        minutes = self.rng.choice((0, 1, 60, self.rng.randrange(31 * 24 * 60)))
        return datetime(2026, 10, 1) + timedelta(minutes=minutes)

    def _inspection(self, no: str) -> None:
        rng = self.rng
        at = CLOCK.from_wall(self._at())
        calibration = rng.choice(("", "", *CALIBRATIONS))
        appealed, decided = (at if rng.random() < 0.5 else None for _ in range(2))
        card = rng.choice(("", "K", "L")) if rng.random() < self.share else "K"
        among = self.inspectors if rng.random() < 0.95 else self.numbers
        one = Inspection(
            no=no,
            agent=rng.choice(self.numbers),
            inspector=rng.choice(among),
            inspected_at=at,
            card=card,
            card_version=rng.choice((1, 2)) if card else None,
            calibration=calibration,
            appealed_at=appealed,
            decided_at=decided,
            upheld=rng.random() < 0.6,
            critical=rng.random() < 0.07,
            contact=rng.choice(("R1", "R2", "R3")),
        )
        self.inspections.append((one, tuple(rng.choice(self.values) for _ in Aspect)))
        if card:
            for revision in rng.choice(((1,), (1,), (1, 2), (1, 2, 5))):
                self._revision(one, revision)

    def _revision(self, one: Inspection, revision: int) -> None:
        items = [
            item for item in self.cards if (item.card, item.version) == (one.card, one.card_version)
        ]
        numbered = self.rng.choice(items).item
        for item in items:
            lacks = item.item != numbered and self.rng.random() < 0.2
            score = None if lacks else self.rng.choice(self.values)
            self.scores.append(ItemScore(one.no, item.item, revision, score))

    def made(self) -> Made:
        five = [
            score
            for one, numbers in self.inspections
            if not one.card
            for score in standard_scores(one.no, numbers)
        ]
        inspected = Inspected(
            inspections=[one for one, _five in self.inspections],
            cards=cards_by_version(self.cards),
            revisions=scores_by_revision([*self.scores, *five]),
            policies=PolicyBook(),
        )
        return Made(inspected, self.people, self._plain())

    def _plain(self) -> dict[str, Any]:
        return {
            "people": {
                no: [
                    {"since": post.since, "department": post.department, "role": str(post.role)}
                    for post in person.posts
                ]
                for no, person in self.people.items()
            },
            "cards": [
                {
                    "card": item.card,
                    "version": item.version,
                    "item": item.item,
                    "aspect": str(item.aspect or ""),
                    "weight": item.weight,
                    "critical": item.critical,
                    "pass_mark": item.pass_mark,
                }
                for item in self.cards
            ],
            "scores": [
                {
                    "inspection": score.inspection,
                    "item": score.item,
                    "revision": score.revision,
                    "score": score.score,
                }
                for score in self.scores
            ],
            "inspections": [
                {
                    "no": one.no,
                    "agent": one.agent,
                    "inspector": one.inspector,
                    "at": CLOCK.to_wall(one.inspected_at),
                    "contact": one.contact,
                    "card": one.card,
                    "version": one.card_version,
                    "calibration": one.calibration,
                    "critical": one.critical,
                    "appealed_at": one.appealed_at,
                    "decided_at": one.decided_at,
                    "upheld": one.upheld,
                    "five": dict(zip(map(str, Aspect), five, strict=True)),
                }
                for one, five in self.inspections
            ],
        }
