"""ATT-1 to ATT-4 and ATT-6: at the post for roll call, not late, not away, not absent, not gone
early."""

import pytest

from app.rules.figures.attendance import CameTooLate, WentTooEarly
from tests.figured import counted
from tests.rules.centre import INSPECTOR, Centre

pytestmark = [pytest.mark.rule(f"ATT-{number}") for number in (1, 2, 3, 4, 6)]

DAY = "2026-10-12"


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.rostered("101", d1012="E")
    return centre


@pytest.mark.parametrize(
    ("arrived", "said"),
    [
        ("07:20", []),
        ("07:21", ["ATT-1 warning"]),
        ("07:30", ["ATT-1 warning"]),
        ("07:31", ["ATT-2 warning"]),
        ("07:49", ["ATT-2 warning"]),
        ("07:50", ["ATT-2 breach"]),
        ("12:00", ["ATT-2 breach"]),
        ("03:30", []),
        ("03:29", ["ATT-1 warning"]),
        ("2026-10-11 23:00", ["ATT-1 warning"]),
    ],
)
def test_what_an_arrival_at_a_shift_of_half_past_seven_means(
    centre: Centre, arrived: str, said: list[str]
) -> None:
    centre.arrived("101", DAY, arrived)
    assert [f"{row.rule} {row.level}" for row in centre.findings()] == said


@pytest.mark.parametrize(("arrived", "code"), [("07:21", "roll_call"), ("03:29", "date_in_doubt")])
def test_att_1_missed_the_roll_call_or_so_early_that_the_date_is_in_doubt(
    centre: Centre, arrived: str, code: str
) -> None:
    centre.arrived("101", DAY, arrived)
    assert centre.codes("ATT-1") == [f"{code}/warning"]


def test_the_hours_of_doubt_are_a_dated_value(centre: Centre) -> None:
    centre.value("att_early_hours", 2, since=f"{DAY} 00:00")
    centre.rostered("101", d1011="E")
    centre.arrived("101", DAY, "05:29")
    centre.arrived("101", "2026-10-11", "05:29")
    assert centre.found("ATT-1") == [("101", DAY)]


@pytest.mark.parametrize(("minutes", "found"), [(19, 0), (20, 1)])
def test_att_3_twenty_minutes_off_the_post_are_absence(
    centre: Centre, minutes: int, found: int
) -> None:
    centre.arrived("101", DAY, "07:15", off_post=minutes)
    assert len(centre.found("ATT-3")) == found


def test_att_3_is_said_beside_a_late_arrival(centre: Centre) -> None:
    centre.arrived("101", DAY, "07:35", off_post=30)
    assert [row.rule for row in centre.findings()] == ["ATT-2", "ATT-3"]


def test_att_4_never_arrived_is_absence_and_nothing_else_is_said(centre: Centre) -> None:
    centre.arrived("101", DAY, off_post=30)
    assert [row.rule for row in centre.findings()] == ["ATT-4"]


def test_att_4_no_row_on_a_recorded_day_is_absence(centre: Centre) -> None:
    centre.rostered("102", d1012="E")
    centre.arrived("102", DAY, "07:15")
    assert centre.found("ATT-4") == [("101", DAY)]
    assert [row.subject for row in centre.findings()] == [f"101@{DAY}"]


def test_a_day_that_the_team_did_not_record_says_nothing(centre: Centre) -> None:
    centre.rostered("201", d1012="E")
    centre.arrived("201", DAY, "07:15")
    assert centre.findings() == [], "the other team's sheet is not this one's"


def test_a_row_for_somebody_who_was_off_keeps_no_shift_of_the_team(centre: Centre) -> None:
    centre.arrived("102", DAY, "07:15")
    assert centre.findings() == []


def test_each_shift_of_the_team_has_a_roll_call_of_its_own(centre: Centre) -> None:
    centre.rostered("102", d1012="E")
    centre.rostered("103", d1012="L")
    centre.arrived("103", DAY, "15:15")
    assert centre.findings() == [], "the late shift's sheet says nothing of the early one"
    centre.arrived("102", DAY, "07:15")
    assert centre.found("ATT-4") == [("101", DAY)]


def test_a_row_keeps_the_shift_that_is_worked_after_all_swaps(centre: Centre) -> None:
    centre.rostered("102", d1012="L")
    centre.rostered("103", d1012="L")
    centre.swap("101", DAY, "102", DAY)
    centre.arrived("101", DAY, "15:15")
    assert centre.found("ATT-4") == [("103", DAY)], "101 works the late shift by now"


def test_a_row_of_somebody_on_leave_keeps_the_shift_all_the_same(centre: Centre) -> None:
    centre.rostered("102", d1012="E")
    centre.leave("102", DAY)
    centre.arrived("102", DAY)
    assert centre.found("ATT-4") == [("101", DAY)]


def test_a_row_of_somebody_who_has_left_keeps_the_shift_all_the_same(centre: Centre) -> None:
    centre.rostered("102", d1012="E")
    centre.employed("102", left="2026-10-11")
    centre.arrived("102", DAY, "07:15")
    assert centre.found("ATT-4") == [("101", DAY)]


def test_the_team_of_that_day_counts(centre: Centre) -> None:
    centre.rostered("102", d1012="E")
    centre.moves("102", DAY, team="B")
    centre.arrived("102", DAY, "07:15")
    assert centre.findings() == []


def test_people_without_a_team_are_one_team_of_their_department(centre: Centre) -> None:
    centre.person("301")
    centre.person("302", department="外呼部")
    for no in ("301", "302"):
        centre.rostered(no, d1012="E")
    centre.rostered(INSPECTOR, d1012="E")
    centre.arrived(INSPECTOR, DAY, "07:15")
    assert centre.found("ATT-4") == [("301", DAY)]


def test_valid_leave_excuses_whatever_rule_it_broke(centre: Centre) -> None:
    centre.rostered("102", d1012="E")
    centre.arrived("102", DAY, "07:15")
    centre.leave("101", DAY, filed="2026-10-20 09:00", leader=None)
    assert centre.found("ATT-4") == []


@pytest.mark.parametrize(("left", "found"), [("2026-10-11", 0), (DAY, 1)])
def test_who_has_left_owes_no_attendance(centre: Centre, left: str, found: int) -> None:
    centre.employed("101", left=left)
    centre.rostered("102", d1012="E")
    centre.arrived("102", DAY, "07:15")
    assert len(centre.found("ATT-4")) == found


@pytest.mark.parametrize(("as_of", "found"), [(f"{DAY} 07:29", 0), (f"{DAY} 07:30", 1)])
def test_of_a_shift_that_has_not_started_nothing_is_said_yet(
    centre: Centre, as_of: str, found: int
) -> None:
    centre.arrived("101", DAY, "07:25")
    assert len(centre.found("ATT-1", as_of)) == found


@pytest.mark.parametrize("says_so", [False, True])
@pytest.mark.parametrize(("as_of", "found"), [(f"{DAY} 07:49", 0), (f"{DAY} 07:50", 1)])
def test_att_4_who_has_not_come_is_absent_from_twenty_minutes_after_the_start_on(
    centre: Centre, as_of: str, found: int, says_so: bool
) -> None:
    centre.rostered("102", d1012="E")
    centre.arrived("102", DAY, "07:15")
    if says_so:
        centre.arrived("101", DAY)
    assert len(centre.found("ATT-4", as_of)) == found


@pytest.mark.parametrize(("as_of", "found"), [(f"{DAY} 07:59", 0), (f"{DAY} 08:00", 1)])
def test_att_4_waits_as_long_as_the_limit_of_lateness_in_force(
    centre: Centre, as_of: str, found: int
) -> None:
    centre.value("att_absence_minutes", 30, since=f"{DAY} 00:00")
    centre.arrived("101", DAY)
    assert len(centre.found("ATT-4", as_of)) == found


def test_who_gave_the_shift_away_owes_nothing_and_who_took_it_does(centre: Centre) -> None:
    centre.rostered("102", d1014="E")
    centre.rostered("103", d1012="E")
    centre.swap("101", DAY, "102", "2026-10-14")
    centre.arrived("103", DAY, "07:15")
    assert centre.found("ATT-4") == [("102", DAY)]


def test_a_night_shift_is_met_before_midnight_of_its_own_date() -> None:
    centre = Centre()
    centre.rostered("101", d1031="N")
    centre.arrived("101", "2026-10-31", "2026-11-01 00:05")
    (finding,) = centre.findings()
    assert (finding.rule, finding.level) == ("ATT-2", "breach")
    assert counted(finding, CameTooLate).minutes == 35


def test_minutes_are_counted_as_lived_when_the_clock_changes() -> None:
    """The clock jumps from 2 to 3 while the night shift from 23:30 to 07:30 is on."""
    centre = Centre("Europe/Berlin")
    centre.rostered_on("101", "2026-03-28", "N")
    centre.arrived("101", "2026-03-28", "2026-03-29 03:00")
    (finding,) = centre.findings()
    assert counted(finding, CameTooLate).minutes == 150


def test_the_minutes_of_absence_are_a_dated_value(centre: Centre) -> None:
    centre.value("att_absence_minutes", 30, since=f"{DAY} 00:00")
    centre.arrived("101", DAY, "07:59")
    assert centre.codes("ATT-2") == ["late/warning"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("15:31", []),
        ("15:30", []),
        ("15:29", ["early/warning"]),
        ("15:11", ["early/warning"]),
        ("15:10", ["off_post/breach"]),
        ("07:10", ["off_post/breach"]),
        ("2026-10-11 20:00", ["off_post/breach"]),
    ],
)
def test_att_6_what_going_home_from_a_shift_that_ends_at_half_past_three_means(
    centre: Centre, left: str, said: list[str]
) -> None:
    centre.arrived("101", DAY, "07:15", left=left)
    assert centre.codes("ATT-6") == said


def test_att_6_is_said_beside_a_late_arrival_and_an_absence_from_the_post(centre: Centre) -> None:
    centre.arrived("101", DAY, "07:35", off_post=30, left="15:20")
    assert [row.rule for row in centre.findings()] == ["ATT-2", "ATT-3", "ATT-6"]


def test_att_6_says_nothing_of_who_never_came(centre: Centre) -> None:
    centre.arrived("101", DAY, left="12:00")
    assert centre.found("ATT-6") == []


def test_att_6_speaks_from_the_start_of_the_shift_on(centre: Centre) -> None:
    centre.arrived("101", DAY, "07:15", left="07:20")
    assert centre.found("ATT-6", f"{DAY} 07:29") == []
    assert centre.found("ATT-6", f"{DAY} 07:30") == [("101", DAY)]


def test_att_6_a_night_shift_of_the_last_of_a_month_ends_in_the_next_one() -> None:
    centre = Centre()
    centre.rostered("101", d1031="N")
    centre.arrived("101", "2026-10-31", "23:15", left="2026-11-01 07:29")
    (finding,) = centre.findings()
    assert (finding.subject, finding.level) == ("101@2026-10-31", "warning")


def test_att_6_counts_the_minutes_that_were_lived_when_the_clock_changes() -> None:
    """The clock jumps from 2 to 3 while the night shift from 23:30 to 07:30 is on."""
    centre = Centre("Europe/Berlin")
    centre.rostered_on("101", "2026-03-28", "N")
    centre.arrived("101", "2026-03-28", "23:15", left="2026-03-29 01:30")
    (finding,) = centre.findings()
    assert counted(finding, WentTooEarly).minutes == 300


def test_att_6_has_the_limit_of_leaving_the_post(centre: Centre) -> None:
    centre.value("att_off_post_minutes", 30, since=f"{DAY} 00:00")
    centre.arrived("101", DAY, "07:15", left="15:01")
    assert centre.codes("ATT-6") == ["early/warning"]
