"""Nothing of the floor is read by whom it does not concern (CONF-1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import models as m
from app.context import Actor, Context
from app.errors import NotAllowed, NotFound
from app.reading.attendance import roll_call
from app.reading.attendance.page import read_sheet as read_attendance
from app.reading.desks.floor import read_floor
from app.reading.desks.moment import FloorAsked
from app.reading.duties.sheet import read_sheet
from app.reading.handover.waiting import waiting
from app.reading.registers import complaints as reading
from app.rules.vocabulary import LeaveKind, LeaveStatus
from app.services.desks import checking, stopping
from app.services.desks import floor as leaving
from app.services.duties.trainings import Part, keep_training
from app.services.registers import complaints
from app.services.registers.complaints import NewComplaint
from tests.factories import NOW, SmallCentre, TestClock
from tests.services.desks.floor import DAY, a_floor
from tests.services.handover.desk import raised

pytestmark = pytest.mark.rule("CONF-1")
MONTH_END = date(2026, 10, 31)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


@pytest.mark.parametrize("duty", ["qa_week", "weekly_figures", "leaders_meeting", "site_check"])
def test_an_agent_opens_no_form_of_a_duty_that_is_not_theirs(
    centre: SmallCentre, duty: str
) -> None:
    agent, here = acting(centre, "1001"), centre.department
    with pytest.raises(NotFound):
        read_sheet(agent, duty, here, None, date(2026, 10, 12))
    assert read_sheet(agent, "watering", here, None, date(2026, 10, 12)).duty.kind.doer is None


@pytest.mark.parametrize(
    ("no", "seen"), [("0002", ["1001", "2001"]), ("1000", ["1001"]), ("0003", [])]
)
def test_results_of_exams_follow_the_line_of_command_on_the_form_too(
    centre: SmallCentre, no: str, seen: list[str]
) -> None:
    parts = [Part(centre.people[who], True, 90, True) for who in ("1001", "2001")]
    keep_training(acting(centre, "0002"), "Tariffs", date(2026, 10, 14), parts)
    sheet = read_sheet(acting(centre, no), "training", centre.department, None, MONTH_END)
    assert sorted(row.person_no for row in sheet.trainings) == seen


def test_the_verdict_on_a_complaint_is_told_to_whom_sees_it(centre: SmallCentre) -> None:
    no = complaints.register(acting(centre, "1001"), NewComplaint("C-1", "扣费"))
    with pytest.raises(NotAllowed):
        reading.judge_close(acting(centre, "2001"), no, "已退费")


def test_what_is_told_at_roll_call_is_told_to_who_has_part_in_the_shifts(
    centre: SmallCentre,
) -> None:
    told = {
        no: read_attendance(acting(centre, no), None, date(2026, 10, 15), by_month=False).briefings
        for no in ("1000", "0002", "0001", "0004")
    }
    assert {no for no, one in told.items() if one} == {"1000", "0002", "0001"}
    assert told["0004"] is None


def test_the_kind_of_a_leave_is_told_to_who_sees_the_leaves(centre: SmallCentre) -> None:
    day = date(2026, 10, 15)
    with centre.context.write() as session:
        session.add(
            m.Leave(
                leave_no="L-1", person_id=centre.people["1003"], filed_by_no="1003",
                kind=LeaveKind.PERSONAL,
                first_date=day, last_date=day, filed_at=NOW - timedelta(days=3),
                status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip

    def kinds(no: str) -> tuple[list[str], list[str]]:
        """On the day's sheet, and on the month's."""
        ctx, team = acting(centre, no), centre.teams["A"]
        month = roll_call.month_sheet(ctx, team, day)
        days = [one.leave_kind for line in month.lines for one in line.days if one.leave_kind]
        return [row.leave_kind for row in roll_call.sheet(ctx, team, day) if row.leave], days

    assert kinds("1000") == (["personal"], ["personal"])
    assert kinds("0004") == ([""], [])


def test_an_agent_sees_nobodys_order_or_absence_at_the_own_desk_of_another_shift(
    centre: SmallCentre, clock: TestClock
) -> None:
    floor = a_floor(centre, clock)
    floor.seat("1004", "A1", "E")
    late = floor.seat("1002", "A1", "L")
    floor.time("15:25")
    checking.check_in(floor.at("1002"), late)
    leaving.allow(floor.at("1000"), centre.people["1002"], 10, "to the doctor")
    stopping.order_stop(floor.at("1000"), centre.people["1002"], "rude", "a talk")

    spot = read_floor(floor.at("1004"), FloorAsked(None, DAY, "L")).spots[0]
    assert spot.now is not None
    assert (spot.now.seat.name, spot.off, spot.stopped) == ("Person 1002", None, None)
    own = read_floor(floor.at("1002"), FloorAsked(None, DAY, "L")).spots[0]
    assert own.off is not None
    assert own.stopped is not None


@pytest.mark.parametrize(("owner", "may"), [("1001", True), ("1000", True), ("0003", False)])
def test_an_own_item_is_offered_to_be_closed_by_who_may_close_it(
    centre: SmallCentre, owner: str, may: bool
) -> None:
    raised(centre, owner=owner)
    assert [one.may_close for one in waiting(acting(centre, owner)).items] == [may]
