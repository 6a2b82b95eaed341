"""The last two sheets of a calibration at once, while it is closed: what is scored is sealed, the
rest is dropped, and it is closed once."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select

from app.address import StoreAddress
from app.bootstrap import verify_store
from app.models import Inspection, PlannedInspection
from app.queries.quality.calibrations import calibrations
from app.services.quality.calibrating import CalibrationContact
from tests.factories import SmallCentre, as_it_stands
from tests.services.quality.calibration_contest import finish_all
from tests.services.quality.calibration_desk import ONE, RATERS, Hall
from tests.services.quality.scoring_desk import CALLED, INSPECTOR
from tests.store.writers import TIMES, together

pytestmark = pytest.mark.rule("QA-4")
CALIBRATIONS = 110 if TIMES > 1 else 3


def test_each_sheet_is_scored_or_dropped(centre: SmallCentre, store_address: StoreAddress) -> None:
    hall = Hall(centre)
    contact = CalibrationContact(ONE, hall.people["1001"], CALLED)
    raters = [hall.people[no] for no in RATERS[:2]]
    held = [hall.opens(contacts=[contact], raters=raters) for _ in range(CALIBRATIONS)]
    as_it_stands(centre.context)
    plans = {rater: [(no, hall.task(no, rater, ONE)) for no in held] for rater in RATERS[:2]}
    seats = [(INSPECTOR, False), (RATERS[1], False), ("0002", True), ("0002", True)]
    shares = [
        (plans.get(no, plans[INSPECTOR]), (no, hall.people[no]), closes) for no, closes in seats
    ]
    told = sum(together(store_address, finish_all, shares), Counter[tuple[str, str]]())
    with centre.context.read() as session:
        rows = {row.no: row for row in calibrations(session)}
        plan = session.execute(select(PlannedInspection.inspection_id, PlannedInspection.dropped))
        stands = [tuple(one) for one in plan]
        numbers = list(session.scalars(select(Inspection.inspection_no)))
    for no in held:
        assert told[no, "closed"] == 1
        assert rows[no].closed_at is not None
        assert rows[no].done == told[no, "scored"]
        assert (rows[no].done + sum(one.dropped for one in rows[no].raters)) == 2
    assert all((key is None) is bool(dropped) for key, dropped in stands)
    assert len(numbers) == len({*numbers}) == sum(told[no, "scored"] for no in held)
    assert verify_store(store_address).whole
