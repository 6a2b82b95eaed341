"""HAND-2: nobody leaves before their relief."""

import pytest

from app.rules.figures.desks import NoRelief
from app.rules.vocabulary import Role
from tests.figured import counted
from tests.rules.centre import HEAD, LEADER_A, LEADER_B, OTHER_HEAD
from tests.rules.desks.floor import Floor

pytestmark = pytest.mark.rule("HAND-2")

DAY = "2026-10-12"


@pytest.fixture
def floor() -> Floor:
    return Floor()


@pytest.mark.parametrize(
    ("relief_came", "found"), [("15:29", 0), ("15:30", 0), ("15:31", 1), ("", 1)]
)
def test_the_desk_is_released_only_when_the_relief_has_checked_in(
    floor: Floor, relief_came: str, found: int
) -> None:
    floor.seat("101", "E", came="07:25", released="15:30")
    floor.seat("201", "L", came=relief_came)
    assert floor.found("HAND-2") == [("101", DAY)] * found


def test_a_desk_that_is_not_released_is_no_breach(floor: Floor) -> None:
    floor.seat("101", "E", came="07:25")
    floor.seat("201", "L")
    assert floor.found("HAND-2") == []


@pytest.mark.parametrize(
    ("shift", "day", "desk"),
    [
        ("N", DAY, "A1"),
        ("L", "2026-10-13", "A1"),
        ("L", DAY, "A2"),
        ("L", DAY, "a1"),
        ("D", DAY, "A1"),
    ],
)
def test_who_sits_elsewhere_or_not_directly_after_is_no_relief(
    floor: Floor, shift: str, day: str, desk: str
) -> None:
    floor.seat("101", "E", came="07:25", released="15:30")
    floor.seat("201", shift, day, desk)
    assert floor.found("HAND-2") == []


def test_the_relief_of_a_night_shift_comes_on_the_next_day(floor: Floor) -> None:
    floor.seat("101", "N", came="23:20", released="2026-10-13 07:30")
    floor.seat("201", "E", "2026-10-13", came="07:31")
    assert [row.subject for row in floor.findings()] == ["A1@2026-10-12/N"]
    assert floor.found("HAND-2") == [("101", DAY)]


def test_the_relief_of_a_months_last_night_comes_in_the_next_month(floor: Floor) -> None:
    floor.seat("101", "N", "2026-10-31", came="23:20", released="2026-11-01 07:30")
    floor.seat("201", "E", "2026-11-01", came="07:30")
    assert floor.found("HAND-2") == []
    floor.seat("102", "N", "2026-10-31", "A2", came="23:20", released="2026-11-01 07:29")
    floor.seat("202", "E", "2026-11-01", "A2", came="07:30")
    assert floor.found("HAND-2") == [("102", "2026-10-31")]


def test_a_changed_clock_moves_end_and_start_alike() -> None:
    """In Berlin the night of 24 October 2026 is an hour longer."""
    floor = Floor("Europe/Berlin")
    floor.seat("101", "N", "2026-10-24", released="2026-10-25 07:30")
    floor.seat("201", "E", "2026-10-25")
    assert floor.found("HAND-2") == [("101", "2026-10-24")]


def test_whoever_stays_at_the_desk_for_two_shifts_relieves_themselves(floor: Floor) -> None:
    floor.seat("101", "E", came="07:25", released="15:30")
    floor.seat("101", "L", came="15:30")
    assert floor.found("HAND-2") == []


@pytest.mark.parametrize(
    ("by", "reason", "found"),
    [
        (LEADER_A, "successor is ill", 0),
        (LEADER_B, "successor is ill", 0),
        (HEAD, "successor is ill", 0),
        (LEADER_A, "", 1),
        (OTHER_HEAD, "successor is ill", 1),
        ("102", "successor is ill", 1),
        ("101", "successor is ill", 1),
        ("", "successor is ill", 1),
        ("77777", "successor is ill", 1),
    ],
)
def test_who_leads_the_department_may_override_with_a_reason(
    floor: Floor, by: str, reason: str, found: int
) -> None:
    floor.seat("101", "E", came="07:25", released="15:30", by=by, reason=reason)
    floor.seat("201", "L")
    assert len(floor.found("HAND-2")) == found


def test_no_leader_overrides_for_their_own_desk(floor: Floor) -> None:
    floor.seat(LEADER_A, "E", released="15:30", by=LEADER_A, reason="tired")
    floor.seat("201", "L")
    assert floor.codes("HAND-2") == ["override/breach"]
    floor.seats[0:1] = []
    floor.seat(LEADER_A, "E", released="15:30", by=LEADER_B, reason="tired")
    assert floor.codes("HAND-2") == []


@pytest.mark.parametrize(("since", "found"), [(DAY, 0), ("2026-10-13", 1)])
def test_the_overriders_post_is_that_of_the_rows_date(floor: Floor, since: str, found: int) -> None:
    floor.moves("102", since, role=Role.TEAM_LEADER)
    floor.seat("101", "N", released="2026-10-13 07:30", by="102", reason="nobody comes")
    floor.seat("201", "E", "2026-10-13")
    assert len(floor.found("HAND-2")) == found


def test_whose_post_has_no_department_is_not_judged(floor: Floor) -> None:
    floor.person("104", department="")
    floor.seat("104", "E", released="15:30")
    floor.seat("201", "L")
    assert floor.found("HAND-2") == []


def test_the_finding_says_for_whom_to_wait(floor: Floor) -> None:
    floor.seat("101", "E", released="15:30")
    floor.seat("201", "L", came="15:42")
    (finding,) = floor.findings()
    figures = counted(finding, NoRelief)
    assert (figures.desk, figures.relief) == ("A1", "201")
    assert figures.relief_came == floor.at(f"{DAY} 15:42")


@pytest.mark.parametrize(("other", "found"), [("15:30", 0), ("15:31", 1)])
def test_of_two_shifts_that_start_then_one_relief_is_enough(
    floor: Floor, other: str, found: int
) -> None:
    floor.shifts["L2"] = floor.shifts["L"].__class__(
        "L2", "长中班", floor.shifts["L"].start, floor.shifts["N"].end, True
    )
    floor.seat("101", "E", released="15:30")
    floor.seat("201", "L")
    floor.seat("202", "L2", came=other)
    assert len(floor.found("HAND-2")) == found
