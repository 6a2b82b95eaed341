"""An inspection while it is scored: what it would be worth, how that is counted, and what stands in
the way of submitting it (QA-3, QA-4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection, Post
from app.rules.figures.figure import Figures
from app.rules.figures.scorecards import NoComment, NoContact, NoNumber, ScoredTwice, Unscored
from app.rules.findings import Finding
from app.rules.quality import check_inspector
from app.rules.scorecards.cards import check_comments
from app.rules.scorecards.worth import Scored, Worth, scored, worth_by_card
from app.rules.vocabulary import Level

MOST = 100
"""The highest score; the lowest is 0."""
PLACES = 6
"""Decimals of a score, a weight or a pass mark: what a workbook holds, so that what goes out comes
in again as it was."""


def to_places(number: float | None) -> float | None:
    """As it is kept."""
    return None if number is None else round(number, PLACES)


@dataclass(frozen=True, slots=True)
class Given:
    """What an item was given so far: a number, not applicable (`na`), or nothing yet."""

    item: str
    score: float | None = None
    na: bool = False
    comment: str = ""

    @property
    def answered(self) -> bool:
        return self.na or self.score is not None


@dataclass(frozen=True, slots=True)
class CountedItem:
    """What an item counts for. `of_card`: its share of 100 by the card's weights; `share`: the one
    after those without a number have left theirs to the rest, None of such an item itself."""

    item: CardItem
    given: Given
    pass_mark: float
    of_card: float
    share: float | None

    @property
    def passed(self) -> bool | None:
        """None without a number."""
        return None if self.given.score is None else self.given.score >= self.pass_mark

    @property
    def fails_all(self) -> bool:
        """A critical item under its pass mark: the total is 0."""
        return self.item.critical and self.passed is False


@dataclass(frozen=True, slots=True)
class Total:
    """A running total: `worth` None while nothing has a number."""

    rows: tuple[CountedItem, ...]
    worth: Worth | None
    weighted: float | None
    """What the total would be if nothing failed it."""

    @property
    def missing(self) -> int:
        """How many items are still to be answered."""
        return sum(not row.given.answered for row in self.rows)


@dataclass(frozen=True, slots=True)
class Before:
    """An inspection of the same contact, outside calibrations."""

    no: str
    inspected: date


@dataclass(frozen=True, slots=True)
class Scoring:
    """All that submitting one inspection is judged by."""

    inspection: Inspection
    """As it would stand; of the standard card without a card."""
    card: Sequence[CardItem]
    given: Mapping[str, Given]
    pass_mark: float
    """Of items without their own."""
    contact: str
    has_time: bool
    """Whether it is told when the contact was."""
    comment: str = ""
    """On the whole; with the standard card the only one there is."""
    before: Before | None = None


def total_of(
    card: Sequence[CardItem], given: Mapping[str, Given], pass_mark: float, *, critical: bool
) -> Total:
    """The running total. `critical`: a fatal error, which makes it 0 whatever its items say."""
    numbers = _numbers(card, given, pass_mark)
    whole = sum(item.weight for item in card)
    counting = sum(one.item.weight for one in numbers)
    numbered = {one.item.item for one in numbers}
    rows = tuple(
        CountedItem(
            item=item,
            given=given.get(item.item, Given(item.item)),
            pass_mark=pass_mark if item.pass_mark is None else item.pass_mark,
            of_card=100 * item.weight / whole,
            share=100 * item.weight / counting if item.item in numbered else None,
        )
        for item in card
    )
    if not numbers:
        return Total(rows, None, None)
    bare = [replace(one, item=replace(one.item, critical=False)) for one in numbers]
    weighted = worth_by_card(bare, critical=False).total
    return Total(rows, worth_by_card(numbers, critical=critical), weighted)


def check_scoring(scoring: Scoring, inspector: Post | None, day: date) -> list[Finding]:
    """Everything that stands in the way of submitting it on `day`; a warning only has to be known.

    `inspector`: their post on `day`.
    """
    found = [*_wholeness(scoring, day), *_comments(scoring, day)]
    by_whom = check_inspector(scoring.inspection, inspector, day)
    return [*([by_whom] if by_whom else []), *found]


def check_twice(contact: str, inspector: str, before: Before | None, day: date) -> list[Finding]:
    """A warning where the same contact was inspected before, calibrations aside."""
    if before is None:
        return []
    figures = ScoredTwice(inspection=before.no, inspected=before.inspected)
    return [Finding(contact, inspector, day, figures, Level.WARNING)]


def _wholeness(scoring: Scoring, day: date) -> Iterator[Finding]:
    """QA-4: contact and time, every item answered, one number at least."""
    about = scoring.contact or scoring.inspection.agent
    by = scoring.inspection.inspector

    def found(figures: Figures) -> Finding:
        return Finding(about, by, day, figures)

    given = scoring.given
    if not scoring.contact or not scoring.has_time:
        yield found(NoContact(reference=bool(scoring.contact), time=scoring.has_time))
    open_ones = [
        item for item in scoring.card if item.item not in given or not given[item.item].answered
    ]
    if open_ones:
        yield found(Unscored(count=len(open_ones), of=len(scoring.card), item=_title(open_ones[0])))
    elif not any(given[item.item].score is not None for item in scoring.card):
        yield found(NoNumber(of=len(scoring.card)))
    yield from check_twice(scoring.contact, by, scoring.before, day)


def _comments(scoring: Scoring, day: date) -> Iterator[Finding]:
    """QA-4: an item under its pass mark has a comment. With the standard card, whose items take
    none, it is the one on the whole."""
    numbers = _numbers(scoring.card, scoring.given, scoring.pass_mark)
    if scoring.inspection.card:
        numbers = [replace(one, item=replace(one.item, title=_title(one.item))) for one in numbers]
        found = check_comments(scoring.inspection, numbers, day)
        yield from (replace(one, level=Level.BREACH) for one in found)
        return
    under = [one for one in numbers if not one.passed]
    if under and not scoring.comment.strip():
        first = under[0]
        figures = NoComment(
            count=len(under), item=_title(first.item), score=first.number, pass_mark=first.pass_mark
        )
        yield Finding(scoring.inspection.no, scoring.inspection.inspector, day, figures)


def _title(item: CardItem) -> str:
    return item.title or item.aspect or item.item


def _numbers(
    card: Sequence[CardItem], given: Mapping[str, Given], pass_mark: float
) -> list[Scored]:
    """In the order of the card."""
    some = (given[item.item] for item in card if item.item in given)
    scores = [
        ItemScore("", one.item, 1, None if one.na else one.score, one.comment) for one in some
    ]
    return scored(card, scores, pass_mark)
