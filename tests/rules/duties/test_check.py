"""Regular duties as `check` judges them: each due day, in time, by whom and for whom it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.rules.figures.duties import PlantsNotDone
from app.rules.vocabulary import Duty, LeaveStatus, Role
from tests.rules.centre import DIRECTOR, HEAD, INSPECTOR, LEADER_A, LEADER_B, OTHER_HEAD
from tests.rules.duties.floor import DEPARTMENT, Floor

pytestmark = pytest.mark.rule(
    "DUTY-1", "DUTY-2", "DUTY-3", "MEET-1", "MEET-2", "MEET-3", "TRAIN-1",
    "SITE-1", "SITE-2", "SITE-3", "QA-6", "QA-7",
)  # fmt: skip


@pytest.fixture
def floor() -> Floor:
    return Floor()


# -- the duty log -------------------------------------------------------------------------------


def test_each_day_on_which_an_agent_works_has_a_log(floor: Floor) -> None:
    floor.logged("2026-10-01", "2026-10-04")
    floor.logged("2026-10-06", "2026-10-31")
    assert floor.of_duties() == ["DUTY-1.no_log/breach 客服部@2026-10-05"]


def test_days_before_the_first_log_are_not_asked_for(floor: Floor) -> None:
    floor.logged("2026-10-20", "2026-10-31")
    assert floor.of_duties() == []


def test_a_department_without_any_log_is_not_judged(floor: Floor) -> None:
    assert floor.of_duties() == []


def test_a_day_on_which_only_leaders_work_needs_no_log(floor: Floor) -> None:
    del floor.rows["101"][date(2026, 10, 5)]
    floor.rostered_on(LEADER_A, "2026-10-05", "E")
    floor.logged("2026-10-01", "2026-10-04")
    floor.logged("2026-10-06", "2026-10-31")
    assert floor.of_duties() == []


def test_who_is_on_leave_does_not_work(floor: Floor) -> None:
    floor.leave("101", "2026-10-05", filed="2026-10-01 09:00", status=LeaveStatus.APPROVED)
    floor.logged("2026-10-01", "2026-10-04")
    floor.logged("2026-10-06", "2026-10-31")
    assert floor.of_duties() == []


def test_the_day_of_the_check_is_not_over_yet(floor: Floor) -> None:
    floor.wrote("2026-10-01")
    assert floor.of_duties("2026-10-02 23:59") == []
    assert floor.of_duties("2026-10-03 00:00") == ["DUTY-1.no_log/breach 客服部@2026-10-02"]


def test_nothing_is_missing_after_the_last_month_that_has_a_roster(floor: Floor) -> None:
    floor.logged("2026-10-01", "2026-10-31")
    assert floor.of_duties("2027-06-01 09:00") == []


@pytest.mark.parametrize("leader", [LEADER_A, LEADER_B, HEAD])
def test_whoever_leads_in_the_department_writes_its_log(floor: Floor, leader: str) -> None:
    floor.wrote("2026-10-31", leader)
    assert floor.of_duties() == []


@pytest.mark.parametrize("leader", ["101", INSPECTOR, OTHER_HEAD, DIRECTOR])
def test_nobody_else_does(floor: Floor, leader: str) -> None:
    floor.wrote("2026-10-31", leader)
    assert floor.of_duties() == [f"DUTY-1.not_leader/breach 客服部@2026-10-31 {leader}"]


def test_the_post_is_that_of_the_logs_day(floor: Floor) -> None:
    floor.moves("101", "2026-10-31", role=Role.TEAM_LEADER)
    floor.wrote("2026-10-30", "101")
    floor.wrote("2026-10-31", "101")
    assert floor.of_duties() == ["DUTY-1.not_leader/breach 客服部@2026-10-30 101"]


# -- due days -----------------------------------------------------------------------------------


def test_each_due_day_from_the_first_recorded_one_has_its_row(floor: Floor) -> None:
    floor.did("qa_week", "2026-10-12", by=INSPECTOR)
    floor.did("qa_week", "2026-10-26", by=INSPECTOR)
    assert floor.of_duties() == ["QA-6.not_done/breach qa_week/客服部@2026-10-19"]


def test_a_due_day_is_missed_on_the_day_after(floor: Floor) -> None:
    floor.did("qa_week", "2026-10-12", by=INSPECTOR)
    assert floor.of_duties("2026-10-19 23:59") == []
    assert floor.of_duties("2026-10-20 00:00") == ["QA-6.not_done/breach qa_week/客服部@2026-10-19"]


def test_months_without_a_published_roster_have_no_missing_day(floor: Floor) -> None:
    floor.did("qa_week", "2026-10-26", by=INSPECTOR)
    assert floor.of_duties("2027-06-01 09:00") == []


def test_a_row_beyond_the_last_roster_is_judged_and_its_gap_is_not(floor: Floor) -> None:
    floor.did("qa_week", "2026-10-26", by=INSPECTOR)
    floor.did("qa_week", "2026-11-16", by=INSPECTOR, at="2026-11-17 00:00")
    assert floor.of_duties() == ["QA-6.late/warning qa_week/客服部@2026-11-16 950"]


def test_without_any_roster_nothing_is_missing(floor: Floor) -> None:
    floor.rows.clear()
    floor.did("watering", "2026-10-01", by="101", at="2026-10-02 10:00")
    assert floor.of_duties() == ["SITE-3.late/warning watering/客服部@2026-10-01 101"]


def test_each_team_has_its_own_days(floor: Floor) -> None:
    floor.did("service_analysis", "2026-09-22", team="A", by=LEADER_A)
    floor.did("service_analysis", "2026-10-22", team="B", by=LEADER_B)
    assert floor.of_duties() == ["DUTY-2.not_done/breach service_analysis/客服部/A@2026-10-22"]


def test_a_meeting_of_a_day_that_is_no_longer_due_is_judged_by_nothing(floor: Floor) -> None:
    floor.did("agents_meeting", "2026-09-18")
    floor.did("agents_meeting", "2026-10-22", by="101", at="2026-11-01 10:00")
    assert floor.of_duties() == ["MEET-2.not_done/breach agents_meeting/客服部@2026-10-23"]


def test_the_meeting_moves_with_the_calendar(floor: Floor) -> None:
    floor.did("agents_meeting", "2026-10-17")
    floor.holidays |= {date(2026, 10, day) for day in range(19, 24)}
    floor.workdays.add(date(2026, 10, 17))
    assert floor.of_duties() == []


def test_a_duty_of_the_centres_own_is_not_judged(floor: Floor) -> None:
    floor.did("tea_round", "2026-10-05", by="101", at="2026-10-09 10:00")
    assert floor.of_duties() == []


@pytest.mark.parametrize(
    ("duty", "rule", "due"),
    [
        ("service_analysis", "DUTY-2", "2026-10-22"),
        ("weekly_figures", "DUTY-3", "2026-10-26"),
        ("leaders_meeting", "MEET-1", "2026-10-25"),
        ("agents_meeting", "MEET-2", "2026-10-23"),
        ("half_year", "MEET-3", "2026-07-10"),
        ("training", "TRAIN-1", "2026-10-31"),
        ("qa_week", "QA-6", "2026-10-26"),
        ("qa_month", "QA-7", "2026-10-05"),
        ("site_check", "SITE-1", "2026-10-31"),
        ("safety_check", "SITE-2", "2026-10-30"),
        ("watering", "SITE-3", "2026-10-31"),
        ("leaf_cleaning", "SITE-3", "2026-10-30"),
    ],
)
def test_each_duty_speaks_of_its_rule(floor: Floor, duty: str, rule: str, due: str) -> None:
    inspectors = duty.startswith("qa_")
    team = "A" if duty == "service_analysis" else ""
    next_day = date.fromisoformat(due) + timedelta(days=1)
    floor.did(duty, due, at=f"{next_day} 00:00", by=INSPECTOR if inspectors else HEAD, team=team)
    place = f"{DEPARTMENT}/{team}" if team else DEPARTMENT
    who = INSPECTOR if inspectors else HEAD
    assert floor.of_duties() == [f"{rule}.late/warning {duty}/{place}@{due} {who}"]


# -- in time ------------------------------------------------------------------------------------


def test_it_is_done_by_the_end_of_its_due_day(floor: Floor) -> None:
    floor.did("training", "2026-10-31", at="2026-10-31 23:59")
    assert floor.of_duties() == []


def test_a_minute_later_is_late(floor: Floor) -> None:
    floor.did("training", "2026-10-31", at="2026-11-01 00:00")
    assert floor.of_duties() == ["TRAIN-1.late/warning training/客服部@2026-10-31 900"]


def test_the_end_of_a_day_is_the_centres_own() -> None:
    there = Floor()
    there.time = type(there.time)("America/New_York")
    there.did("training", "2026-10-31", at="2026-10-31 23:59")
    assert there.of_duties() == []


def test_early_is_no_fault(floor: Floor) -> None:
    floor.did("leaders_meeting", "2026-10-25", at="2026-10-19 09:00")
    assert floor.of_duties() == []


# -- by whom ------------------------------------------------------------------------------------


def test_a_teams_duty_is_its_own_leaders(floor: Floor) -> None:
    floor.did("service_analysis", "2026-10-22", team="A", by=LEADER_B)
    assert floor.of_duties() == ["DUTY-2.doer/breach service_analysis/客服部/A@2026-10-22 200"]


def test_a_departments_duty_is_any_of_its_leaders(floor: Floor) -> None:
    floor.did("site_check", "2026-10-31", by=LEADER_B)
    assert floor.of_duties() == []


@pytest.mark.parametrize(("duty", "due", "team"), [
    ("service_analysis", "2026-10-22", "A"), ("safety_check", "2026-10-30", ""),
])  # fmt: skip
def test_a_head_may_do_what_is_a_team_leaders(floor: Floor, duty: str, due: str, team: str) -> None:
    floor.did(duty, due, team=team, by=HEAD)
    assert floor.of_duties() == []


@pytest.mark.parametrize("by", [OTHER_HEAD, DIRECTOR, INSPECTOR, "101"])
def test_another_departments_head_and_the_director_do_not(floor: Floor, by: str) -> None:
    floor.did("site_check", "2026-10-31", by=by)
    assert floor.of_duties() == [f"SITE-1.doer/breach site_check/客服部@2026-10-31 {by}"]


@pytest.mark.parametrize("by", [HEAD, LEADER_A])
def test_what_is_an_inspectors_no_leader_does(floor: Floor, by: str) -> None:
    floor.did("qa_week", "2026-10-26", by=by)
    assert floor.of_duties() == [f"QA-6.doer/breach qa_week/客服部@2026-10-26 {by}"]


def test_what_is_a_heads_no_leader_does(floor: Floor) -> None:
    floor.did("weekly_figures", "2026-10-26", by=LEADER_A)
    assert floor.of_duties() == ["DUTY-3.doer/breach weekly_figures/客服部@2026-10-26 100"]


def test_anyone_waters(floor: Floor) -> None:
    floor.did("watering", "2026-10-31", by=OTHER_HEAD)
    floor.did("leaf_cleaning", "2026-10-30", by="201")
    assert floor.of_duties() == []


def test_the_doers_post_is_that_of_the_day_on_which_it_was_done(floor: Floor) -> None:
    floor.moves(LEADER_A, "2026-10-31", role=Role.AGENT)
    floor.did("safety_check", "2026-10-30", by=LEADER_A, at="2026-10-30 23:59")
    assert floor.of_duties() == []
    floor.did("safety_check", "2026-10-30", by=LEADER_A, at="2026-10-31 00:00")
    assert floor.of_duties() == ["SITE-2.doer/breach safety_check/客服部@2026-10-30 100"]


def test_late_and_by_another_is_one_finding_the_breach(floor: Floor) -> None:
    floor.did("site_check", "2026-10-31", by="101", at="2026-11-02 08:00")
    assert floor.of_duties() == ["SITE-1.doer/breach site_check/客服部@2026-10-31 101"]


# -- for whom -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "to", "faults"), [
    (INSPECTOR, HEAD, []),
    (INSPECTOR, "", []),
    (INSPECTOR, OTHER_HEAD, ["QA-7.receiver/breach qa_month/客服部@2026-10-05 910"]),
    (INSPECTOR, DIRECTOR, ["QA-7.receiver/breach qa_month/客服部@2026-10-05 999"]),
])  # fmt: skip
def test_the_head_of_the_department_receives_it(
    floor: Floor, by: str, to: str, faults: list[str]
) -> None:
    floor.did("qa_month", "2026-10-05", by=by, received_by=to, received_at="2026-10-06 09:00")
    assert floor.of_duties() == faults


@pytest.mark.parametrize("department", ["", DEPARTMENT, "外呼部"])
def test_any_director_receives_what_is_the_directors(floor: Floor, department: str) -> None:
    floor.person("998", role=Role.CENTRE_DIRECTOR, department=department)
    floor.did("weekly_figures", "2026-10-26", received_by="998")
    assert floor.of_duties() == []


def test_the_receivers_post_is_that_of_the_receipt_or_else_of_the_doing(floor: Floor) -> None:
    floor.moves("101", "2026-10-27", role=Role.CENTRE_DIRECTOR, department="", team="")
    floor.did("weekly_figures", "2026-10-26", received_by="101", received_at="2026-10-27 00:00")
    assert floor.of_duties() == []
    floor.did("weekly_figures", "2026-10-26", received_by="101")
    assert floor.of_duties() == ["DUTY-3.receiver/breach weekly_figures/客服部@2026-10-26 101"]


def test_received_before_it_was_done_is_no_fault(floor: Floor) -> None:
    floor.did("weekly_figures", "2026-10-26", received_by=DIRECTOR, received_at="2026-10-25 09:00")
    assert floor.of_duties() == []


def test_who_receives_what_nobody_receives_is_not_judged(floor: Floor) -> None:
    floor.did("training", "2026-10-31", received_by="101")
    assert floor.of_duties() == []


def test_late_and_received_by_another_are_two(floor: Floor) -> None:
    floor.did("qa_month", "2026-10-05", by=INSPECTOR, at="2026-10-06 09:00", received_by=LEADER_A)
    assert floor.of_duties() == [
        "QA-7.receiver/breach qa_month/客服部@2026-10-05 100",
        "QA-7.late/warning qa_month/客服部@2026-10-05 950",
    ]


# -- figures ------------------------------------------------------------------------------------


def test_a_finding_says_whose_duty_it_is() -> None:
    assert PlantsNotDone(Duty.WATERING, "客服部", "").place == "客服部"
    assert PlantsNotDone(Duty.WATERING, "客服部", "A班").place == "客服部 A班"
