"""QA-2, what a scorecard has at least, and QA-4, what its sheet says of a low score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.rules.books import CardItem
from app.rules.facts import Inspection
from app.rules.figures.scorecards import CardLacks, NoComment
from app.rules.findings import Finding
from app.rules.scorecards.worth import Scored
from app.rules.vocabulary import Aspect, Level


def check_card(items: Sequence[CardItem]) -> Iterator[Finding]:
    """QA-2: the items of one version have every aspect among them."""
    missing = lacking(item.aspect for item in items)
    if missing:
        card = items[0]
        yield Finding(f"{card.card}/{card.version}", "", card.since, CardLacks(aspects=missing))


def lacking(aspects: Iterable[Aspect | None]) -> tuple[Aspect, ...]:
    """The aspects that QA-2 asks for and that are not among `aspects`."""
    there = {*aspects}
    return tuple(aspect for aspect in Aspect if aspect not in there)


def check_comments(inspection: Inspection, rows: Sequence[Scored], day: date) -> Iterator[Finding]:
    """QA-4 (a warning): each item of the valid revision under its pass mark has a comment.

    `rows`: that revision's numbers; `day`: when the contact was inspected.
    """
    bare = [row for row in rows if not row.passed and not row.score.comment.strip()]
    if bare:
        figures = NoComment(
            count=len(bare),
            item=bare[0].item.title,
            score=bare[0].number,
            pass_mark=bare[0].pass_mark,
        )
        yield Finding(inspection.no, inspection.inspector, day, figures, Level.WARNING)
