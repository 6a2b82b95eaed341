"""QA-1: each agent who worked is inspected 1 to 5 times a month; QA-3: by an inspector."""

import pytest

from app.rules.figures.quality import TooFewInspections
from app.rules.vocabulary import Role
from tests.figured import counted
from tests.rules.centre import HEAD, INSPECTOR, LEADER_A, Centre

pytestmark = [pytest.mark.rule("QA-1"), pytest.mark.rule("QA-3")]

OCTOBER = ("101", "2026-10-01")


@pytest.fixture
def centre() -> Centre:
    """101 works in October; 102 does not, and is inspected, so that the month has inspections."""
    centre = Centre()
    centre.rostered("101", d1012="E")
    centre.inspected("102", "2026-10-15 10:00")
    return centre


@pytest.mark.parametrize(("count", "found"), [(0, 1), (1, 0), (5, 0), (6, 1)])
def test_qa_1_at_least_one_and_at_most_five_inspections(
    centre: Centre, count: int, found: int
) -> None:
    for day in range(count):
        centre.inspected("101", f"2026-10-{10 + day} 10:00")
    assert centre.found("QA-1") == [OCTOBER] * found


def test_qa_1_speaks_of_agent_and_month(centre: Centre) -> None:
    (finding,) = centre.findings()
    assert (finding.subject, counted(finding, TooFewInspections).count) == ("101@2026-10", 0)


def test_qa_1_an_inspection_belongs_to_its_day_in_the_centre(centre: Centre) -> None:
    centre.inspected("101", "2026-10-31 23:59")
    assert centre.found("QA-1") == []
    centre.inspections.pop()
    centre.inspected("101", "2026-11-01 00:00")
    assert centre.found("QA-1") == [OCTOBER]


@pytest.mark.parametrize(
    ("as_of", "found"), [("2026-10-31 23:59", []), ("2026-11-01 00:00", [OCTOBER])]
)
def test_qa_1_a_month_that_has_not_ended_owes_nothing_yet(
    centre: Centre, as_of: str, found: list[tuple[str, str]]
) -> None:
    assert centre.found("QA-1", as_of) == found


def test_qa_1_a_month_without_any_inspection_was_not_inspected_at_all(centre: Centre) -> None:
    centre.inspections.clear()
    assert centre.found("QA-1") == []


def test_qa_1_a_month_with_a_worthless_inspection_is_one_with_inspections(centre: Centre) -> None:
    centre.inspections.clear()
    centre.inspected("102", "2026-10-15 10:00", inspector=LEADER_A)
    assert centre.found("QA-1") == [OCTOBER]


def test_qa_1_a_month_without_a_roster_says_nothing(centre: Centre) -> None:
    centre.inspected("101", "2026-10-15 10:00")
    centre.inspected("102", "2026-12-15 10:00")
    assert centre.findings() == []


def test_qa_1_a_shift_taken_in_a_swap_is_work_and_one_given_away_is_not(centre: Centre) -> None:
    centre.rostered("103", d1112="E")
    centre.swap("101", "2026-10-12", "103", "2026-11-12")
    assert centre.found("QA-1") == [("103", "2026-10-01")]


def test_qa_1_who_was_on_leave_on_every_shift_did_not_work(centre: Centre) -> None:
    centre.leave("101", "2026-10-12")
    assert centre.found("QA-1") == []
    centre.rostered("101", d1020="E")
    assert centre.found("QA-1") == [OCTOBER]


@pytest.mark.parametrize(("left", "found"), [("2026-10-11", []), ("2026-10-12", [OCTOBER])])
def test_qa_1_who_had_left_did_not_work(
    centre: Centre, left: str, found: list[tuple[str, str]]
) -> None:
    centre.employed("101", left=left)
    assert centre.found("QA-1") == found


@pytest.mark.parametrize(("since", "found"), [("2026-10-12", []), ("2026-10-13", [OCTOBER])])
def test_qa_1_only_days_as_an_agent_count(
    centre: Centre, since: str, found: list[tuple[str, str]]
) -> None:
    centre.moves("101", since, role=Role.TEAM_LEADER)
    assert centre.found("QA-1") == found


def test_qa_1_inspections_that_break_qa_3_do_not_count(centre: Centre) -> None:
    centre.inspected("101", "2026-10-15 10:00", inspector=LEADER_A)
    assert centre.found("QA-1") == [OCTOBER]


def test_qa_1_the_limits_of_the_months_end_judge_it(centre: Centre) -> None:
    centre.value("qa_min_inspections", 0, since="2026-10-31 23:00")
    assert centre.found("QA-1") == []


@pytest.mark.parametrize("inspector", [LEADER_A, HEAD, "103"])
def test_qa_3_only_an_inspector_scores(centre: Centre, inspector: str) -> None:
    centre.inspected("101", "2026-10-15 10:00", inspector=inspector)
    assert centre.found("QA-3") == [(inspector, "2026-10-15")]
    assert centre.codes("QA-3") == ["not_inspector/breach"]


def test_qa_3_nobody_scores_themselves(centre: Centre) -> None:
    centre.inspected(INSPECTOR, "2026-10-15 10:00", inspector=INSPECTOR)
    assert centre.codes("QA-3") == ["self/breach"]


def test_qa_3_the_post_of_that_day_counts(centre: Centre) -> None:
    centre.moves("103", "2026-10-16", role=Role.QA_INSPECTOR)
    centre.inspected("101", "2026-10-15 23:59", inspector="103")
    centre.inspected("101", "2026-10-16 00:00", inspector="103")
    assert centre.found("QA-3") == [("103", "2026-10-15")]
