"""What `check` finds: Scorecards and appeals: QA-2, QA-4, QA-5."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.rules.books import CardItem, ItemScore
from app.rules.facts import Inspection
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.scorecards.appeals import check_appeal, check_decision, check_revision
from app.rules.scorecards.cards import check_card, check_comments
from app.rules.scorecards.worth import scored, valid_revision

_Cards = Mapping[tuple[str, int | None], Sequence[CardItem]]
_Revisions = Mapping[int, Sequence[ItemScore]]


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    cards = _cards(ground.facts.books.cards)
    for items in cards.values():
        yield from check_card(items)
    revisions = _revisions(ground.facts.books.scores)
    for inspection in ground.facts.inspections:
        yield from _inspection(ground, inspection, cards, revisions.get(inspection.no, {}))


def _inspection(
    ground: Ground, inspection: Inspection, cards: _Cards, revisions: _Revisions
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


def _cards(items: Iterable[CardItem]) -> _Cards:
    found: dict[tuple[str, int | None], list[CardItem]] = defaultdict(list)
    for item in items:
        found[item.card, item.version].append(item)
    return found


def _revisions(scores: Iterable[ItemScore]) -> Mapping[str, _Revisions]:
    """Inspection -> revision -> its scores."""
    found: dict[str, dict[int, list[ItemScore]]] = defaultdict(lambda: defaultdict(list))
    for score in scores:
        found[score.inspection][score.revision].append(score)
    return found
