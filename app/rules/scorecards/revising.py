"""QA-5: what an upheld appeal makes of the scores, a complete revision beside the old one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection
from app.rules.findings import Finding
from app.rules.scorecards.cards import check_comments
from app.rules.scorecards.scoring import Given
from app.rules.scorecards.worth import scored
from app.rules.vocabulary import Level


def revised(
    card: Sequence[CardItem], old: Mapping[str, Given], changes: Iterable[Given]
) -> dict[str, Given]:
    """Every item of the card as the new revision gives it: what is not changed stays as it was."""
    wanted = {one.item: one for one in changes}
    return {item.item: wanted.get(item.item, old.get(item.item, Given(item.item))) for item in card}


def changed_items(old: Mapping[str, Given], new: Mapping[str, Given]) -> frozenset[str]:
    """The items whose score is another one in `new`; a comment alone is no change."""
    return frozenset(
        item
        for item, one in new.items()
        if item not in old or (old[item].score, old[item].na) != (one.score, one.na)
    )


def check_revised(
    inspection: Inspection,
    card: Sequence[CardItem],
    given: Mapping[str, Given],
    pass_mark: float,
    day: date,
) -> list[Finding]:
    """QA-4 of a revision before it is written: an item under its pass mark has a comment."""
    named = [replace(item, title=item.title or str(item.aspect or item.item)) for item in card]
    scores = [
        ItemScore(inspection.no, one.item, 1, one.score, one.comment) for one in given.values()
    ]
    found = check_comments(inspection, scored(named, scores, pass_mark), day)
    return [replace(one, level=Level.BREACH) for one in found]
