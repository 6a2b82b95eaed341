"""What a person's and a post's details must be: both sides of each limit."""

from datetime import date, timedelta

import pytest

from app.rules.staff import (
    EARLIEST,
    LATEST,
    MAX_NAME,
    MAX_NO,
    PersonDetails,
    PostDetails,
    leaving_problem,
    name_problem,
    person_problems,
    post_problems,
)
from app.rules.vocabulary import Role

DAY = timedelta(days=1)
HIRED = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("no", "name", "hired_on", "faults"),
    [
        ("9" * MAX_NO, "王" * MAX_NAME, EARLIEST, set()),
        ("9", "王", LATEST - DAY, set()),
        ("9" * (MAX_NO + 1), "王" * (MAX_NAME + 1), EARLIEST - DAY,
         {"employee_no", "name", "hired_on"}),
        (" ", "\t", LATEST, {"employee_no", "name", "hired_on"}),
        ("9\n9", "王\n芳", HIRED, {"employee_no", "name"}),
        ("9", "\u3164", HIRED, {"name"}),
        ("9", "王\u202e芳", HIRED, {"name"}),
    ],
)  # fmt: skip
def test_a_person_has_a_number_a_name_and_a_first_day(
    no: str, name: str, hired_on: date, faults: set[str]
) -> None:
    assert set(person_problems(PersonDetails(no, name, hired_on))) == faults


@pytest.mark.parametrize(
    ("since", "hired_on", "held"),
    [
        (HIRED, HIRED, True), (HIRED - DAY, HIRED, False), (EARLIEST, EARLIEST, True),
        (EARLIEST - DAY, EARLIEST - DAY, False), (LATEST - DAY, HIRED, True),
        (LATEST, HIRED, False),
    ],
)  # fmt: skip
def test_a_post_is_held_from_the_first_day_employed_on(
    since: date, hired_on: date, held: bool
) -> None:
    assert ("since" not in post_problems(PostDetails(since, Role.AGENT, 1), hired_on)) is held


@pytest.mark.parametrize(
    ("role", "department_id", "team_id", "faults"),
    [
        (Role.CENTRE_DIRECTOR, None, None, set()),
        (Role.CENTRE_DIRECTOR, 1, None, {"department_id"}),
        (Role.CENTRE_DIRECTOR, None, 1, {"department_id"}),
        (Role.DEPARTMENT_HEAD, 1, None, set()),
        (Role.DEPARTMENT_HEAD, None, 1, {"department_id", "team_id"}),
        (Role.TEAM_LEADER, 1, 1, set()),
        (Role.TEAM_LEADER, 1, None, {"team_id"}),
        (Role.AGENT, 1, None, set()),
        (Role.AGENT, None, None, {"department_id"}),
    ],
)
def test_a_post_belongs_where_its_role_does(
    role: Role, department_id: int | None, team_id: int | None, faults: set[str]
) -> None:
    post = PostDetails(HIRED, role, department_id, team_id)
    assert set(post_problems(post, HIRED)) == faults


@pytest.mark.parametrize(
    ("level", "job_type", "faults"),
    [
        (None, "", set()), (1, "inbound", set()), (5, "x" * MAX_NAME, set()),
        (0, "x" * (MAX_NAME + 1), {"skill_level", "job_type"}),
        (6, "a\nb", {"skill_level", "job_type"}),
    ],
)  # fmt: skip
def test_skill_has_five_levels_and_a_job_type_is_short(
    level: int | None, job_type: str, faults: set[str]
) -> None:
    post = PostDetails(HIRED, Role.AGENT, 1, job_type=job_type, skill_level=level)
    assert set(post_problems(post, HIRED)) == faults


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("A", True), ("王" * MAX_NAME, True), ("王" * (MAX_NAME + 1), False),
        (" ", False), ("a\tb", False),
    ],
)  # fmt: skip
def test_a_team_has_a_short_name_on_one_line(name: str, good: bool) -> None:
    assert (name_problem(name) is None) is good


@pytest.mark.parametrize(
    ("last_day", "good"),
    [(HIRED, True), (HIRED - DAY, False), (LATEST - DAY, True), (LATEST, False)],
)
def test_somebody_leaves_on_the_first_day_employed_or_later(last_day: date, good: bool) -> None:
    assert (leaving_problem(HIRED, last_day) is None) is good
