"""ESC-2: reports go level by level; who was skipped in an emergency is told within 24 hours."""

import pytest

from app.rules.figures.registers import NotTheSuperior
from app.rules.registers.superiors import Superiors
from app.rules.vocabulary import Role
from tests.figured import counted
from tests.rules.centre import DIRECTOR, HEAD, INSPECTOR, LEADER_A, LEADER_B, OTHER_HEAD
from tests.rules.registers.books import Registers

pytestmark = pytest.mark.rule("ESC-2")

ADMINISTRATOR = "980"
BREACH = ["not_superior/breach"]
RAISED = "2026-10-12 09:00"


@pytest.fixture
def centre() -> Registers:
    centre = Registers()
    centre.person(ADMINISTRATOR, role=Role.ADMINISTRATOR, job_type="")
    centre.person("301", team="C")
    centre.person("302")
    return centre


@pytest.mark.parametrize(
    ("by", "to", "found"),
    [
        ("101", LEADER_A, []),
        ("101", LEADER_B, BREACH),
        ("101", HEAD, BREACH),
        ("101", "102", BREACH),
        ("101", "101", BREACH),
        ("301", HEAD, []),
        ("301", LEADER_A, BREACH),
        ("302", HEAD, []),
        (LEADER_A, HEAD, []),
        (LEADER_A, LEADER_B, BREACH),
        (LEADER_A, OTHER_HEAD, BREACH),
        (LEADER_A, DIRECTOR, BREACH),
        (INSPECTOR, HEAD, []),
        (INSPECTOR, DIRECTOR, BREACH),
        (ADMINISTRATOR, HEAD, []),
        (ADMINISTRATOR, DIRECTOR, BREACH),
        (HEAD, DIRECTOR, []),
        (HEAD, OTHER_HEAD, BREACH),
        (DIRECTOR, "101", []),
    ],
)
def test_a_report_goes_to_the_superior(
    centre: Registers, by: str, to: str, found: list[str]
) -> None:
    centre.report(by, to)
    assert centre.codes("ESC-2") == found


def test_the_breach_is_the_reporters_on_the_day_of_the_report(centre: Registers) -> None:
    centre.report("101", HEAD, "2026-10-12 23:59")
    assert centre.found("ESC-2") == [("101", "2026-10-12")]


def test_a_breach_names_the_superior_and_whom_an_emergency_may_reach(centre: Registers) -> None:
    centre.report("101", LEADER_B)
    (finding,) = (one for one in centre.findings() if one.rule == "ESC-2")
    figures = counted(finding, NotTheSuperior)
    assert (figures.superiors, figures.above) == ((LEADER_A,), (HEAD, DIRECTOR))


@pytest.mark.parametrize(
    ("by", "to", "found"),
    [
        ("101", HEAD, ["not_told/warning"]),
        ("101", DIRECTOR, ["not_told/warning"]),
        ("101", LEADER_A, []),
        ("101", LEADER_B, BREACH),
        ("101", OTHER_HEAD, BREACH),
        (LEADER_A, DIRECTOR, ["not_told/warning"]),
        (HEAD, DIRECTOR, []),
        (HEAD, HEAD, BREACH),
        (HEAD, OTHER_HEAD, BREACH),
        (DIRECTOR, HEAD, []),
    ],
)
def test_an_emergency_may_skip_a_level_up_to_the_own_head_or_the_director(
    centre: Registers, by: str, to: str, found: list[str]
) -> None:
    centre.report(by, to, emergency=True)
    assert centre.codes("ESC-2") == found


def test_a_second_head_of_the_department_may_be_told_of_a_heads_emergency(
    centre: Registers,
) -> None:
    centre.person("901", role=Role.DEPARTMENT_HEAD)
    centre.report(HEAD, "901", emergency=True)
    assert centre.codes("ESC-2") == ["not_told/warning"]
    centre.report(HEAD, "901")
    assert centre.codes("ESC-2") == BREACH


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-10-13 09:00", []), ("2026-10-13 09:01", ["not_told/warning"])],
)
def test_the_skipped_superior_is_told_up_to_and_in_the_last_minute(
    centre: Registers, as_of: str, found: list[str]
) -> None:
    centre.report("101", HEAD, emergency=True)
    assert centre.codes("ESC-2", as_of) == found


def test_once_told_however_late_it_is_no_finding(centre: Registers) -> None:
    centre.report("101", HEAD, emergency=True, told="2026-11-30 09:00")
    assert centre.codes("ESC-2") == []


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-10-25 08:00", []), ("2026-10-25 08:01", ["not_told/warning"])],
)
def test_24_hours_are_elapsed_time_when_the_clock_is_put_back(as_of: str, found: list[str]) -> None:
    centre = Registers("Europe/Berlin")
    centre.report("101", HEAD, "2026-10-24 09:00", emergency=True)
    assert centre.codes("ESC-2", as_of) == found


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-03-29 10:00", []), ("2026-03-29 10:01", ["not_told/warning"])],
)
def test_24_hours_are_elapsed_time_when_the_clock_is_put_forward(
    as_of: str, found: list[str]
) -> None:
    centre = Registers("Europe/Berlin")
    centre.report("101", HEAD, "2026-03-28 09:00", emergency=True)
    assert centre.codes("ESC-2", as_of) == found


def test_the_hours_are_those_in_force_when_it_was_raised(centre: Registers) -> None:
    centre.value("esc_told_hours", 2, RAISED)
    centre.report("101", HEAD, emergency=True)
    assert centre.codes("ESC-2", "2026-10-12 11:00") == []
    assert centre.codes("ESC-2", "2026-10-12 11:01") == ["not_told/warning"]
    centre.report("101", HEAD, "2026-10-12 08:59", emergency=True)
    assert centre.codes("ESC-2", "2026-10-12 11:01") == []


def test_posts_are_those_of_the_day_of_the_report(centre: Registers) -> None:
    centre.moves("101", "2026-10-13", team="B")
    centre.report("101", LEADER_A, "2026-10-12 23:59")
    assert centre.codes("ESC-2") == []
    centre.report("101", LEADER_A, "2026-10-13 00:00")
    assert centre.codes("ESC-2") == BREACH


def test_a_leader_who_has_left_leaves_the_team_without_one(centre: Registers) -> None:
    centre.employed(LEADER_A, left="2026-10-11")
    centre.report("101", HEAD)
    assert centre.codes("ESC-2") == []
    centre.report("101", LEADER_A)
    assert centre.codes("ESC-2") == BREACH
    centre.report("101", LEADER_A, "2026-10-11 09:00")
    assert centre.codes("ESC-2") == []


def test_of_two_leaders_of_a_team_either_is_the_superior_gone_or_not(centre: Registers) -> None:
    centre.person("110", team="A", role=Role.TEAM_LEADER)
    centre.employed(LEADER_A, left="2026-10-11")
    for to in (LEADER_A, "110"):
        centre.report("101", to)
        assert centre.codes("ESC-2") == []


def test_teams_of_one_name_in_two_departments_are_two_teams(centre: Registers) -> None:
    centre.person("501", team="A", department="外呼部")
    centre.report("501", LEADER_A)
    assert centre.codes("ESC-2") == BREACH
    centre.report("501", OTHER_HEAD)
    assert centre.codes("ESC-2") == []


def test_the_form_names_those_whom_check_takes(centre: Registers) -> None:
    """`of`, `reachable` and `takes` are one answer, for everybody to everybody."""
    superiors = Superiors(centre.people)
    day = centre.time.local_date(centre.at(RAISED))
    for by in centre.people:
        assert superiors.of(by, day) == tuple(
            to for to in sorted(centre.people) if superiors.takes(to, by, day)
        )
        for to in centre.people:
            centre.report(by, to, told=RAISED, emergency=True)
            fits = to in (*superiors.of(by, day), *superiors.reachable(by, day))
            assert (centre.codes("ESC-2") == []) is (fits or by == DIRECTOR)


@pytest.mark.parametrize(
    ("to", "by", "over"),
    [
        (LEADER_A, "101", True), (HEAD, "101", True), (DIRECTOR, "101", True),
        (LEADER_B, "101", False), ("102", "101", False), ("101", "101", False),
        (LEADER_A, LEADER_A, False), (HEAD, HEAD, False), (DIRECTOR, HEAD, True),
        (OTHER_HEAD, "101", False), (DIRECTOR, DIRECTOR, False), ("nobody", "101", False),
    ],
)  # fmt: skip
def test_who_is_over_somebody_may_instruct_them(
    centre: Registers, to: str, by: str, over: bool
) -> None:
    day = centre.time.local_date(centre.at(RAISED))
    assert Superiors(centre.people).is_over(to, by, day) is over
