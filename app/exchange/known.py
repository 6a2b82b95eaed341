"""What the store has already: a file that only adds may name it without stating it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.rules.books import Bulletin, CardItem, HandoverLog, ItemScore
from app.rules.facts import Inspection
from app.rules.records import Workbook
from app.rules.vocabulary import Message

Version = tuple[str, int]
"""A scorecard's name and version."""
Place = tuple[str, str]
"""A department and one of its teams, or '' for all of it."""


class Anything:
    """What a sheet that cannot be read may state: its fault is told once, not at each mention."""

    def __contains__(self, _key: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class StoredBooks:
    """What the books' sheets may name without stating it."""

    logs: frozenset[str] = frozenset()
    bulletins: frozenset[str] = frozenset()
    inspections: Mapping[str, Version | None] = field(default_factory=dict)
    """An inspection's number -> what it was scored by; None without a card."""
    cards: Mapping[Version, Mapping[str, CardItem]] = field(default_factory=dict)
    scores: Mapping[str, Mapping[int, Mapping[str, float | None]]] = field(default_factory=dict)
    """An inspection's number -> revision -> item -> its score."""

    @classmethod
    def of(
        cls,
        *,
        logs: Iterable[HandoverLog],
        bulletins: Iterable[Bulletin],
        cards: Iterable[CardItem],
        scores: Iterable[ItemScore],
        inspections: Iterable[Inspection],
    ) -> StoredBooks:
        """What a store's books and inspections leave to be named."""
        items: dict[Version, dict[str, CardItem]] = defaultdict(dict)
        for item in cards:
            items[item.card, item.version][item.item] = item
        scored: dict[str, dict[int, dict[str, float | None]]] = {}
        for row in scores:
            revisions = scored.setdefault(row.inspection, {})
            revisions.setdefault(row.revision, {})[row.item] = row.score
        return cls(
            frozenset(log.no for log in logs),
            frozenset(bulletin.no for bulletin in bulletins),
            {i.no: (i.card, i.card_version) if i.card_version else None for i in inspections},
            dict(items),
            scored,
        )


def _none(_workbook: Workbook) -> tuple[()]:
    return ()


class Called(NamedTuple):
    """What somebody is called, and their last day."""

    name: str
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has; `books` is asked once, of a file that has sheets of them."""

    people: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()
    named: Mapping[str, Called] = field(default_factory=dict)
    """By employee's number."""
    shift_names: Mapping[str, str] = field(default_factory=dict)
    """By code."""
    kinds: frozenset[str] = frozenset()
    places: frozenset[Place] = frozenset()
    """Departments and teams in which somebody has, or had, a post."""
    books: Callable[[], StoredBooks] = StoredBooks
    objections: Callable[[Workbook], Sequence[Message]] = _none
    """What else the store has against a file that is refused in any case: so that everything is
    told at once. Of one that is not, the import asks."""


NOTHING = Known()
