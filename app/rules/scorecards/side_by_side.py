"""A calibration side by side: what each inspector gave each item, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from zlib import crc32

from app.rules.scorecards.statistics import NOUGHT

GOOD, TENTATIVE = 0.8, 0.667
"""Krippendorff's own limits: conclusions may rest on the first, tentative ones on the second."""
FAR, NEAR = 15.0, 8.0
"""Points of 100 by which the inspectors lie apart: beyond the first they read the item each in
their own way, up to the second they agree."""

Given = Mapping[str, Mapping[str, Mapping[str, float | None]]]
"""Contact -> inspector -> item -> score; None: not applicable."""


class Agreement(StrEnum):
    """What an alpha is good for."""

    GOOD = "good"
    TENTATIVE = "tentative"
    LOW = "low"
    UNKNOWN = "unknown"


class Spread(StrEnum):
    """How far the inspectors lie apart."""

    NONE = "none"
    """Fewer than two have a number."""
    CLOSE = "close"
    APART = "apart"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What each inspector gave an item, in their order; None: not applicable, or not scored."""

    item: str
    values: tuple[float | None, ...]

    @property
    def spread(self) -> float | None:
        """The greatest minus the least; None of fewer than two."""
        numbers = [value for value in self.values if value is not None]
        return max(numbers) - min(numbers) if len(numbers) > 1 else None

    @property
    def apart(self) -> Spread:
        return spread_of(self.spread)


def agreement_of(alpha: float | None) -> Agreement:
    if alpha is None:
        return Agreement.UNKNOWN
    if alpha >= GOOD - NOUGHT:
        return Agreement.GOOD
    return Agreement.TENTATIVE if alpha >= TENTATIVE - NOUGHT else Agreement.LOW


def spread_of(points: float | None) -> Spread:
    if points is None:
        return Spread.NONE
    if points <= NEAR + NOUGHT:
        return Spread.CLOSE
    return Spread.FAR if points > FAR + NOUGHT else Spread.APART


def item_rows(
    items: Iterable[str], inspectors: Sequence[str], given: Given, contact: str | None = None
) -> tuple[ItemRow, ...]:
    """A row for each item: of one contact, or the mean of what each gave over all of them."""
    contacts = [contact] if contact is not None else [*given]
    return tuple(
        ItemRow(item, tuple(_mean(_numbers(given, contacts, who, item)) for who in inspectors))
        for item in items
    )


def _numbers(given: Given, contacts: Iterable[str], who: str, item: str) -> list[float]:
    scores = (given.get(contact, {}).get(who, {}).get(item) for contact in contacts)
    return [score for score in scores if score is not None]


def _mean(numbers: Sequence[float]) -> float | None:
    return fsum(numbers) / len(numbers) if numbers else None


def seed_of(calibration: str) -> int:
    """The seed of its intervals: the CRC-32 of its number, so that anybody gets the same."""
    return crc32(calibration.encode())
