"""Which due days somebody is shown, and which of them wait for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import models as m
from app.errors import NotFound
from app.queries.duties.rows import ResultRow
from app.reading.duties.board import read_board, waiting_duties
from app.reading.duties.sheet import read_sheet
from app.rules.vocabulary import Duty, DutyState
from app.services.duties.logs import LogText, keep_log
from tests.factories import SmallCentre, TestClock
from tests.services.duties.desk import (
    ADMINISTRATOR,
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    MONDAY,
    TODAY,
    at,
    board,
    did,
    due,
)


def waiting(centre: SmallCentre, no: str) -> set[str]:
    return {one.kind.code for one in waiting_duties(at(centre, no))}


def codes(centre: SmallCentre, no: str) -> set[str]:
    month = board(centre, no, date(2026, 10, 15), date(2026, 11, 14))
    return {one.kind.code for one in month.entries}


def test_an_agent_sees_what_anyone_does(centre: SmallCentre) -> None:
    assert codes(centre, AGENT) == {"watering", "leaf_cleaning"}


@pytest.mark.parametrize("no", [LEADER_A, HEAD, INSPECTOR, DIRECTOR])
def test_who_leads_sees_the_departments(centre: SmallCentre, no: str) -> None:
    assert codes(centre, no) == set(Duty) - {Duty.HALF_YEAR}


def test_an_administrator_sees_none(centre: SmallCentre) -> None:
    found = board(centre, ADMINISTRATOR)
    assert (found.department, list(found.entries)) == (None, [])


def test_each_sees_first_what_is_theirs(centre: SmallCentre) -> None:
    assert waiting(centre, AGENT) == {"watering"}
    assert waiting(centre, LEADER_A) == {"watering", "site_check"}
    assert waiting(centre, INSPECTOR) == set()
    assert waiting(centre, HEAD) == set()
    assert waiting(centre, DIRECTOR) == set()


def test_nobody_asks_for_what_was_due_before_the_first_on_record(centre: SmallCentre) -> None:
    assert all(one.due_on >= TODAY for one in board(centre, HEAD).entries)
    did(centre, AGENT, "watering", TODAY - timedelta(days=2))
    open_ones = [one for one in board(centre, HEAD).entries if one.due_on < TODAY]
    assert [(one.kind.code, one.due_on.day, one.state) for one in open_ones] == [
        ("watering", 14, DutyState.OVERDUE)
    ]


def test_what_is_overdue_waits_until_it_is_done(centre: SmallCentre) -> None:
    did(centre, INSPECTOR, "qa_week", MONDAY - timedelta(days=7))
    assert "qa_week" in waiting(centre, INSPECTOR)
    did(centre, INSPECTOR, "qa_week", MONDAY)
    assert waiting(centre, INSPECTOR) == set()
    assert waiting(centre, HEAD) >= {"qa_week"}, "to be received"


def test_a_teams_duty_stands_there_for_each_team(centre: SmallCentre) -> None:
    day = date(2026, 10, 22)
    found = [one for one in board(centre, LEADER_A, day, day).entries
             if one.kind.code == "service_analysis"]  # fmt: skip
    assert [(one.team, one.may_do) for one in found] == [("A", True), ("B", False)]


def test_a_row_of_an_earlier_calendar_is_still_shown(centre: SmallCentre) -> None:
    did(centre, HEAD, "agents_meeting", date(2026, 10, 23), present=[centre.people[HEAD]])
    with centre.context.write() as session:
        session.add(m.CalendarDay(day=date(2026, 10, 23), kind="holiday", name="New"))
    found = [one for one in board(centre, HEAD, TODAY, date(2026, 10, 31)).entries
             if one.kind.code == "agents_meeting"]  # fmt: skip
    assert [one.due_on.day for one in found] == [23]


def test_a_sheet_comes_with_the_periods_figures(centre: SmallCentre, clock: TestClock) -> None:
    for day in (5, 6, 11):
        keep_log(at(centre, HEAD), centre.department, date(2026, 10, day), LogText(enquiries=10))
    sheet = read_sheet(at(centre, HEAD), "weekly_figures", centre.department, None, MONDAY)
    assert sheet.period == (date(2026, 10, 5), date(2026, 10, 11))
    assert [(week.days, week.enquiries) for week in sheet.figures] == [(3, 30)]


def test_a_meeting_begins_with_the_open_items(centre: SmallCentre) -> None:
    did(centre, LEADER_A, "site_check",
        results=[ResultRow("Power and sockets", ok=False, place="desk 12")])  # fmt: skip
    sunday = date(2026, 10, 18)
    sheet = read_sheet(at(centre, HEAD), "leaders_meeting", centre.department, None, sunday)
    assert [point.topic for point in sheet.points] == ["Power and sockets: desk 12"]
    assert len(sheet.people) == 12


def test_what_was_done_is_read_as_it_was_handed_in(centre: SmallCentre) -> None:
    did(centre, INSPECTOR, "qa_week", MONDAY, text="Tone got better.")
    sheet = read_sheet(at(centre, HEAD), "qa_week", centre.department, None, MONDAY)
    assert sheet.done is not None
    assert sheet.done.text == "Tone got better."
    assert [step.by for step in sheet.steps] == ["Person 0003"]
    assert sheet.quality is not None
    assert sheet.quality.inspections == 0


def test_a_sheet_of_another_department_is_not_opened(centre: SmallCentre) -> None:
    key = due(centre, "watering")
    with pytest.raises(NotFound):
        read_sheet(at(centre, ADMINISTRATOR), key.duty, key.department_id, None, key.due_on)


def test_an_unknown_department_is_ones_own(centre: SmallCentre) -> None:
    found = read_board(at(centre, HEAD), 99, TODAY, TODAY)
    assert found.department is not None
    assert found.department.id == centre.department
