"""Needs, work rules and wishes out of the store, as rules and solvers know them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from app.models import ShiftType, ShiftWish, StaffingNeed, WorkRule
from app.queries.planning import facts
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import USUAL, WorkRules
from tests.factories import SmallCentre

DAY = date(2026, 10, 15)


def test_a_need_says_whom_it_counts_and_when_it_holds(centre: SmallCentre) -> None:
    day, late = centre.shifts["E"], centre.shifts["L"]
    with centre.context.write() as session:
        session.add(StaffingNeed(shift_id=day, weekday=0, least=4))
        session.add(
            StaffingNeed(
                department_id=centre.department, team_id=centre.teams["A"], shift_id=late,
                least=2, want=3, most=5,
            )
        )  # fmt: skip
        session.add(
            StaffingNeed(
                department_id=centre.department, job_type="VIP", shift_id=late, day=DAY, least=1
            )
        )
    with centre.context.read() as session:
        found = set(facts.needs(session))
    assert found == {
        Need(Needing(""), "E", 4, weekday=1),
        Need(Needing("Service", "A"), "L", 2, 3, 5),
        Need(Needing("Service", job_type="VIP"), "L", 1, day=DAY),
    }


def test_a_shift_out_of_service_is_not_needed(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(StaffingNeed(shift_id=centre.shifts["E"], least=1))
    with centre.context.write() as session:
        session.execute(update(ShiftType).where(ShiftType.code == "E").values(retired=True))
    with centre.context.read() as session:
        assert facts.needs(session) == ()


def test_a_row_of_ones_own_goes_before_everybodys(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        assert facts.work_rules(session).of("1001") == USUAL
    with centre.context.write() as session:
        session.add(WorkRule(month_hours_most=168, not_after="N:E L"))
        session.add(WorkRule(person_id=centre.people["1001"], weekends_most=2, shifts="E L"))
    with centre.context.read() as session:
        book = facts.work_rules(session)
    assert book.of("1001") == WorkRules(weekends_most=2, shifts=frozenset("EL"))
    assert book.of("1002") == WorkRules(168, not_after={"N": frozenset("EL")})


def test_wishes_of_some_days_come_by_date_and_number(centre: SmallCentre) -> None:
    no, early = centre.people, centre.shifts["E"]
    with centre.context.write() as session:
        for person, day, shift, wanted in (
            ("1002", 3, None, True), ("1001", 3, early, False), ("1001", 2, None, True),
            ("1001", 1, None, True), ("1001", 4, None, True),
        ):  # fmt: skip
            session.add(
                ShiftWish(
                    person_id=no[person], day=DAY.replace(day=day), shift_id=shift, wanted=wanted
                )
            )
    with centre.context.read() as session:
        found = facts.wishes(session, DAY.replace(day=2), DAY.replace(day=3))
    assert found == (
        Wish("1001", DAY.replace(day=2), "", True),
        Wish("1001", DAY.replace(day=3), "E", False),
        Wish("1002", DAY.replace(day=3), "", True),
    )
