"""HAND-6: roll call is held by who leads the department, by the start, with comments."""

import pytest

from app.rules.vocabulary import LeaveStatus, Role
from tests.rules.bulletins.centre import Floor
from tests.rules.centre import DIRECTOR, HEAD, INSPECTOR, LEADER_A, LEADER_B, OTHER_HEAD

pytestmark = pytest.mark.rule("HAND-6")

DAY = "2026-10-12"


@pytest.fixture
def floor() -> Floor:
    return Floor()


@pytest.mark.parametrize(("held", "said"), [("07:30", []), ("07:31", ["late/warning"])])
def test_held_by_the_start_and_not_a_minute_later(floor: Floor, held: str, said: list[str]) -> None:
    floor.called(DAY, held=held)
    assert floor.codes("HAND-6") == said


@pytest.mark.parametrize("comments", ["", "  ", "\u3000"])
def test_a_roll_call_without_comments_is_warned_of(floor: Floor, comments: str) -> None:
    floor.called(DAY, comments=comments)
    assert floor.codes("HAND-6") == ["no_comments/warning"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (LEADER_A, []),
        (LEADER_B, []),
        (HEAD, []),
        (OTHER_HEAD, ["not_leader/breach"]),
        (DIRECTOR, ["not_leader/breach"]),
        (INSPECTOR, ["not_leader/breach"]),
        ("101", ["not_leader/breach"]),
    ],
)
def test_any_leader_or_head_of_the_department_may_hold_it(
    floor: Floor, by: str, said: list[str]
) -> None:
    floor.called(DAY, by=by)
    assert floor.codes("HAND-6") == said


def test_who_holds_it_leads_on_that_very_date(floor: Floor) -> None:
    floor.moves("101", "2026-10-13", role=Role.TEAM_LEADER)
    floor.called(DAY, by="101")
    floor.called("2026-10-13", by="101")
    assert [(row.subject, row.person, row.level) for row in floor.findings()] == [
        (f"客服部/A@{DAY}/E", "101", "breach")
    ]


def test_held_by_another_late_and_without_comments_is_one_breach(floor: Floor) -> None:
    floor.called(DAY, held="09:00", by="101", comments="")
    assert floor.codes("HAND-6") == ["not_leader/breach"]


def test_the_night_shifts_roll_call_may_be_after_the_evenings_but_not_after_its_start(
    floor: Floor,
) -> None:
    floor.called("2026-10-31", "N", "2026-10-31 23:30")
    assert floor.codes("HAND-6") == []
    floor.called("2026-10-30", "N", "2026-10-31 00:10")
    assert floor.found("HAND-6") == [(LEADER_A, "2026-10-30")]


def called_on_both_ends(floor: Floor, team: str = "A") -> None:
    floor.called("2026-10-10", team=team)
    floor.called("2026-10-14", team=team)


def test_a_shift_between_the_first_and_the_last_that_had_none_is_warned_of(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered("101", d1009="E", d1012="E", d1015="E")
    floor.rostered("102", d1012="E")
    (finding,) = floor.findings()
    assert (finding.subject, finding.person, finding.code, finding.level) == (
        f"客服部/A@{DAY}/E", "", "HAND-6.not_held", "warning",
    )  # fmt: skip


def test_each_shift_code_has_its_own(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered("101", d1010="L", d1014="E")
    assert [row.subject for row in floor.findings()] == ["客服部/A@2026-10-10/L"]


@pytest.mark.parametrize(("as_of", "found"), [(f"{DAY} 07:29", 0), (f"{DAY} 07:30", 1)])
def test_a_roll_call_is_missing_from_the_start_on(floor: Floor, as_of: str, found: int) -> None:
    called_on_both_ends(floor)
    floor.rostered("101", d1012="E")
    assert len(floor.found("HAND-6", as_of)) == found


def test_a_team_that_never_called_is_not_judged(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered("201", d1012="E")
    assert floor.found("HAND-6") == []


def test_a_blank_team_is_those_without_one_and_no_other(floor: Floor) -> None:
    called_on_both_ends(floor, team="")
    floor.rostered("101", d1012="E")
    assert floor.found("HAND-6") == []
    floor.person("301")
    floor.rostered("301", d1013="E")
    assert [row.subject for row in floor.findings()] == ["客服部/@2026-10-13/E"]


def test_a_leader_alone_on_a_shift_calls_nobody(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered(LEADER_A, d1012="E")
    assert floor.found("HAND-6") == []


def test_a_shift_of_which_all_are_on_leave_needs_none(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered("101", d1012="E")
    floor.leave("101", DAY, status=LeaveStatus.APPROVED)
    assert floor.found("HAND-6") == []


def test_the_shift_that_is_worked_after_swaps_counts(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered("101", d1012="E")
    floor.rostered("102", d1013="L")
    floor.swap("101", DAY, "102", "2026-10-13")
    assert [row.subject for row in floor.findings() if row.rule == "HAND-6"] == [
        f"客服部/A@{DAY}/E",
        "客服部/A@2026-10-13/L",
    ]


def test_the_team_of_that_date_counts(floor: Floor) -> None:
    called_on_both_ends(floor)
    floor.rostered("101", d1012="E", d1013="E")
    floor.moves("101", "2026-10-13", team="B")
    assert [row.subject for row in floor.findings()] == [f"客服部/A@{DAY}/E"]
