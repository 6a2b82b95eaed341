"""Ways to cover from the roster: of a cell, and of what is short at the foot; in a draft undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import update

from app.models import RosterMonth, WorkRule
from app.reading.roster.repairing import AbsenceAsked, repair_ways
from app.services.roster.repairing import make_repair
from app.ui.kit.offer_dialog import OfferDialog
from app.ui.kit.repairing import RepairDialog
from app.ui.roster.offering import Offering
from app.ui.roster.session import RosterSession
from app.ui.roster.ways import keep_repair, ways
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat
from tests.ui.roster.test_offering import short

DAY = date(2026, 10, 19)


@pytest.fixture(autouse=True)
def long_runs(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(WorkRule(person_id=None, days_in_row_most=8, nights_in_row_most=4))


def offered(seat: Seat, no: str, day: int) -> list[str]:
    index = seat.model.find((no, date(2026, 10, day)))
    return [one.words for one in ways(seat.desk, seat.model, index.row(), index.column())]


def test_a_shift_to_come_that_somebody_works_has_its_ways_and_a_free_day_has_none(
    leader: Seat,
) -> None:
    free = next(day for day in range(16, 25) if not leader.sees("1002", day))
    assert "Ways to cover…" in offered(leader, "1002", 19)
    assert "Ways to cover…" not in offered(leader, "1002", free)
    assert "Ways to cover…" not in offered(leader, "1002", 2)
    assert "Ways to cover…" not in offered(leader, "2002", 19)


def test_what_is_short_at_the_foot_leads_to_its_ways(centre: SmallCentre, leader: Seat) -> None:
    short(centre, needed=2)
    leader.page.populate()
    leader.settle()
    Offering.of(leader.page).ask(DAY, "L")
    leader.settle()
    (dialog,) = leader.page.findChildren(OfferDialog)
    next(one for one in _buttons(dialog) if "Ways" in one.text()).click()
    leader.settle()
    (found,) = leader.page.findChildren(RepairDialog)
    assert found.cards
    assert "L" in found.lead.text()
    found.reject()


def test_in_a_draft_it_is_one_step_that_is_undone(centre: SmallCentre, leader: Seat) -> None:
    with centre.context.write() as session:
        session.execute(update(RosterMonth).values(version=0))
    ctx = leader.desk.ctx
    asked = AbsenceAsked(centre.people["1002"], DAY, DAY)
    found = repair_ways(ctx, asked)
    way = next(w for n, w in enumerate(found.ways) if n not in found.head_only)
    keep_repair(leader.desk, make_repair(ctx, asked, way, ""))
    leader.settle()
    stack = RosterSession.of(leader.desk).stack
    assert stack.canUndo()
    stack.undo()
    leader.settle()
    assert repair_ways(ctx, asked).vacancies == found.vacancies


def _buttons(dialog: OfferDialog) -> list[QPushButton]:
    return dialog.findChildren(QPushButton)
