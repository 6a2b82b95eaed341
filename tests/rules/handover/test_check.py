"""What `check` finds in handover logs and open items, on both sides of every limit.

The early shift is 07:30-15:30, the late one 15:30-23:30, the night 23:30-07:30.
"""

from __future__ import annotations

import pytest

from app.rules.books import HandoverLog
from app.rules.figures.handover import SectionsMissing
from app.rules.vocabulary import Section
from tests.figured import counted
from tests.rules.centre import EARLY, HEAD, LATE, LEADER_A, LEADER_B, NIGHT, Centre

pytestmark = [pytest.mark.rule("HAND-1"), pytest.mark.rule("HAND-3"), pytest.mark.rule("HAND-4")]

SIGNED = (LEADER_A, "2026-10-12 15:40")
TAKEN = (LEADER_B, "2026-10-12 15:50")


@pytest.fixture
def centre() -> Centre:
    return Centre()


# HAND-1


@pytest.mark.parametrize("nothing", ["无", "none", "None", "-", "正常"])
def test_a_section_with_any_word_is_filled_in(centre: Centre, nothing: str) -> None:
    centre.log(outgoing=SIGNED, incoming=TAKEN, equipment=nothing)
    assert centre.found("HAND-1") == []


@pytest.mark.parametrize("section", ["equipment", "difficult_cases", "staff_changes"])
def test_a_signed_log_with_a_blank_among_the_three_is_a_breach(
    centre: Centre, section: str
) -> None:
    centre.log(outgoing=SIGNED, incoming=TAKEN, **{section: ""})
    assert centre.found("HAND-1") == [(LEADER_A, "2026-10-12")]
    [finding] = [one for one in centre.findings() if one.rule == "HAND-1"]
    assert counted(finding, SectionsMissing).sections == (Section(section),)


def test_an_unsigned_log_may_still_be_blank(centre: Centre) -> None:
    centre.log(equipment="")
    assert centre.found("HAND-1") == []


def test_the_other_four_may_be_blank(centre: Centre) -> None:
    centre.log(outgoing=SIGNED, incoming=TAKEN, business_changes="", complaints="")
    assert centre.found("HAND-1") == []


def test_an_item_of_this_log_fills_its_section_also_once_it_is_closed(centre: Centre) -> None:
    log = centre.log(outgoing=SIGNED, incoming=TAKEN, equipment="")
    centre.item(log, closed=("2026-10-12 12:00", "101", "已换"))
    assert centre.found("HAND-1") == []


def test_an_item_of_another_log_or_section_does_not(centre: Centre) -> None:
    log = centre.log(outgoing=SIGNED, incoming=TAKEN, equipment="")
    other = centre.log(shift=LATE, outgoing=(LEADER_B, "2026-10-12 23:40"))
    centre.item(other)
    centre.item(log, Section.COMPLAINTS)
    assert centre.found("HAND-1") == [(LEADER_A, "2026-10-12")]


# HAND-4: the outgoing signature


@pytest.mark.parametrize(("now", "late"), [("16:30", False), ("16:31", True)])
def test_unsigned_for_more_than_an_hour_after_the_end(centre: Centre, now: str, late: bool) -> None:
    centre.log()
    expected = [(LEADER_A, "2026-10-12")] if late else []
    assert centre.found("HAND-4", f"2026-10-12 {now}") == expected


@pytest.mark.parametrize(("at", "late"), [("15:30", False), ("16:30", False), ("16:31", True)])
def test_signed_more_than_an_hour_after_the_end(centre: Centre, at: str, late: bool) -> None:
    centre.log(outgoing=(LEADER_A, f"2026-10-12 {at}"), incoming=(LEADER_B, f"2026-10-12 {at}"))
    assert centre.codes("HAND-4") == (["signed_out_late/breach"] if late else [])


def test_it_may_be_signed_before_the_end(centre: Centre) -> None:
    centre.log(outgoing=(LEADER_A, "2026-10-12 14:00"), incoming=TAKEN)
    assert centre.found("HAND-4") == []


# HAND-4: the incoming signature


@pytest.mark.parametrize(
    ("first", "second", "late"),
    [
        ("14:00", "16:30", False),
        ("14:00", "16:31", True),
        ("15:40", "16:40", False),
        ("15:40", "16:41", True),
    ],
)
def test_the_hour_of_the_incoming_one_runs_from_the_later_of_end_and_first_signature(
    centre: Centre, first: str, second: str, late: bool
) -> None:
    incoming = (LEADER_B, f"2026-10-12 {second}")
    centre.log(outgoing=(LEADER_A, f"2026-10-12 {first}"), incoming=incoming)
    assert centre.found("HAND-4") == ([(LEADER_B, "2026-10-12")] if late else [])


@pytest.mark.parametrize("incoming", [("", ""), (LEADER_B, ""), ("", "2026-10-12 15:50")])
@pytest.mark.parametrize(("now", "late"), [("16:40", False), ("16:41", True)])
def test_nobody_takes_over(centre: Centre, incoming: tuple[str, str], now: str, late: bool) -> None:
    centre.log(outgoing=SIGNED, incoming=incoming)
    expected = [(incoming[0], "2026-10-12")] if late else []
    assert centre.found("HAND-4", f"2026-10-12 {now}") == expected


def test_nobody_takes_over_what_is_not_signed(centre: Centre) -> None:
    centre.log(incoming=TAKEN)
    assert centre.codes("HAND-4") == ["not_signed_out/breach"]


@pytest.mark.parametrize(("at", "before"), [("15:39", True), ("15:40", False)])
def test_the_incoming_one_signs_after_the_outgoing_one(
    centre: Centre, at: str, before: bool
) -> None:
    centre.log(outgoing=SIGNED, incoming=(LEADER_B, f"2026-10-12 {at}"))
    assert centre.codes("HAND-4") == (["signed_in_before/breach"] if before else [])


def test_one_person_on_both_sides_is_found_once(centre: Centre) -> None:
    centre.log(outgoing=(LEADER_A, "2026-10-12 17:00"), incoming=(LEADER_A, "2026-10-12 17:00"))
    assert centre.found("HAND-4") == [(LEADER_A, "2026-10-12")]


def test_a_night_shift_is_signed_on_the_next_day(centre: Centre) -> None:
    centre.log("2026-10-31", NIGHT, outgoing=(LEADER_A, "2026-11-01 08:30"),
               incoming=(LEADER_B, "2026-11-01 09:30"))  # fmt: skip
    centre.log("2026-11-30", NIGHT, outgoing=(LEADER_A, "2026-12-01 08:31"),
               incoming=(LEADER_B, "2026-12-01 09:31"))  # fmt: skip
    assert centre.found("HAND-4") == [(LEADER_A, "2026-11-30")]


def test_a_changed_clock_counts_as_it_was_lived() -> None:
    """In Berlin the clocks go back on 25 October 2026 at 03:00: the night ends at 07:30 winter
    time, and an hour later is 08:30 on the wall."""
    centre = Centre("Europe/Berlin")
    centre.log("2026-10-24", NIGHT, outgoing=(LEADER_A, "2026-10-25 08:30"),
               incoming=(LEADER_B, "2026-10-25 09:30"))  # fmt: skip
    assert centre.found("HAND-4") == []


def test_the_minutes_are_those_in_force_when_the_shift_began(centre: Centre) -> None:
    centre.value("hand_sign_minutes", 30, since="2026-10-12 07:31")
    centre.log(outgoing=(LEADER_A, "2026-10-12 16:30"), incoming=(LEADER_B, "2026-10-12 17:30"))
    assert centre.found("HAND-4") == []
    centre.log(shift=LATE, outgoing=(LEADER_B, "2026-10-13 00:01"),
               incoming=(LEADER_A, "2026-10-13 00:31"))  # fmt: skip
    assert centre.codes("HAND-4") == ["signed_out_late/breach"]


# HAND-4: no log


def worked(centre: Centre, *days: str, who: str = "101", code: str = EARLY) -> None:
    for day in days:
        centre.rostered_on(who, day, code)


def subjects(centre: Centre, now: str = "2027-06-01 09:00") -> list[str]:
    return [one.subject for one in centre.findings(now) if one.code == "HAND-4.no_log"]


def between(centre: Centre) -> None:
    centre.log("2026-10-12", outgoing=SIGNED, incoming=TAKEN)
    centre.log("2026-10-14", outgoing=(LEADER_A, "2026-10-14 15:40"),
               incoming=(LEADER_B, "2026-10-14 15:50"))  # fmt: skip


def test_a_shift_between_the_first_and_the_last_log_without_one(centre: Centre) -> None:
    between(centre)
    worked(centre, "2026-10-11", "2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15")
    worked(centre, "2026-10-14", who="201", code=LATE)
    assert subjects(centre) == ["客服部@2026-10-13/E", "客服部@2026-10-14/L"]


def test_a_shift_that_has_not_ended_owes_none(centre: Centre) -> None:
    between(centre)
    worked(centre, "2026-10-14", who="201", code=LATE)
    assert subjects(centre, "2026-10-14 23:29") == []
    assert subjects(centre, "2026-10-14 23:30") == ["客服部@2026-10-14/L"]


def test_a_shift_that_only_a_leader_works_owes_none(centre: Centre) -> None:
    between(centre)
    worked(centre, "2026-10-13", who=LEADER_A)
    assert subjects(centre) == []


def test_a_shift_on_leave_is_not_worked(centre: Centre) -> None:
    between(centre)
    worked(centre, "2026-10-13")
    centre.leave("101", "2026-10-13")
    assert subjects(centre) == []


def test_a_department_without_logs_owes_none(centre: Centre) -> None:
    worked(centre, "2026-10-13")
    assert subjects(centre) == []


def test_a_shift_that_was_received_in_a_swap_is_worked(centre: Centre) -> None:
    between(centre)
    worked(centre, "2026-10-13", code=LATE)
    centre.rostered("201", d1020=EARLY)
    centre.swap("101", "2026-10-13", "201", "2026-10-20", consents=(LEADER_A, LEADER_B))
    assert subjects(centre) == ["客服部@2026-10-13/L"]


# HAND-3


@pytest.mark.parametrize(("now", "old"), [("2026-10-19 23:59", False), ("2026-10-20 00:00", True)])
def test_open_for_more_than_seven_days(centre: Centre, now: str, old: bool) -> None:
    centre.item(centre.log(), owner="101")
    assert centre.found("HAND-3", now) == ([("101", "2026-10-12")] if old else [])


@pytest.mark.parametrize(("now", "past"), [("2026-10-15 23:59", False), ("2026-10-16 00:00", True)])
def test_open_past_its_own_due_day(centre: Centre, now: str, past: bool) -> None:
    centre.item(centre.log(), due="2026-10-15")
    assert centre.found("HAND-3", now) == ([("", "2026-10-15")] if past else [])


@pytest.mark.parametrize(("at", "past"), [("2026-10-15 23:59", False), ("2026-10-16 00:00", True)])
def test_closed_past_its_own_due_day(centre: Centre, at: str, past: bool) -> None:
    centre.item(centre.log(), owner="101", due="2026-10-15", closed=(at, "102", "已换"))
    assert centre.codes("HAND-3") == (["closed_late/warning"] if past else [])
    assert centre.found("HAND-3") == ([("101", "2026-10-15")] if past else [])


@pytest.mark.parametrize(
    ("by", "closing", "owner", "person", "code"),
    [
        ("102", "", "101", "102", "no_result/breach"),
        ("", "已换", "101", "101", "closed_by_nobody/breach"),
        ("", "", "", "", "closed_by_nobody/breach"),
    ],
)
def test_closed_without_a_name_or_a_result(
    centre: Centre, by: str, closing: str, owner: str, person: str, code: str
) -> None:
    centre.item(centre.log(), owner=owner, closed=("2026-10-13 09:00", by, closing))
    assert centre.codes("HAND-3") == [code]
    assert centre.found("HAND-3") == [(person, "2026-10-13")]


def test_closed_in_time_with_name_and_result_is_well(centre: Centre) -> None:
    centre.item(centre.log(), due="2026-10-13", closed=("2026-10-13 09:00", "102", "已换"))
    assert centre.found("HAND-3") == []


def test_an_item_of_a_night_shift_ages_from_the_logs_date(centre: Centre) -> None:
    centre.item(centre.log("2026-10-31", NIGHT), owner=HEAD)
    assert centre.found("HAND-3", "2026-11-07 23:59") == []
    assert centre.found("HAND-3", "2026-11-08 00:00") == [(HEAD, "2026-10-31")]


def test_a_log_says_what_stands_under_a_section(centre: Centre) -> None:
    centre.log(complaints="一单升级")
    [log] = centre.logs
    assert isinstance(log, HandoverLog)
    assert log.text(Section.COMPLAINTS) == "一单升级"
