"""The card "standard", version 1: the five columns of the comprehensive evaluation sheet as items.

It stands in no table. An inspection without a card is one of it: five items of equal weight, one
for each aspect, none of them critical, under the centre's own pass mark, revision 1 and no other.
The workbook and the store keep the five columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.rules.books import CardItem, ItemScore
from app.rules.vocabulary import Aspect

STANDARD = "standard"
STANDARD_VERSION = 1
_ALWAYS = date(1900, 1, 1)

STANDARD_CARD = tuple(
    CardItem(
        card=STANDARD,
        version=STANDARD_VERSION,
        since=_ALWAYS,
        item=str(aspect),
        title="",
        aspect=aspect,
        weight=1.0,
    )
    for aspect in Aspect
)
"""Its items have no titles: they are called what their aspects are called."""


def standard_scores(inspection: str, five: Iterable[float | None]) -> tuple[ItemScore, ...]:
    """The five columns of an inspection without a card, in the order of `Aspect`, as scores."""
    return tuple(
        ItemScore(inspection, str(aspect), 1, number)
        for aspect, number in zip(Aspect, five, strict=True)
    )
