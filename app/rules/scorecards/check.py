"""What `check` finds: Scorecards and appeals: QA-2, QA-4, QA-5."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.facts import Inspection
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.scorecards.appeals import check_appeal, check_decision, check_revision
from app.rules.scorecards.cards import check_card, check_comments
from app.rules.scorecards.sheets import Cards, Revisions, cards_by_version, scores_by_revision
from app.rules.scorecards.worth import scored, valid_revision


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    cards = cards_by_version(ground.facts.books.cards)
    for items in cards.values():
        yield from check_card(items)
    revisions = scores_by_revision(ground.facts.books.scores)
    for inspection in ground.facts.inspections:
        yield from _inspection(ground, inspection, cards, revisions.get(inspection.no, {}))


def _inspection(
    ground: Ground, inspection: Inspection, cards: Cards, revisions: Revisions
) -> Iterator[Finding]:
    day = ground.time.local_date(inspection.inspected_at)
    if inspection.card:
        scores = revisions.get(valid_revision(inspection, revisions), ())
        card = cards.get((inspection.card, inspection.card_version), ())
        pass_mark = ground.policies.at(inspection.inspected_at).qa_pass_mark
        yield from check_comments(inspection, scored(card, scores, pass_mark), day)
        yield from check_revision(inspection, revisions, day)
    yield from check_appeal(inspection, ground)
    yield from check_decision(inspection, ground)
