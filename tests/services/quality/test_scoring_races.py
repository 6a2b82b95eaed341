"""Eight processes, two inspectors, the same contacts: each is inspected once."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import func, select

from app.address import StoreAddress
from app.bootstrap import verify_store
from app.models import Inspection, ItemScore, PlannedInspection, table_of
from tests.factories import SmallCentre, as_it_stands
from tests.services.quality.scoring_contest import score_all
from tests.services.quality.scoring_desk import (
    INSPECTOR,
    SECOND,
    a_card,
    a_second_inspector,
    planned,
)
from tests.store.writers import TIMES, together

pytestmark = pytest.mark.rule("QA-4")
PROCESSES = 8
CONTACTS = 110 if TIMES > 1 else 4
"""At leisure 3,520 sheets are tried: 8 processes, 110 planned contacts and as many beside, by two
inspectors each."""


def test_each_contact_is_submitted_once(centre: SmallCentre, store_address: StoreAddress) -> None:
    a_card(centre)
    second = a_second_inspector(centre)
    plan = [planned(centre, ref=f"c-{at}") for at in range(CONTACTS)]
    as_it_stands(centre.context)
    people = [(INSPECTOR, centre.people[INSPECTOR]), (SECOND, second)]
    agent = centre.people["1002"]
    shares = [(plan, agent, people[at % 2 :] + people[: at % 2]) for at in range(PROCESSES)]
    told = sum(together(store_address, score_all, shares), Counter[tuple[str, str]]())
    done = Counter({what: n for (_did, what), n in told.items() if "Error" not in what})
    wanted = [*map(str, plan), *(f"beside-{at}" for at in plan)]
    assert {what: done[what] for what in wanted} == dict.fromkeys(wanted, 1)
    with centre.context.read() as session:
        refs = session.scalars(select(Inspection.contact_ref)).all()
        numbers = {*session.scalars(select(Inspection.inspection_no))}
        scores = session.scalar(select(func.count()).select_from(table_of(ItemScore)))
        left = session.scalars(
            select(PlannedInspection.id).where(PlannedInspection.inspection_id.is_(None))
        ).all()
    assert Counter(refs) == Counter([*(f"c-{at}" for at in range(CONTACTS)), *wanted[CONTACTS:]])
    assert (len(numbers), scores, left) == (2 * CONTACTS, 2 * CONTACTS * 3, [])
    assert told.total() == PROCESSES * CONTACTS * 2 * 2
    assert verify_store(store_address).whole
