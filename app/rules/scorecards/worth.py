"""What an inspection is worth: its valid revision, its total, and what each aspect got (QA-2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection
from app.rules.vocabulary import Aspect


@dataclass(frozen=True, slots=True)
class Worth:
    """What counts of an inspection. Failing makes the total 0 and leaves the aspects."""

    total: float
    failed: bool
    aspects: Mapping[Aspect, float]
    """Without those that nothing was scored of."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An item of a card that was given a number, with what it had to reach."""

    item: CardItem
    score: ItemScore
    number: float
    pass_mark: float

    @property
    def passed(self) -> bool:
        return self.number >= self.pass_mark


def appeal_upheld(inspection: Inspection) -> bool:
    """Whether an appeal changed its scores, whatever QA-5 says of that appeal."""
    return bool(inspection.appealed_at and inspection.decided_at and inspection.upheld)


def valid_revision(inspection: Inspection, revisions: Iterable[int]) -> int:
    """The highest of `revisions` where an appeal was upheld, otherwise the first."""
    return max(revisions, default=1) if appeal_upheld(inspection) else 1


def scored(card: Iterable[CardItem], scores: Iterable[ItemScore], pass_mark: float) -> list[Scored]:
    """The items of one revision that have a number; `pass_mark`: that of items without their
    own, as in force when the contact was inspected."""
    items = {item.item: item for item in card}
    return list(_scored(items, scores, pass_mark))


def _scored(
    items: Mapping[str, CardItem], scores: Iterable[ItemScore], pass_mark: float
) -> Iterator[Scored]:
    for score in scores:
        item = items.get(score.item)
        if item is not None and score.score is not None:
            mark = pass_mark if item.pass_mark is None else item.pass_mark
            yield Scored(item, score, score.score, mark)


def worth_by_card(rows: Sequence[Scored], *, critical: bool) -> Worth:
    """The worth of what `scored` gives, of one number at least. `critical`: a fatal error, which
    fails it whatever its items say."""
    failed = critical or any(row.item.critical and not row.passed for row in rows)
    by_aspect: dict[Aspect, list[Scored]] = defaultdict(list)
    for row in rows:
        if row.item.aspect is not None:
            by_aspect[row.item.aspect].append(row)
    aspects = {aspect: _weighted(some) for aspect, some in by_aspect.items()}
    return Worth(0.0 if failed else _weighted(rows), failed, aspects)


def _weighted(rows: Sequence[Scored]) -> float:
    weight = sum(row.item.weight for row in rows)
    return sum(row.item.weight * row.number for row in rows) / weight
