"""LEAVE-1: level by level, no skipping, no crossing; a split leave does not lower its chain."""

import pytest

from app.rules.figures.leave import StepMissing
from app.rules.vocabulary import LeaveStatus, Role
from tests.figured import counted
from tests.rules.centre import (
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    LEADER_B,
    OTHER_HEAD,
    Centre,
)

pytestmark = pytest.mark.rule("LEAVE-1")

AT_DIRECTOR = (DIRECTOR, "2026-10-05 12:00")


@pytest.fixture
def centre() -> Centre:
    return Centre()


def test_one_day_needs_leader_and_head(centre: Centre) -> None:
    centre.leave("101", "2026-10-12")
    assert centre.found("LEAVE-1") == []


def test_two_days_need_the_director_as_well(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", "2026-10-13")
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]
    centre.leave("102", "2026-10-12", "2026-10-13", director=AT_DIRECTOR)
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]


def test_splitting_a_leave_does_not_lower_its_chain(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", filed="2026-10-05 08:00")
    centre.leave("101", "2026-10-13", filed="2026-10-05 08:01")
    assert centre.found("LEAVE-1") == [("101", "2026-10-13")], "the later one makes it two days"


def test_a_pending_leave_counts_for_the_run_and_a_declined_one_does_not(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", filed="2026-10-05 08:00", status=LeaveStatus.PENDING)
    centre.leave("101", "2026-10-13", filed="2026-10-05 08:01")
    centre.leave("102", "2026-10-12", filed="2026-10-05 08:00", status=LeaveStatus.DECLINED)
    centre.leave("102", "2026-10-13", filed="2026-10-05 08:01")
    assert centre.found("LEAVE-1") == [("101", "2026-10-13")]


def test_a_day_at_work_between_breaks_the_run(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", filed="2026-10-05 08:00")
    centre.leave("101", "2026-10-14", filed="2026-10-05 08:01")
    assert centre.found("LEAVE-1") == []


def test_a_run_grows_over_several_leaves_in_whatever_order(centre: Centre) -> None:
    centre.leave("101", "2026-10-10", filed="2026-10-05 08:00")
    centre.leave("101", "2026-10-14", filed="2026-10-05 08:01")
    centre.leave("101", "2026-10-12", filed="2026-10-05 08:02")
    assert centre.found("LEAVE-1") == []
    centre.leave("101", "2026-10-11", filed="2026-10-05 08:03")
    (finding,) = [row for row in centre.findings() if row.rule == "LEAVE-1"]
    assert (finding.subject, counted(finding, StepMissing).days) == ("L-4", 3)


def test_of_two_leaves_filed_in_one_minute_the_number_decides(centre: Centre) -> None:
    centre.leave("101", "2026-10-12")
    centre.leave("101", "2026-10-13")
    assert [row.subject for row in centre.findings() if row.rule == "LEAVE-1"] == ["L-2"]


@pytest.mark.parametrize("kind", ["business", "study"])
def test_business_and_study_always_go_up_to_the_director(centre: Centre, kind: str) -> None:
    centre.leave("101", "2026-10-12", kind=kind)
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]
    centre.leave("102", "2026-10-12", kind=kind, director=AT_DIRECTOR)
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]


def test_a_leaders_leave_starts_at_the_head(centre: Centre) -> None:
    centre.leave(LEADER_A, "2026-10-12", leader=None)
    assert centre.found("LEAVE-1") == []


def test_a_heads_leave_starts_at_the_director(centre: Centre) -> None:
    centre.leave(HEAD, "2026-10-12", leader=None, head=None)
    assert centre.codes("LEAVE-1") == ["missing/breach"]
    centre.leaves.clear()
    centre.leave(HEAD, "2026-10-12", leader=None, head=None, director=AT_DIRECTOR)
    assert centre.found("LEAVE-1") == []


def test_the_directors_own_is_only_recorded(centre: Centre) -> None:
    centre.leave(DIRECTOR, "2026-10-12", "2026-10-20", leader=None, head=None)
    assert centre.found("LEAVE-1") == []


@pytest.mark.parametrize("leader", [None, (LEADER_A, "2026-10-05 09:30")])
def test_no_leader_decides_on_the_leave_of_a_head_who_belongs_to_a_team(
    centre: Centre, leader: tuple[str, str] | None
) -> None:
    centre.moves("101", "2026-01-01", role=Role.DEPARTMENT_HEAD)
    centre.leave("101", leader=leader, head=None)
    assert centre.codes("LEAVE-1") == ["missing/breach"], "the director decides on it"
    centre.leave("101", "2026-10-19", leader=leader, head=None, director=AT_DIRECTOR)
    assert centre.codes("LEAVE-1") == ["missing/breach"], "and on the second one did"


@pytest.mark.parametrize(("left", "missing"), [("2026-10-04", 0), ("2026-10-05", 1)])
def test_a_team_without_a_leader_on_the_day_of_filing_starts_at_the_head(
    centre: Centre, left: str, missing: int
) -> None:
    """The leave is filed on 5 October; that is the last day on which a leader may be there."""
    centre.employed(LEADER_A, left=left)
    centre.leave("101", leader=None)
    assert len(centre.found("LEAVE-1")) == missing


@pytest.mark.parametrize(("since", "missing"), [("2026-10-05", 1), ("2026-10-06", 0)])
def test_who_leads_the_team_only_later_was_not_its_leader(
    centre: Centre, since: str, missing: int
) -> None:
    centre.employed(LEADER_A, left="2026-09-30")
    centre.moves("103", since, role=Role.TEAM_LEADER)
    centre.leave("101", leader=None)
    assert len(centre.found("LEAVE-1")) == missing


def test_the_leader_of_a_team_of_that_name_elsewhere_is_none_of_this_one(centre: Centre) -> None:
    centre.employed(LEADER_A, left="2026-09-30")
    centre.person("301", department="外呼部", team="A", role=Role.TEAM_LEADER)
    centre.leave("101", leader=None)
    assert centre.found("LEAVE-1") == []


def test_a_leader_who_is_there_is_not_passed_over_for_being_away(centre: Centre) -> None:
    centre.leave(LEADER_A, "2026-10-05", "2026-10-12", leader=None, director=AT_DIRECTOR)
    centre.leave("101", leader=None)
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]


def test_staff_without_a_team_start_at_their_head(centre: Centre) -> None:
    centre.leave(INSPECTOR, "2026-10-12", leader=None)
    assert centre.found("LEAVE-1") == []


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ({"leader": (LEADER_B, "2026-10-05 10:00")}, "wrong_person"),
        ({"leader": (HEAD, "2026-10-05 10:00")}, "wrong_person"),
        ({"leader": ("101", "2026-10-05 10:00")}, "own"),
        ({"leader": ("7777", "2026-10-05 10:00")}, "wrong_person"),
        ({"leader": None}, "missing"),
        ({"head": (OTHER_HEAD, "2026-10-05 11:00")}, "wrong_person"),
        ({"head": (DIRECTOR, "2026-10-05 11:00")}, "wrong_person"),
        ({"head": (HEAD, "2026-10-05 09:59")}, "out_of_order"),
    ],
)
def test_no_skipping_and_no_crossing(
    centre: Centre, steps: dict[str, tuple[str, str]], code: str
) -> None:
    centre.leave("101", "2026-10-12", **steps)  # type: ignore[arg-type]
    assert centre.codes("LEAVE-1") == [f"{code}/breach"]


def test_two_steps_in_one_minute_are_in_order(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", head=(HEAD, "2026-10-05 10:00"))
    assert centre.found("LEAVE-1") == []


def test_steps_that_are_not_required_are_not_judged(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", director=("102", "2026-10-01 10:00"))
    assert centre.found("LEAVE-1") == []


def test_the_applicants_post_is_that_of_the_day_of_filing(centre: Centre) -> None:
    centre.moves("101", "2026-10-06", team="B")
    centre.leave(
        "101", "2026-10-12", leader=(LEADER_A, "2026-10-07 10:00"), head=(HEAD, "2026-10-07 10:00")
    )
    assert centre.found("LEAVE-1") == []


def test_an_approvers_post_is_that_of_the_day_of_the_step(centre: Centre) -> None:
    centre.moves("103", "2026-10-06", role=Role.TEAM_LEADER)
    centre.leave("101", "2026-10-12", leader=("103", "2026-10-05 10:00"))
    centre.leave(
        "102", "2026-10-12", leader=("103", "2026-10-06 10:00"), head=(HEAD, "2026-10-06 11:00")
    )
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]


def test_a_step_without_a_number_or_time_is_missing(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", head=(HEAD, ""))
    assert centre.codes("LEAVE-1") == ["missing/breach"]


def test_the_number_of_days_that_needs_the_director_is_a_dated_value(centre: Centre) -> None:
    centre.value("leave_director_days", 3, since="2026-10-05 09:01")
    centre.leave("101", "2026-10-12", "2026-10-14", filed="2026-10-05 09:00")
    centre.leave("102", "2026-10-12", "2026-10-14", filed="2026-10-05 09:01")
    assert centre.found("LEAVE-1") == [("101", "2026-10-12")]
