"""ATT-5: leaving the floor needs permission and a limit, and the limit is kept."""

import pytest

from app.rules.vocabulary import Role
from tests.rules.centre import DIRECTOR, HEAD, LEADER_A, LEADER_B, OTHER_HEAD
from tests.rules.desks.floor import Floor

pytestmark = pytest.mark.rule("ATT-5")

DAY = "2026-10-12"


@pytest.fixture
def floor() -> Floor:
    return Floor()


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (LEADER_A, []),
        (LEADER_B, []),
        (HEAD, []),
        ("", ["no_permission/breach"]),
        ("101", ["no_permission/breach"]),
        ("102", ["no_permission/breach"]),
        (OTHER_HEAD, ["no_permission/breach"]),
        (DIRECTOR, ["no_permission/breach"]),
    ],
)
def test_who_leads_the_own_department_allows_it(floor: Floor, by: str, said: list[str]) -> None:
    floor.off("101", "10:00", by=by, back="10:05")
    assert floor.codes("ATT-5") == said


def test_a_leader_does_not_allow_themselves(floor: Floor) -> None:
    floor.off(LEADER_A, "10:00", by=LEADER_A, back="10:05")
    floor.off(LEADER_A, "11:00", by=HEAD, back="11:05")
    assert [row.subject for row in floor.findings()] == ["100@2026-10-12T10:00"]


def test_a_permission_has_a_limit(floor: Floor) -> None:
    floor.off("101", "10:00", limit=None, back="10:01")
    assert floor.codes("ATT-5") == ["no_limit/breach"]


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ("10:00", []),
        ("10:10", []),
        ("10:11", ["overrun/warning"]),
        ("09:59", ["back_before/warning"]),
    ],
)
def test_the_limit_is_kept_up_to_its_last_minute(floor: Floor, back: str, said: list[str]) -> None:
    floor.off("101", "10:00", back=back)
    assert floor.codes("ATT-5") == said


@pytest.mark.parametrize(("as_of", "found"), [("10:10", 0), ("10:11", 1)])
def test_who_is_not_back_overruns_once_the_limit_is_past(
    floor: Floor, as_of: str, found: int
) -> None:
    floor.off("101", "10:00")
    assert len(floor.found("ATT-5", f"{DAY} {as_of}")) == found


def test_across_midnight_the_day_is_that_of_leaving(floor: Floor) -> None:
    floor.off("101", "23:55", back="2026-10-13 00:06")
    (finding,) = floor.findings()
    assert (finding.subject, finding.day.isoformat()) == ("101@2026-10-12T23:55", DAY)


def test_minutes_are_lived_when_the_clock_changes() -> None:
    """In Berlin half past two comes twice on 25 October 2026."""
    floor = Floor("Europe/Berlin")
    floor.off("101", "02:55", limit=10, back="03:05", day="2026-10-25")
    assert floor.codes("ATT-5") == ["overrun/warning"]


@pytest.mark.parametrize(("since", "found"), [(DAY, 0), ("2026-10-13", 1)])
def test_posts_are_those_of_the_date_of_leaving(floor: Floor, since: str, found: int) -> None:
    floor.moves("102", since, role=Role.TEAM_LEADER)
    floor.off("101", "23:55", by="102", back="23:59")
    assert len(floor.found("ATT-5")) == found


def test_whose_post_has_no_department_is_not_judged(floor: Floor) -> None:
    floor.off(DIRECTOR, "10:00", by="")
    assert floor.codes("ATT-5") == []


def test_it_does_not_matter_whether_somebody_is_rostered(floor: Floor) -> None:
    floor.rostered("101", d1012="E")
    floor.off("101", "10:00", by="")
    floor.off("102", "10:00", by="")
    assert floor.found("ATT-5") == [("101", DAY), ("102", DAY)]
