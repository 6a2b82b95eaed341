"""HAND-5: bulletins are read by the start of the reader's first shift after them."""

import time

import pytest

from app.rules.books import Bulletin
from app.rules.vocabulary import LeaveStatus, Role
from tests.rules.bulletins.centre import Floor
from tests.rules.centre import DIRECTOR, HEAD, INSPECTOR, LEADER_A

pytestmark = pytest.mark.rule("HAND-5")


@pytest.fixture
def floor() -> Floor:
    """Published on Saturday the 10th at 10:00; 101 works the early shift of the 12th."""
    floor = Floor()
    floor.rostered("101", d1012="E", d1013="E")
    return floor


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("", ["unread/warning"]),
        ("2026-10-12 07:29", []),
        ("2026-10-12 07:30", []),
        ("2026-10-12 07:31", ["late/warning"]),
        ("2026-10-09 07:00", []),
    ],
)
def test_read_by_the_start_and_not_a_minute_later(floor: Floor, read: str, said: list[str]) -> None:
    floor.bulletin()
    if read:
        floor.read("101", read)
    assert floor.codes("HAND-5") == said


def test_of_many_shifts_only_the_first_one_is_spoken_of(floor: Floor) -> None:
    floor.bulletin()
    (finding,) = floor.findings()
    assert (finding.subject, finding.person, finding.day.isoformat()) == (
        "B-1", "101", "2026-10-12",
    )  # fmt: skip


@pytest.mark.parametrize(("as_of", "found"), [("2026-10-12 07:29", 0), ("2026-10-12 07:30", 1)])
def test_nothing_is_said_before_that_shift_has_started(
    floor: Floor, as_of: str, found: int
) -> None:
    floor.bulletin()
    assert len(floor.found("HAND-5", as_of)) == found


@pytest.mark.parametrize(
    ("published", "day"), [("2026-10-12 07:29", "2026-10-12"), ("2026-10-12 07:30", "2026-10-13")]
)
def test_a_shift_that_starts_at_its_publication_is_too_early_for_it(
    floor: Floor, published: str, day: str
) -> None:
    floor.bulletin(published)
    assert floor.found("HAND-5") == [("101", day)]


@pytest.mark.parametrize(("until", "found"), [("2026-10-11", 0), ("2026-10-12", 1)])
def test_until_is_the_last_date_on_which_it_is_news(floor: Floor, until: str, found: int) -> None:
    floor.bulletin(until=until)
    assert len(floor.found("HAND-5")) == found


def test_a_night_shift_belongs_to_the_date_on_which_it_starts() -> None:
    floor = Floor()
    floor.rostered("101", d1031="N")
    floor.bulletin("2026-10-31 23:00", until="2026-10-31")
    floor.read("101", "2026-10-31 23:31")
    assert floor.found("HAND-5") == [("101", "2026-10-31")]


def test_the_shift_that_is_worked_after_swaps_counts(floor: Floor) -> None:
    floor.rostered("102", d1014="L")
    floor.swap("101", "2026-10-12", "102", "2026-10-14")
    floor.bulletin()
    assert floor.found("HAND-5") == [("101", "2026-10-13"), ("102", "2026-10-12")]


@pytest.mark.parametrize(
    ("status", "day"),
    [(LeaveStatus.APPROVED, "2026-10-13"), (LeaveStatus.PENDING, "2026-10-12")],
)
def test_a_shift_on_approved_leave_is_not_worked(
    floor: Floor, status: LeaveStatus, day: str
) -> None:
    floor.leave("101", "2026-10-12", status=status)
    floor.bulletin()
    assert floor.found("HAND-5") == [("101", day)]


def test_its_publisher_need_not_read_it(floor: Floor) -> None:
    floor.rostered(LEADER_A, d1012="E")
    floor.bulletin(by=LEADER_A)
    assert floor.found("HAND-5") == [("101", "2026-10-12")]


def test_agents_and_leaders_read_and_nobody_else(floor: Floor) -> None:
    for no in (LEADER_A, HEAD, INSPECTOR):
        floor.rostered(no, d1012="E")
    floor.bulletin(by=DIRECTOR)
    assert floor.found("HAND-5") == [(LEADER_A, "2026-10-12"), ("101", "2026-10-12")]


@pytest.mark.parametrize(
    ("for_whom", "found"),
    [
        ({"department": "客服部"}, 1),
        ({"department": "外呼部"}, 0),
        ({"department": "客服部", "team": "A"}, 1),
        ({"department": "客服部", "team": "B"}, 0),
        ({"job": "呼入"}, 1),
        ({"job": "投诉"}, 0),
        ({"department": "客服部", "team": "A", "job": "投诉"}, 0),
    ],
)
def test_whoever_does_not_fit_is_not_asked(
    floor: Floor, for_whom: dict[str, str], found: int
) -> None:
    floor.bulletin(**for_whom)
    assert len(floor.found("HAND-5")) == found


def test_a_blank_team_is_everybody_of_the_department(floor: Floor) -> None:
    floor.person("301")
    floor.rostered("301", d1012="E")
    floor.bulletin(department="客服部")
    assert floor.found("HAND-5") == [("101", "2026-10-12"), ("301", "2026-10-12")]


def test_the_post_of_the_shifts_own_date_decides(floor: Floor) -> None:
    floor.moves("101", "2026-10-13", team="B")
    floor.bulletin(department="客服部", team="B")
    assert floor.found("HAND-5") == [("101", "2026-10-13")]


def test_who_becomes_a_head_is_no_longer_asked(floor: Floor) -> None:
    floor.moves("101", "2026-10-12", role=Role.DEPARTMENT_HEAD)
    floor.bulletin()
    assert floor.found("HAND-5") == []


@pytest.mark.parametrize(("hired", "found"), [("2026-10-10", 1), ("2026-10-11", 0)])
def test_who_was_hired_after_its_publication_is_not_asked(
    floor: Floor, hired: str, found: int
) -> None:
    floor.employed("101", hired=hired)
    floor.bulletin()
    assert len(floor.found("HAND-5")) == found


@pytest.mark.parametrize(("left", "found"), [("2026-10-12", 1), ("2026-10-11", 0)])
def test_a_shift_after_the_last_day_is_not_worked(floor: Floor, left: str, found: int) -> None:
    floor.employed("101", left=left)
    floor.bulletin()
    assert len(floor.found("HAND-5")) == found


def test_the_date_of_publication_is_the_centres_own() -> None:
    """Published at 00:30 in Shanghai, which is the day before in UTC."""
    floor = Floor()
    floor.rostered("101", d1012="E")
    floor.employed("101", hired="2026-10-11")
    floor.bulletin("2026-10-11 00:30")
    assert floor.found("HAND-5") == [("101", "2026-10-12")]


def test_each_bulletin_is_judged_for_itself(floor: Floor) -> None:
    floor.bulletin()
    floor.bulletin("2026-10-12 12:00", department="客服部")
    floor.read("101", "2026-10-12 07:00", "B-2")
    floor.read("102", "2026-10-12 07:00", "B-1")
    assert [finding.subject for finding in floor.findings()] == ["B-1"]


def test_hundreds_of_bulletins_for_many_people_are_judged_at_once() -> None:
    floor = Floor()
    for at in range(100):
        floor.person(f"1{at:03}", team="A")
        floor.rostered(f"1{at:03}", **{f"d10{day:02}": "E" for day in range(1, 31)})
    for _ in range(300):
        floor.bulletin("2026-10-10 10:00")
    assert all(isinstance(one, Bulletin) for one in floor.bulletins)
    began = time.perf_counter()
    found = floor.findings()
    assert len(found) == 30_000
    assert time.perf_counter() - began < 5
