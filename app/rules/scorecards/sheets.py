"""An inspection's sheet: the items of its card with what each was given, and what it is worth.

An inspection without a card is one of the standard card, so that whoever shows or counts
inspections asks one question: `card_of`, `sheet_of`, `worth_of`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection
from app.rules.policy import PolicyBook
from app.rules.scorecards.standard import STANDARD_CARD
from app.rules.scorecards.worth import Worth, scored, valid_revision, worth_by_card

Cards = Mapping[tuple[str, int | None], Sequence[CardItem]]
"""Card and version -> its items."""
Revisions = Mapping[int, Sequence[ItemScore]]
"""Revision -> its scores."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item of the card. `score` None: not applicable, or not scored."""

    item: CardItem
    score: float | None
    comment: str
    pass_mark: float
    """The item's own, or the centre's when the contact was inspected."""

    @property
    def passed(self) -> bool | None:
        """None without a number."""
        return None if self.score is None else self.score >= self.pass_mark


@dataclass(frozen=True, slots=True)
class Sheet:
    """One revision of an inspection, item by item. `worth`: None where nothing has a number."""

    card: str
    version: int
    standard: bool
    """The built-in card: its items are called what their aspects are called."""
    revision: int
    valid: bool
    """Whether this revision is the one that counts."""
    rows: tuple[SheetRow, ...]
    worth: Worth | None


def cards_by_version(items: Iterable[CardItem]) -> Cards:
    """The items of each version of each card, in their order."""
    found: dict[tuple[str, int | None], list[CardItem]] = defaultdict(list)
    for item in items:
        found[item.card, item.version].append(item)
    return found


def scores_by_revision(scores: Iterable[ItemScore]) -> Mapping[str, Revisions]:
    """Inspection -> revision -> its scores."""
    found: dict[str, dict[int, list[ItemScore]]] = defaultdict(lambda: defaultdict(list))
    for score in scores:
        found[score.inspection][score.revision].append(score)
    return found


def card_of(inspection: Inspection, cards: Cards) -> Sequence[CardItem]:
    """The items that it was scored by: its card's, otherwise the standard card's."""
    if not inspection.card:
        return STANDARD_CARD
    return cards.get((inspection.card, inspection.card_version), ())


def revision_of(inspection: Inspection, revisions: Revisions) -> int:
    """The revision that counts; an upheld appeal changes nothing on the standard card."""
    return valid_revision(inspection, revisions) if inspection.card else 1


def sheet_of(
    inspection: Inspection,
    cards: Cards,
    revisions: Revisions,
    policies: PolicyBook,
    revision: int | None = None,
) -> Sheet:
    """The sheet of one revision, the valid one where none is named.

    `revisions`: what the inspection was given, of one without a card `standard_scores`.
    """
    valid = revision_of(inspection, revisions)
    revision = valid if revision is None else revision
    card, mark = card_of(inspection, cards), _pass_mark(inspection, policies)
    scores = revisions.get(revision, ())
    rows = _rows(card, {score.item: score for score in scores}, mark)
    return Sheet(
        card=card[0].card if card else inspection.card,
        version=card[0].version if card else inspection.card_version or 1,
        standard=not inspection.card,
        revision=revision,
        valid=revision == valid,
        rows=rows,
        worth=_worth(inspection, card, scores, mark),
    )


def worth_of(
    inspection: Inspection, cards: Cards, revisions: Revisions, policies: PolicyBook
) -> Worth | None:
    """What the inspection is worth (DAYBOOKS.md); None where no item of its valid revision has a
    number. `revisions` as in `sheet_of`."""
    scores = revisions.get(revision_of(inspection, revisions), ())
    card, mark = card_of(inspection, cards), _pass_mark(inspection, policies)
    return _worth(inspection, card, scores, mark)


def _worth(
    inspection: Inspection, card: Sequence[CardItem], scores: Sequence[ItemScore], mark: float
) -> Worth | None:
    rows = scored(card, scores, mark)
    return worth_by_card(rows, critical=inspection.critical) if rows else None


def _pass_mark(inspection: Inspection, policies: PolicyBook) -> float:
    return policies.at(inspection.inspected_at).qa_pass_mark


def _rows(
    card: Iterable[CardItem], given: Mapping[str, ItemScore], mark: float
) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(
            item=item,
            score=given[item.item].score if item.item in given else None,
            comment=given[item.item].comment if item.item in given else "",
            pass_mark=mark if item.pass_mark is None else item.pass_mark,
        )
        for item in card
    )
