"""Eight processes at the same inspections: one fate each, one decision, one revision (QA-5)."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import func, select

from app.address import StoreAddress
from app.bootstrap import verify_store
from app.models import AppealStep, Inspection, ItemScore, table_of
from tests.factories import SmallCentre, as_it_stands
from tests.services.quality.appeal_contest import appeal_all
from tests.services.quality.appeal_desk import AGENT, HEAD, INSPECTOR
from tests.services.quality.scoring_desk import Scorer, a_card, planned
from tests.store.writers import TIMES, together

pytestmark = pytest.mark.rule("QA-5")
PROCESSES = 8
INSPECTIONS = 100 if TIMES > 1 else 4
"""At leisure some 3,600 steps are tried: 8 processes, 100 inspections, four or five steps each."""


def test_an_inspection_has_one_fate(centre: SmallCentre, store_address: StoreAddress) -> None:
    a_card(centre)
    scorer, numbers = Scorer.of(centre), list[str]()
    for at in range(INSPECTIONS):
        plan = planned(centre, AGENT, ref=f"c-{at}")
        scorer.takes_up(plan)
        numbers.append(scorer.submits(plan))
    as_it_stands(centre.context)
    named = {"agent": AGENT, "inspector": INSPECTOR, "head": HEAD}
    who = {name: (no, centre.people[no]) for name, no in named.items()}
    shares = [(numbers, who, turn) for turn in range(PROCESSES)]
    told = sum(together(store_address, appeal_all, shares), Counter[tuple[str, str]]())
    for no in numbers:
        appealed, decided = told["appeal", no], told["reject", no] + told["uphold", no]
        # Acknowledging twice is once.
        assert (appealed, bool(told["acknowledge", no])) in {(1, False), (0, True)}
        assert told["answer", no] <= appealed
        assert decided == appealed, "what was appealed is decided once, and nothing else"
    step, score = AppealStep, table_of(ItemScore).c
    with centre.context.read() as session:
        steps = Counter(session.execute(select(step.inspection_id, step.kind)).all())
        upheld = session.scalars(select(Inspection.id).where(Inspection.upheld)).all()
        revised = session.execute(
            select(score.inspection_id, func.count())
            .where(score.revision == 2)
            .group_by(score.inspection_id)
        ).all()
    assert set(steps.values()) == {1}
    assert sorted(map(tuple, revised)) == [(key, 3) for key in sorted(upheld)]
    assert verify_store(store_address).whole
